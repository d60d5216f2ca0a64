import { expect, it } from 'vitest';
import { bytesInWords } from './bytes.ts';

it('says sizes in words', () => {
	expect([12_345_678_901, 640_400_000, 1_440_000, 12_000].map(bytesInWords)).toEqual(['12,3 GB', '640 MB', '1,4 MB', '12 kB']);
});
