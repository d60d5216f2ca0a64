import { expect, it } from 'vitest';
import { describeError } from './log.ts';

it('an error in the log tells where it happened, not what a resident typed', () => {
	let caught: unknown;
	try {
		JSON.parse('{"text": "Ik woon\nat nummer (12:3:4)"');
	} catch (error) {
		caught = error;
	}
	const kept = describeError(caught);
	expect(kept.type).toBe('SyntaxError');
	expect(JSON.stringify(kept)).not.toContain('woon');
	expect(kept.at?.some((line) => line.includes('log.test.ts'))).toBe(true);
});

it('keeps the code of an error of the machine', () => {
	const error = Object.assign(new Error('geheim'), { code: 'ENOSPC' });
	expect(describeError(error)).toMatchObject({ type: 'Error', code: 'ENOSPC' });
	expect(JSON.stringify(describeError(error))).not.toContain('geheim');
});

it('knows what to do with something thrown that is no error', () => {
	expect(describeError('geheim')).toEqual({ type: 'string' });
});
