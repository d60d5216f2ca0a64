import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvening } from '../live/evening.ts';
import { facilitator, give, openTestApp, type TestApp } from '../test-app.ts';
import { anArea, type TestArea } from './test-area.ts';

let test: TestApp;
let area: TestArea;
let evening: LiveEvening;
/** The form of each statement, which answers 'Wat kan beter?'. */
let forms: string[];
beforeEach(async () => {
	test = await openTestApp();
	area = await anArea(test.app);
	const begun = await test.app.evenings.begin({ title: 'Gebiedsavond', area: area.id, date: '2026-11-24' }, 'account');
	if (!begun.ok) throw new Error(begun.code);
	evening = begun.evening;
	forms = [];
	for (const text of ['De zeldzame lantaarn is stuk.', 'Het park is te donker.']) {
		const form = await area.receive({ beter: text });
		await area.approve(`${form}.beter`);
		await area.place(`${form}.beter`, 'A1');
		forms.push(form);
	}
});
afterEach(() => test.end());

const statements = () => forms.map((form) => `${form}.beter`);
const send = (chosen = statements()) => test.app.sentThemes.send(area.id, evening.id, [{ theme: 'A1', statements: chosen }], area.leader);
const themes = (of = evening) => {
	of.tellNow('facilitator');
	return Object.values(of.published('facilitator').view.themes);
};
async function sent() {
	const outcome = await send();
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome;
}
const withdraw = async (form: string) => {
	expect(await area.give({ type: 'form.withdraw', form })).toMatchObject({ ok: true });
	await test.app.sentThemes.settled();
};
/** Is that text anywhere in the data folder? */
function isOnDisk(text: string): boolean {
	const folder = test.app.config.dataDir;
	return readdirSync(folder, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text));
}

describe('a theme that goes to the evening', () => {
	it('comes with its count and its quotes', async () => {
		expect(await sent()).toMatchObject({ added: 1, changed: 0, refused: [] });
		expect(themes()).toMatchObject([{ number: 1, title: 'Groen en bomen', mentioned: 2, quotes: ['De zeldzame lantaarn is stuk.', 'Het park is te donker.'] }]);
	});

	it('gets them anew when it is sent again, and keeps its number and what the facilitator wrote', async () => {
		await sent();
		await give(evening, facilitator, { type: 'theme.edit', theme: 1, set: { title: 'Bomen' } });
		const form = await area.receive({ beter: 'Meer bloemen graag.' });
		await area.approve(`${form}.beter`);
		await area.place(`${form}.beter`, 'A1');
		expect(await send([`${form}.beter`])).toMatchObject({ added: 0, changed: 1 });
		expect(themes()).toMatchObject([{ number: 1, title: 'Bomen', mentioned: 3, quotes: ['Meer bloemen graag.'] }]);
		expect(test.app.sentThemes.choices(area.id, 'A1', evening).filter(({ chosen }) => chosen).map(({ text }) => text)).toEqual(['Meer bloemen graag.']);
	});

	it('is taken back with one step, where nobody changed it since', async () => {
		const { commands } = await sent();
		expect(await test.app.sentThemes.takeBack(area.id, evening.id, commands, 'somebody else')).toMatchObject({ code: 'undo.unknown' });
		expect(await test.app.sentThemes.takeBack(area.id, evening.id, commands, area.leader)).toEqual({ ok: true });
		expect(themes()).toEqual([]);
	});

	it('says which the evening refused', async () => {
		await sent();
		await give(evening, facilitator, { type: 'theme.lock', themes: [1], locked: true });
		expect(await send([])).toMatchObject({ ok: true, changed: 0, refused: [{ title: 'Groen en bomen', refusal: { code: 'theme.locked' } }] });
	});

	it('goes to evenings of the own area, with words that were found fit', async () => {
		const elsewhere = await anArea(test.app, {}, 'De Dijk');
		expect(await test.app.sentThemes.send(elsewhere.id, evening.id, [{ theme: 'A1', statements: [] }], elsewhere.leader)).toMatchObject({ code: 'evening.unknown' });
		const raw = await area.receive({ beter: 'Geheim.' });
		expect(await send([`${raw}.beter`])).toMatchObject({ code: 'statement.unknown' });
		expect(themes()).toEqual([]);
	});
});

describe('a resident who takes a form back', () => {
	it('takes the words out of the evening and out of every file', async () => {
		await sent();
		expect(isOnDisk('zeldzame lantaarn')).toBe(true);
		await withdraw(forms[0]!);
		expect(themes()[0]?.quotes).toEqual(['Het park is te donker.']);
		expect(isOnDisk('zeldzame lantaarn')).toBe(false);
	});

	it('takes them out of copies of the evening, and where a facilitator mended them', async () => {
		await sent();
		const copied = await test.app.evenings.copy(evening.id, { title: 'Nog eens', date: '2026-12-01' }, 'account');
		if (!copied.ok) throw new Error(copied.code);
		expect(themes(copied.evening)[0]?.quotes).toHaveLength(2);
		await give(evening, facilitator, { type: 'theme.edit', theme: 1, set: { quotes: ['De zeldzame lantaarn is stuk!!', 'Het park is te donker.'] } });
		await withdraw(forms[0]!);
		for (const one of [evening, copied.evening]) expect(themes(one)[0]?.quotes).toEqual(['Het park is te donker.']);
		expect(isOnDisk('zeldzame lantaarn')).toBe(false);
	});

	it('leaves the same words of another resident', async () => {
		const form = await area.receive({ beter: 'De zeldzame lantaarn is stuk.' });
		await area.approve(`${form}.beter`);
		await area.place(`${form}.beter`, 'A2');
		await sent();
		await test.app.sentThemes.send(area.id, evening.id, [{ theme: 'A2', statements: [`${form}.beter`] }], area.leader);
		await withdraw(forms[0]!);
		expect(themes().map(({ quotes }) => quotes)).toEqual([['Het park is te donker.'], ['De zeldzame lantaarn is stuk.']]);
	});

	it('finds them after a power cut, whatever was half done', async () => {
		await sent();
		// As if the power failed before the evening's texts were known.
		const link = [...test.app.collection.state.entries.sentTheme.values()][0]! as unknown as { quotes: { quote: string | null }[] };
		link.quotes = link.quotes.map((quote) => ({ ...quote, quote: null }));
		await test.app.sentThemes.start();
		await withdraw(forms[0]!);
		expect(themes()[0]?.quotes).toEqual(['Het park is te donker.']);
		// As if it failed between the withdrawal and the evening.
		await test.app.sentThemes.stop();
		await area.give({ type: 'form.withdraw', form: forms[1]! });
		expect(themes()[0]?.quotes).toEqual(['Het park is te donker.']);
		await test.restart();
		evening = test.app.evenings.get(evening.id)!;
		expect(themes()[0]?.quotes).toBeUndefined();
	});
});

it('what a checker reads again in other words hangs there no more', async () => {
	await sent();
	await area.approve(`${forms[0]}.beter`, 'De […] is stuk.');
	await test.app.sentThemes.settled();
	expect(themes()[0]?.quotes).toEqual(['Het park is te donker.']);
});
