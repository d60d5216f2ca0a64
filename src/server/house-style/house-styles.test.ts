import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fails, problemInWords } from '#shared/house-style/report.ts';
import { HouseStyles } from './house-styles.ts';
import { largestFace } from './manifest.ts';

const fixtures = resolve(import.meta.dirname, '../../../tests/house-styles');

let dataDir: string;
let styles: HouseStyles;
beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-styles-'));
	styles = new HouseStyles(dataDir);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function give(name: string, files: Record<string, string | Buffer> = {}): Promise<void> {
	await mkdir(join(dataDir, 'huisstijl', name), { recursive: true });
	for (const [file, body] of Object.entries(files)) await writeFile(join(dataDir, 'huisstijl', name, file), body);
}
async function giveFixture(name: string): Promise<void> {
	await cp(join(fixtures, name), join(dataDir, 'huisstijl', name), { recursive: true });
}
const theOnly = async () => (await styles.reports())[0]!;
const problemsOf = async () => (await theOnly()).problems.map(problemInWords);
const textOf = async (path: string, file = 'stijl.css') => (await styles.file(path, file))?.file.body.toString() ?? null;
const plain = { 'huisstijl.json': '{"naam":"Stad"}', 'huisstijl.css': ':root{--utrecht-document-background-color:#eef}' };

describe('the folder', () => {
	it('need not be there', async () => expect(await styles.reports()).toEqual([]));

	it('of the example becomes a sheet of our own, its logo and the face that it uses', async () => {
		await giveFixture('voorbeeld');
		const report = await theOnly();
		expect(report).toMatchObject({ name: 'voorbeeld', title: 'Gemeente Voorbeeld', logo: true, problems: [], notes: [] });
		expect(report.path).toMatch(/^voorbeeld\/[0-9a-f]{8}$/);
		expect(report.checks.filter(fails)).toEqual([]);
		const sheet = await textOf(report.path!);
		expect(sheet).toContain('--paper: #e9f3fb;');
		expect(sheet).toContain("--font-head: 'Voorbeeld Rond', 'Bricolage Grotesque'");
		expect(sheet).toContain("src: url('voorbeeld-rond.woff2')");
		expect(sheet).not.toContain('utrecht');
		expect(sheet).not.toContain('--font-text');
		expect(await styles.file(report.path!, 'logo.svg')).toMatchObject({ current: true, file: { type: 'image/svg+xml' } });
		expect(await styles.file(report.path!, 'voorbeeld-rond.woff2')).toMatchObject({ file: { type: 'font/woff2' } });
	});

	it('with only Utrecht’s tokens keeps our faces and our yellow where theirs can not be read', async () => {
		await giveFixture('alleen-utrecht');
		const report = await theOnly();
		expect(report).toMatchObject({ title: 'Gemeente Kaal', logo: false, problems: [] });
		expect(report.checks.filter(fails).map(({ pair }) => pair)).toEqual(['De knopkleur op de donkere balk']);
		expect(report.notes).toEqual(['Het lettertype ‘Kaal Sans’ heeft geen bestand in de map. Daar houdt u ons lettertype.']);
		expect(await textOf(report.path!)).toContain('--paper: #ffffff; --screen-dot: #f1f1f1; --loud: #24578f; --on-loud: #ffffff; --loud-on-ink: #ffd84d;');
	});

	it('that is broken is refused with name and line, and gives nothing', async () => {
		await giveFixture('kapot');
		expect(await problemsOf()).toEqual([
			'huisstijl.css, regel 1: @import mag niet: alleen eigen kleuren en lettertypen, zoals --naam: waarde;',
			'huisstijl.css, regel 5: --utrecht-page-header-background-image: url() mag niet: een huisstijl haalt niets van een andere plek.',
			'huisstijl.css, regel 6: ‘color’ mag niet: alleen namen die met -- beginnen.',
			'huisstijl.css, regel 9: ‘main h1’ mag niet: gebruik :root, of de class van het thema.'
		]);
		expect((await theOnly()).path).toBeNull();
		expect(await textOf('kapot/00000000')).toBeNull();
	});

	it('that changes is read anew, without a restart; who asks for the version before gets the new one', async () => {
		await give('stad', plain);
		const before = await theOnly();
		expect((await theOnly()).path).toBe(before.path);
		await give('stad', { 'huisstijl.css': ':root{--utrecht-document-background-color:#ffffff}' });
		const after = await theOnly();
		expect(after.path).not.toBe(before.path);
		expect(await styles.file(before.path!, 'stijl.css')).toMatchObject({ current: false });
		expect(await textOf(before.path!)).toContain('--paper: #ffffff');
		await rm(join(dataDir, 'huisstijl'), { recursive: true });
		expect(await styles.reports()).toEqual([]);
		expect(await textOf('stad/00000000')).toBeNull();
	});

	it('with another name than of small letters is refused; nothing leads out of it', async () => {
		await give('Stad Één', plain);
		expect(await problemsOf()).toEqual(['De naam van de map mag alleen kleine letters, cijfers en streepjes hebben.']);
		for (const path of ['../01234567', '..%2f/01234567', './01234567', '/01234567', 'constructor/01234567']) expect(await textOf(path)).toBeNull();
		await give('stad', plain);
		for (const file of ['huisstijl.css', 'huisstijl.json', '../stad/huisstijl.css', 'toString']) expect(await textOf('stad/01234567', file), file).toBeNull();
	});
});

describe('a file', () => {
	it('that lacks is named', async () => {
		await give('leeg');
		expect(await problemsOf()).toEqual(['huisstijl.json: Dit bestand ontbreekt.', 'huisstijl.css: Dit bestand ontbreekt.']);
	});
	it.each<[string, string, string]>([
		['geen JSON', '{naam}', 'huisstijl.json: Dit is geen geldige JSON.'],
		['geen naam', '{}', 'huisstijl.json: naam: dit ontbreekt of heeft een andere vorm.'],
		['een lege naam', '{"naam":" "}', 'huisstijl.json: naam: naam is leeg.'],
		['een vreemde naam', '{"naam":"Stad","kleur":"rood"}', 'huisstijl.json: kleur: deze naam kennen wij niet.'],
		['een pad', '{"naam":"Stad","lettertypen":[{"familie":"A","bestand":"../a.woff2"}]}', 'huisstijl.json: lettertypen.0.bestand: bestand moet een naam zijn'],
		['een adres', '{"naam":"Stad","lettertypen":[{"familie":"A","bestand":"https://x.example/a.woff2"}]}', 'bestand moet een naam zijn'],
		['een aanhaling', '{"naam":"Stad","lettertypen":[{"familie":"A\' ; }","bestand":"a.woff2"}]}', 'familie mag alleen letters'],
		['een bestand dat er niet is', '{"naam":"Stad","lettertypen":[{"familie":"A","bestand":"a.woff2"}]}', 'a.woff2: Dit bestand ontbreekt.']
	])('huisstijl.json with %s is refused', async (_, json, words) => {
		await give('stad', { ...plain, 'huisstijl.json': json });
		expect((await problemsOf()).join('\n')).toContain(words);
	});
	it('of a face must be WOFF2, and not too large', async () => {
		const json = '{"naam":"Stad","lettertypen":[{"familie":"A","bestand":"a.woff2"},{"familie":"A","bestand":"b.woff2","dikte":"700"}]}';
		await give('stad', { ...plain, 'huisstijl.json': json, 'a.woff2': 'OTTO', 'b.woff2': Buffer.alloc(largestFace + 1, 'wOF2') });
		expect(await problemsOf()).toEqual(['a.woff2: Dit is geen lettertype in de vorm WOFF2.', 'b.woff2: Dit bestand mag 150 kB zijn.']);
	});
	it('of a logo is looked through', async () => {
		await give('stad', { ...plain, 'logo.svg': '<svg viewBox="0 0 1 1">\n<script/></svg>' });
		expect(await problemsOf()).toEqual(['logo.svg, regel 2: Een logo mag geen script hebben.']);
	});
	it('of a theme may not be endless, and says five lines at most', async () => {
		await give('stad', { ...plain, 'huisstijl.css': ' '.repeat(1_000_001) });
		expect(await problemsOf()).toEqual(['huisstijl.css: Dit bestand mag 1000 kB zijn.']);
		await give('stad', { 'huisstijl.css': ':root{color:red}\n'.repeat(100) });
		expect(await problemsOf()).toHaveLength(5);
	});
	it('of a real theme, some thousands of tokens, is read within a second', async () => {
		const tokens = Array.from({ length: 8000 }, (_, index) => `  --utrecht-deel-${index}-color: var(--stad-kleur-${index % 90});`).join('\n');
		await give('stad', { ...plain, 'huisstijl.css': `.stad-theme {\n${tokens}\n}\n${plain['huisstijl.css']}` });
		const start = performance.now();
		expect((await theOnly()).problems).toEqual([]);
		expect(performance.now() - start).toBeLessThan(1000);
	});
	it('in a face of which the family is only in the folder, or heavy, is told', async () => {
		const json = '{"naam":"Stad","lettertypen":[{"familie":"A","bestand":"a.woff2"},{"familie":"B","bestand":"b.woff2"}]}';
		await give('stad', { 'huisstijl.json': json, 'huisstijl.css': ':root{--utrecht-document-font-family:A}', 'a.woff2': Buffer.concat([Buffer.from('wOF2'), Buffer.alloc(90_000)]), 'b.woff2': 'wOF2' });
		expect((await theOnly()).notes).toEqual([
			'Het lettertype ‘B’ staat wel in de map, maar niet in huisstijl.css.',
			'De lettertypen zijn samen 90 kB. Boven 60 kB wachten telefoons in een volle zaal.'
		]);
	});
});
