import { beforeEach, describe, expect, it } from 'vitest';
import type { CardContent } from './cards.ts';
import { Pictures, type Wanted } from './pictures.ts';

const card = (key: string) => ({ key }) as CardContent;
const wanted = (key: string, step = 1, detail: 'near' | 'far' = 'near'): Wanted<CardContent> => ({ content: card(key), step, detail });

let now = 0;
let drawn: string[];
let pictures: Pictures<CardContent>;
/** Each picture takes 10 ms to draw, and 1000 pixels at step 1. */
function draw({ content: { key }, step, detail }: Wanted<CardContent>): HTMLCanvasElement {
	now += 10;
	drawn.push(`${key} ${step} ${detail}`);
	return { width: 1000 * step, height: 1 } as HTMLCanvasElement;
}
beforeEach(() => {
	now = 0;
	drawn = [];
	pictures = new Pictures(draw, () => now, { sharpen: 5, draw: 25, pixels: 3500 });
	pictures.begin();
});

describe('a card’s picture', () => {
	it('is drawn once, however many frames show it', () => {
		const first = pictures.picture(wanted('a'));
		pictures.end();
		pictures.begin();
		expect(pictures.picture(wanted('a'))).toBe(first);
		expect(drawn).toEqual(['a 1 near']);
	});
	it('comes later where a frame has no time left: the frame says so', () => {
		const got = ['a', 'b', 'c', 'd'].map((key) => pictures.picture(wanted(key)));
		expect(got.map((picture) => picture !== null)).toEqual([true, true, true, false]);
		expect(pictures.end()).toBe(true);
		pictures.begin();
		expect(pictures.picture(wanted('d'))).not.toBeNull();
		expect(pictures.end()).toBe(false);
	});
	it('of another size stands in until the right one is drawn', () => {
		const small = pictures.picture(wanted('a', 1));
		pictures.begin();
		expect(pictures.picture(wanted('b', 1))).not.toBeNull();
		// This frame spent its time on what could not be seen at all.
		expect(pictures.picture(wanted('a', 2))).toBe(small);
		expect(pictures.end()).toBe(true);
		pictures.begin();
		expect(pictures.picture(wanted('a', 2))).not.toBe(small);
	});
	it('of another detail stands in as well', () => {
		const far = pictures.picture(wanted('a', 1, 'far'));
		pictures.begin();
		pictures.picture(wanted('b'));
		expect(pictures.picture(wanted('a', 1, 'near'))).toBe(far);
	});
	it('gets sharper more slowly while the zoom changes', () => {
		const sharpened = (zooming: boolean) => {
			pictures = new Pictures(draw, () => now, { sharpen: 24, draw: 100, pixels: 100_000 });
			pictures.begin();
			for (const key of ['a', 'b', 'c', 'd']) pictures.picture(wanted(key));
			drawn = [];
			pictures.begin(zooming);
			for (const key of ['a', 'b', 'c', 'd']) pictures.picture(wanted(key, 2));
			expect(pictures.end()).toBe(true);
			return drawn.length;
		};
		expect([sharpened(false), sharpened(true)]).toEqual([3, 1]);
	});
	it('of an earlier content never stands in: what is withdrawn is gone', () => {
		pictures.picture(wanted('with the drawing'));
		pictures.forget('with the drawing');
		expect(pictures.picture(wanted('without it'))).not.toBeNull();
		pictures.begin();
		pictures.picture(wanted('with the drawing'));
		expect(drawn).toEqual(['with the drawing 1 near', 'without it 1 near', 'with the drawing 1 near']);
	});
});

describe('memory', () => {
	it('is given back for what was not shown for longest, never for what is shown now', () => {
		const oldest = pictures.picture(wanted('old'));
		pictures.end();
		pictures.begin();
		const shown = ['a', 'b', 'c'].map((key) => pictures.picture(wanted(key)));
		pictures.end();
		expect(oldest?.width).toBe(0);
		expect(shown.map((picture) => picture?.width)).toEqual([1000, 1000, 1000]);
	});
	it('is given back at once when everything has to be drawn anew', () => {
		const one = pictures.picture(wanted('a'));
		pictures.clear();
		expect(one?.width).toBe(0);
	});
});
