import { parseArgs } from 'node:util';
import { ballots } from './ballots.ts';
import { board } from './board.ts';
import type { Benchmark, Figure } from './figure.ts';
import { firstLoad } from './first-load.ts';
import { largeUploads } from './large-uploads.ts';
import { memory } from './memory.ts';
import { peers } from './peers.ts';
import { phoneBytes } from './phone-bytes.ts';
import { press } from './press.ts';
import { projector } from './projector.ts';
import { replay } from './replay.ts';
import { steps } from './steps.ts';
import { takeOver } from './take-over.ts';
import { uploads } from './uploads.ts';

// `npm run bench [-- --json] [--only NAME]`: measures what the design promises and prints each figure beside its floor
// from the same run. Exit code 1 when something could not be measured; falling short is for the reader to judge.

const benchmarks: Benchmark[] = [ballots, projector, press, steps, uploads, largeUploads, takeOver, replay, phoneBytes, memory, board, firstLoad, peers];

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const chosen = benchmarks.filter(({ name, needs }) => (values.only === undefined ? needs === undefined : name === values.only));
if (chosen.length === 0) {
	console.error(`--only takes one of: ${benchmarks.map(({ name }) => name).join(', ')}`);
	process.exit(1);
}

for (const { name, needs } of benchmarks) {
	if (values.only === undefined && needs !== undefined) console.error(`${name}: not run, since it needs ${needs}; ask for it with --only ${name}`);
}

const figures: Figure[] = [];
for (const { name, measure } of chosen) {
	console.error(`${name}:`);
	try {
		await using ending = new AsyncDisposableStack();
		figures.push(...(await measure((line) => console.error(`  ${line}`), ending)));
	} catch (error) {
		console.error(`  not measured: ${error instanceof Error ? error.message : String(error)}`);
		process.exitCode = 1;
	}
}

console.table(
	Object.fromEntries(
		figures.map(({ name, value, unit, floor, ratio, reach, ok }) => [
			name,
			{ value: `${value} ${unit}`, floor: floor ?? '', ratio: ratio ?? '', reach, reached: ok ? 'yes' : 'NO' }
		])
	)
);
if (values.json) console.log(JSON.stringify({ figures }));
