import { describe, expect, it, test } from 'vitest';
import type { GroupView } from '#shared/views/parts.ts';
import { cardSize, touches } from './geometry.ts';
import { areaOf, foldedSize, groupsAfter, groupUnder, leaving, letGo, regroupedInWords, stretches } from './grouping.ts';

/** Six cards as new ones are laid: 1 to 3 above 4 to 6. */
const places = new Map([1, 2, 3, 4, 5, 6].map((number, index) => [number, { x: (index % 3) * 360, y: Math.floor(index / 3) * 250 }]));
const views: Record<string, GroupView> = {
	a: { id: 'a', name: 'Verkeer', themes: [1, 2] },
	b: { id: 'b', name: 'Groen', themes: [6], folded: true }
};
const groups = groupsAfter(views, []);
const at = (number: number) => places.get(number);
const members = (changes: [number, string | null][]) => groupsAfter(views, [new Map(changes)]).map(({ id, themes }) => [id, ...themes]);

describe('the groups', () => {
	it('are those of the view, with what is under way', () => {
		expect(members([])).toEqual([['a', 1, 2], ['b', 6]]);
		expect(members([[3, 'a'], [2, null]])).toEqual([['a', 1, 3], ['b', 6]]);
		expect(members([[1, 'b'], [2, 'b']])).toEqual([['b', 6, 1, 2]]);
		expect(members([[6, null]])).toEqual([['a', 1, 2]]);
	});

	it('have an area around their cards; folded they lie in the corner of it', () => {
		const area = areaOf(groups[0]!, at)!;
		expect(area).toEqual({ x: -14, y: -38, width: 360 + cardSize.width + 28, height: cardSize.height + 48 });
		expect(areaOf({ ...groups[0]!, folded: true }, at)).toEqual({ x: -14, y: -38, ...foldedSize });
		expect(areaOf({ themes: [99], folded: false }, at)).toBeNull();
	});

	it('that lie side by side in rows do not touch', () => {
		const [first, below, beside] = [[1, 2], [4, 5], [3]].map((themes) => areaOf({ themes, folded: false }, at)!);
		expect(touches(first!, below!) || touches(first!, beside!)).toBe(false);
	});

	it('are found under a point, the smaller of two first', () => {
		expect(groupUnder(groups, places, { x: 340, y: 100 })?.id).toBe('a');
		expect(groupUnder(groups, places, { x: 340, y: 230 })).toBeNull();
		const within = [...groups, { id: 'c', name: 'Klein', folded: false, themes: [2] }];
		expect(groupUnder(within, places, { x: 400, y: -20 })?.id).toBe('c');
	});
});

describe('letting cards go', () => {
	const moved = (number: number, x: number, y: number) => new Map([...places, [number, { x, y }]]);
	/** A hand far from all that carries a card there. */
	const from = { x: -9000, y: -9000 };
	const change = (number: number, x: number, y: number) => [...letGo(groups, moved(number, x, y), new Set([number]), { x: x + 160, y: y + 100 }, from)];

	it('over a group puts them in it, also where it is folded', () => {
		expect(change(3, 100, 20)).toEqual([[3, 'a']]);
		expect(change(1, 720, 220)).toEqual([[1, 'b']]);
		expect(change(3, 360, 500)).toEqual([]);
	});

	it('next to the others of their group leaves them in it; well clear of them takes them out', () => {
		expect(change(2, 0, 250)).toEqual([]);
		expect(change(2, 360, 0)).toEqual([]);
		expect(change(2, 0, 400)).toEqual([[2, null]]);
		expect([...leaving(groups, moved(2, 0, 400), new Set([2]))]).toEqual([[2, null]]);
	});

	it('the last card of a group is taken out as well, by itself; a little move leaves it in', () => {
		const alone = groupsAfter({ c: { id: 'c', name: 'Los', themes: [3] } }, []);
		const carried = (x: number, y: number, with_: number[] = []) => [...letGo(alone, moved(3, 720 + x, y), new Set([3, ...with_]), { x: 800 + x, y: 100 + y }, { x: 800, y: 100 })];
		expect(carried(0, 500)).toEqual([[3, null]]);
		expect(carried(100, 60)).toEqual([]);
		expect(carried(0, 500, [1])).toEqual([]);
	});

	it('moved a little on an area that it only lies on, a card joins nothing', () => {
		const on = new Map([...places, [3, { x: 100, y: 20 }]] as [number, { x: number; y: number }][]);
		expect([...letGo(groups, on, new Set([3]), { x: 260, y: 120 }, { x: 250, y: 115 })]).toEqual([]);
	});

	it('leaves a group that is carried as a whole one, wherever it goes', () => {
		const carried = new Map([...places, [1, { x: 3000, y: 0 }], [2, { x: 3360, y: 0 }]] as [number, { x: number; y: number }][]);
		expect([...letGo(groups, carried, new Set([1, 2]), { x: 3100, y: 100 }, from)]).toEqual([]);
		expect([...letGo(groups, moved(6, 3000, 0), new Set([6]), { x: 3100, y: 100 }, from)]).toEqual([]);
	});
});

test('the board is read by rows; a group stands where it begins, with its cards after it', () => {
	expect(stretches(groups, places)).toEqual([
		{ group: 'a', cards: [1, 2] },
		{ group: null, cards: [3, 4, 5] },
		{ group: 'b', cards: [6] }
	]);
	const across = groupsAfter({ c: { id: 'c', name: 'Kolom', themes: [2, 5] } }, []);
	expect(stretches(across, places)).toEqual([
		{ group: null, cards: [1] },
		{ group: 'c', cards: [2, 5] },
		{ group: null, cards: [3, 4, 6] }
	]);
	expect(stretches([], new Map())).toEqual([]);
});

test('what it did is said of one card by its number, of several by how many', () => {
	expect(regroupedInWords(new Map([[7, 'a']]), groups)).toBe('Thema 7 ligt nu in groep Verkeer.');
	expect(regroupedInWords(new Map([[7, null], [8, null]]), groups)).toBe('2 kaarten zijn uit de groep gehaald.');
	expect(regroupedInWords(new Map(), groups)).toBeNull();
});
