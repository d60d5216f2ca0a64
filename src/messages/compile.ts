import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const OUT = join(ROOT, 'src/client/paraglide');
const STAMP = join(OUT, '.sources');
const SOURCES = [
	'src/messages/nl.json',
	'src/messages/en.json',
	'src/project.inlang/settings.json',
	'src/project.inlang/paraglide.config.ts',
	'node_modules/@inlang/paraglide-js/package.json'
];

/**
 * Compiles the texts where they changed, for builds, tests and checks. In a process of its own: the
 * compiler leaves timers running, on which a test run waits ten seconds and a build half a minute.
 */
export function compileMessages(): void {
	const hash = createHash('sha256');
	for (const source of SOURCES) hash.update(readFileSync(join(ROOT, source)));
	const sources = hash.digest('hex');
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
	const compiler = join(ROOT, 'node_modules/@inlang/paraglide-js/bin/run.js');
	const project = ['--project', './src/project.inlang', '--silent'];
	execFileSync(process.execPath, [compiler, 'compile', ...project], { cwd: ROOT, stdio: 'inherit' });
	writeFileSync(STAMP, sources);
}

if (import.meta.main) compileMessages();
