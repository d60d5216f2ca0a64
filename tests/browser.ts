import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, statfs } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type LaunchOptions } from 'playwright';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '..');
const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The host name of the hall in tests: plain HTTP on a name that browsers do not trust. */
export const HALL = 'hal.test';

const ARGS = [
	`--host-resolver-rules=MAP ${HALL} 127.0.0.1`,
	// What a browser asks of its maker by itself would hide what a page asks.
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-domain-reliability',
	'--disable-sync',
	'--no-pings'
];

/**
 * Playwright has Chromium keep on the disk what its processes share: a container's /dev/shm is 64 MB, on which a page
 * with many drawings crashes. Where there is room in memory, opening a page takes an eighth less.
 */
const onDisk = '--disable-dev-shm-usage';
const ROOM_IN_MEMORY = 1024 ** 3;

/** Where there is no graphics card the processor plays one: an eighth of all that a page costs. Not for what measures frames. */
export const withoutGraphics = ['--disable-gpu'];

type Executable = { path: string; env: Record<string, string> };

/**
 * Starts a Chromium without a window: CHROMIUM_PATH, else an installed one, else the one that
 * npm brought along.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
	const { path, env } = await findChromium();
	return chromium.launch({
		...options,
		ignoreDefaultArgs: (await roomInMemory()) ? [onDisk] : [],
		executablePath: path,
		env: { ...inherited(), ...env, ...options.env },
		// Root has no user namespace to build a sandbox in.
		args: [...ARGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(options.args ?? [])]
	});
}

async function roomInMemory(): Promise<boolean> {
	const memory = await statfs('/dev/shm').catch(() => undefined);
	return memory !== undefined && memory.bavail * memory.bsize >= ROOM_IN_MEMORY;
}

let found: Promise<Executable> | undefined;
/** Looks once: whether one starts at all is tried by starting it. */
function findChromium(): Promise<Executable> {
	return (found ??= lookForChromium());
}

async function lookForChromium(): Promise<Executable> {
	const chosen = process.env['CHROMIUM_PATH'];
	if (chosen !== undefined && chosen !== '') return { path: chosen, env: {} };
	for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
		for (const name of INSTALLED) {
			const path = join(folder, name);
			if (folder !== '' && existsSync(path)) return { path, env: {} };
		}
	}
	return carriedChromium();
}

/** The Chromium of @sparticuz/chromium, with the libraries and fonts that the machine lacks. */
async function carriedChromium(): Promise<Executable> {
	const folder = await unpack();
	const path = join(folder, 'chromium');
	// Chromium without any font settings draws no text at all.
	const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
		? {}
		: { FONTCONFIG_PATH: join(folder, 'fonts') };
	const bare = await starts(path, fonts);
	if (bare === undefined) return { path, env: fonts };
	const carried = [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']];
	const env = { ...fonts, LD_LIBRARY_PATH: carried.filter(Boolean).join(delimiter) };
	const helped = await starts(path, env);
	if (helped === undefined) return { path, env };
	throw new Error(`Chromium does not start here; install one, or set CHROMIUM_PATH.\n${helped}`);
}

/** @returns undefined when it starts, else what it said. */
async function starts(path: string, env: Record<string, string>): Promise<string | undefined> {
	try {
		await run(path, ['--version', '--no-sandbox'], { env: { ...inherited(), ...env } });
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/**
 * Unpacks once per version. In a folder of its own: the package takes whatever stands under its
 * names in the temporary folder, also half of another version.
 */
async function unpack(): Promise<string> {
	const manifest = await readFile(join(ROOT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
	const { version }: { version: string } = JSON.parse(manifest);
	const cache = join(ROOT, 'node_modules/.cache');
	const folder = join(cache, `chromium-${version}`);
	if (existsSync(folder)) return folder;
	await mkdir(cache, { recursive: true });
	const fresh = await mkdtemp(`${folder}-`);
	const script = "(await import('@sparticuz/chromium')).default.executablePath()";
	await run(process.execPath, ['--input-type=module', '--eval', `await ${script}`], {
		cwd: ROOT,
		// Said to run on Amazon's machines, it unpacks libnss3 and libnspr4 as well.
		env: { ...inherited(), TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
	});
	try {
		await rename(fresh, folder);
	} catch (error) {
		if (!existsSync(folder)) throw error;
		// Another test run was first.
		await rm(fresh, { recursive: true });
	}
	return folder;
}

function inherited(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
	);
}
