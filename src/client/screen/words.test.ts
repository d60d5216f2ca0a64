import { describe, expect, test } from 'vitest';
import type { RoundView } from '#shared/views/parts.ts';
import type { ScreenView } from '#shared/views/views.ts';
import { deckOf } from './deck.ts';
import { headingOf, rankingCaption, ruleOf, spokenOf } from './words.ts';

const round = (set: Partial<RoundView> = {}): RoundView => ({
	id: 'r',
	number: 1,
	title: 'Waar zet u uw stippen?',
	kind: 'themes',
	options: ['1', '2'],
	budget: 5,
	most: 3,
	results: 'hidden',
	phase: 'open',
	...set
});
const view = (rounds: Record<string, RoundView>, set: Partial<ScreenView> = {}): ScreenView => ({
	evening: { title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-03-12', code: 'VDM47' },
	themes: { 1: { number: 1, title: 'Groen', main: 'verkeer' }, 2: { number: 2, title: 'Licht', main: 'verkeer' } },
	drawings: {},
	rounds,
	comments: {},
	sent: {},
	show: { mode: 'cards', round: 'r' },
	joined: 3,
	...set
});
const heading = (set: Partial<RoundView>, closed?: true) => headingOf({ round: round(set) }, { closed });
const rule = (set: Partial<RoundView>, mode: 'cards' | 'ranking' = 'cards') => ruleOf(deckOf(view({ r: round(set) }), { mode, round: 'r' }));

describe('above the cards', () => {
	test('stands what people can do now', () => {
		expect(heading({})).toMatchObject({ title: 'Waar zet u uw stippen?', caption: 'Geef uw 5 stippen, hoogstens 3 per thema', now: true });
		expect(heading({ most: 5 }).caption).toBe('Geef uw 5 stippen');
		expect(heading({ budget: 1, most: 1 }).caption).toBe('Geef uw stip');
		expect(heading({ kind: 'practice', budget: 2, most: 1 }).caption).toBe('Geef uw 2 stippen, hoogstens 1 per antwoord');
	});
	test('stands the question, also when the round is closed and when its result is shown', () => {
		expect(heading({ phase: 'closed' })).toMatchObject({ title: 'Waar zet u uw stippen?', caption: 'Gesloten', now: false, captionRoom: 'De uitslag' });
		expect(heading({ phase: 'closed', totals: {} })).toMatchObject({ title: 'Waar zet u uw stippen?', caption: 'De uitslag' });
	});
	test('stands truthfully which part of a ranking is there', () => {
		const caption = (dots: number[], from: number, count: number, part?: 'rest') => {
			const totals = Object.fromEntries(dots.map((dots, index) => [String(index + 1), dots]));
			const themes = Object.fromEntries(dots.map((_, index) => [String(index + 1), { number: index + 1, title: 'Groen', main: 'verkeer' as const }]));
			const r = round({ phase: 'closed', options: Object.keys(totals), totals });
			return rankingCaption(deckOf(view({ r }, { themes }), { mode: 'ranking', round: 'r', ...(part && { part }) }), from, count);
		};
		expect(caption([9, 8, 7, 6, 5, 4, 3, 2], 0, 5)).toBe('plaats 1 tot en met 5 van 8');
		expect(caption([9, 8, 7, 6, 5, 4, 3, 2], 0, 3, 'rest')).toBe('plaats 6 tot en met 8 van 8');
		expect(caption([9, 8, 7, 6, 5, 4, 3], 1, 1, 'rest')).toBe('plaats 7 van 7');
		expect(caption([9, 8, 7, 6, 5, 4, 3, 0], 0, 5)).toBe('plaats 1 tot en met 5 van 8');
		expect(caption([9, 8, 7, 7, 7, 7, 3, 2], 0, 6)).toBe('de eerste 6 van 8');
		expect(caption([9, 8, 7, 7, 7, 7, 7, 7], 6, 2)).toBe('kaart 7 tot en met 8 van 8');
		expect(caption([9, 8, 7, 6, 5, 4, 0, 0], 1, 2, 'rest')).toBe('kaart 7 tot en met 8 van 8');
		// Nothing is left to be the rest.
		expect(caption([9, 8], 0, 2, 'rest')).toBe('De uitslag');
		expect(caption([9, 8], 0, 2)).toBe('De uitslag');
	});
	test('stands no task any more when the evening is over', () => {
		expect(heading({}, true).now).toBe(false);
	});
});

describe('below the cards', () => {
	test('stands how results are to be read, from the closing on', () => {
		expect(rule({})).toBeNull();
		expect(rule({ phase: 'closed' })).toBe('Eén stem per telefoon, beurt of stemkaart, niet op naam gecontroleerd');
		expect(rule({ totals: { 1: 2, 2: 1 } })).toBe('Eén stem per telefoon, beurt of stemkaart, niet op naam gecontroleerd');
	});
	test('stands what a tie is', () => {
		expect(rule({ phase: 'closed', totals: { 1: 2, 2: 2 } }, 'ranking')).toContain('Evenveel stippen is dezelfde plaats');
		expect(rule({ phase: 'closed', totals: { 1: 3, 2: 2 } }, 'ranking')).not.toContain('Evenveel');
	});
	test('stands that a practice round does not count', () => {
		expect(rule({ kind: 'practice', lines: { 1: 'Koffie', 2: 'Thee' }, phase: 'closed' })).toMatch(/^Oefenronde, telt niet mee/);
	});
});

describe('a screen reader says', () => {
	const spoken = (set: Partial<RoundView>, show: ScreenView['show']) => spokenOf(view({ r: round(set) }, { show }));
	test('which picture came', () => {
		expect(spoken({}, { mode: 'join' })).toBe('Doe mee. De code is V D M 4 7.');
		const shut = { evening: { ...view({}).evening, door: 'closed' as const } };
		expect(spokenOf(view({}, { ...shut, show: { mode: 'join' } }))).toBe('De deur is dicht.');
		expect(spoken({}, { mode: 'theme', theme: 2 })).toBe('Thema 2: Licht');
		expect(spoken({}, { mode: 'cards' })).toBe('De thema’s');
		expect(spoken({}, { mode: 'cards', round: 'r' })).toBe('Waar zet u uw stippen?: u kunt nu stemmen');
		expect(spoken({ phase: 'closed' }, { mode: 'cards', round: 'r' })).toBe('Waar zet u uw stippen?: gesloten');
		expect(spoken({ phase: 'closed', totals: {} }, { mode: 'ranking', round: 'r' })).toBe('De uitslag op volgorde: Waar zet u uw stippen?');
		expect(spoken({ phase: 'closed', totals: {} }, { mode: 'ranking', round: 'r', part: 'rest' })).toBe('De rest van de uitslag: Waar zet u uw stippen?');
	});
	test('what was written for the hall, whole', () => {
		const texts = { rules: ['Laat elkaar uitpraten.', 'Praat over de wijk.'] };
		expect(spokenOf(view({}, { show: { mode: 'welcome' }, texts }))).toBe('Welkom. Laat elkaar uitpraten. Praat over de wijk.');
		expect(spokenOf(view({}, { show: { mode: 'text' }, texts: { heading: 'Pauze', lines: 'Tot half negen' } }))).toBe('Pauze: Tot half negen');
		expect(spokenOf(view({}, { show: { mode: 'text' }, texts: { heading: 'Pauze' } }))).toBe('Pauze');
		const comments = { c: { id: 'c', theme: 2, text: 'Het is hier donker.', support: 3 } };
		expect(spokenOf(view({}, { show: { mode: 'comment', comment: 'c' }, comments }))).toBe('Reactie bij thema 2: Het is hier donker.');
		expect(spokenOf(view({}, { show: { mode: 'timer' }, timer: { left: 60_000 } }))).toBe('De klok');
		expect(spokenOf(view({}, { show: { mode: 'timer' } }))).toBe('Gebiedsavond');
		expect(spoken({}, { mode: 'question', round: 'r' })).toBe('De vraag: Waar zet u uw stippen?');
		expect(spoken({}, { mode: 'question', round: 'gone' })).toBe('Gebiedsavond');
	});
	test('what regie brought along, by its page and its description', () => {
		const exhibit = { id: 'e', kind: 'pdf' as const, alt: 'Het plan voor het plein', pages: [{ id: 'p1', width: 1, height: 1 }, { id: 'p2', width: 1, height: 1 }] };
		const show = { mode: 'exhibit', exhibit: 'e', held: 1 } as const;
		expect(spokenOf(view({}, { show, exhibit }))).toBe('Bladzijde 2 van 2: Het plan voor het plein');
		const { alt: _, ...undescribed } = exhibit;
		expect(spokenOf(view({}, { show: { mode: 'exhibit', exhibit: 'e' }, exhibit: { ...undescribed, kind: 'picture' } }))).toBe('Afbeelding: zonder beschrijving');
		expect(spokenOf(view({}, { show }))).toBe('Gebiedsavond');
	});
	test('that there is none', () => {
		expect(spokenOf(view({}, { blank: true }))).toBe('Het scherm is leeg.');
		expect(spoken({}, { mode: 'drawing', drawing: 'gone' })).toBe('Gebiedsavond');
	});
});
