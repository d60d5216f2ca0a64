import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { buildIfNeeded } from '#server/build.ts';

// `npm test`: builds where needed, checks the types, runs every test, and counts them in its last
// line: `N passed, N failed` and, where there are any, `, N skipped`. The check counts as one.

const ROOT = resolve(import.meta.dirname, '..');

type Count = { passed: number; failed: number; skipped: number };

const Report = v.object({
	numPassedTests: v.number(),
	numFailedTests: v.number(),
	numPendingTests: v.number(),
	numTodoTests: v.number(),
	testResults: v.array(
		v.object({ status: v.string(), assertionResults: v.array(v.object({ status: v.string() })) })
	)
});

/** @returns whether it ended well. */
function run(command: string, args: string[]): Promise<boolean> {
	return new Promise((settle) => {
		const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
		child.once('error', () => settle(false));
		child.once('close', (code) => settle(code === 0));
	});
}

async function check(): Promise<Count> {
	const ok = await run('npm', ['run', '--silent', 'check']);
	return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

async function tests(project: 'unit' | 'journeys' | 'timed'): Promise<Count> {
	await mkdir(join(ROOT, 'test-results'), { recursive: true });
	const results = join(ROOT, `test-results/${project}.json`);
	// A run that dies before writing must not be counted by the report of the one before.
	await rm(results, { force: true });
	const ok = await run(process.execPath, [
		join(ROOT, 'node_modules/vitest/vitest.mjs'),
		'run',
		`--project=${project}`,
		// Of files that are asked for, one of both kinds may have none.
		'--passWithNoTests',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${results}`,
		...process.argv.slice(2)
	]);
	const count = await readFile(results, 'utf8').then(countOf, () => ({ passed: 0, failed: 1, skipped: 0 }));
	// Errors outside any test (an unhandled rejection, a hook of the whole run) fail the run alone.
	return ok || count.failed > 0 ? count : { ...count, failed: 1 };
}

function countOf(json: string): Count {
	const report = v.parse(Report, JSON.parse(json));
	// A file that could not be loaded has no tests to count.
	const unloaded = report.testResults.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
	).length;
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + unloaded,
		skipped: report.numPendingTests + report.numTodoTests
	};
}

await buildIfNeeded((line) => console.error(line));
// The first two side by side, since neither minds who else works; browsers and servers do.
const counts = [...(await Promise.all([check(), tests('unit')])), await tests('journeys'), await tests('timed')];
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
const skipped = sum('skipped');
console.log(
	`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
);
process.exitCode = sum('failed') > 0 ? 1 : 0;
