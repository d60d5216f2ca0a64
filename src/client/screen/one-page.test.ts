import { expect, test } from 'vitest';
import { layTexts } from './lay-texts.ts';
import { onePageOr } from './one-page.ts';

/** Two texts, that need a room of 210. */
const lay = (height: number) => layTexts([100, 100], { height, gap: 10 });

test('what fits on one page stands on one, also where page marks take a line of the room now', () => {
	expect(onePageOr(lay, 220, 180)).toEqual([[0, 1]]);
});
test('what does not is laid out beside the page marks', () => {
	expect(onePageOr((height) => layTexts([100, 100, 100], { height, gap: 10 }), 220, 180)).toEqual([[0], [1], [2]]);
});
