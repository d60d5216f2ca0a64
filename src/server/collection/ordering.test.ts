import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../test-app.ts';
import type { Ordering, Wanted } from './ordering.ts';
import { anArea, type TestArea } from './test-area.ts';

let test: TestApp;
let area: TestArea;
beforeEach(async () => {
	test = await openTestApp();
	area = await anArea(test.app);
});
afterEach(() => test.end());

const ordering = (): Ordering => test.app.ordering;
const asked: Wanted = { list: 'all', theme: null, words: '', offset: 0, most: 100, statement: null };
const found = (wanted: Partial<Wanted>) => ordering().view(area.id, { ...asked, ...wanted }).rows.map(({ text }) => text);

/** A clean statement. */
async function clean(text: string, answers: Record<string, string | string[]> = {}): Promise<string> {
	const statement = `${await area.receive({ beter: text, ...answers })}.beter`;
	await area.approve(statement);
	return statement;
}

describe('the lists of clean statements', () => {
	it('hold those not yet placed, all, those at a theme, and those that were merged', async () => {
		const [park, bus, copy] = [await clean('Het park is mooi.'), await clean('De bus komt te laat.'), await clean('De bus komt steeds te laat.')];
		await area.place(park, 'A1');
		await area.give({ type: 'statement.merge', statement: copy, into: bus });
		expect(found({ list: 'notYet' })).toEqual(['De bus komt te laat.']);
		expect(found({ list: 'all' })).toEqual(['Het park is mooi.', 'De bus komt te laat.']);
		expect(found({ list: 'theme', theme: 'A1' })).toEqual(['Het park is mooi.']);
		expect(found({ list: 'merged' })).toEqual(['De bus komt steeds te laat.']);
		const { counts, totals, rows } = ordering().view(area.id, asked);
		expect(counts).toEqual({ notYet: 1, all: 2, merged: 1 });
		expect(totals).toMatchObject({ received: 3, placed: 1, notYet: 2, merged: 1 });
		expect(rows.map(({ merged }) => merged)).toEqual([0, 1]);
	});

	it('are searched in any case, with or without accents, by all words, also in what was merged', async () => {
		const [cafe, other] = [await clean('Het CAFÉ op de hoek is te luid.'), await clean('Op het terras hoor je alles.')];
		expect(found({ words: 'cafe  Hoek' })).toEqual(['Het CAFÉ op de hoek is te luid.']);
		expect(found({ words: 'café terras' })).toEqual([]);
		await area.give({ type: 'statement.merge', statement: cafe, into: other });
		expect(found({ words: 'cafe' })).toEqual(['Op het terras hoor je alles.']);
	});

	it('hold nothing raw, and nothing of another area', async () => {
		const form = await area.receive({ beter: 'Jan Geheim van nummer 12 parkeert fout.', beterwaar: 'Bij Geheim', goed: 'Geheim, nog niet nagekeken.' });
		await area.approve(`${form}.beter`, '[…] parkeert fout.');
		const elsewhere = await anArea(test.app, {}, 'De Dijk');
		await elsewhere.approve(`${await elsewhere.receive({ beter: 'Geheim van de dijk.' })}.beter`);
		await ordering().settled();
		for (const list of ['notYet', 'all', 'theme', 'merged'] as const) {
			const view = ordering().view(area.id, { ...asked, list, theme: 'A1', statement: `${form}.beter` });
			expect(JSON.stringify(view)).not.toContain('Geheim');
		}
		expect(ordering().view(area.id, { ...asked, statement: `${form}.goed` }).detail).toBeNull();
	});

	it('come in pages, with the place of the one that is asked for', async () => {
		const all = [];
		for (let at = 0; at < 7; at++) all.push(await clean(`Uitspraak ${at}.`));
		const view = ordering().view(area.id, { ...asked, offset: 2, most: 2, statement: all[5]! });
		expect(view.rows.map(({ text }) => text)).toEqual(['Uitspraak 2.', 'Uitspraak 3.']);
		expect(view).toMatchObject({ total: 7, offset: 2, at: 5 });
	});
});

describe('what is said of one statement', () => {
	const detail = (statement: string) => ordering().view(area.id, { ...asked, statement }).detail!;

	it('is what the respondent ticked, and what is likely by its words', async () => {
		const statement = await clean('De lantaarnpalen zijn al weken stuk.', { beterthema: ['A1'], veiligthema: ['A2'] });
		expect(detail(statement).ticked).toEqual(['A1']);
		expect(detail(statement).suggested.length).toBe(3);
		expect(detail(statement).question).toBe('Wat kan beter?');
	});

	it('learns from what was placed, and forgets what was taken back, also after a restart', async () => {
		await area.give({ type: 'theme.add', theme: 'own-theme-1', area: area.id, title: 'De kwelder' });
		const asks = await clean('Achter het gemaal is het eng.');
		expect(detail(asks).suggested).not.toContain('own-theme-1');
		const placed = await clean('Bij het gemaal komt niemand meer.');
		await area.place(placed, 'own-theme-1');
		await ordering().settled();
		expect(detail(asks).suggested[0]).toBe('own-theme-1');
		await test.restart();
		area = { ...area, app: test.app };
		await ordering().settled();
		expect(detail(asks).suggested[0]).toBe('own-theme-1');
		const was = ['own-theme-1'];
		await test.app.collection.submit({ id: 'take-back-1', type: 'statement.place', statement: placed, themes: [], was }, { account: area.leader });
		await ordering().settled();
		expect(detail(asks).suggested[0]).not.toBe('own-theme-1');
	});

	it('does not learn from its own place', async () => {
		const statement = await clean('De kwelder ruikt naar zilt.');
		const before = detail(statement).suggested;
		await area.place(statement, 'F3');
		await ordering().settled();
		expect(detail(statement).suggested).toEqual(before);
	});

	it('offers what says nearly the same, not what lies under it already, nor what was withdrawn', async () => {
		for (const text of ['Overal hondenpoep op het veldje.', 'De markt op zaterdag is gezellig.', 'De bus komt één keer per uur.']) await clean(text);
		const lamp = await clean('De lantaarn in het steegje is al weken stuk.');
		const near = await clean('In het steegje is de lantaarn al weken stuk!');
		const far = await clean('de lantaarn in het steegje is weken stuk');
		await ordering().settled();
		expect(new Set(detail(lamp).alike.map(({ id }) => id))).toEqual(new Set([near, far]));
		await area.give({ type: 'statement.merge', statement: near, into: lamp });
		expect(detail(lamp).alike.map(({ id }) => id)).toEqual([far]);
		expect(detail(lamp).under.map(({ id }) => id)).toEqual([near]);
		expect(detail(near).into?.id).toBe(lamp);
		await area.give({ type: 'form.withdraw', form: far.split('.')[0]! });
		await ordering().settled();
		expect(detail(lamp).alike).toEqual([]);
	});
});
