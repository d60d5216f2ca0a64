import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { roles, type Role } from '#shared/protocol/roles.ts';
import { cookieName, newBrowser } from '../access/cookie.ts';
import { drawing as hatching } from '../drawings/test-pictures.ts';
import type { RenderedDrawing } from '../drawings/render.ts';
import type { LiveEvening } from '../live/evening.ts';
import { openPdf, picturesOn, readPage } from '../strip/test-pdf-tree.ts';
import { anEvening, facilitator, give, openTestApp, type TestApp } from '../test-app.ts';

let test: TestApp;
let server: Server;
let evening: LiveEvening;
/** A drawing as it came, rendered once for all tests. */
let original: string;
let rendered: RenderedDrawing;

beforeAll(async () => {
	test = await openTestApp();
	server = createServer((request, response) => {
		void test.app.handle(request, response);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	original = join(test.app.drawings.temporaryFolder, 'tekening');
	await writeFile(original, await hatching(1200, 900).png().toBuffer());
	const result = await test.app.drawings.render(original);
	if (!result.ok) throw new Error(result.code);
	rendered = result;
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await test.end();
});
beforeEach(async () => {
	evening = await anEvening(test.app);
});

const illustrator = { role: 'illustrator', seat: 'seat-illustrator', participant: null } as const;
const described = { title: 'Bankje', alt: 'Twee mensen op een bank.', credit: 'Noor', lettering: 'Kom erbij!', licence: 'by' } as const;

function cookieOf(role: Exclude<Role, 'participant'>): string {
	const { browser, cookie } = newBrowser(test.app.key);
	test.app.seats.ensure(browser, evening.id, role);
	return `${cookieName}=${cookie}`;
}

function get(path: string, role: Exclude<Role, 'participant'> | null = 'illustrator', accept = '*/*'): Promise<Response> {
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return fetch(`http://127.0.0.1:${port}/strip/${evening.id}.${path}`, { headers: { accept, ...(role && { cookie: cookieOf(role) }) } });
}

/** A drawing on the wall. */
async function hang(about: { title?: string; alt?: string; credit?: string; lettering?: string; licence?: 'by' } | null = described): Promise<string> {
	const drawing = nanoid();
	const offer = await test.app.drawings.keep(rendered, (version) => evening.submit({ id: nanoid(), type: 'drawing.offer', drawing, version, theme: 1, title: '', credit: '' }, illustrator), original);
	expect(offer.ok).toBe(true);
	if (about) await give(evening, illustrator, { type: 'drawing.describe', drawing, title: '', alt: '', credit: '', ...about });
	await give(evening, facilitator, { type: 'drawing.place', drawing, version: evening.state.entries.drawing.get(drawing)!.version.id, theme: 1, checked: true });
	return drawing;
}

async function add(...drawings: string[]): Promise<void> {
	expect((await give(evening, illustrator, { type: 'panel.add', panels: drawings.map((drawing) => ({ panel: nanoid(), drawing, frame: null })), before: null })).ok).toBe(true);
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('a strip that is asked for', () => {
	it('is for those who make it', async () => {
		await add(await hang());
		const staff = roles.filter((role) => role !== 'participant');
		expect(staff.length).toBeGreaterThan(3);
		for (const role of [...staff, null]) {
			const { status } = await get('html', role);
			expect(status, String(role)).toBe(role === 'facilitator' || role === 'illustrator' ? 200 : 403);
		}
		expect(await (await get('pdf', null, 'text/html')).text()).toContain('voor de gespreksleider en de tekenaars');
	});

	it('comes as a PDF with a good name, kept by no cache; or to look at', async () => {
		await add(await hang());
		const response = await get('pdf?papier=a3');
		expect(Object.fromEntries(response.headers)).toMatchObject({
			'content-type': 'application/pdf',
			'cache-control': 'private, no-store',
			'content-disposition': `attachment; filename="strip-${evening.code}-a3.pdf"`
		});
		const pdf = await openPdf(await bytesOf(response));
		expect((await readPage(pdf, 1)).map(({ words }) => words)).toContain('Twee mensen op een bank. Kom erbij!');
		// Of the file as it came: the source has no more.
		expect(await picturesOn(pdf, 1)).toEqual([{ width: 1200, height: 900 }]);
		expect((await get('pdf?bekijk=1')).headers.get('content-disposition')).toBe(`inline; filename="strip-${evening.code}-a4.pdf"`);
	});

	it('comes a page at a time as a picture of 300 dots to the inch', async () => {
		const drawing = await hang();
		await give(evening, illustrator, { type: 'strip.edit', set: { layout: 1 } });
		await add(drawing, drawing);
		const response = await get('png?papier=a4&bladzijde=2');
		expect(response.headers.get('content-disposition')).toBe(`attachment; filename="strip-${evening.code}-a4-2.png"`);
		const picture = sharp(await bytesOf(response));
		expect(await picture.metadata()).toMatchObject({ format: 'png', width: 2480, height: 3508, density: 300 });
		expect((await picture.stats()).isOpaque).toBe(true);
	});

	it('comes as a web page in one file, with all in words below it', async () => {
		await give(evening, facilitator, { type: 'strip.edit', set: { title: 'Samen <b>& "wij"</b>' } });
		await add(await hang());
		const panel = [...evening.state.entries.panel.keys()][0]!;
		await give(evening, illustrator, { type: 'panel.edit', panel, set: { caption: '<script>alert(1)</script>' } });
		const response = await get('html');
		expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
		expect(response.headers.get('content-disposition')).toBe(`attachment; filename="strip-${evening.code}.html"`);
		const page = await response.text();
		expect(page).toContain('<html lang="nl">');
		expect(page).toContain('<h1>Samen &lt;b&gt;&amp; &quot;wij&quot;&lt;/b&gt;</h1>');
		expect(page).not.toContain('<script');
		expect(page).toContain('alt="Twee mensen op een bank. Kom erbij!"');
		for (const words of ['Twee mensen op een bank.', 'In de tekening staat: Kom erbij!', 'Tekening: Noor.', 'CC BY: iedereen, met naam']) expect(page.slice(page.indexOf('<h2>'))).toContain(words);
		expect(page.match(/(src|href)="(?!data:)/g)).toBeNull();
		const [, picture] = /src="data:image\/webp;base64,([^"]+)"/.exec(page)!;
		expect(await sharp(Buffer.from(picture!, 'base64')).metadata()).toMatchObject({ width: 1200, height: 900 });
	});

	it('goes on a web page only when all is said of each drawing; on paper it needs no word', async () => {
		await add(await hang(), await hang({ title: 'Bus <3' }), await hang(null));
		const refused = await get('html', 'facilitator', 'text/html');
		expect(refused.status).toBe(409);
		const page = await refused.text();
		expect(page).toContain('<li>Bus &lt;3: beschrijving voor wie niet ziet, tekst in de tekening, wie hem mag gebruiken, naam van de tekenaar.</li>');
		expect(page).toContain('<li>De tekening van plaatje 3: titel, ');
		expect(page).not.toContain('Bankje');
		expect(page).toContain(`href="/regie/${evening.id}/tekeningen"`);
		expect(await (await get('html')).json()).toMatchObject({ ok: false, code: 'strip.incomplete' });
		expect((await get('pdf')).status).toBe(200);
	});

	it('is refused in words where there is nothing, or no such paper or page', async () => {
		for (const path of ['pdf', 'png', 'html']) expect(await (await get(path)).json()).toMatchObject({ code: 'strip.empty' });
		expect(await (await get('pdf', 'facilitator', 'text/html')).text()).toContain(`href="/regie/${evening.id}/strip"`);
		await add(await hang());
		for (const path of ['pdf?papier=a5', 'pdf?papier=constructor', 'png?bladzijde=2', 'png?bladzijde=0', 'png?bladzijde=1.5', 'png?bladzijde=x', 'png?papier=a5']) {
			const response = await get(path, 'illustrator', 'text/html');
			expect(response.status, path).toBe(404);
			expect(await response.text()).toContain('Dit papier of deze bladzijde is er niet.');
		}
	});

	it('has nothing of a drawing that was withdrawn, also when that happens while it is made', async () => {
		const [bench, bus] = [await hang(), await hang({ ...described, alt: 'Een bus.' })];
		await add(bench, bus);
		const beingMade = get('pdf');
		// The one that is under way when the first picture was made.
		await expect.poll(() => readdir(test.app.drawings.temporaryFolder), { interval: 5 }).toContainEqual(expect.stringContaining('strip-'));
		await give(evening, facilitator, { type: 'drawing.withdraw', drawing: bench });
		for (const response of [await beingMade, await get('pdf')]) {
			const pdf = await openPdf(await bytesOf(response));
			expect((await readPage(pdf, 1)).filter(({ role }) => role === 'Figure').map(({ words }) => words)).toEqual(['Een bus. Kom erbij!']);
			expect(await picturesOn(pdf, 1)).toHaveLength(1);
		}
		const page = await (await get('html')).text();
		expect(page.match(/<img /g)).toHaveLength(1);
		expect(page).not.toContain('Twee mensen');
	});

	it('is made of what the screen shows, where the file as it came is not there', async () => {
		const drawing = await hang();
		await add(drawing);
		const { files } = evening.state.entries.drawing.get(drawing)!.version;
		await writeFile((await test.app.drawings.open(files.original!))!.path, 'stuk');
		const pdf = await openPdf(await bytesOf(await get('pdf')));
		expect(await picturesOn(pdf, 1)).toEqual([{ width: 1200, height: 900 }]);
	});

	it('leaves nothing behind', async () => {
		await add(await hang());
		await bytesOf(await get('png'));
		expect((await readdir(test.app.drawings.temporaryFolder)).filter((name) => name.startsWith('strip-'))).toEqual([]);
	});
});
