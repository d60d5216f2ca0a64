import { parseArgs } from 'node:util';
import { buildIfNeeded } from '#server/build.ts';
import { Chance } from '../chance.ts';
import { soakForms } from './soak.ts';

// `npm run soak:forms -- [--phones N] [--forms N] [--seed N] [--json]`: talks on phones in all kinds of trouble; `--forms` per
// phone. Exit code 1 where one was lost, came twice, or came out of order. With --json the last line is the figures.

const { values } = parseArgs({
	options: { phones: { type: 'string', default: '40' }, forms: { type: 'string', default: '100' }, seed: { type: 'string' }, json: { type: 'boolean' } }
});
const phones = Number(values.phones);
const forms = Number(values.forms);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (![phones, forms].every((count) => Number.isInteger(count) && count > 0) || !Number.isInteger(seed)) {
	console.error('--phones, --forms and --seed take whole numbers above 0');
	process.exit(1);
}

await buildIfNeeded((line) => console.error(line));
console.error(`${phones} phones, ${forms} talks each, seed ${seed}`);
const chance = new Chance(seed);
const { outOfOrder, trouble, ...figures } = await soakForms({ phones, forms, chance: () => chance.next(), say: (line) => console.error(`  ${line}`) });
console.error(`  lines lost ${trouble.offline} times, tabs killed ${trouble.killed}, server started again ${trouble.restarts}, talks mended ${trouble.mended}`);
if (outOfOrder > 0) console.error(`  versions out of order: ${outOfOrder}`);
if (values.json) console.log(JSON.stringify(figures));
else console.log(`sent ${figures.sent}, received ${figures.received}, lost ${figures.lost}, double ${figures.double}`);
if (figures.lost + figures.double + outOfOrder > 0) process.exitCode = 1;
