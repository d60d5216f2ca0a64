import '#client/ui/base.css';
import '#client/ui/staff.css';
import { liveEvening, type EveningLoad } from './evening.ts';
import { measureFrames, type BoardTimes } from './frames.ts';
import type { BoardLoad } from './made-board.ts';

declare global {
	interface Window {
		measureFrames(load: BoardLoad, count: number): Promise<BoardTimes>;
		liveEvening(load: BoardLoad, evening: EveningLoad): Promise<number>;
	}
}

window.measureFrames = measureFrames;
window.liveEvening = liveEvening;
