import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';

const ROOT = resolve(import.meta.dirname, '..');
const START_MS = 30_000;
/** A hundred servers are started from the same source: what Node made of it the first time is kept, which halves a start. */
const COMPILED = join(ROOT, 'node_modules/.cache/compiled');
// A test that fails or is killed half-way must not leave a server behind: it ends with its parent.
const END_WITH_TEST = `data:text/javascript,${encodeURIComponent(
	'const test = process.ppid; setInterval(() => { if (process.ppid !== test) process.exit(9); }, 500).unref();'
)}`;

const Announced = v.object({
	address: v.string(),
	setUpLink: v.optional(v.string()),
	port: v.number(),
	dataDir: v.string()
});
const AnnouncedLine = v.pipe(v.string(), v.parseJson(), Announced);

export type TestServer = v.InferOutput<typeof Announced> & {
	pid: number;
	/** By number, on this machine. */
	local: string;
	/** As another machine in the hall: plain HTTP on a name that browsers do not trust. */
	hall: string;
	/** What it wrote on stderr so far: the log. */
	errors(): string;
	/** SIGTERM, as an operator does. Gives the exit code and how long it took. */
	stop(): Promise<{ code: number | null; ms: number }>;
	/** SIGKILL, as a power cut does. The data folder stays. */
	kill(): Promise<void>;
};

/** The command that runs a program of Node's, after what a shell does first. */
function inShell(shell: string | undefined, program: string[]): string[] {
	if (shell === undefined) return [process.execPath, ...program];
	return ['sh', '-c', `${shell}; exec "$0" "$@"`, process.execPath, ...program];
}

/**
 * Starts the real program, built, on a free port.
 * @param options.dataDir default: a new folder, removed by `stop()`. One that is given stays.
 * @param options.env settings on top of this process's own environment; undefined removes one.
 * @param options.shell what a shell does before it becomes the program, such as setting a limit.
 * @throws with what the program wrote when it ends before it says where it is.
 */
export async function startServer(
	options: { dataDir?: string; env?: Record<string, string | undefined>; shell?: string } = {}
): Promise<TestServer> {
	const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'wijkverhaal-test-')));
	const program = ['--import', END_WITH_TEST, join(ROOT, 'src/server/main.ts')];
	const [command, ...args] = inShell(options.shell, program);
	const child = spawn(command!, args, {
		cwd: ROOT,
		env: {
			...process.env,
			NODE_ENV: 'production',
			ORIGIN: undefined,
			HOST: undefined,
			PORT: '0',
			DATA_DIR: dataDir,
			WIJKVERHAAL_JSON: '1',
			NODE_COMPILE_CACHE: COMPILED,
			...options.env
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let errors = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		errors += text;
	});
	const exited = once(child, 'exit');

	const announced = await new Promise<v.InferOutput<typeof Announced>>((settle, fail) => {
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			fail(new Error(`the server said nothing in ${START_MS} ms\n${errors}`));
		}, START_MS);
		createInterface({ input: child.stdout }).on('line', (line) => {
			// In development the builder talks as well.
			const said = v.safeParse(AnnouncedLine, line);
			if (!said.success) return;
			clearTimeout(timer);
			settle(said.output);
		});
		child.once('close', (code) => {
			clearTimeout(timer);
			fail(new Error(`the server ended with ${code}\n${errors}`));
		});
	});

	return {
		...announced,
		pid: child.pid ?? 0,
		local: `http://127.0.0.1:${announced.port}`,
		hall: `http://hal.test:${announced.port}`,
		errors: () => errors,
		async stop() {
			const start = performance.now();
			child.kill('SIGTERM');
			await exited;
			const ms = performance.now() - start;
			if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
			return { code: child.exitCode, ms };
		},
		async kill() {
			child.kill('SIGKILL');
			await exited;
		}
	};
}

/**
 * Runs the program as people do, and gathers what it says, until it ends.
 * @param options.until stops it (SIGTERM) once it has said this; without, it is one that refuses to start.
 * @param options.shell what a shell does before it becomes the program.
 */
export async function runServer(
	env: Record<string, string | undefined>,
	{ until, shell }: { until?: string; shell?: string } = {}
): Promise<{ code: number | null; output: string }> {
	const [command, ...args] = inShell(shell, [join(ROOT, 'src/server/main.ts')]);
	const child = spawn(command!, args, {
		cwd: ROOT,
		env: { ...process.env, ORIGIN: undefined, HOST: undefined, PORT: '0', NODE_COMPILE_CACHE: COMPILED, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			if (until !== undefined && output.includes(until)) child.kill('SIGTERM');
		});
	}
	const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
	await once(child, 'close');
	clearTimeout(timer);
	return { code: child.exitCode, output };
}

/** A port of this machine that nobody has now. */
export async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	return typeof address === 'object' && address !== null ? address.port : 0;
}
