import { expect, it } from 'vitest';
import { rowError } from '#shared/programme/row-error.ts';
import { placeOf, rowErrorText } from './row-error-text.ts';

it('a finding says what is wrong, with its own numbers in Dutch', () => {
	const error = rowError(3, 'mentioned-invalid', { value: 'veel', most: 1_000_000 });
	expect(rowErrorText(error)).toBe('Bij ‘keer genoemd’ staat ‘veel’. Vul een heel getal in van 0 tot en met 1.000.000.');
	expect(placeOf({ ...error, unit: 'row' })).toBe('Rij 3');
});

it('what was typed is shown as it was typed, also where it looks like a blank to fill in', () => {
	expect(rowErrorText(rowError(1, 'number-invalid', { value: '{most}', most: 999 }))).toContain('‘{most}’');
});
