import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartRefusal } from './start-refusal.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const STAMP = join(ROOT, 'build/.sources');
const LOCK = join(ROOT, '.svelte-kit/build.lock');
const SOURCES = [
	'src/**/*',
	'static/**/*',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];
// What no page is made of, and what the compiler of texts writes beside its settings.
const NO_SOURCE =
	/\.test\.ts$|[\\/]client[\\/]paraglide[\\/]|project\.inlang[\\/](?!settings\.json|paraglide\.config\.ts)/;

/**
 * Builds the pages when build/ is missing or was made from other sources. Sources are compared by
 * content: times say nothing after a checkout or a copy, and a deleted file has none.
 * @param say gets one Dutch line before and one after a build; nothing when none was needed.
 * @throws {StartRefusal} with the builder's own output when the build fails.
 */
export async function buildIfNeeded(say: (line: string) => void): Promise<void> {
	if (await isBuilt(await hashSources())) return;
	const unlock = await lock(say);
	try {
		// Again, for another program may have built while this one waited.
		const sources = await hashSources();
		if (await isBuilt(sources)) return;
		say('De pagina’s worden gebouwd. Dat duurt een halve minuut tot twee minuten.');
		const start = performance.now();
		await build();
		await writeFile(STAMP, sources);
		say(`Gebouwd in ${Math.ceil((performance.now() - start) / 1000)} seconden.`);
	} finally {
		await unlock();
	}
}

async function isBuilt(sources: string): Promise<boolean> {
	const stamp = await readFile(STAMP, 'utf8').catch(() => undefined);
	return stamp === sources && existsSync(join(ROOT, 'build/handler.js'));
}

async function hashSources(): Promise<string> {
	const paths: string[] = [];
	for await (const entry of glob(SOURCES, { cwd: ROOT, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (entry.isFile() && !NO_SOURCE.test(path)) paths.push(path);
	}
	const hash = createHash('sha256');
	for (const path of paths.sort()) {
		const content = await readFile(path).catch(() => Buffer.alloc(0));
		hash.update(`${path.slice(ROOT.length)}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex');
}

function build(): Promise<void> {
	return new Promise((settle, fail) => {
		const output: Buffer[] = [];
		// A test runner's NODE_ENV would give a development build.
		const child = spawn(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], {
			cwd: ROOT,
			env: { ...process.env, NODE_ENV: 'production', VITEST: undefined },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
		child.once('error', fail);
		child.once('close', (code) => {
			if (code === 0) return settle();
			fail(new StartRefusal(`De pagina’s konden niet gebouwd worden.\n${Buffer.concat(output)}`));
		});
	});
}

/** Two builds at once would delete each other's files. */
async function lock(say: (line: string) => void): Promise<() => Promise<void>> {
	await mkdir(join(ROOT, '.svelte-kit'), { recursive: true });
	for (let told = false; ; told = true) {
		try {
			const file = await open(LOCK, 'wx');
			await file.writeFile(String(process.pid));
			await file.close();
			return () => rm(LOCK, { force: true });
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
		}
		const holder = Number(await readFile(LOCK, 'utf8').catch(() => ''));
		// A builder that was killed leaves its lock behind. Empty: it is being written right now.
		if (holder > 0 && !isRunning(holder)) await rm(LOCK, { force: true });
		else {
			if (!told) say('Een ander programma bouwt de pagina’s al. Even wachten.');
			await sleep(200);
		}
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
