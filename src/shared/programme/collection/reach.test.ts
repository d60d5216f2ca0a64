import { describe, expect, it } from 'vitest';
import { chainOf, chainsOf, fullChain, reachOf } from './reach.ts';
import { TestCollection } from './test-collection.ts';

const talk = { goed: 'Het park.' };

describe('a scout’s chain', () => {
	it('counts forms by wave, and cards once however often they came', () => {
		const collection = new TestCollection();
		['V07', 'V07-03', 'V07-03', 'V07-04', 'V07-03-2', 'V07-03-2-1', 'V08-01', null].forEach((card, index) => collection.receive(`form-000${index}`, talk, { card, day: `2026-11-0${index + 1}` }));
		expect(chainOf(collection.state, 7)).toEqual({ talks: 6, waves: [4, 1, 1], cards: [2, 1, 1], lastDay: '2026-11-06' });
		expect([...chainsOf(collection.state).keys()]).toEqual([7, 8]);
	});

	it('of who brought nothing is nothing', () => {
		expect(chainOf(new TestCollection().state, 7)).toEqual({ talks: 0, waves: [0, 0, 0], cards: [0, 0, 0], lastDay: null });
	});

	it('is shorter by what a resident took back', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', talk);
		collection.give({ type: 'form.withdraw', form: 'form-0001' });
		expect(chainOf(collection.state, 7).talks).toBe(0);
	});

	it('would be 10, 50 and 100 talks with every card passed on', () => {
		expect(fullChain).toEqual([10, 50, 100]);
	});
});

it('an area’s reach: its own talks, by wave and way, and its scouts', () => {
	const collection = new TestCollection();
	for (const scout of ['scout-01', 'scout-02', 'scout-03']) collection.give({ type: 'scout.add', scout, area: 'oude-kom', name: scout });
	collection.give({ type: 'scout.remove', scout: 'scout-03' });
	collection.receive('form-0001', talk, { card: 'V01-01' });
	collection.receive('form-0002', talk, { card: 'V01-01-3', origin: 'paper' });
	collection.receive('form-0003', talk, { card: null, origin: 'file' });
	collection.receive('form-0004', talk, { card: 'V03-01', area: 'de-dijk' });
	collection.receive('form-0005', talk, { card: 'V01-02' });
	collection.give({ type: 'form.withdraw', form: 'form-0005' });
	expect(reachOf(collection.state, 'oude-kom')).toEqual({ talks: 3, waves: [1, 1, 0], withoutCard: 1, origins: { phone: 1, paper: 1, file: 1 }, withdrawn: 1, scouts: 2, active: 1 });
});
