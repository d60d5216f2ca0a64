import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { inDataDir } from './evening.ts';
import { putHouseStyles } from './journeys/house-styles.ts';
import { runServer, startServer } from './server.ts';
import { watch } from './watch.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the program says in Dutch why it can not start, without a stack, and ends with 1', () => {
	async function refusal(env: Record<string, string>): Promise<string> {
		const { code, output } = await runServer({ DATA_DIR: join(folder, 'data'), ...env });
		expect(code).toBe(1);
		expect(output).toMatch(/^Wijkverhaal kan niet starten\./);
		expect(output).not.toMatch(/^\s+at |Error:/m);
		return output;
	}

	it('when a setting is wrong', async () => {
		expect(await refusal({ PORT: 'abc' })).toContain(
			'PORT: geef een getal tussen 0 en 65535, niet "abc".'
		);
	});

	it('when the port is in use', async () => {
		const other = createServer().listen(0);
		await once(other, 'listening');
		const address = other.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		const output = await refusal({ PORT: String(port) });
		expect(output).toContain(`Poort ${port} is al in gebruik.`);
		expect(output).toMatch(/Kies een andere poort, zo: PORT=\d+ npm start/);
		other.close();
	});

	it('when HOST is no address of this computer', async () => {
		expect(await refusal({ HOST: '192.0.2.1' })).toContain('HOST: "192.0.2.1" is geen adres');
	});

	it('when the data folder is below a regular file', async () => {
		const file = join(folder, 'bestand');
		await writeFile(file, '');
		const output = await refusal({ DATA_DIR: join(file, 'data') });
		expect(output).toContain('Een deel van dit pad is een bestand, geen map.');
		expect(output).toContain('DATA_DIR=/pad/naar/map npm start');
	});

	it.skipIf(process.platform === 'win32')('when the disk is full: with evenings in the folder another one is no advice', async () => {
		const dataDir = join(folder, 'vol');
		await mkdir(dataDir);
		const full = () => runServer({ DATA_DIR: dataDir }, { shell: 'ulimit -f 0' });
		const { output: atFirst } = await full();
		expect(atFirst).toContain('De schijf is vol.\nMaak eerst ruimte en probeer het dan opnieuw.\nOf kies een andere map, zo: DATA_DIR=');
		await inDataDir(dataDir, async () => {});
		const { code, output } = await full();
		expect(code).toBe(1);
		expect(output).toContain('De schijf is vol.\nMaak eerst ruimte en probeer het dan opnieuw.\nUw avonden staan in deze map. Kies dus geen andere map.\n');
		expect(output).not.toContain('DATA_DIR');
	});
});

it('the first start has an evening ready to try and says where to go; the next ones leave it as it is', async () => {
	const dataDir = join(folder, 'eerste');
	for (const start of ['first', 'second']) {
		const { code, output } = await runServer({ DATA_DIR: dataDir }, { until: 'Stoppen: Ctrl+C' });
		expect(code, start).toBe(0);
		expect(output).toContain('Wijkverhaal draait.');
		expect(output).toMatch(/Begin hier\. .*\n\s+http:\/\/localhost:\d+\/regie\/uitnodiging\//);
		expect(output).not.toMatch(/^\s+at |Error:|is niet gelukt/m);
		await inDataDir(dataDir, async (app) => {
			expect(app.programme.areas().map(({ evenings }) => evenings.length)).toEqual([1, 0, 0, 0, 0, 0, 0]);
			const { themes, drawings } = app.evenings.all()[0]!.published('facilitator').view;
			expect([Object.keys(themes).length, Object.keys(drawings).length]).toEqual([24, 6]);
		});
	}
});

it.skipIf(process.platform === 'win32')('a first start without room for the example names the cause; the next one with room makes it', async () => {
	const dataDir = join(folder, 'krap');
	const said = await runServer({ DATA_DIR: dataDir }, { until: 'Stoppen: Ctrl+C', shell: 'ulimit -f 2000' });
	expect(said.code).toBe(0);
	expect(said.output).toContain('De schijf is vol: de voorbeeldavond is niet gemaakt. Maak ruimte en start opnieuw.');
	expect(said.output).not.toMatch(/^\s+at |Error|"level"/m);
	await inDataDir(dataDir, async (app) => expect(app.programme.areas()).toEqual([]));
	await runServer({ DATA_DIR: dataDir }, { until: 'Stoppen: Ctrl+C' });
	await inDataDir(dataDir, async (app) => expect(app.programme.areas()[0]).toMatchObject({ name: 'Oude Kom' }));
});

it('a start with an account says where facilitators sign in', async () => {
	const dataDir = join(folder, 'later');
	await mkdir(dataDir);
	await inDataDir(dataDir, async (app) => void (await app.staff.accept(app.staff.setUpSecret()!, 'Anna', 'een lang wachtwoord')));
	const { output } = await runServer({ DATA_DIR: dataDir }, { until: 'Stoppen: Ctrl+C' });
	expect(output).toMatch(/Gespreksleiders melden zich hier aan:\n\s+http:\/\/localhost:\d+\/regie\n/);
	expect(output).not.toContain('uitnodiging');
});

it('a start with house styles says of each what was measured, or what is wrong with it', async () => {
	const dataDir = join(folder, 'huisstijlen');
	await putHouseStyles(dataDir);
	await inDataDir(dataDir, async (app) => void (await app.staff.accept(app.staff.setUpSecret()!, 'Anna', 'een lang wachtwoord')));
	const { output } = await runServer({ DATA_DIR: dataDir }, { until: 'Stoppen: Ctrl+C' });
	expect(output).toContain('  voorbeeld: Gemeente Voorbeeld. Alle 8 kleurparen zijn goed leesbaar.\n');
	expect(output).toMatch(/De knopkleur op de donkere balk: \d,\d op 1\. Nodig is 4,5\. Daarom blijft ons geel op de balk\.\n/);
	expect(output).toContain('  kapot: deze huisstijl kan niet gebruikt worden.\n    huisstijl.css, regel 1: @import mag niet');
});

it('development shows the same pages, straight from the source', async () => {
	const server = await startServer({ env: { WIJKVERHAAL_DEV: '1', NODE_ENV: 'development' } });
	const browser = await launchBrowser();
	const context = await browser.newContext();
	const watched = watch(context, [server.hall]);
	const page = await context.newPage();
	await page.goto(server.hall);
	await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('nl');
	// The first page runs no script; this one does.
	await page.goto(`${server.hall}/regie`);
	await page.waitForFunction(() => document.querySelector('#svelte-announcer') !== null);
	expect(watched).toEqual({ errors: [], foreign: [] });
	await browser.close();
	expect((await server.stop()).code).toBe(0);
});
