import { pan, zoomAt, type Point } from '#client/board/geometry.ts';
import { MadeBoard, type BoardLoad } from './made-board.ts';

/** An evening that runs faster than a real one. */
export interface EveningLoad {
	/** Of the evening. */
	seconds: number;
	dotsPerSecond: number;
	/** It ends after so many real seconds, however far it is. */
	within: number;
}

/** What a facilitator does, by the second of each minute: looks at the whole board, pans there, goes closer, works there, and back. */
const minute = { closer: 20, near: 26, away: 54 };
/** Seconds of the evening between two drags, how long one takes, and between two drawings that come. */
const drags = { every: 90, last: 10 };
const drawingEvery = 10;
/** A card that came to so many times its first dots begins anew, as in another round. */
const anewAt = 2;

/** It stays when the evening is over, or its memory would be collected before it is read. */
let board: MadeBoard;

/** Lives through an evening, a frame for each of its seconds at least. @returns how many seconds of it passed */
export async function liveEvening(load: BoardLoad, { seconds, dotsPerSecond, within }: EveningLoad): Promise<number> {
	board = await MadeBoard.open(load);
	const { stage, whole } = board;
	const random = randomFrom(7);
	const end = performance.now() + within * 1000;
	const middle: Point = { x: load.width / 2, y: load.height / 2 };
	let second = 0;
	for (; second < seconds && performance.now() < end; second += 1) {
		const dots = new Map<number, number>();
		for (let dot = 0; dot < dotsPerSecond; dot += 1) {
			// Some themes are dear to many.
			const number = 1 + Math.floor(load.cards * random() ** 2);
			dots.set(number, ((dots.get(number) ?? board.dotsOf(number)) + 1) % (anewAt * (load.dots ?? 1)));
		}
		board.give(dots);

		const at = second % 60;
		if (at === 0) stage.travel(whole);
		else if (at < minute.closer) stage.look(pan(whole, 40 * Math.sin(at), 25 * Math.cos(at)));
		else if (at < minute.near) stage.look(zoomAt(stage.view, at === minute.closer ? { x: random() * load.width, y: random() * load.height } : middle, stage.view.zoom * 1.4));
		else if (at < minute.away) stage.look(pan(stage.view, 200 * (random() - 0.5), 200 * (random() - 0.5)));
		else stage.look(zoomAt(stage.view, middle, stage.view.zoom / 1.4));

		const dragged = second % drags.every;
		const group = board.areas[Math.floor(second / drags.every) % board.areas.length]!;
		if (dragged < drags.last) board.carry(group, { x: dragged * 20, y: dragged * 10 });
		else if (dragged === drags.last) board.putBack();

		if (second % drawingEvery === 0) {
			const number = 1 + ((second / drawingEvery) % load.drawings);
			board.hang(number, null);
			board.hang(number, `avond-${second}`);
		}
		await new Promise((next) => requestAnimationFrame(next));
	}
	return second;
}

/** Numbers from 0 to 1, the same in each run. */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
