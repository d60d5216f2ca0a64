import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createApp } from '../app.ts';
import { buildIfNeeded } from '../build.ts';
import { createLog } from '../log.ts';
import { StartRefusal } from '../start-refusal.ts';

const program = resolve(import.meta.dirname, '../main.ts');

/** The real program in a process of its own, on a free port and an empty data folder. */
export interface SpareServer {
	url: string;
	/** A one-time key for a rehearsal. */
	key: string;
	pid: number;
	dataDir: string;
	/** Ends it and removes its data. */
	stop(): Promise<void>;
}

/** Starts a server for a rehearsal or a measurement. @throws {StartRefusal} with what it said when it does not start. */
export async function startSpareServer(): Promise<SpareServer> {
	await buildIfNeeded((line) => console.error(line));
	const dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-oefening-'));
	// Before the server opens the folder: a key can otherwise only come out of a signed-in regie.
	const app = await createApp(
		{ port: 0, host: undefined, origin: undefined, dataDir, dev: false, json: false, logLevel: 'warn' },
		createLog('warn')
	);
	const key = app.staff.invite('rehearsal');
	await app.close();

	const child = spawn(process.execPath, [program], {
		env: { ...process.env, NODE_ENV: 'production', PORT: '0', HOST: '', ORIGIN: '', DATA_DIR: dataDir, WIJKVERHAAL_JSON: '1' },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let errors = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
	const exited = new Promise<void>((settle) => child.once('exit', () => settle()));
	// Also when somebody stops it half-way: the folder is nobody's.
	process.once('exit', () => {
		child.kill('SIGKILL');
		rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
	const line = await new Promise<string>((settle, fail) => {
		createInterface({ input: child.stdout }).once('line', settle);
		void exited.then(() => fail(new StartRefusal(`De server voor de oefening start niet.\n${errors}`)));
	});
	const { port } = JSON.parse(line) as { port: number };
	return {
		url: `http://127.0.0.1:${port}`,
		key,
		pid: child.pid!,
		dataDir,
		async stop() {
			child.kill('SIGTERM');
			await exited;
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}
