import { describe, expect, it } from 'vitest';
import { ownOrder } from './order.ts';

const themes = Array.from({ length: 24 }, (_, index) => String(index + 1));
const participants = Array.from({ length: 2000 }, (_, index) => `deelnemer-${index}`);

describe('the order of themes on a phone', () => {
	it('holds every theme once, and is the same at every visit', () => {
		const order = ownOrder(themes, 'deelnemer-1');
		expect(order.toSorted((a, b) => Number(a) - Number(b))).toEqual(themes);
		expect(ownOrder(themes.toReversed(), 'deelnemer-1')).toEqual(order);
	});

	it('differs from phone to phone', () => {
		expect(new Set(participants.map((participant) => ownOrder(themes, participant).join())).size).toBe(participants.length);
	});

	it('gives each theme the first place about as often', () => {
		const first = new Map<string, number>();
		for (const participant of participants) {
			const theme = ownOrder(themes, participant)[0]!;
			first.set(theme, (first.get(theme) ?? 0) + 1);
		}
		const expected = participants.length / themes.length;
		// Four standard deviations of a fair draw.
		const margin = 4 * Math.sqrt(expected);
		for (const theme of themes) expect(Math.abs((first.get(theme) ?? 0) - expected)).toBeLessThan(margin);
	});

	it('moves no theme past another when one is added', () => {
		const before = ownOrder(themes, 'deelnemer-1');
		const after = ownOrder([...themes, '25'], 'deelnemer-1');
		expect(after.filter((theme) => theme !== '25')).toEqual(before);
	});
});
