import { expect, it } from 'vitest';
import { inMetres, metresOf } from './metres.ts';

const limits = { least: 0.5, most: 30 };

it('reads metres as people type them', () => {
	expect(['2,5', '2.5', ' 3 m', '12 meter', ''].map((typed) => metresOf(typed, limits))).toEqual([2.5, 2.5, 3, 12, null]);
	expect(['breed', '0,2', '31', '2,5,1', '-2', '1e1'].map((typed) => metresOf(typed, limits))).toEqual(Array(6).fill(undefined));
});

it('says them with a comma', () => {
	expect([inMetres(2.5), inMetres(12), inMetres(undefined)]).toEqual(['2,5', '12', '']);
});
