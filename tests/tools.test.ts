import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phoneAddresses } from '#server/reachable.ts';
import type { RehearsalResult } from '#server/tools/rehearsal.ts';
import type { RoundExport } from '#server/tools/round-export.ts';
import { readPabulib } from '#shared/programme/pabulib.ts';
import { inDataDir, prepareEvening, type Prepared } from './evening.ts';
import { runServer, startServer, type TestServer } from './server.ts';

// The commands of the README, as an operator gives them, on an evening that runs.

const ROOT = resolve(import.meta.dirname, '..');
/** Real votes, beside the checkout where they may be used; a user's machine has none. */
const realVotes = resolve(ROOT, '../shared/ballots');

let folder: string;
let dataDir: string;
let server: TestServer;
let evening: Prepared;
const ballots: Record<string, number>[] = [{ 2: 3, 1: 1 }, { 2: 1 }, { 3: 2, 1: 2 }, { 3: 1, 2: 2 }];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-tools-'));
	dataDir = join(folder, 'data');
	await mkdir(dataDir);
	evening = await prepareEvening(dataDir, {
		themes: [
			{ title: 'Te hard rijden; ook op de dijk', main: 'verkeer', explanation: 'Vooral \'s avonds' },
			{ title: '=SOM(A1) is geen formule' },
			{ title: 'Plek voor jongeren' },
			{ title: 'Niet in deze ronde' }
		],
		rounds: [
			{ title: 'Eerst', themes: [1, 2], phase: 'closed', ballots: [{ 1: 1 }] },
			{ title: 'Daarna', budget: 5, most: 3, themes: [3, 1, 2], phase: 'closed', ballots },
			{ title: 'Koffie of thee?', lines: ['Koffie', 'Thee'], budget: 1, most: 1, phase: 'closed', ballots: [{ a: 1 }] },
			{ title: 'Nog open', themes: [1], phase: 'open' }
		],
		commands: [{ type: 'evening.present', present: 12 }]
	});
	server = await startServer({ dataDir });
});
afterAll(async () => {
	await server?.stop();
	await rm(folder, { recursive: true, force: true });
});

/** Gives a command of the README. */
function npmRun(command: string, ...args: string[]): Promise<{ code: number; output: string; errors: string }> {
	return new Promise((settle) => {
		execFile('npm', ['run', '--silent', command, '--', ...args], { cwd: ROOT, env: { ...process.env, DATA_DIR: dataDir }, maxBuffer: 64e6 }, (error, output, errors) =>
			settle({ code: error ? Number(error.code ?? 1) : 0, output, errors })
		);
	});
}

describe('export', () => {
	const exported = async (...args: string[]) => {
		const { code, output, errors } = await npmRun('export', '--evening', evening.code, ...args);
		expect(errors).toBe('');
		expect(code).toBe(0);
		return output;
	};

	it('gives the last closed round, counted and apart from any participant', async () => {
		const result = JSON.parse(await exported('--format', 'json')) as RoundExport;
		expect(result.round).toEqual({ number: 2, title: 'Daarna', budget: 5, most: 3 });
		expect(result.remark).toBe('één stem per telefoon, beurt of stemkaart, niet op naam gecontroleerd');
		expect(result.counts).toMatchObject({ present: 12, voted: 4 });
		expect(result.themes.map(({ number, dots, ballots }) => ({ number, dots, ballots }))).toEqual([
			{ number: 3, dots: 3, ballots: 2 },
			{ number: 1, dots: 3, ballots: 2 },
			{ number: 2, dots: 6, ballots: 3 }
		]);
		expect(sorted(result.ballots)).toEqual(sorted(ballots));
		for (const voter of evening.voters) expect(JSON.stringify(result)).not.toContain(voter);
	});

	it('gives another round by its number, and none that is open', async () => {
		expect((JSON.parse(await exported('--round', '1')) as RoundExport).round.title).toBe('Eerst');
		expect(await npmRun('export', '--evening', evening.code, '--round', '3')).toMatchObject({ code: 1, errors: 'Deze stemronde is niet gesloten. Alleen van een gesloten ronde is er een uitslag.\n' });
		expect(await npmRun('export', '--evening', 'XXXXX')).toMatchObject({ code: 1, errors: expect.stringContaining('Er is geen avond met de code XXXXX') });
	});

	it('gives the whole evening as one file, while the server runs, which another server takes in', async () => {
		const to = join(folder, 'mee.avond');
		expect(await npmRun('export', '--evening', evening.code, '--format', 'avond')).toMatchObject({ code: 1, errors: expect.stringContaining('Zeg met --to') });
		const elsewhere = join(folder, 'elders');
		await mkdir(elsewhere);
		await inDataDir(elsewhere, async (app) => {
			const asked = ['--evening', evening.code, '--format', 'avond', '--for', app.eveningFiles.publicName, '--to', to];
			expect(await npmRun('export', ...asked)).toMatchObject({ code: 0, errors: '', output: expect.stringContaining(`De avond staat in ${to}.`) });
			expect(await npmRun('export', ...asked)).toMatchObject({ code: 1, errors: expect.stringContaining('bestaat al') });
			const taken = await app.eveningFiles.take(to, null, 'account');
			if (!taken.ok) throw new Error(taken.code);
			expect(taken.evening.code).toBe(evening.code);
			expect(taken.evening.state.joined).toBe(evening.voters.length);
		});
	});

	it('in .pb reads back into equal themes, order and ballots', async () => {
		const read = readPabulib(await exported('--format', 'pb'));
		if (!read.ok) throw new Error(JSON.stringify(read.errors));
		expect(read.warnings).toEqual([]);
		expect(read.file.voteType).toBe('cumulative');
		expect(read.file.projects.map(({ id, name, votes, score }) => [id, name, votes, score])).toEqual([
			['3', 'Plek voor jongeren', 2, 3],
			['1', 'Te hard rijden; ook op de dijk', 2, 3],
			['2', '=SOM(A1) is geen formule', 3, 6]
		]);
		expect(sorted(read.file.ballots.map(({ dots }) => dots))).toEqual(sorted(ballots));
	});

	it('in CSV can be opened in a spreadsheet: no cell is taken for a formula', async () => {
		const rows = (await exported('--format', 'csv')).trim().split(/\r?\n/);
		expect(rows[0]).toContain('nummer');
		expect(rows).toHaveLength(4);
		expect(rows[3]).toContain("'=SOM(A1)");
	});

	it('goes to a file, and overwrites none', async () => {
		const to = join(folder, 'uitslag.json');
		expect(await exported('--to', to)).toContain(to);
		expect(JSON.parse(await readFile(to, 'utf8'))).toMatchObject({ round: { number: 2 } });
		expect(await npmRun('export', '--evening', evening.code, '--to', to)).toMatchObject({ code: 1, errors: expect.stringContaining('bestaat al') });
	});
});

describe('backup', () => {
	it('says in words that a folder does not exist', async () => {
		const { code, errors } = await npmRun('backup', '--to', join(folder, 'usb-stick', 'reserve.wv'));
		expect(code).toBe(1);
		expect(errors).toContain(`De map ${join(folder, 'usb-stick')} bestaat niet.`);
		expect(errors).not.toMatch(/ERR_|^\s+at /m);
	});
});

describe('restore', () => {
	const kept = () => join(folder, 'voor-terugzetten.wv');
	beforeAll(async () => {
		expect((await npmRun('backup', '--to', kept())).code).toBe(0);
	});
	/** As the README says it, on a folder that no server runs on. */
	const restore = (data: string) =>
		new Promise<{ code: number; output: string; errors: string }>((settle) => {
			execFile('npm', ['run', '--silent', 'restore', '--', '--from', kept()], { cwd: ROOT, env: { ...process.env, DATA_DIR: data } }, (error, output, errors) =>
				settle({ code: error ? Number(error.code ?? 1) : 0, output, errors })
			);
		});
	/** A folder with the evening in it, and a database that is damaged. */
	async function damagedFolder(name: string, damage: (path: string) => Promise<void>): Promise<string> {
		const data = join(folder, name);
		expect((await restore(data)).code).toBe(0);
		await damage(join(data, 'wijkverhaal.db'));
		return data;
	}
	async function writeOver(path: string, from: number, length: number): Promise<void> {
		const file = await open(path, 'r+');
		await file.write(Buffer.alloc(length, 0xa5), 0, length, from);
		await file.close();
	}

	/** Every page is whole, and what stands in it is not what was written. */
	async function breakEvent(path: string): Promise<void> {
		const database = new DatabaseSync(path);
		database.exec("UPDATE events SET body = '!' || body WHERE type = 'evening.added'");
		database.close();
	}

	/** What stands there can be read, and is no event of ours. */
	async function breakKind(path: string): Promise<void> {
		const database = new DatabaseSync(path);
		database.exec("UPDATE events SET type = 'xheme.added' WHERE type = 'theme.added'");
		database.close();
	}

	it.each<[string, (path: string) => Promise<void>]>([
		['its beginning', (path) => writeOver(path, 0, 100)],
		['cut off', (path) => truncate(path, 30_000)],
		['a text', (path) => writeFile(path, 'dit is geen database\n'.repeat(1000))],
		['pages within', (path) => writeOver(path, 2 * 4096, 20 * 4096)],
		['a letter within an event, which the database itself does not see', breakEvent],
		['an event of a kind that there is not, which only a start sees', breakKind]
	])('works where the start says that the data are damaged, and keeps those: %s', async (name, damage) => {
		const data = await damagedFolder(`kapot-${name}`, damage);
		const start = await runServer({ DATA_DIR: data });
		expect(start).toEqual({
			code: 1,
			output: `Wijkverhaal kan niet starten.\nDe gegevens in ${data} zijn beschadigd.\nZet een reservekopie terug: npm run restore -- --from BESTAND\n`
		});
		const { code, output, errors } = await restore(data);
		expect({ code, errors }).toEqual({ code: 0, errors: '' });
		if (damage !== breakKind) {
			expect(output).toContain('Let op: de vorige gegevens zijn beschadigd en niet helemaal te lezen.');
			expect(output).toContain('HOST=127.0.0.1 npm start');
		}
		expect((await readdir(data)).some((one) => one.startsWith('vorige-'))).toBe(true);
		expect(await inDataDir(data, async (app) => app.evenings.get(evening.id)?.code)).toBe(evening.code);
	});

	it('says nothing of damage where all could be read, and what phones do not give again', async () => {
		const data = join(folder, 'heel');
		expect((await restore(data)).output).toContain('Let op: in deze map stonden geen gegevens van deze avonden');
		const { output } = await restore(data);
		expect(output).not.toContain('Let op');
		expect(output).toContain('Wie zonder JavaScript stemt, moet stippen van na de kopie opnieuw geven.');
		expect(output).toContain('Ook reacties van na de kopie komen niet terug.');
	});

	it.each<[string, string, (path: string) => Promise<void>]>([
		['invite', 'its beginning', (path) => writeOver(path, 0, 20 * 4096)],
		['backup -- --to half.wv', 'pages within', (path) => writeOver(path, 4 * 4096, 20 * 4096)],
		['backup -- --to half.wv', 'a letter within an event', breakEvent],
		['backup -- --to half.wv', 'an event of no kind', breakKind],
		['export -- --evening ABCDE', 'a letter within an event', breakEvent],
		['export -- --evening ABCDE', 'an event of no kind', breakKind]
	])('npm run %s on a damaged folder says so too: %s', async (command, name, damage) => {
		const data = await damagedFolder(`kapot-bij-${command.split(' ')[0]}-${name}`, damage);
		const said = await new Promise<string>((settle) => {
			execFile('sh', ['-c', `npm run --silent ${command.replace('half.wv', `'${join(data, 'half.wv')}'`)}`], { cwd: ROOT, env: { ...process.env, DATA_DIR: data } }, (_error, _output, errors) => settle(errors));
		});
		expect(existsSync(join(data, 'half.wv')), name).toBe(false);
		expect(said.replace(` in ${data}`, '')).toBe('De gegevens zijn beschadigd.\nZet een reservekopie terug: npm run restore -- --from BESTAND\n');
	});
});

describe('where there is no room', () => {
	/** As on a full disk: no file gets larger than `kilobytes`. */
	const cramped = (kilobytes: number, data: string, command: string) =>
		new Promise<string>((settle) => {
			execFile('bash', ['-c', `ulimit -f ${kilobytes}; npm run --silent ${command}`], { cwd: ROOT, env: { ...process.env, DATA_DIR: data } }, (_error, _output, errors) => settle(errors));
		});

	it.each([16, 64])('backup and restore say so, and leave nothing half behind: files of %d kB', async (kilobytes) => {
		const copy = join(folder, `heel-${kilobytes}.wv`);
		expect((await npmRun('backup', '--to', copy)).code).toBe(0);
		const half = join(folder, `half-${kilobytes}.wv`);
		expect(await cramped(kilobytes, dataDir, `backup -- --to ${half}`)).toContain(`De schijf bij ${half} is vol.`);
		expect((await readdir(folder)).filter((name) => name.startsWith('half-'))).toEqual([]);
		const empty = join(folder, `leeg-${kilobytes}`);
		expect(await cramped(kilobytes, empty, `restore -- --from ${copy}`)).toBe('De schijf is vol. Maak ruimte en zet de reservekopie opnieuw terug.\n');
		expect(existsSync(join(empty, 'wijkverhaal.db'))).toBe(false);
	});
});

describe('invite', () => {
	it('prints a link that makes a facilitator once, beside the running server', async () => {
		const { code, output } = await npmRun('invite');
		expect(code).toBe(0);
		// Which link is for which computer: on another one 'localhost' is that other one.
		expect(output).toMatch(/^Op deze computer opent u deze link:\n  http:\/\/localhost:/m);
		const elsewhere = phoneAddresses(undefined, server.port, networkInterfaces());
		for (const address of elsewhere) expect(output).toMatch(new RegExp(`^Op een andere computer of telefoon in hetzelfde netwerk [^]*^  ${address}/regie/uitnodiging/`, 'm'));
		if (elsewhere.length === 0) expect(output).toContain('Andere computers kunnen deze server niet bereiken.');
		// The server's own address: this command was given no PORT.
		const link = new URL(/http:\S+/.exec(output)![0]);
		expect(link.port).toBe(new URL(server.local).port);
		const path = link.pathname;
		const page = () => fetch(`${server.local}${path}`).then((answer) => answer.text());
		expect(await page()).toContain('Kies een naam en een wachtwoord');
		const accepted = await fetch(`${server.local}${path}`, {
			method: 'POST',
			headers: { accept: 'text/html' },
			body: new URLSearchParams({ name: 'Terug', password: 'een nieuw wachtwoord' }),
			redirect: 'manual'
		});
		expect([accepted.status, accepted.headers.get('location')]).toEqual([303, '/regie']);
		expect(await page()).toContain('Deze link werkt niet meer');
	});
});

describe('a mistake in a command is said in words', () => {
	it.each([
		['export', ['--frmat', 'csv'], '--frmat kent deze opdracht niet.'],
		['backup', ['--to'], 'Achter --to hoort nog iets te staan.'],
		['restore', ['kopie.wv'], 'Met "kopie.wv" kan deze opdracht niets.'],
		['invite', ['--help'], '--help kent deze opdracht niet.']
	])('npm run %s -- %j', async (command, args, words) => {
		const { code, errors } = await npmRun(command, ...args);
		expect(code).toBe(1);
		expect(errors).toContain(words);
		expect(errors).toContain(`Zo: npm run ${command}`);
		expect(errors).not.toMatch(/ERR_|^\s+at /m);
	});
});

describe('rehearse', () => {
	const rehearse = async (file: string, ...args: string[]) => {
		const { code, output, errors } = await npmRun('rehearse', '--ballots', file, ...args, '--json');
		return { code, errors, result: code === 0 || output !== '' ? (JSON.parse(output.trim().split('\n').at(-1)!) as RehearsalResult) : null };
	};
	const madeUp = join(ROOT, 'tests/bench/made-up.pb');
	const all = (dots: number) => ({ dots, accepted: dots, refused: 0, mismatches: [] });

	it('plays a vote through a server of its own, and counts what the file counts', async () => {
		const { code, result } = await rehearse(madeUp);
		expect(code).toBe(0);
		expect(result).toMatchObject({ residents: 40, ...all(200) });
		for (const times of [result!.ackMs, result!.screenMs]) {
			expect(times.p50).toBeGreaterThan(0);
			expect(times.p99).toBeGreaterThanOrEqual(times.p95);
		}
		expect(result!.serverRssMb).toBeGreaterThan(20);
	});

	it('on another server with a key that works once; that evening is an exercise', async () => {
		const page = await fetch(`${server.local}/regie/${evening.id}/instellingen?/rehearsalKey`, {
			method: 'POST',
			headers: { cookie: evening.facilitator.cookie, origin: server.local, accept: 'application/json', 'x-sveltekit-action': 'true' },
			body: new URLSearchParams()
		});
		const [key] = /[A-Za-z0-9_-]{20,}/.exec(await page.text()) ?? [];
		const { code, result, errors } = await rehearse(madeUp, '--url', server.local, '--key', key!);
		expect(errors).not.toContain('SLEUTEL');
		expect({ code, result }).toMatchObject({ code: 0, result: { residents: 40, ...all(200) } });
		expect((await rehearse(madeUp, '--url', server.local, '--key', key!)).code).toBe(1);
		const home = await (await fetch(`${server.local}/regie`, { headers: { cookie: evening.facilitator.cookie } })).text();
		expect(home).toContain('oefening');
	});

	it.each<[string, string, (url: string) => string]>([
		['no address', 'geenadres', () => '"geenadres" is geen adres.'],
		['nobody there', 'http://localhost:9', () => 'Op http://localhost:9 antwoordt niemand.'],
		['another program there', '', (url: string) => `Op ${url} draait geen Wijkverhaal.`],
		['a wrong key', 'own', () => 'De sleutel klopt niet, of is al gebruikt.']
	])('says in words what is wrong with --url: %s', async (_, given, words) => {
		const other = createServer((_request, response) => response.end('<!doctype html>')).listen(0);
		await once(other, 'listening');
		const url = given === 'own' ? server.local : given || `http://localhost:${(other.address() as AddressInfo).port}`;
		const { code, errors } = await rehearse(madeUp, '--url', url, '--key', 'fout');
		other.close();
		expect(code).toBe(1);
		expect(errors).toContain(words(url));
		expect(errors).not.toMatch(/ERR_|^\s+at /m);
	});

	it('fails by name on a total that differs', async () => {
		const wrong = join(folder, 'anders.pb');
		await writeFile(wrong, (await readFile(madeUp, 'utf8')).replace('2;1;15;30;', '2;1;15;31;'));
		const { code, result } = await rehearse(wrong);
		expect(code).toBe(1);
		expect(result?.mismatches).toEqual([{ theme: 'Meer bankjes in het park', expected: 31, got: 30 }]);
	});

	it('says in words what is wrong with a file', async () => {
		const wrong = join(folder, 'geen.pb');
		await writeFile(wrong, 'hallo');
		const { code, errors } = await rehearse(wrong);
		expect(code).toBe(1);
		expect(errors).toContain('Regel 1: Deze regel staat vóór het eerste deel.');
	});

	it.skipIf(!existsSync(realVotes)).each([
		['Netherlands_Assen_2024', 84, 285],
		['Netherlands_Amsterdam_588', 212, 1191],
		['Netherlands_Amsterdam_166', 426, 5081],
		['Netherlands_Amsterdam_490', 2791, 13221]
	])('the real vote of %s comes out as it was published: %d residents, %d dots', { timeout: 120_000 }, async (name, residents, dots) => {
		const { code, result } = await rehearse(join(realVotes, `${name}.pb`));
		expect(result).toMatchObject({ residents, ...all(dots) });
		expect(code).toBe(0);
	});
});

/** Ballots in an order that no shuffling changes. */
function sorted(ballots: Record<string, number>[]): string[] {
	return ballots.map((dots) => JSON.stringify(Object.entries(dots).sort())).sort();
}
