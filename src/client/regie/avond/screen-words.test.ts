import { describe, expect, test } from 'vitest';
import type { RoundView } from '#shared/views/parts.ts';
import { choiceWords, screenWords } from './screen-words.ts';

const round: RoundView = { id: 'r1', number: 1, title: 'Wat telt?', kind: 'themes', options: ['7'], budget: 5, most: 2, results: 'hidden', phase: 'open' };
const view: Parameters<typeof screenWords>[0] = {
	hidden: [],
	strip: { layout: 4, panels: [] },
	texts: {},
	evening: { title: 'Avond', area: 'Oude Kom', date: '2026-11-24', code: 'VDM47' },
	show: { mode: 'join' },
	rounds: { r1: round },
	themes: { '7': { number: 7, title: 'Plek voor jongeren', main: 'voorzieningen' } },
	drawings: { d1: { id: 'd1', version: 'v1', width: 10, height: 10, theme: 7, title: 'De bank', status: 'wall' } },
	exhibits: {
		e1: { id: 'e1', kind: 'pdf', name: 'plan.pdf', count: 2, pages: [{ id: 'p1', width: 10, height: 10 }, { id: 'p2', width: 10, height: 10 }] },
		e2: { id: 'e2', kind: 'picture', count: 1, pages: [{ id: 'p3', width: 10, height: 10 }] }
	},
	comments: { c1: { id: 'c1', theme: 7, text: 'x', support: 0, status: 'approved', projected: true } }
};

describe('what the hall sees now, in words', () => {
	test.each<[string, Partial<typeof view>]>([
		['Hoe men meedoet: QR, adres en code VDM47.', {}],
		['Dat de deur dicht is. Wie al meedeed, gaat gewoon verder.', { evening: { ...view.evening, door: 'closed' } }],
		['Niets. Het scherm is leeg.', { blank: true }],
		['Welkom, met de huisregels.', { show: { mode: 'welcome' } }],
		['De vraag van ronde 1: ‘Wat telt?’', { show: { mode: 'question', round: 'r1' } }],
		['De klok.', { show: { mode: 'timer' }, timer: { deadline: 1 } }],
		['Uw eigen tekst: ‘Pauze’', { show: { mode: 'text' }, texts: { heading: 'Pauze', lines: 'Tot half negen' } }],
		['De kaarten van alle thema’s, zonder stippen.', { show: { mode: 'cards' } }],
		['De kaarten van ronde 1, zonder stippen.', { show: { mode: 'cards', round: 'r1' } }],
		['De kaarten van ronde 1, met stippen.', { show: { mode: 'cards', round: 'r1' }, rounds: { r1: { ...round, results: 'open' } } }],
		['De ranglijst van ronde 1, nog zonder uitslag: die is verborgen.', { show: { mode: 'ranking', round: 'r1' } }],
		['De ranglijst van ronde 1.', { show: { mode: 'ranking', round: 'r1' }, rounds: { r1: { ...round, phase: 'closed', shown: true } } }],
		['De rest van de ranglijst van ronde 1.', { show: { mode: 'ranking', round: 'r1', part: 'rest' }, rounds: { r1: { ...round, phase: 'closed', shown: true } } }],
		['Thema 7, Plek voor jongeren, met 1 reactie.', { show: { mode: 'theme', theme: 7 } }],
		['Een reactie bij thema 7: ‘x’', { show: { mode: 'comment', comment: 'c1' } }],
		['Een tekening: De bank bij thema 7.', { show: { mode: 'drawing', drawing: 'd1' } }],
		['Bladzijde 2 van 2 uit ‘plan.pdf’.', { show: { mode: 'exhibit', exhibit: 'e1', held: 1 } }],
		['De afbeelding.', { show: { mode: 'exhibit', exhibit: 'e2' } }]
	])('%s', (words, part) => {
		expect(screenWords({ ...view, ...part })).toBe(words);
	});

	test('names every theme of a card', () => {
		const themes = { '7': { ...view.themes['7']!, merged: [{ number: 9, title: 'Bankjes', main: 'overig' as const }] } };
		expect(screenWords({ ...view, themes, show: { mode: 'theme', theme: 7 } })).toBe('Thema 7 + 9, Plek voor jongeren + 9 Bankjes, met 1 reactie.');
		expect(screenWords({ ...view, themes, show: { mode: 'comment', comment: 'c1' } })).toBe('Een reactie bij thema 7 + 9: ‘x’');
		expect(screenWords({ ...view, themes, show: { mode: 'drawing', drawing: 'd1' } })).toBe('Een tekening: De bank bij thema 7 + 9.');
	});

	test('never claims that something stands there which is gone', () => {
		expect(screenWords({ ...view, show: { mode: 'theme', theme: 9 } })).toContain('niet meer');
		expect(screenWords({ ...view, show: { mode: 'timer' } })).toContain('niet meer');
		expect(screenWords({ ...view, show: { mode: 'text' } })).toContain('niet meer');
		expect(screenWords({ ...view, show: { mode: 'question', round: 'weg' } })).toContain('niet meer');
		expect(screenWords({ ...view, show: { mode: 'ranking', round: 'weg' } })).toContain('niet meer');
		expect(screenWords({ ...view, show: { mode: 'drawing', drawing: 'd1' }, drawings: {} })).toContain('niet meer');
		expect(screenWords({ ...view, show: { mode: 'exhibit', exhibit: 'weg' } })).toContain('niet meer');
	});

	test('says what stands in the place of what is gone', () => {
		const drawing = view.drawings['d1']!;
		const offered = { ...drawing, status: 'offered' as const };
		const d2 = { ...drawing, id: 'd2' };
		const asked = { ...view, show: { mode: 'drawing' as const, drawing: 'd1' } };
		expect(screenWords({ ...asked, drawings: { d1: offered, d2 } })).toBe('Een tekening die er niet meer hangt. De zaal ziet nu de naam van de avond en 1 tekening. Kies iets anders.');
		expect(screenWords({ ...asked, drawings: { d1: offered } })).toBe('Een tekening die er niet meer hangt. De zaal ziet nu de naam van de avond. Kies iets anders.');
		// It shows the last three.
		const many = Object.fromEntries([2, 3, 4, 5].map((id) => [`d${id}`, { ...drawing, id: `d${id}` }]));
		expect(screenWords({ ...asked, drawings: many })).toContain('de naam van de avond en 3 tekeningen');
		expect(screenWords({ ...asked, drawings: {}, evening: { ...view.evening, closed: true } })).toContain('De zaal ziet nu een bedankje.');
		expect(screenWords({ ...view, show: { mode: 'cards', round: 'weg' } })).toContain('De zaal ziet nu de kaarten van alle thema’s.');
	});

	test('knows that the screen does not show what is hidden from it', () => {
		const hidden = { ...view, hidden: [7] };
		expect(screenWords({ ...hidden, show: { mode: 'theme', theme: 7 } })).toContain('De zaal ziet nu de naam van de avond.');
		expect(screenWords({ ...hidden, show: { mode: 'comment', comment: 'c1' } })).toContain('De zaal ziet nu de naam van de avond.');
		expect(screenWords({ ...hidden, show: { mode: 'drawing', drawing: 'd1' } })).toContain('De zaal ziet nu de naam van de avond.');
	});

	test('after the end of an evening nobody joins', () => {
		const closed = { ...view, evening: { ...view.evening, closed: true as const } };
		expect(screenWords(closed)).toBe('Bedankt: de avond is afgesloten.');
		expect(choiceWords({ mode: 'join' }, closed)).toBe('dat de avond is afgelopen');
		expect(choiceWords({ mode: 'join' }, view)).toBe('hoe men meedoet');
	});
});
