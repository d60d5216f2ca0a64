import { expect, it } from 'vitest';
import { coverageWords } from './coverage-words.ts';

const none = { received: 0, placed: 0, notYet: 0, rejected: 0, quarantined: 0, withdrawn: 0, merged: 0, unchecked: 0 };

it('says where all statements are', () => {
	expect(coverageWords({ ...none, received: 312, placed: 287, notYet: 25, merged: 41 })).toBe('312 uitspraken, 287 ingedeeld, 25 nog niet, 41 samengevoegd');
	expect(coverageWords({ ...none, received: 1, notYet: 1, unchecked: 1 })).toBe('1 uitspraak, 0 ingedeeld, 1 nog niet');
	expect(coverageWords({ ...none, received: 4, placed: 1, quarantined: 1, rejected: 1, withdrawn: 1 })).toBe('4 uitspraken, 1 ingedeeld, 0 nog niet, 1 apart gehouden, 1 afgewezen, 1 ingetrokken');
	expect(coverageWords(none)).toBe('Nog geen uitspraken.');
});
