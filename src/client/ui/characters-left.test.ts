import { expect, test } from 'vitest';
import { charactersLeft } from './characters-left.ts';

test('one is no plural, on either side', () => {
	expect([2, 1, 0, -1, -2].map(charactersLeft)).toEqual(['nog 2 tekens', 'nog 1 teken', 'nog 0 tekens', '1 teken te veel', '2 tekens te veel']);
});
