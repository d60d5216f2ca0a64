import fc from 'fast-check';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { readForms } from '#shared/programme/form-import/form-rows.ts';
import { guessMapping } from '#shared/programme/form-import/mapping.ts';
import { defaultFormat } from '#shared/programme/collection/format.ts';
import { TestCollection } from '#shared/programme/collection/test-collection.ts';
import { totalsOf } from '#shared/programme/collection/totals.ts';
import { facilitator, give, openTestApp } from '../../test-app.ts';
import { exportRound } from '../../tools/round-export.ts';
import { readFormFile } from '../import/read-file.ts';
import { exportArea, sheetsOf, statementsCsv, whereWords } from './area-export.ts';
import schema from './export-schema.json' with { type: 'json' };
import { makeWorkbook } from './workbook.ts';

const area = { id: 'oude-kom', name: 'Oude Kom' };
const exportOf = (collection: TestCollection) => exportArea(collection.state, (id) => collection.texts.get(id) ?? '', area, [], Date.UTC(2026, 10, 25, 12));

/** What a value lacks by a schema; of JSON Schema what ours uses. */
function lacks(value: unknown, by: Record<string, any>, at = '$'): string[] {
	if (by['$ref']) return lacks(value, (schema as any).$defs[String(by['$ref']).split('/').at(-1)!], at);
	if ('const' in by) return value === by['const'] ? [] : [`${at} const`];
	if (by['enum']) return by['enum'].includes(value) ? [] : [`${at} enum`];
	const type = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
	if (by['type'] && ![by['type']].flat().includes(type)) return [`${at} is ${type}`];
	if (typeof value === 'string' && by['pattern'] && !new RegExp(by['pattern']).test(value)) return [`${at} pattern`];
	if (typeof value === 'number' && by['minimum'] !== undefined && value < by['minimum']) return [`${at} minimum`];
	if (Array.isArray(value)) return value.flatMap((one, index) => lacks(one, by['items'], `${at}[${index}]`));
	if (type !== 'object') return [];
	const fields = value as Record<string, unknown>;
	return [
		...(by['required'] ?? []).filter((name: string) => !(name in fields)).map((name: string) => `${at}.${name} is missing`),
		...Object.entries(fields).flatMap(([name, field]) => {
			const of = by['properties']?.[name] ?? by['additionalProperties'];
			return of === false || of === undefined ? [`${at}.${name} is unknown`] : lacks(field, of, `${at}.${name}`);
		})
	];
}

const words = fc.oneof(fc.constantFrom('Meer licht.', '=1+1', '-5 graden', '@home; "thuis"', 'Eén café\nop de hoek', '+31', "'s Avonds"), fc.string({ minLength: 1, maxLength: 30 }));
const collections = fc.array(
	fc.record({ answers: fc.dictionary(fc.constantFrom('goed', 'beter', 'toekomst'), words), approve: fc.boolean(), then: fc.constantFrom('place', 'merge', 'reject', 'quarantine', 'withdraw', 'leave'), themes: fc.uniqueArray(fc.constantFrom('A1', 'A2', 'B1'), { maxLength: 3 }) }),
	{ maxLength: 12 }
).map((forms) => {
	const collection = new TestCollection();
	let last: string | null = null;
	for (const [index, { answers, approve, then, themes }] of forms.entries()) {
		const form = `geheim-${1000 + index}`;
		collection.receive(form, { ...answers, hoelang: 'lang', beterwaar: 'RAUWE PLEK', beterthema: ['A1'] }, { card: 'V07-03', proof: `proof ${form}` });
		for (const question of Object.keys(answers)) {
			const id = `${form}.${question}`;
			const statement = collection.state.entries.statement.get(id);
			if (!statement) continue;
			if (approve) collection.approve(id);
			if (then === 'place') collection.place(id, ...themes);
			else if (then === 'merge' && last !== null) collection.give({ type: 'statement.merge', statement: id, into: last });
			else if (then === 'reject') collection.give({ type: 'statement.reject', statement: id, version: 1, reason: 'names' });
			else if (then === 'quarantine') collection.give({ type: 'statement.quarantine', statement: id, version: 1 });
			if (approve && then === 'place') last = id;
		}
		if (then === 'withdraw') collection.give({ type: 'form.withdraw', form });
	}
	return collection;
});

it('the numbers of every export are those of the screen, whatever was collected', () => {
	fc.assert(
		fc.property(collections, (collection) => {
			const exported = exportOf(collection);
			const totals = totalsOf(collection.state, area.id);
			expect(exported.totals).toEqual(totals);
			const at = (...where: string[]) => exported.statements.filter(({ status }) => where.includes(status)).length;
			expect({ placed: at('placed'), notYet: at('notYet', 'unchecked'), unchecked: at('unchecked'), rejected: at('rejected'), quarantined: at('quarantined'), withdrawn: at('withdrawn'), received: exported.statements.length, merged: exported.statements.filter(({ mergedInto }) => mergedInto !== null).length }).toEqual(totals);
			expect(exported.forms.reduce((sum, { statements }) => sum + statements, 0)).toBe(totals.received);
			const ticks = exported.statements.filter(({ status }) => status === 'placed').flatMap(({ themes }) => themes);
			expect(exported.themes.reduce((sum, { statements }) => sum + statements, 0)).toBe(ticks.length);
			const sheet = sheetsOf(exported).find(({ name }) => name === 'Uitspraken')!.rows.slice(1);
			expect(sheet.filter((row) => row[5] === whereWords.placed)).toHaveLength(totals.placed);
			expect(lacks(JSON.parse(JSON.stringify(exported)), schema)).toEqual([]);
		})
	);
});

it('no card, code, raw word, place or id is in it, nor a word of what is not fit to be seen', () => {
	const collection = new TestCollection();
	collection.receive('geheim-0001', { goed: 'RAUW Jansen op nummer 12', beter: 'RAUW nieuw', toekomst: 'RAUW afgewezen', beterwaar: 'RAUWE PLEK' }, { card: 'V07-03', proof: 'bewijs' });
	collection.approve('geheim-0001.goed', 'Een buurman.');
	collection.approve('geheim-0001.toekomst', 'WEG');
	collection.give({ type: 'statement.reject', statement: 'geheim-0001.toekomst', version: 1, reason: 'names' });
	const exported = exportOf(collection);
	const all = JSON.stringify(exported) + statementsCsv(exported) + JSON.stringify(sheetsOf(exported));
	expect(all).toContain('Een buurman.');
	for (const secret of ['RAUW', 'PLEK', 'WEG', 'V07', 'geheim', 'bewijs', 'Jansen']) expect(all).not.toContain(secret);
});

it('forms are shuffled', () => {
	const collection = new TestCollection();
	for (let index = 0; index < 30; index += 1) {
		collection.receive(`form-${1000 + index}`, { goed: `Nummer ${index}.` });
		collection.approve(`form-${1000 + index}.goed`);
	}
	const order = exportOf(collection).statements.map(({ text }) => text);
	expect(order).toHaveLength(30);
	expect(order).not.toEqual(order.toSorted((one, other) => Number(/\d+/.exec(one)) - Number(/\d+/.exec(other))));
});

it('the CSV file comes in again as it went out: every clean text at its question', async () => {
	await fc.assert(
		fc.asyncProperty(collections, async (collection) => {
			const exported = exportOf(collection);
			const read = await readFormFile(new TextEncoder().encode(statementsCsv(exported)), 0);
			if (!read.ok) throw new Error(read.code);
			const mapping = guessMapping(read.table.rows, defaultFormat);
			expect(mapping.columns).toEqual(['', '', 'asked', 'statement', '', '', '']);
			const { forms, errors } = readForms(read.table, mapping, { format: defaultFormat, themes: [], today: '2026-12-01', known: new Set() });
			expect(errors.filter(({ code }) => code !== 'no-form-rows')).toEqual([]);
			// A text may itself begin with the mark that keeps a sheet from running it.
			const plain = (text: string) => text.replace(/^'(?=[=+\-@\t\r])/, '');
			const labels = new Map(defaultFormat.questions.map(({ id, label }) => [id, label]));
			expect(forms.flatMap(({ answers }) => Object.entries(answers).map(([id, text]) => [labels.get(id), text]))).toEqual(exported.statements.filter(({ text }) => text !== '').map(({ question, text }) => [question, plain(text)]));
		}),
		{ numRuns: 60 }
	);
});

it('the workbook holds the sheets as texts and numbers, and no formula', async () => {
	const collection = new TestCollection();
	collection.receive('form-0001', { goed: '=HYPERLINK("http://a.nl")', hoelang: 'lang' });
	collection.approve('form-0001.goed');
	collection.place('form-0001.goed', 'A1');
	const bytes = await makeWorkbook(sheetsOf(exportOf(collection)));
	const sheets = await readXlsxFile(Buffer.from(bytes));
	expect(sheets.map(({ sheet }) => sheet)).toEqual(['Formulieren', 'Uitspraken', 'Thema’s', 'Stemmen', 'Uitleg']);
	expect(sheets[1]!.data[1]).toEqual([1, 1, 'Wat gaat hier goed?', '=HYPERLINK("http://a.nl")', 'Groen en bomen', 'ingedeeld', null]);
	expect(JSON.stringify(sheets[4]!.data)).toContain('Eén stem per telefoon');
	expect(Papa.parse(statementsCsv(exportOf(collection)).slice(1).trim(), { delimiter: ';' }).data[1]).toContain('\'=HYPERLINK("http://a.nl")');
});

it('votes are those of the evening’s own file', async () => {
	const test = await openTestApp();
	const { app } = test;
	await app.programme.submit({ id: 'command-1', type: 'area.add', area: area.id, name: area.name }, 'account');
	const begun = await app.evenings.begin({ title: 'Avond', area: area.id, date: '2026-11-24' }, 'account');
	if (!begun.ok) throw new Error(begun.code);
	const { evening } = begun;
	await give(evening, facilitator, { type: 'theme.add', themes: ['Parkeren', 'Zwerfvuil'].map((title) => ({ title, main: 'overig' as const })) });
	await give(evening, facilitator, { type: 'round.add', round: 'round-0001', kind: 'themes', title: 'Wat eerst?', budget: 3, most: 2, results: 'hidden', themes: [1, 2], lines: [] });
	await give(evening, facilitator, { type: 'round.open', round: 'round-0001' });
	await give(evening, facilitator, { type: 'round.close', round: 'round-0001' });
	const own = exportRound(evening.state, (text) => evening.textOf(text));
	const { rounds } = exportArea(app.collection.state, app.collection.textOf, area, [evening], Date.now());
	await test.end();
	if ('ok' in own) throw new Error(own.code);
	expect(rounds).toMatchObject([{ round: own.round.number, counts: own.counts, remark: own.remark, themes: own.themes.map(({ number, dots, paper }) => ({ number, dots, paper })) }]);
});
