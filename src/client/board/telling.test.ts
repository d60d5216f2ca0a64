import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Telling, type Told } from './telling.ts';

let sent: Told[];
let alone: boolean;
let telling: Telling;
beforeEach(() => {
	vi.useFakeTimers();
	[sent, alone] = [[], false];
	telling = new Telling((told) => sent.push(told), () => alone);
});
afterEach(() => {
	telling.stop();
	vi.useRealTimers();
});

const drag = (things = 1, kind: 'drag' | 'drop' = 'drag') => ({ kind, themes: Array.from({ length: things }, (_, theme) => ({ theme, x: 0, y: 0 })), notes: [] });

describe('what a hand does', () => {
	it('is told at most 20 times a second, and the last of it always', () => {
		for (let ms = 0; ms < 1000; ms += 5) {
			telling.tell({ at: { x: ms, y: 0 } });
			vi.advanceTimersByTime(5);
		}
		expect(sent.length).toBeLessThanOrEqual(21);
		expect(sent.length).toBeGreaterThan(15);
		vi.advanceTimersByTime(60);
		expect(sent.at(-1)).toEqual({ at: { x: 995, y: 0 } });
	});

	it('is gathered: what changed meanwhile goes in one message', () => {
		telling.tell({ at: { x: 1, y: 1 } });
		telling.tell({ at: { x: 2, y: 2 } });
		telling.tell({ chosen: { themes: [7], notes: [] } });
		vi.advanceTimersByTime(100);
		expect(sent).toEqual([{ at: { x: 1, y: 1 } }, { at: { x: 2, y: 2 }, chosen: { themes: [7], notes: [] } }]);
	});

	it('is told surely when a card is taken up or laid down: dropped, the server would go on believing the other', () => {
		const surely: boolean[] = [];
		const other = new Telling((_, sure) => surely.push(sure), () => false);
		other.tell({ at: { x: 1, y: 1 } });
		other.tell({ carry: drag(1, 'drop') }, true);
		expect(surely).toEqual([false, true]);
	});

	it('is told at once when a card is taken up or laid down', () => {
		telling.tell({ at: { x: 1, y: 1 } });
		telling.tell({ carry: drag() }, true);
		expect(sent).toHaveLength(2);
		vi.advanceTimersByTime(100);
		expect(sent).toHaveLength(2);
	});

	it('is told less often the more it carries', () => {
		telling.tell({ carry: drag(100) });
		telling.tell({ carry: drag(100) });
		vi.advanceTimersByTime(299);
		expect(sent).toHaveLength(1);
		vi.advanceTimersByTime(1);
		expect(sent).toHaveLength(2);
	});

	it('is told once a second where nobody else is there', () => {
		alone = true;
		for (let ms = 0; ms < 2000; ms += 20) {
			telling.tell({ at: { x: ms, y: 0 } });
			vi.advanceTimersByTime(20);
		}
		expect(sent.length).toBeLessThanOrEqual(3);
	});
});

describe('a beat', () => {
	it('tells all of it again', () => {
		telling.tell({ at: { x: 1, y: 1 } });
		telling.tell({ carry: drag(2) }, true);
		telling.beat();
		expect(sent.at(-1)).toEqual({ at: { x: 1, y: 1 }, chosen: { themes: [], notes: [] }, carry: drag(2), follows: false });
	});

	it('tells an empty hand after what was laid down was told once', () => {
		telling.tell({ carry: drag(1, 'drop') }, true);
		expect(sent.at(-1)?.carry).toEqual(drag(1, 'drop'));
		telling.beat();
		expect(sent.at(-1)?.carry).toBeNull();
	});
});
