import { expect, it } from 'vitest';
import { newEpoch } from '../store/database.ts';
import { relieves, takeOverEpoch } from './epochs.ts';

const key = 'the key of both servers';

it('the epoch of a server that takes over proves itself to the one that it relieves, also as an evening’s', () => {
	const own = newEpoch();
	const epoch = takeOverEpoch(own, key);
	expect(relieves(epoch, own, key)).toBe(true);
	expect(relieves(`${epoch}.carried`, own, key)).toBe(true);
	expect(takeOverEpoch(own, key)).not.toBe(epoch);
});

it('nothing else does: another server’s, its own, a restored one, one with another key, one that was made up', () => {
	const own = newEpoch();
	expect(relieves(takeOverEpoch(newEpoch(), key), own, key)).toBe(false);
	expect(relieves(own, own, key)).toBe(false);
	expect(relieves(newEpoch(), own, key)).toBe(false);
	expect(relieves(takeOverEpoch(own, 'another key'), own, key)).toBe(false);
	for (const madeUp of ['', '~', 'x~', '~x', `${newEpoch()}~AAAAAAAAAAAAAAAA`, `${takeOverEpoch(own, key)}~x`]) expect(relieves(madeUp, own, key)).toBe(false);
});

it('goes on from hand to hand: each knows only the one that relieved it', () => {
	const first = newEpoch();
	const second = takeOverEpoch(first, key);
	const third = takeOverEpoch(second, key);
	expect(relieves(third, second, key)).toBe(true);
	expect(relieves(third, first, key)).toBe(false);
	expect(relieves(second, third, key)).toBe(false);
});
