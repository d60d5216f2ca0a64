import { expect, it } from 'vitest';
import { Trials } from './trials.ts';

it('remembers by which address somebody came in first, and nothing else', () => {
	const trials = new Trials();
	const { name } = trials.of('evening-1');
	expect(trials.of('evening-1').name).toBe(name);
	expect(trials.came(name, '192.168.1.10:3000', 1000)).toBe(true);
	expect(trials.came(name, '192.168.1.10:3000', 2000)).toBe(true);
	expect([...trials.of('evening-1').came]).toEqual([['192.168.1.10:3000', 1000]]);
	expect(trials.of('evening-2').came.size).toBe(0);
});

it('begun anew forgets them, and no longer counts who has the old address', () => {
	const trials = new Trials();
	const { name } = trials.of('evening-1');
	trials.came(name, 'hal.test', 1000);
	expect(trials.renew('evening-1').came.size).toBe(0);
	expect([trials.came(name, 'hal.test', 2000), trials.has(name)]).toEqual([false, false]);
});
