import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { commandSchemas, serverOnly } from './commands.ts';
import { answer, beat, catchUp, frame, hello, hint, own, presence, snapshot } from './frames.ts';
import { hand, hands, held, lead } from './hands.ts';
import { cropQuery, exhibitAnswer, exhibitProgress, exhibitQuery, uploadAnswer, uploadQuery } from './upload.ts';
import { protocolVersion } from './version.ts';

/**
 * What the wire looked like in each version. Where this test fails, the wire changed: give the new wire a number and a
 * line of history in version.ts, and its hash a line here. Only a version that was never released may change its hash.
 */
const hashes: Record<number, string> = {
	1: 'ac38cdf2bf555b99',
	2: '9753df6018f4687f',
	3: 'b07689e0457eb721'
};

it('the wire is that of its version', () => {
	const wire = { commandSchemas, serverOnly: [...serverOnly], answer, beat, catchUp, frame, hello, hint, own, presence, snapshot, uploadAnswer, uploadQuery, cropQuery, exhibitAnswer, exhibitProgress, exhibitQuery, hand, hands, held, lead };
	expect(createHash('sha256').update(written(wire)).digest('hex').slice(0, 16)).toBe(hashes[protocolVersion]);
});

it('a change of any schema changes what is hashed', () => {
	expect(written(commandSchemas)).toContain('"requirement":20000');
	expect(written(commandSchemas)).toContain('/^[A-Za-z0-9_-]{8,36}$/');
	expect(written(answer)).toContain('"disk.full"');
});

/**
 * A schema as text: its data in the order of their names. Functions are left out: the `type` beside them tells which
 * they are.
 */
function written(value: unknown): string {
	if (value instanceof RegExp) return JSON.stringify(String(value)).replaceAll('\\\\', '\\');
	if (Array.isArray(value)) return `[${value.map(written).join()}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
	const entries = Object.entries(value)
		.filter(([key, part]) => !key.startsWith('~') && typeof part !== 'function')
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${written(part)}`).join()}}`;
}
