import { nanoid } from 'nanoid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CollectionCommand } from '#shared/programme/collection/commands.ts';
import { readable } from '#shared/programme/collection/story-view.ts';
import type { App } from '../app.ts';
import { anArea, everyRole, placedForm } from '../collection/test-forms.ts';
import type { LiveEvening } from '../live/evening.ts';
import { openPdf, readPage } from '../strip/test-pdf-tree.ts';
import { facilitator, give, openTestApp, type TestApp } from '../test-app.ts';
import { paragraphsToBegin, storyNow } from './stories.ts';

let test: TestApp;
let app: App;
let area: string;
let evening: LiveEvening;
let park: string;
let story: string;

beforeEach(async () => {
	test = await openTestApp();
	app = test.app;
	area = await anArea(app);
	const begun = await app.evenings.begin({ title: 'Gebiedsavond', area, date: '2026-11-24' }, everyRole);
	if (!begun.ok) throw new Error(begun.code);
	evening = begun.evening;
	await give(evening, facilitator, { type: 'theme.add', themes: [{ title: 'Groen en bomen', main: 'openbare-ruimte', source: 'A1' }, { title: 'Afval', main: 'openbare-ruimte', source: 'A2' }] });
	park = await placedForm(app, area, { goed: 'Het park bij de haven is prachtig.' }, ['A1']);
	await placedForm(app, area, { beter: 'Er ligt veel vuil bij de containers.', toekomst: 'Kinderen spelen overal buiten.' }, ['A2']);
	story = await begin();
});
afterEach(() => test.end());

async function begin(): Promise<string> {
	const id = nanoid(12);
	await submit({ type: 'story.begin', story: id, area, evening: evening.id, title: 'Rijk in verscheidenheid', paragraphs: paragraphsToBegin(app, area, evening.id) });
	return id;
}

async function submit(given: object): Promise<void> {
	const outcome = await app.collection.submit({ ...given, id: nanoid() } as CollectionCommand, { account: everyRole });
	if (!outcome.ok) throw new Error(outcome.code);
}

async function vote(): Promise<void> {
	const round = nanoid();
	await give(evening, facilitator, { type: 'round.add', round, kind: 'themes', title: 'Ronde', themes: [1, 2], lines: [], budget: 5, most: 3, results: 'hidden', closing: 'hand' });
	await give(evening, facilitator, { type: 'round.open', round });
	await give(evening, facilitator, { type: 'paper.count', paper: nanoid(), round, table: '', people: 4, dots: { 2: 7 } });
	await give(evening, facilitator, { type: 'round.close', round });
	await give(evening, facilitator, { type: 'round.show', round, shown: true });
}

const told = () => readable(storyNow(app, story)!).map(({ part, theme, quotes }) => [theme?.number ?? part, ...quotes]);

describe('a story', () => {
	it('begins with what people said by what was asked, and by theme', () => {
		expect(told()).toEqual([
			['praise', 'Het park bij de haven is prachtig.'],
			['better', 'Er ligt veel vuil bij de containers.'],
			[2, 'Er ligt veel vuil bij de containers.', 'Kinderen spelen overal buiten.'],
			[1, 'Het park bij de haven is prachtig.'],
			['future', 'Kinderen spelen overal buiten.']
		]);
	});

	it('of an evening with a result that was shown tells the themes by dots, papers apart, and no others', async () => {
		await vote();
		story = await begin();
		expect(told().map(([first]) => first)).toEqual(['praise', 'better', 2, 'future']);
		expect(readable(storyNow(app, story)!).find(({ theme }) => theme)?.theme?.dots).toEqual({ round: 1, phone: 0, paper: 7, voted: 0, onPaper: 4 });
	});

	it('loses what is withdrawn at once, also on paper', async () => {
		await app.collection.submit({ id: nanoid(), type: 'form.withdraw', form: park }, { resident: true });
		expect(JSON.stringify(told())).not.toContain('park');
		expect(await wordsOnPaper()).not.toContain('park');
	});

	it('on A4 passes PDF/UA, and says what the page says', async () => {
		await vote();
		const words = await wordsOnPaper();
		for (const said of ['Rijk in verscheidenheid', 'Wat hier goed gaat', 'Het park bij de haven is prachtig.', 'Thema 2: Afval', '7 stippen: 0 per telefoon, 7 op papier', 'niet op naam gecontroleerd']) expect(words).toContain(said);
	});

	it('with an emoji and words from right to left in its title is set all the same', async () => {
		await submit({ type: 'story.title', story, title: 'Samen 🎈 سلام \uE7F0' });
		expect(await wordsOnPaper()).toContain('Samen');
	});

	it('of an evening that is destroyed tells no number of it any more', async () => {
		await vote();
		await app.destroyEvening(evening.id, everyRole);
		expect(storyNow(app, story)).toMatchObject({ evening: null });
		expect(told().map(([first]) => first)).not.toContain(2);
	});
});

async function wordsOnPaper(): Promise<string> {
	const made = await app.storyPapers.make(story);
	if (typeof made === 'string') throw new Error(made);
	const pdf = await openPdf(Buffer.from(made));
	const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, page) => readPage(pdf, page + 1)));
	return JSON.stringify(pages);
}
