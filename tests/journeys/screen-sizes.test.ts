import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mainThemeKeys } from '#shared/programme/main-theme.ts';
import { HouseStyles } from '#server/house-style/house-styles.ts';
import { launchBrowser, withoutGraphics } from '../browser.ts';
import { direct, inDataDir, makeEvening, someThemes, type Direction, type EveningToMake, type Prepared } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';
import { putHouseStyles } from './house-styles.ts';
import { badWords, lookingLarger, outOfTheMiddle, overfull, overlapping, textsOn } from './on-the-screen.ts';
import { cards, hang, openProjector, settled, show, shows, type Show } from './projector.ts';

/** Made up so that nothing can be said for them. */
const long = {
	patterns: 'Straatverlichtingsmastenonderhoudscontractbeheerderscommissie',
	none: 'Xqzvwxqzvwxqzvwxqzvwxqzvwxqzvwxqzvwxqzvwxqzvwxqzvwxqzvwxqzvw',
	title: 'Overlast van hangjongeren bij de fietsenstalling achter het winkelcentrum, vooral in het weekend en na elf uur',
	name: 'Gebiedsavond over leefbaarheid, verkeersveiligheid en ontmoetingsplekken in de Oude Kom en omgeving',
	comment: 'Achter de sporthal is het na vijven aardedonker. '.repeat(10).trim()
};

function evening(count: number): EveningToMake {
	const themes = someThemes(count).map((theme, index) => ({
		...theme,
		grave: index === 1,
		...(index === 0 && { title: long.title, explanation: 'Auto’s rijden op de dijk vaak te hard. '.repeat(15).trim(), quotes: [long.patterns, 'Drie lantaarns zijn al weken kapot.', long.none] }),
		...(index === 2 && { title: long.patterns }),
		...(index === 3 && { title: `Het ${long.none} in de wijk` })
	}));
	const ballots = Array.from({ length: 30 }, (_, voter) => ({ '1': 1, [String(1 + (voter % count))]: 1, [String(1 + ((voter * 3) % count))]: 2 }));
	return {
		title: count === 24 ? long.name : `Gebiedsavond met ${count} thema’s`,
		area: count === 24 ? 'Volendam-Noord' : 'Oude Kom',
		themes,
		rounds: [
			{ title: 'Waar zet u uw stippen?', phase: 'shown', budget: 5, most: 5, ballots },
			{ title: 'Wat pakken we in de hele wijk als allereerste samen aan, en wat mag best nog een jaar wachten?', phase: 'closed', budget: 4, most: 2, ballots: ballots.slice(0, 7).map(() => ({ '3': 2 })) },
			{ title: 'Koffie of thee?', lines: ['Koffie', 'Thee', long.patterns], phase: 'shown', budget: 1, most: 1, ballots: [{ a: 1 }, { b: 1 }, { a: 1 }] },
			{ title: 'Ronde 3', phase: 'open', budget: 5, most: 2, ballots: ballots.slice(0, 4).map(() => ({ '2': 2 })) }
		],
		comments: [
			{ theme: 1, text: 'Op de dijk halen auto’s de fietsers veel te krap in.' },
			{ theme: 1, text: long.comment }
		]
	};
}

/** Nine cards, one of each main theme, on each of which two themes of two digits will be. */
const pairs: EveningToMake = {
	title: 'Kaarten van twee thema’s',
	themes: Array.from({ length: 18 }, (_, index) => ({ number: 20 + index, title: `Thema van ${index}`, main: mainThemeKeys[index % 9]! })),
	rounds: [{ title: 'Waar zet u uw stippen?', phase: 'shown', budget: 5, most: 5, ballots: mainThemeKeys.map((_, index) => ({ [20 + index]: 1 })) }]
};

/** Four lines of question, four of a title, papers and a tie: more than a small projector has room for. */
const fullest: EveningToMake = {
	title: 'Drie lange thema’s',
	themes: Array.from({ length: 3 }, (_, index) => ({ number: 1 + index, title: 'Verkeersveiligheid en parkeeroverlast rondom basisscholen, sportvelden en winkelcentrum tijdens haal- en brengmomenten', main: mainThemeKeys[index]! })),
	rounds: [{ title: 'Welke verbeteringen vinden buurtbewoners het allerbelangrijkst voor voorzieningen en verkeersveiligheid in komend jaar?', phase: 'shown', budget: 5, most: 5, ballots: [{ 1: 2, 2: 2 }] }]
};

let dataDir: string;
let server: TestServer;
let browser: Browser;
let evenings: Map<number, Prepared & { director: Direction; drawings: string[] }>;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-screen-'));
	const prepared = await inDataDir(dataDir, async (app) => {
		const made = new Map<number, Prepared>();
		for (const count of [5, 24, 60]) made.set(count, await makeEvening(app, evening(count)));
		made.set(18, await makeEvening(app, pairs));
		made.set(3, await makeEvening(app, fullest));
		return made;
	});
	[server, browser] = await Promise.all([startServer({ dataDir, env: { ORIGIN: 'http://192.168.178.123:4100' } }), launchBrowser({ args: [...withoutGraphics, '--font-render-hinting=none'] })]);
	evenings = new Map();
	for (const [count, one] of prepared) {
		const director = await direct(server.local, one.facilitator);
		if (count === 18) {
			for (const into of mainThemeKeys.keys()) await director.do({ type: 'theme.merge', themes: [29 + into], into: 20 + into });
			evenings.set(count, { ...one, director, drawings: [] });
			continue;
		}
		if (count === 3) {
			await director.do({ type: 'paper.count', paper: 'paper-of-three-themes', round: one.rounds[0]!, table: '', people: 60, dots: { 1: 58, 2: 58 } });
			evenings.set(count, { ...one, director, drawings: [] });
			continue;
		}
		for (const comment of one.comments) await director.do({ type: 'comment.project', comment, projected: true });
		// As full as they may be, in one evening; in the other as they mostly are.
		const isFull = count === 24;
		if (isFull) await director.do({ type: 'screen.rules', rules: [1, 2, 3, 4, 5].map((rule) => `${rule} ${long.title}`.slice(0, 60)) });
		await director.do({ type: 'screen.text', heading: isFull ? long.patterns.slice(0, 60) : 'Pauze', lines: isFull ? `a\nb\nc\nd\n${long.comment}`.slice(0, 160) : 'Koffie en thee staan achterin.\nOm half negen gaan wij verder.' });
		await director.do({ type: 'screen.timer', step: 'set', minutes: isFull ? 180 : 5 });
		// Phone and paper stand apart on each card, also where they are not shown yet.
		const [shown, closed] = one.rounds as [string, string];
		for (const round of count === 60 ? [shown, closed] : []) await director.do({ type: 'paper.count', paper: `paper-of-${round}`, round, table: '', people: 60, dots: { 1: 120, 2: 60 } });
		// A round that was closed over both, and one that goes on.
		await director.do({ type: 'theme.merge', themes: [4, ...(isFull ? [6, 8] : [])], into: 5 });
		const drawings = [await hang(server, director, one, 'dijk.png'), await hang(server, director, one, 'soep.png', { theme: 5 })];
		evenings.set(count, { ...one, director, drawings });
	}
}, 240_000);
afterAll(async () => {
	for (const { director } of evenings?.values() ?? []) director.close();
	await browser?.close();
	await server?.stop();
	if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

const sizes = [
	{ width: 1024, height: 768 },
	{ width: 1920, height: 1080 },
	{ width: 1920, height: 1200 },
	{ width: 3840, height: 2160 }
];

/** One line of a picture of 1080, on a screen of this size. */
const unit = ({ width, height }: (typeof sizes)[number]) => Math.min(height / 1080, width / 1440);

/** 4K is 1080p drawn finer, and slow to draw: once will do. With 60 themes only the number of pages is another. */
const sizesFor = (count: number) => (count === 5 ? sizes : count === 24 ? sizes.slice(0, 3) : sizes.slice(0, 2));

/** Everything that an evening's screen can show, by what it is called here. */
function modesOf(one: Prepared & { drawings: string[] }): [string, Show][] {
	const [shown, closed, practice, open] = one.rounds as [string, string, string, string];
	return [
		['join', { mode: 'join' }],
		['welcome', { mode: 'welcome' }],
		['question', { mode: 'question', round: open }],
		['long question', { mode: 'question', round: closed }],
		['own text', { mode: 'text' }],
		['clock', { mode: 'timer' }],
		['faces', { mode: 'faces' }],
		['comment', { mode: 'comment', comment: one.comments[0]! }],
		['long comment', { mode: 'comment', comment: one.comments[1]! }],
		['cards', cards()],
		['open round', cards(open)],
		['closed round', cards(closed)],
		['result', cards(shown)],
		['ranking', { mode: 'ranking', round: shown }],
		['rest of the ranking', { mode: 'ranking', round: shown, part: 'rest' }],
		['practice round', cards(practice)],
		['theme', { mode: 'theme', theme: 1 }],
		['grave theme', { mode: 'theme', theme: 2 }],
		['theme with an endless word', { mode: 'theme', theme: 3 }],
		['merged theme', { mode: 'theme', theme: 5 }],
		['drawing', { mode: 'drawing', drawing: one.drawings[0]! }]
	];
}

// All sizes at once: each page waits for its own frames, and the show is the same.
it.each([5, 24, 60])('%i themes: every text is large enough, whole, and broken with a hyphen only, on every page of every mode, at every size', async (count) => {
	const one = evenings.get(count)!;
	const projectors = await Promise.all(sizesFor(count).map(async (viewport) => ({ viewport, ...(await openUnpainted(one.links.screen, { viewport })) })));
	const modes = modesOf(one);
	// With 60 themes only what has many pages is new.
	for (const [name, wanted] of count < 60 ? modes : modes.filter(([name]) => ['cards', 'ranking', 'rest of the ranking'].includes(name))) {
		await one.director.do({ type: 'screen.show', show: wanted });
		await Promise.all(projectors.map(({ page, viewport }) => everyPage(page, viewport, name, wanted)));
	}
	await Promise.all(projectors.map(({ context }) => context.close()));
}, 240_000);

it('what does not fit on a small projector is left out, never laid over something else', async () => {
	const one = evenings.get(3)!;
	const wanted = { mode: 'ranking', round: one.rounds[0]!, held: null } as const;
	// The second is the same projector with its browser at 200 %: borders are a whole pixel there, and twice as thick.
	for (const [viewport, deviceScaleFactor] of [[sizes[0]!, 1], [{ width: 512, height: 384 }, 2]] as const) {
		const { page, context } = await openUnpainted(one.links.screen, { viewport, deviceScaleFactor });
		await one.director.do({ type: 'screen.show', show: wanted });
		await everyPage(page, viewport, 'fullest ranking', wanted);
		expect(await page.locator('.cards:not(.probe) .apart').count()).toBe(1);
		await context.close();
	}
});

// Its letters are hinted, as on most laptops: that makes small ones wider.
it('a shared place is clear of the icon beside it, also in a browser at 200 %', async () => {
	const hinting = await launchBrowser({ args: withoutGraphics });
	for (const count of [3, 18]) {
		const one = evenings.get(count)!;
		const { page, context } = await openProjector(hinting, server.local, one.links.screen, { viewport: { width: 960, height: 540 }, deviceScaleFactor: 2 });
		await show(one.director, page, { mode: 'ranking', round: one.rounds[0]!, held: 0 });
		await expect.poll(() => page.locator('.cards:not(.probe) .tied .place').count()).toBeGreaterThan(1);
		const gaps = await page.locator('.cards:not(.probe) .tied').evaluateAll((all) =>
			all.filter((card) => card.checkVisibility()).map((card) => {
				const [icon, place] = [card.querySelector('svg')!, card.querySelector('.place')!];
				const stroke = parseFloat(getComputedStyle(icon).strokeWidth);
				const drawn = Math.min(...[...icon.children].map((path) => (path as SVGGraphicsElement).getBBox().x)) - stroke / 2;
				const { left, width } = icon.getBoundingClientRect();
				const edge = place.getBoundingClientRect().right + parseFloat(getComputedStyle(place).outlineWidth);
				return left + (drawn * width) / (icon as SVGSVGElement).viewBox.baseVal.width - edge;
			})
		);
		expect(gaps.length).toBeGreaterThan(1);
		for (const gap of gaps) expect(gap, `${count} themes`).toBeGreaterThan(0);
		await context.close();
	}
	await hinting.close();
});

// Three evenings at once, since a house style is an evening's own: one that changes all it may, one with only the tokens of
// Utrecht, and one that broke after it was chosen, in whose place our own look comes.
it('in each house style and both contrasts: every text of every mode is large enough, whole, and broken with a hyphen only', async () => {
	await putHouseStyles(dataDir);
	const reports = await new HouseStyles(dataDir).reports();
	const viewport = sizes[1]!;
	const surfaces = [[5, 'voorbeeld'], [24, 'alleen-utrecht'], [60, 'kapot']] as const;
	await Promise.all(
		surfaces.map(async ([count, name]) => {
			const one = evenings.get(count)!;
			const path = reports.find((report) => report.name === name)!.path;
			expect(path === null, name).toBe(name === 'kapot');
			await one.director.do({ type: 'evening.style', style: { path: path ?? `${name}/00000000`, logo: '' } });
			const screens = await Promise.all(['', '?contrast=hoog'].map(async (query) => ({ query, ...(await openUnpainted(one.links.screen + query, { viewport })) })));
			for (const { page, query } of screens) {
				const paper = await page.evaluate(() => getComputedStyle(document.querySelector('[data-surface]')!).getPropertyValue('--paper').trim());
				expect(paper, `${name} ${query}`).toBe(query !== '' ? '#fff' : name === 'alleen-utrecht' ? '#ffffff' : name === 'voorbeeld' ? '#e9f3fb' : '#fbf5e6');
			}
			for (const [mode, wanted] of modesOf(one)) {
				await one.director.do({ type: 'screen.show', show: wanted });
				await Promise.all(screens.map(({ page, query }) => everyPage(page, viewport, `${name}${query}, ${mode}`, wanted, 1)));
			}
			await Promise.all(screens.map(({ context }) => context.close()));
			await one.director.do({ type: 'evening.style', style: null });
		})
	);
}, 240_000);

/** A projector of which is asked where things stand, not how they are painted, which is slow of so large a picture. Its clock is the test's own. */
async function openUnpainted(path: string, options: BrowserContextOptions): Promise<Awaited<ReturnType<typeof openProjector>>> {
	const projector = await openProjector(browser, server.local, path, { ...options, clock: true });
	await projector.page.evaluate(() => document.documentElement.style.setProperty('clip-path', 'inset(50%)'));
	return projector;
}

/** Reads every page of what is shown on a screen of this size; or only so many. */
async function everyPage(page: Page, viewport: (typeof sizes)[number], name: string, wanted: Show, most = Infinity): Promise<void> {
	const u = unit(viewport);
	await shows(page, wanted);
	let read = 0;
	for await (const turned of pagesOf(page)) {
		if ((read += 1) > most) return;
		const where = `${name}, page ${turned}, at ${viewport.width} × ${viewport.height}`;
		// The clock of this page is the test's own, its frames too: what is measured may come a frame later.
		await expect.poll(() => page.evaluate(overfull), { message: `${where}: more than there is room for` }).toEqual([]);
		const texts = await page.evaluate(textsOn);
		expect(texts.length, where).toBeGreaterThan(0);
		expect(texts.filter(({ px }) => px < 40 * u - 0.01), `${where}: below 40`).toEqual([]);
		expect(texts.filter(({ px, mustRead }) => mustRead && px < 65 * u - 0.01), `${where}: below 65`).toEqual([]);
		expect(texts.filter(({ whole }) => !whole), `${where}: cut off`).toEqual([]);
		expect(await page.evaluate(badWords), `${where}: broken without a hyphen`).toEqual([]);
		expect(await page.evaluate(overlapping), `${where}: on top of another`).toEqual([]);
		expect(await page.evaluate(outOfTheMiddle), `${where}: cards over head or foot`).toEqual([]);
		if (name.endsWith('ranking')) expect(await page.evaluate(lookingLarger), where).toEqual([]);
		const addresses = await page.locator('.join-host').evaluateAll((all) => all.map((address) => address.getBoundingClientRect().height));
		for (const height of addresses) expect(height, `${where}: the address in one piece`).toBeLessThan(70 * u);
	}
}

describe.each(sizes)('at $width × $height', (viewport) => {
	const u = unit(viewport);

	it('a card of two themes names its main theme whole, beside both numbers and a shared place', async () => {
		const one = evenings.get(18)!;
		const { page, context } = await openProjector(browser, server.local, one.links.screen, { viewport });
		for (const part of ['top', 'rest'] as const) {
			await show(one.director, page, { mode: 'ranking', round: one.rounds[0]!, part, held: 0 });
			const bands = await page.locator('.cards:not(.probe) .band').evaluateAll((all) =>
				all.map((band) => {
					const [name, box, icon] = [band.querySelector('.name')!, band.querySelector('.box')!, band.querySelector('svg')!];
					const place = band.closest('.deck-card')!.querySelector('.place')!;
					const words = document.createRange();
					words.selectNodeContents(name);
					const [letters, plate] = [words.getBoundingClientRect(), box.getBoundingClientRect()];
					return { name: name.textContent, plate: box.textContent, apart: letters.right <= plate.left + 0.5 || letters.bottom <= plate.top + 0.5, within: plate.right <= band.getBoundingClientRect().right, shared: place.textContent.includes('gedeeld'), clear: place.getBoundingClientRect().right <= icon.getBoundingClientRect().left };
				})
			);
			expect(bands.length).toBeGreaterThan(1);
			for (const band of bands) expect(band, `${band.name}, ${band.plate}`).toMatchObject({ apart: true, within: true, shared: true, clear: true });
		}
		await context.close();
	});

	it('dots are as large as the room allows, also on a wide card, and of one size', async () => {
		const one = evenings.get(24)!;
		const { page, context } = await openProjector(browser, server.local, one.links.screen, { viewport });
		for (const wanted of [cards(one.rounds[0]!, 0), { mode: 'ranking', round: one.rounds[0]!, held: 0 } as const]) {
			await show(one.director, page, wanted);
			const across = await page.locator('.cards:not(.probe) .halftone').evaluateAll((all) =>
				all.map((dots) => dots.getBoundingClientRect().width / (dots as SVGSVGElement).viewBox.baseVal.width)
			);
			expect(across.length).toBeGreaterThan(1);
			for (const step of across) {
				expect(step).toBeCloseTo(across[0]!, 1);
				expect(step * 0.86, 'a dot').toBeGreaterThanOrEqual(12 * u);
			}
		}
		// Beside a drawing too, with its count within the column.
		await show(one.director, page, { mode: 'theme', theme: 1 });
		await page.locator('.drawing img').waitFor();
		const result = page.locator('.result');
		const step = await result.locator('.halftone').evaluate((dots) => dots.getBoundingClientRect().width / (dots as SVGSVGElement).viewBox.baseVal.width);
		expect(step * 0.86, 'a dot of a theme in the light').toBeGreaterThanOrEqual(12 * u);
		const right = async (selector: string) => result.locator(selector).evaluate((part) => part.getBoundingClientRect().right - part.closest('.result')!.getBoundingClientRect().right);
		expect(await right('.count span'), 'the count').toBeLessThanOrEqual(0.5);
		await context.close();
	});
});

/** Goes through the pages of what is shown, in whatever order they come by. */
async function* pagesOf(page: Page): AsyncGenerator<number> {
	const words = page.getByText(/^pagina \d+ van \d+$/);
	const seen = new Set<number>();
	for (let turns = 0; ; turns++) {
		const [now = 1, count = 1] = (await words.allInnerTexts()).slice(0, 1).flatMap((text) => text.match(/\d+/g)!.map(Number));
		if (!seen.has(now)) {
			seen.add(now);
			yield now;
		}
		if (seen.size >= count) return;
		expect(turns, `pages ${[...seen].join()} of ${count}`).toBeLessThan(count * 4);
		await page.clock.runFor(12_000);
		await settled(page);
	}
}
