import { describe, expect, it, test } from 'vitest';
import { asMoves, Handful, movedInWords, stayedInWords } from './moves.ts';

describe('cards in a hand', () => {
	const from = new Map([[1, { x: 0, y: 0 }], [2, { x: 360, y: 10 }]]);
	it('keep their distance, on whole units', () => {
		const hand = new Handful(from);
		hand.carry({ x: 10.4, y: -3.6 });
		expect(asMoves(hand.places)).toEqual([{ theme: 1, x: 10, y: -4 }, { theme: 2, x: 370, y: 6 }]);
	});
	it('carried out and back have not moved', () => {
		const hand = new Handful(from);
		expect(hand.moved).toBe(false);
		hand.carry({ x: 200, y: 0 });
		expect(hand.moved).toBe(true);
		hand.carry({ x: 0.2, y: 0 });
		expect(hand.moved).toBe(false);
	});
	it('are overtaken where the server has them neither where they were nor where own moves lay them', () => {
		const hand = new Handful(new Map([[1, { x: 50, y: 60 }], [2, { x: 360, y: 10 }]]), new Map([[1, [{ x: 50, y: 60 }, { x: 0, y: 0 }]], [2, [{ x: 360, y: 10 }]]]));
		expect(hand.overtaken({ 1: { x: 0, y: 0 }, 2: { x: 360, y: 10 } })).toEqual([]);
		expect(hand.overtaken({ 1: { x: 50, y: 60 }, 2: { x: 360, y: 10 } })).toEqual([]);
		expect(hand.overtaken({ 1: { x: 50, y: 60 }, 2: { x: 7, y: 7 } })).toEqual([2]);
		// Its theme was removed: whether it may be moved the server says.
		expect(hand.overtaken({ 1: { x: 50, y: 60 } })).toEqual([]);
	});
	it('stay on the board', () => {
		const hand = new Handful(from);
		hand.carry({ x: 1e9, y: -1e9 });
		for (const { x, y } of hand.places.values()) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(1e6);
	});
});

test('what stayed behind on the lock is counted', () => {
	const words = [[], [4], [4, 5, 6]].map((stayed) => stayedInWords(stayed, []));
	expect(words).toEqual(['', ' 1 kaart op slot bleef liggen.', ' 3 kaarten op slot bleven liggen.']);
	const pile = { name: 'Straat', themes: [5, 6] };
	expect(stayedInWords([4, 5, 6], [pile])).toBe(' 1 kaart op slot bleef liggen. Groep Straat bleef liggen: er zit een kaart op slot in.');
	expect(stayedInWords([4], [pile])).toBe(' 1 kaart op slot bleef liggen.');
});

test('one card is named, several are counted, a whole group is named', () => {
	expect(movedInWords([7], [])).toBe('Thema 7 verplaatst.');
	expect(movedInWords([7, 9], [])).toBe('2 kaarten verplaatst.');
	expect(movedInWords([7, 9], [{ id: 'a', name: 'Verkeer', folded: false, themes: [9, 7] }])).toBe('Groep Verkeer verplaatst.');
	expect(movedInWords([7, 9], [{ id: 'a', name: 'Verkeer', folded: false, themes: [9, 7, 8] }])).toBe('2 kaarten verplaatst.');
});
