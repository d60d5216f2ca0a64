import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { buildIfNeeded } from '#server/build.ts';

// `npm test`: builds where needed, checks the types, runs every test, names those that failed once
// more where the end of a long output shows them, and counts all in its last line: `N passed,
// N failed` and, where there are any, `, N skipped`. The check counts as one.

const ROOT = resolve(import.meta.dirname, '..');

type Count = { passed: number; skipped: number; failed: string[] };

const Report = v.object({
	numPassedTests: v.number(),
	numPendingTests: v.number(),
	numTodoTests: v.number(),
	testResults: v.array(
		v.object({
			name: v.string(),
			status: v.string(),
			message: v.string(),
			assertionResults: v.array(
				v.object({ status: v.string(), fullName: v.string(), failureMessages: v.nullish(v.array(v.string()), []) })
			)
		})
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
	return { passed: ok ? 1 : 0, skipped: 0, failed: ok ? [] : ['npm run check'] };
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
	const count = await readFile(results, 'utf8').then(countOf, () => ({ passed: 0, skipped: 0, failed: [`${project}: wrote no report`] }));
	// Errors outside any test (an unhandled rejection, a hook of the whole run) fail the run alone.
	return ok || count.failed.length > 0 ? count : { ...count, failed: [`${project}: an error outside any test`] };
}

function countOf(json: string): Count {
	const report = v.parse(Report, JSON.parse(json));
	return {
		passed: report.numPassedTests,
		skipped: report.numPendingTests + report.numTodoTests,
		failed: report.testResults.flatMap((file) => {
			const failed = file.assertionResults.filter(({ status }) => status === 'failed');
			const named = failed.map((test) => `${relative(ROOT, file.name)}: ${test.fullName}\n${test.failureMessages.join('\n')}`);
			// A file that could not be loaded has no tests to count.
			return file.status === 'failed' && failed.length === 0 ? [`${relative(ROOT, file.name)}\n${file.message}`] : named;
		})
	};
}

await buildIfNeeded((line) => console.error(line));
// The first two side by side, since neither minds who else works; browsers and servers do.
const counts = [...(await Promise.all([check(), tests('unit')])), await tests('journeys'), await tests('timed')];
const sum = (key: 'passed' | 'skipped') => counts.reduce((total, count) => total + count[key], 0);
const failed = counts.flatMap((count) => count.failed);
const skipped = sum('skipped');
for (const name of failed) console.error(`\nFailed: ${name}`);
console.log(
	`${sum('passed')} passed, ${failed.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
);
process.exitCode = failed.length > 0 ? 1 : 0;
