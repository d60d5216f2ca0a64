import { beforeEach, describe, expect, it } from 'vitest';
import type { HandsMessage } from '#shared/protocol/hands.ts';
import { colourOf, Others } from './others.ts';

let others: Others;
beforeEach(() => {
	others = new Others('own');
});

const who = (...hands: [hand: string, name: string | null][]): HandsMessage => ({ hands: hands.map(([hand, name], index) => ({ hand, name, number: index + 1 })), lead: null });
const names = (all: { name: string }[]) => all.map(({ name }) => name);

describe('the hands of others', () => {
	it('are those that the server tells of, without the own one; one without a name has its number', () => {
		const { came, went } = others.list(who(['own', 'Anna'], ['bo', 'Bo'], ['third', null]), 0);
		expect([names(came), names(went)]).toEqual([['Bo', 'Gespreksleider 3'], []]);
		expect(names(others.all(0))).toEqual(['Bo', 'Gespreksleider 3']);
		expect(others.list(who(['own', 'Anna'], ['bo', 'Bo']), 0)).toEqual({ came: [], went: [expect.objectContaining({ hand: 'third' })] });
		expect(names(others.all(0))).toEqual(['Bo']);
	});

	it('do what they told last; what was left out is as it was', () => {
		others.list(who(['bo', 'Bo']), 0);
		others.hear({ hand: 'bo', at: { x: 1, y: 2 }, chosen: { themes: [7], notes: [] } }, 10);
		others.hear({ hand: 'bo', at: { x: 3, y: 4 }, follows: true }, 20);
		expect(others.all(20)[0]).toMatchObject({ at: { x: 3, y: 4 }, themes: new Set([7]), follows: true });
		others.hear({ hand: 'bo', at: null, chosen: { themes: [], notes: [] } }, 30);
		expect(others.all(30)[0]).toMatchObject({ at: null, themes: new Set() });
	});

	it('are not shown after 5 seconds of silence, and are shown again, without having come anew', () => {
		others.list(who(['bo', 'Bo']), 0);
		others.hear({ hand: 'bo', at: { x: 1, y: 2 } }, 1000);
		expect(others.all(6000)).toHaveLength(1);
		expect(others.all(6001)).toEqual([]);
		expect(others.list(who(['bo', 'Bo']), 7000).came).toEqual([]);
		others.hear({ hand: 'bo' }, 7000);
		expect(others.all(7000)).toHaveLength(1);
	});

	it('that only point are the same choosers still, also after a beat that told all again', () => {
		others.list(who(['bo', 'Bo']), 0);
		others.hear({ hand: 'bo', chosen: { themes: [7], notes: [] } }, 10);
		const choosing = others.choosing(10);
		others.hear({ hand: 'bo', at: { x: 3, y: 4 }, chosen: { themes: [7], notes: [] } }, 20);
		expect(others.choosing(20)).toBe(choosing);
		others.hear({ hand: 'bo', chosen: { themes: [7, 8], notes: [] } }, 30);
		expect(others.choosing(30)).not.toBe(choosing);
		expect(others.choosing(9000)).toEqual([]);
	});

	it('one of whom the server did not tell does nothing', () => {
		expect(others.hear({ hand: 'nobody', at: { x: 1, y: 2 } }, 0)).toBe(false);
		expect(others.all(0)).toEqual([]);
	});

	it('have a colour each, of which there are six', () => {
		expect([1, 2, 6, 7].map((number) => colourOf({ number }))).toEqual([0, 1, 5, 0]);
	});
});
