import { describe, expect, it } from 'vitest';
import { VoteCards } from './vote-cards.ts';

const cards = new VoteCards(() => 'key-of-the-server');

describe('the code of a vote card', () => {
	it('is eight letters and digits without look-alikes, another for each card, and the same when printed again', () => {
		const codes = Array.from({ length: 4095 }, (_, index) => cards.code('evening-1', index + 1));
		for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
		expect(new Set(codes).size).toBe(4095);
		expect(cards.code('evening-1', 7)).toBe(codes[6]);
		// Of one sheet they do not begin alike.
		expect(new Set(codes.slice(0, 10).map((code) => code.slice(0, 2))).size).toBeGreaterThan(5);
	});

	it('leads to one participant, however it was typed', () => {
		const code = cards.code('evening-1', 7);
		const participant = cards.participant('evening-1', code);
		expect(participant).toMatch(/^[A-Za-z0-9_-]{12}$/);
		expect(cards.participant('evening-1', ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)).toBe(participant);
		const all = Array.from({ length: 300 }, (_, index) => cards.participant('evening-1', cards.code('evening-1', index + 1)));
		expect(new Set(all).size).toBe(300);
	});

	it('is worth nothing in another evening, on another server, or with one letter changed', () => {
		const code = cards.code('evening-1', 7);
		expect(cards.participant('evening-2', code)).toBeNull();
		expect(new VoteCards(() => 'another-key').participant('evening-1', code)).toBeNull();
		for (let place = 0; place < 8; place += 1) {
			const changed = code.slice(0, place) + (code[place] === 'A' ? 'B' : 'A') + code.slice(place + 1);
			expect(cards.participant('evening-1', changed)).toBeNull();
		}
		for (const typed of ['', 'AB2CD', 'AAAAAAAA', 'O0I1O0I1', 'ÀÀÀÀÀÀÀÀ', 'A'.repeat(500)]) expect(cards.participant('evening-1', typed)).toBeNull();
	});
});
