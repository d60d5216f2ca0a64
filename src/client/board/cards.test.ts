import { describe, expect, it, test } from 'vitest';
import type { RoundView } from '#shared/views/parts.ts';
import type { FacilitatorView } from '#shared/views/views.ts';
import { cardInWords, cardsOf, roundsWithDots, smallPrint } from './cards.ts';

const round: RoundView = {
	id: 'round-one', number: 1, title: 'Ronde 1', kind: 'themes', options: ['1', '2'], budget: 5, most: 2, results: 'hidden', phase: 'closed', totals: { 1: 58, 2: 0 }
};
const view: FacilitatorView = {
	notes: {},
	claims: {},
	messages: {},
	exhibits: {},
	strip: { layout: 4, panels: [] },
	papers: {},
	segments: {},
	runSheet: { order: [] }, history: {},
	help: { counts: {} },
	blocks: {},
	reviewed: {},
	evening: { title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-11-24', code: 'VDM47' },
	themes: {
		1: { number: 1, title: 'Te hard rijden', main: 'verkeer', mentioned: 12 },
		2: { number: 2, title: 'Drugs', main: 'overlast', grave: true },
		3: { number: 3, title: 'Groen', main: 'openbare-ruimte' }
	},
	drawings: {
		first: { id: 'first', version: 'version-a', width: 4, height: 3, theme: 1, status: 'wall', at: 1 },
		newer: { id: 'newer', version: 'version-b', width: 4, height: 3, theme: 1, status: 'wall', at: 2 },
		offered: { id: 'offered', version: 'version-c', width: 4, height: 3, theme: 3, status: 'offered', at: 3 }
	},
	rounds: { 'round-one': round },
	comments: {
		a: { id: 'a', theme: 1, text: 'Vooral op zaterdag.', support: 0, status: 'approved' },
		b: { id: 'b', theme: 1, text: 'Wacht.', support: 0, status: 'waiting' },
		c: { id: 'c', theme: 3, text: 'Weg.', support: 0, status: 'hidden' }
	},
	groups: {},
	locked: [],
	hidden: [],
	places: { 1: { x: 0, y: 0 }, 2: { x: 360, y: 0 }, 3: { x: 720, y: 0 } },
	show: { mode: 'join' },
	approval: 'before',
	texts: {},
	joined: 3
};
const none = new Map();

describe('a card', () => {
	it('tells of its theme, the approved comments and the newest drawing on the wall', () => {
		expect(cardsOf(view, null, none).get(1)).toMatchObject({ number: 1, title: 'Te hard rijden', mainName: 'Verkeer', mentioned: 12, comments: 1, drawing: 'version-b' });
		expect(cardsOf(view, null, none).get(3)).toMatchObject({ comments: 0, drawing: null });
	});
	it('has dots only where the view holds them', () => {
		const cards = cardsOf(view, round, none);
		expect(cards.get(1)?.dots).toBe(58);
		expect(cards.get(2)?.dots).toBe(0);
		expect(cards.get(3)?.dots).toBeNull();
		expect(cardsOf(view, { ...round, totals: undefined }, none).get(1)?.dots).toBeNull();
	});
	it('stays the same object while nothing on it changes, so that it is not drawn anew', () => {
		const before = cardsOf(view, round, none);
		const comments = { ...view.comments, d: { id: 'd', theme: 3, text: 'Mooi.', support: 0, status: 'approved' as const } };
		const after = cardsOf({ ...view, comments }, round, before);
		expect(after.get(1)).toBe(before.get(1));
		expect(after.get(3)).not.toBe(before.get(3));
	});
	it('is read aloud with what it shows', () => {
		expect(cardInWords(cardsOf(view, round, none).get(1)!)).toBe(
			'Thema 1, Verkeer: Te hard rijden. 12 keer genoemd. 1 reactie. 58 stippen. Met een tekening.'
		);
		expect(cardInWords(cardsOf({ ...view, locked: [2], hidden: [2] }, null, none).get(2)!)).toContain(' Op slot. Verborgen voor het scherm.');
	});
});

test('only rounds over themes with dots in view can be chosen, the newest first', () => {
	const rounds = {
		a: round,
		b: { ...round, id: 'b', number: 2, totals: { 1: 1 } },
		open: { ...round, id: 'open', number: 3, totals: undefined },
		practice: { ...round, id: 'practice', kind: 'practice' as const, totals: { a: 3 } }
	};
	expect(roundsWithDots({ ...view, rounds }).map(({ id }) => id)).toEqual(['b', 'round-one']);
});

test('small print counts only what there is', () => {
	expect(smallPrint({ mentioned: null, comments: 0 })).toEqual([]);
	expect(smallPrint({ mentioned: 1, comments: 2 })).toEqual(['1 keer genoemd', '2 reacties']);
});
