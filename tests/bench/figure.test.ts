import { expect, it } from 'vitest';
import { againstFloor, atLeast, atMost } from './figure.ts';

it('a figure says itself whether it reaches what it must', () => {
	expect(atMost({ name: 'frame', value: 12.34, unit: 'ms', most: 12 })).toEqual({ name: 'frame', value: 12.3, unit: 'ms', floor: null, ratio: null, reach: '<= 12 ms', ok: false });
	expect(againstFloor({ name: 'rate', value: 70, unit: '/s', floor: 100, least: 0.7 })).toMatchObject({ floor: 100, ratio: 0.7, reach: 'ratio >= 0.7', ok: true });
	// A made-up vote of 40 residents is none of the design's 2,791, however well it went.
	expect(atLeast({ name: 'replay-residents', value: 40, unit: 'residents', least: 2791 })).toMatchObject({ reach: '>= 2791 residents', ok: false });
});
