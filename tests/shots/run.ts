import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { nanoid } from 'nanoid';
import { buildIfNeeded } from '#server/build.ts';
import { HouseStyles } from '#server/house-style/house-styles.ts';
import { defaultRunSheet, segmentsFrom } from '#shared/programme/run-sheet-template.ts';
import { pdfFile } from '#server/drawings/test-pdf.ts';
import { launchBrowser } from '../browser.ts';
import { direct, prepareEvening, type Direction, type EveningToMake, type Prepared } from '../evening.ts';
import { putHouseStyles } from '../journeys/house-styles.ts';
import { startServer, type TestServer } from '../server.ts';
import { evenings } from './content.ts';

// `npm run shots [-- FOLDER]`: the built product in every size and state, for looking at. Not a test: nothing is compared.

const sizes = {
	projector: { width: 1920, height: 1080 },
	'projector-4k': { width: 3840, height: 2160 },
	'projector-4x3': { width: 1024, height: 768 },
	laptop: { width: 1366, height: 768 },
	phone: { width: 360, height: 740 },
	ipad: { width: 1024, height: 1366 }
} as const;
type Size = keyof typeof sizes;

/** The example's drawings. */
const pictures = resolve(import.meta.dirname, '../../src/server/example/drawings');
const folder = resolve(process.argv[2] ?? 'shots');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await buildIfNeeded((line) => console.error(line));
const browser = await launchBrowser({ args: ['--font-render-hinting=none'] });
try {
	for (const [name, wanted] of Object.entries(evenings)) await shootEvening(browser, name, wanted);
} finally {
	await browser.close();
}

async function shootEvening(browser: Browser, name: string, wanted: EveningToMake): Promise<void> {
	const dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-shots-'));
	const prepared = await prepareEvening(dataDir, wanted);
	await putHouseStyles(dataDir);
	const server = await startServer({ dataDir });
	const regie = await direct(server.local, prepared.facilitator);
	const shoot = shooter(name);
	try {
		await hangDrawings(server, prepared, regie);
		const states = await shootScreen(browser, server, prepared, regie, shoot);
		if (name === '24') await shootStyles(browser, server, prepared, regie, shoot, states, dataDir);
		await shootPhone(browser, server, prepared, regie, shoot);
		await shootStaff(browser, server, prepared, shoot);
	} finally {
		regie.close();
		await server.stop();
		await rm(dataDir, { recursive: true, force: true });
	}
}

/** What the screen can show, by name, and how it comes to. */
type State = [string, () => Promise<unknown>];
type Shoot = (page: Page, size: Size, state: string, full?: boolean) => Promise<void>;

function shooter(evening: string): Shoot {
	return async (page, size, state, full = false) => {
		await page.setViewportSize(sizes[size]);
		await page.evaluate(() => document.fonts.ready);
		// Dots print in, pictures fade in: what the hall sees is what stands after that.
		await page.waitForTimeout(size.startsWith('projector') ? 1800 : 400);
		await page.screenshot({ path: join(folder, `${evening}-${size}-${state}.png`), fullPage: full });
	};
}

/** A picture or a PDF for the screen. @returns its id. */
async function bring(server: TestServer, { facilitator }: Prepared, name: string, body: Buffer): Promise<string> {
	const exhibit = nanoid();
	const query = new URLSearchParams({ seat: facilitator.seat, command: nanoid(), exhibit });
	const headers = { cookie: facilitator.cookie, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` };
	const response = await fetch(`${server.local}/api/exhibit?${query}`, { method: 'PUT', headers, body: new Uint8Array(body) });
	const answer = (await response.text()).trim().split('\n').at(-1)!;
	if (!JSON.parse(answer).ok) throw new Error(`${name} was refused: ${answer}`);
	return exhibit;
}

/** Two of the product's own drawings, offered and put on the wall. */
async function hangDrawings(server: TestServer, prepared: Prepared, regie: Direction): Promise<void> {
	for (const [index, name] of ['dijk', 'lantaarn', 'bankje'].entries()) {
		const drawing = nanoid();
		const seat = encodeURIComponent(prepared.facilitator.seat);
		const response = await fetch(`${server.local}/api/drawing?seat=${seat}&command=${nanoid()}&drawing=${drawing}`, {
			method: 'PUT',
			headers: { cookie: prepared.facilitator.cookie, 'content-type': 'image/png' },
			body: await readFile(join(pictures, `${name}.png`))
		});
		if (!response.ok) throw new Error(`A drawing was refused: ${await response.text()}`);
		await regie.do({ type: 'drawing.describe', drawing, title: name, alt: `Tekening van ${name}`, credit: 'Wijkverhaal' });
		if (index < 2) await regie.hang(drawing, index + 1);
	}
}

async function shootScreen(browser: Browser, server: TestServer, prepared: Prepared, regie: Direction, shoot: Shoot): Promise<State[]> {
	const [, result, open] = prepared.rounds as [string, string, string];
	const page = await (await browser.newContext()).newPage();
	const snapshot = await snapshotOf(regie);
	const drawing = Object.keys(snapshot.drawings)[0]!;
	const picture = await bring(server, prepared, 'plein.png', await readFile(join(pictures, 'speeltuin.png')));
	const pdf = await bring(server, prepared, 'plannen voor het plein.pdf', pdfFile(12, { words: (number) => `Plan ${number}` }));
	const upright = await bring(server, prepared, 'brief.pdf', pdfFile(60, { width: 595, height: 842, words: (number) => `Brief ${number}` }));
	await regie.do({ type: 'exhibit.describe', exhibit: picture, name: 'Het plein', alt: 'Een tekening van de speeltuin op het plein.' });
	const states: State[] = [
		['join', () => regie.do({ type: 'screen.show', show: { mode: 'join' } })],
		['welcome', () => regie.do({ type: 'screen.show', show: { mode: 'welcome' } })],
		['question', () => regie.do({ type: 'screen.show', show: { mode: 'question', round: open } })],
		[
			'text',
			async () => {
				await regie.do({ type: 'screen.text', heading: 'Pauze', lines: 'Koffie en thee staan achterin.\nOm half negen gaan wij verder.' });
				await regie.do({ type: 'screen.show', show: { mode: 'text' } });
			}
		],
		['cards-open', () => regie.do({ type: 'screen.show', show: { mode: 'cards', round: open, held: 0 } })],
		['cards-hidden', () => regie.do({ type: 'screen.show', show: { mode: 'cards', round: result, held: 0 } })],
		[
			'cards-result',
			async () => {
				await regie.do({ type: 'round.show', round: result, shown: true });
				await regie.do({ type: 'screen.show', show: { mode: 'cards', round: result, held: 0 } });
			}
		],
		['ranking', () => regie.do({ type: 'screen.show', show: { mode: 'ranking', round: result } })],
		['ranking-rest', () => regie.do({ type: 'screen.show', show: { mode: 'ranking', round: result, part: 'rest' } })],
		[
			'ranking-papers',
			async () => {
				await regie.do({ type: 'paper.count', paper: `paper-of-${result}`, round: result, table: 'Tafel 1', people: 12, dots: { 1: 14, 3: 20, 5: 9 } });
				await regie.do({ type: 'screen.show', show: { mode: 'ranking', round: result } });
			}
		],
		[
			'clock',
			async () => {
				await regie.do({ type: 'screen.timer', step: 'set', minutes: 5 });
				await regie.do({ type: 'screen.show', show: { mode: 'timer' } });
			}
		],
		['faces', () => regie.do({ type: 'screen.show', show: { mode: 'faces' } })],
		...prepared.comments.slice(0, 1).map((comment): State => ['comment', () => regie.do({ type: 'screen.show', show: { mode: 'comment', comment } })]),
		['practice', () => regie.do({ type: 'screen.show', show: { mode: 'ranking', round: prepared.rounds[0]! } })],
		['theme', () => regie.do({ type: 'screen.show', show: { mode: 'theme', theme: 1 } })],
		['drawing', () => regie.do({ type: 'screen.show', show: { mode: 'drawing', drawing } })],
		['picture', () => regie.do({ type: 'screen.show', show: { mode: 'exhibit', exhibit: picture } })],
		['pdf', () => regie.do({ type: 'screen.show', show: { mode: 'exhibit', exhibit: pdf, held: 2 } })],
		['pdf-upright', () => regie.do({ type: 'screen.show', show: { mode: 'exhibit', exhibit: upright, held: 49 } })],
		['blank', () => regie.do({ type: 'screen.blank', blank: true })]
	];
	// The first two are approved; every third one waits.
	for (const comment of prepared.comments.slice(0, 2)) await regie.do({ type: 'comment.project', comment, projected: true });
	await page.setViewportSize(sizes.projector);
	await page.goto(server.local + prepared.links.screen);
	for (const [state, enter] of states) {
		await enter();
		for (const size of ['projector', 'projector-4k', 'projector-4x3'] as const) await shoot(page, size, state);
	}
	await regie.do({ type: 'screen.blank', blank: false });
	// For regie's own pages: what stands ready is seen small.
	await regie.do({ type: 'screen.prepare', show: { mode: 'ranking', round: result } });
	await page.context().close();
	return states.filter(([state]) => state !== 'blank');
}

/** Everything that the screen can show in each house style, in both contrasts; of the broken one what comes in its place. */
async function shootStyles(browser: Browser, server: TestServer, prepared: Prepared, regie: Direction, shoot: Shoot, states: State[], dataDir: string): Promise<void> {
	const page = await (await browser.newContext({ viewport: sizes.projector })).newPage();
	for (const { name, path, logo, title } of await new HouseStyles(dataDir).reports()) {
		await regie.do({ type: 'evening.style', style: { path: path ?? `${name}/00000000`, logo: logo ? title : '' } });
		for (const [contrast, query] of [['plain', ''], ['high', '?contrast=hoog']] as const) {
			await page.goto(server.local + prepared.links.screen + query);
			for (const [state, enter] of states) {
				await enter();
				await shoot(page, 'projector', `${state}-${name}-${contrast}`);
			}
		}
	}
	await regie.do({ type: 'evening.style', style: null });
	await page.context().close();
}

async function shootPhone(browser: Browser, server: TestServer, prepared: Prepared, regie: Direction, shoot: Shoot): Promise<void> {
	const context = await browser.newContext({ viewport: sizes.phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
	const page = await context.newPage();
	await page.goto(server.hall);
	await shoot(page, 'phone', 'start');
	await page.goto(`${server.hall}/mee/${prepared.code}`);
	await shoot(page, 'phone', 'welcome');
	await page.getByRole('button', { name: 'Doe mee' }).click();
	await page.waitForTimeout(800);
	await shoot(page, 'phone', 'round');
	for (let tap = 0; tap < 3; tap += 1) await page.getByRole('button', { name: /stip/i }).nth(tap * 2).click();
	await shoot(page, 'phone', 'round-dots', true);
	await page.goto(`${server.hall}/mee/${prepared.code}/1`);
	await shoot(page, 'phone', 'theme', true);
	await page.goto(`${server.hall}/mee/${prepared.code}`);
	await regie.do({ type: 'round.close', round: prepared.rounds[2]! });
	await page.waitForTimeout(1500);
	await shoot(page, 'phone', 'result', true);
	// The evening's last part asks what people thought of it.
	const [last] = segmentsFrom(defaultRunSheet.segments.slice(-1), {}, nanoid);
	await regie.do({ type: 'segment.add', segments: [last!], before: null });
	await regie.do({ type: 'runSheet.go', to: last!.segment, from: null });
	await page.goto(`${server.hall}/mee/${prepared.code}`);
	await shoot(page, 'phone', 'faces');
	await page.goto(`${server.hall}/mee/${prepared.code}/mening`);
	await shoot(page, 'phone', 'mening', true);
	await page.goto(`${server.hall}/mee/${prepared.code}/hulp`);
	await shoot(page, 'phone', 'hulp', true);
	await regie.do({ type: 'segment.add', segments: segmentsFrom(defaultRunSheet.segments.slice(0, -1), {}, nanoid), before: last!.segment });
	await context.close();
}

async function shootStaff(browser: Browser, server: TestServer, prepared: Prepared, shoot: Shoot): Promise<void> {
	const context: BrowserContext = await browser.newContext({ viewport: sizes.laptop });
	const page = await context.newPage();
	await page.goto(`${server.local}/regie`);
	await shoot(page, 'laptop', 'sign-in');
	await context.addCookies([{ ...prepared.facilitator.cookieOf, url: server.local }]);
	const pages = { regie: '/regie', avond: `/regie/${prepared.id}` };
	const tabs = ['draaiboek', 'themas', 'bord', 'reacties', 'tekeningen', 'instellingen'];
	for (const [state, path] of [...Object.entries(pages), ...tabs.map((tab) => [tab, `/regie/${prepared.id}/${tab}`] as const)]) {
		await page.setViewportSize(sizes.laptop);
		await page.goto(server.local + path);
		await page.waitForTimeout(700);
		await shoot(page, 'laptop', state);
		await shoot(page, 'phone', state);
		if (state === 'avond') {
			await page.getByRole('button', { name: /^Afbeelding of pdf tonen/ }).click();
			await shoot(page, 'laptop', 'avond-afbeeldingen', true);
			await shoot(page, 'phone', 'avond-afbeeldingen', true);
			const papers = page.locator(`[data-round="${prepared.rounds[1]!}"]`).getByRole('button', { name: /^Papieren stemmen/ });
			await papers.click();
			await page.getByRole('button', { name: 'Typ een telling' }).click();
			await shoot(page, 'laptop', 'avond-papier', true);
			await shoot(page, 'phone', 'avond-papier', true);
			await page.goto(`${server.local}/regie/stembiljet/${prepared.id}/${prepared.rounds[1]!}`);
			await shoot(page, 'laptop', 'stembiljet', true);
		}
		if (state === 'bord') await shoot(page, 'ipad', state);
	}
	await page.goto(server.local + prepared.links.moderator);
	for (const size of ['laptop', 'phone', 'ipad'] as const) await shoot(page, size, 'meelezen');
	await page.goto(server.local + prepared.links.helper);
	for (const size of ['ipad', 'phone'] as const) await shoot(page, size, 'hulp');
	await page.goto(server.local + prepared.links.illustrator);
	await shoot(page, 'ipad', 'teken-pin');
	await page.locator('input[name=pin]').fill(prepared.pin);
	await page.locator('input[name=pin]').press('Enter');
	await page.waitForTimeout(800);
	for (const size of ['ipad', 'phone', 'laptop'] as const) await shoot(page, size, 'teken');
	await context.close();
}

/** The facilitator's whole view: asked for as after a gap. */
async function snapshotOf(regie: Direction): Promise<{ drawings: Record<string, unknown> }> {
	const answer = await regie.socket.timeout(5000).emitWithAck('catch-up', { epoch: '', seq: 0 });
	return answer.snapshot.view;
}
