import { describe, expect, test } from 'vitest';
import type { RoundView, ThemeView } from '#shared/views/parts.ts';
import type { ScreenView } from '#shared/views/views.ts';
import { deckOf, drawingAt } from './deck.ts';

const theme = (number: number, set: Partial<ThemeView> = {}): ThemeView => ({ number, title: `Thema ${number}`, main: 'verkeer', ...set });
const round = (set: Partial<RoundView> = {}): RoundView => ({
	id: 'r',
	number: 1,
	title: 'Waar zet u uw stippen?',
	kind: 'themes',
	options: ['10', '2', '7'],
	budget: 5,
	most: 3,
	results: 'hidden',
	phase: 'open',
	voted: 12,
	...set
});
const view = (set: Partial<ScreenView> = {}): ScreenView => ({
	evening: { title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-03-12', code: 'VDM47' },
	themes: { 2: theme(2), 7: theme(7, { mentioned: 12 }), 10: theme(10, { grave: true }), 11: theme(11) },
	drawings: {},
	rounds: { r: round() },
	comments: {},
	sent: {},
	show: { mode: 'join' },
	joined: 40,
	...set
});
const numbers = (deck: { cards: { key: string }[] }) => deck.cards.map(({ key }) => key);

describe('the cards of the screen', () => {
	test('without a round are all themes by number, with how often each was named', () => {
		const deck = deckOf(view(), { mode: 'cards' });
		expect(numbers(deck)).toEqual(['2', '7', '10', '11']);
		expect(deck.cards.map(({ mentioned }) => mentioned)).toEqual([null, 12, null, null]);
		expect(deck.foot).toBe('mentioned');
	});
	test('of an open round with hidden results are in order of number: no dots, no counts', () => {
		const deck = deckOf(view(), { mode: 'cards', round: 'r' });
		expect(numbers(deck)).toEqual(['2', '7', '10']);
		expect(deck.cards.every(({ dots, place, mentioned }) => dots === null && place === null && mentioned === null)).toBe(true);
		expect(deck.foot).toBe('none');
	});
	test('keep room for their dots from the closing on, so that the reveal moves nothing', () => {
		expect(deckOf(view({ rounds: { r: round({ phase: 'closed' }) } }), { mode: 'cards', round: 'r' }).foot).toBe('dots');
	});
	test('keep their order when the dots are shown', () => {
		const rounds = { r: round({ phase: 'closed', shown: true, totals: { 2: 3, 7: 58, 10: 9 } }) };
		const deck = deckOf(view({ rounds }), { mode: 'cards', round: 'r' });
		expect(numbers(deck)).toEqual(['2', '7', '10']);
		expect(deck.cards.map(({ dots }) => dots)).toEqual([3, 58, 9]);
		expect(deck.most).toBe(58);
	});
	test('of a round that was taken away are those of all themes', () => {
		expect(numbers(deckOf(view({ rounds: {} }), { mode: 'cards', round: 'r' }))).toEqual(['2', '7', '10', '11']);
	});
	test('of a practice round are its lines', () => {
		const practice = round({ kind: 'practice', options: ['a', 'b'], lines: { a: 'Koffie', b: 'Thee' } });
		const deck = deckOf(view({ rounds: { r: practice } }), { mode: 'cards', round: 'r' });
		expect(deck.cards.map(({ title, main, mainName }) => [title, main, mainName])).toEqual([
			['Koffie', null, 'Oefenronde'],
			['Thee', null, 'Oefenronde']
		]);
	});
	test('say which theme is marked gevoelig, and which drawing hangs there', () => {
		const drawing = { version: 'v', width: 4, height: 3, theme: 7 };
		const drawings = { a: { ...drawing, id: 'a' }, b: { ...drawing, id: 'b' }, c: { ...drawing, id: 'c', theme: 2 } };
		const deck = deckOf(view({ drawings }), { mode: 'cards' });
		expect(deck.cards.map(({ grave }) => grave)).toEqual([false, false, true, false]);
		expect(deck.cards.map(({ drawing }) => drawing?.id)).toEqual(['c', 'b', undefined, undefined]);
		expect(drawingAt(view(), 7)).toBeNull();
	});
});

describe('the ranking', () => {
	test('is by dots, ties as ties', () => {
		const rounds = { r: round({ phase: 'closed', shown: true, totals: { 2: 9, 7: 58, 10: 9 } }) };
		const deck = deckOf(view({ rounds }), { mode: 'ranking', round: 'r' });
		expect(deck.cards.map(({ key, place }) => [key, place?.number, place?.tied])).toEqual([
			['7', 1, false],
			['2', 2, true],
			['10', 2, true]
		]);
	});
	test('keeps the place of a theme that is hidden from the screen: phones show it there', () => {
		const rounds = { r: round({ phase: 'closed', shown: true, totals: { 2: 9, 7: 58, 10: 3 } }) };
		const { themes } = view();
		const deck = deckOf(view({ rounds, themes: { 7: themes[7]!, 10: themes[10]! } }), { mode: 'ranking', round: 'r' });
		expect(deck.cards.map(({ key, place }) => [key, place?.number])).toEqual([
			['7', 1],
			['10', 3]
		]);
		expect(numbers(deckOf(view({ rounds, themes: { 7: themes[7]! } }), { mode: 'cards', round: 'r' }))).toEqual(['7']);
	});
	test('gives what has no dot no place', () => {
		const rounds = { r: round({ phase: 'closed', shown: true, totals: { 7: 58 } }) };
		const deck = deckOf(view({ rounds }), { mode: 'ranking', round: 'r' });
		expect(deck.cards.map(({ key, place, dots }) => [key, place?.number, dots])).toEqual([
			['7', 1, 58],
			['2', undefined, 0],
			['10', undefined, 0]
		]);
	});
	test('that may not be seen is by number, without any place', () => {
		const deck = deckOf(view(), { mode: 'ranking', round: 'r' });
		expect(deck.ranked).toBe(false);
		expect(numbers(deck)).toEqual(['2', '7', '10']);
		expect(deck.cards.every(({ place, dots }) => place === null && dots === null)).toBe(true);
	});
});
