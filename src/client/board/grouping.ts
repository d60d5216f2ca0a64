import type { GroupView } from '#shared/views/parts.ts';
import { around, cardAt, contains, touches, type Point, type Rect } from './geometry.ts';
import { readingOrder, type Placed } from './order.ts';

/** A group as this board shows it: with what is under way. */
export interface Group {
	id: string;
	name: string;
	/** Its cards are drawn as one. */
	folded: boolean;
	/** The numbers of its cards: one at least. */
	themes: readonly number[];
}

/** Cards that come to lie in another group, or with null in none. */
export type Regrouping = ReadonlyMap<number, string | null>;

/** Paper around a group's cards, in board units; its name stands above them. Groups that lie side by side in rows don't touch. */
const padding = { side: 14, above: 38, below: 10 } as const;
export const nameHeight = padding.above;
/** A folded group, in board units. */
export const foldedSize = { width: 348, height: 132 } as const;
/** A card that is laid so far from the others of its group leaves it: next to them in a row it stays. */
const clear = 60;

/** The groups of a view after these changes; one without cards is none. */
export function groupsAfter(views: Readonly<Record<string, GroupView>>, changes: readonly Regrouping[]): Group[] {
	const groups = Object.values(views).map(({ id, name, folded = false, themes }) => ({ id, name, folded, themes }));
	return changes.filter(({ size }) => size > 0).reduce(regroup, groups);
}

function regroup(groups: Group[], changes: Regrouping): Group[] {
	return groups
		.map((group) => {
			const stay = group.themes.filter((number) => (changes.get(number) ?? (changes.has(number) ? null : group.id)) === group.id);
			const come = [...changes].filter(([number, to]) => to === group.id && !stay.includes(number)).map(([number]) => number);
			return { ...group, themes: [...stay, ...come] };
		})
		.filter(({ themes }) => themes.length > 0);
}

/** Where a group is drawn: behind its cards, or folded in their top left corner; null where none of its cards lies anywhere. */
export function areaOf({ themes, folded }: Pick<Group, 'themes' | 'folded'>, placeOf: (number: number) => Point | undefined): Rect | null {
	const cards = around(themes.flatMap((number) => placeOf(number) ?? []));
	if (!cards) return null;
	const corner = { x: cards.x - padding.side, y: cards.y - padding.above };
	if (folded) return { ...corner, ...foldedSize };
	return { ...corner, width: cards.width + 2 * padding.side, height: cards.height + padding.above + padding.below };
}

/** The group at a point of the board; of several the smallest, or one that lies within another could not be grasped. */
export function groupUnder(groups: readonly Group[], places: Placed, point: Point): Group | null {
	let least = Infinity;
	let under: Group | null = null;
	for (const group of groups) {
		const area = areaOf(group, (number) => places.get(number));
		if (!area || !contains(area, point) || area.width * area.height >= least) continue;
		least = area.width * area.height;
		under = group;
	}
	return under;
}

/**
 * What letting these cards go does to their groups: over another group's area they join it, well clear of the others of
 * their own they leave it. A group that is in the hand as a whole stays one, but for one card that is carried off by itself.
 * What only lay on an area, by its place, joins when it is brought there, not when it is moved a little on it.
 * @param at where the hand is, on the board
 * @param from where it was when it took them up
 */
export function letGo(groups: readonly Group[], places: Placed, carried: ReadonlySet<number>, at: Point, from: Point): Regrouping {
	const rests = withoutCards(groups, carried);
	const under = groupUnder(rests, places, at);
	if (!under || under.id === groupUnder(rests, places, from)?.id) return new Map([...leaving(groups, places, carried), ...lastOne(groups, places, carried, { x: at.x - from.x, y: at.y - from.y })]);
	const members = new Set(under.themes);
	const own = new Set(groups.find(({ id }) => id === under.id)?.themes);
	return new Map([...carried].filter((number) => !members.has(number) && !own.has(number)).map((number) => [number, under.id]));
}

/** Which of these cards lie well clear of the others of their group. */
export function leaving(groups: readonly Group[], places: Placed, carried: ReadonlySet<number>): Regrouping {
	const left = new Map<number, null>();
	for (const rest of withoutCards(groups, carried)) {
		const area = areaOf(rest, (number) => places.get(number));
		const own = groups.find(({ id }) => id === rest.id);
		if (!area || !own) continue;
		for (const number of own.themes) {
			const place = places.get(number);
			if (carried.has(number) && place && !touches(near(area), cardAt(place))) left.set(number, null);
		}
	}
	return left;
}

/** The only card of a group, carried by itself well clear of where the group was: it leaves as well, and the group is no more. */
function lastOne(groups: readonly Group[], places: Placed, carried: ReadonlySet<number>, by: Point): Regrouping {
	const [number] = carried;
	const group = groups.find(({ themes, folded }) => !folded && themes.length === 1 && themes[0] === number);
	const place = number !== undefined && carried.size === 1 ? places.get(number) : undefined;
	if (number === undefined || !group || !place) return new Map();
	const was = areaOf(group, () => ({ x: place.x - by.x, y: place.y - by.y }));
	return was && !touches(near(was), cardAt(place)) ? new Map([[number, null]]) : new Map();
}

/** An area and what lies close around it. */
export function near({ x, y, width, height }: Rect): Rect {
	return { x: x - clear, y: y - clear, width: width + 2 * clear, height: height + 2 * clear };
}

function withoutCards(groups: readonly Group[], numbers: ReadonlySet<number>): Group[] {
	return groups
		.map((group) => ({ ...group, themes: group.themes.filter((number) => !numbers.has(number)) }))
		.filter(({ themes }) => themes.length > 0);
}

/** A part of the board in reading order: a group with its cards, or cards that lie loose after each other. */
export interface Stretch {
	group: string | null;
	cards: number[];
}

/** The board as one reads it: a group stands where its area begins, its cards after its name. */
export function stretches(groups: readonly Group[], places: Placed): Stretch[] {
	const grouped = new Set(groups.flatMap(({ themes }) => themes));
	const units = new Map<number, Point>([...places].filter(([number]) => !grouped.has(number)));
	// Below zero, where no theme's number is.
	for (const [index, { themes }] of groups.entries()) {
		const cards = around(themes.flatMap((number) => places.get(number) ?? []));
		if (cards) units.set(-1 - index, cards);
	}
	const all: Stretch[] = [];
	for (const unit of readingOrder(units)) {
		const group = unit < 0 ? groups[-1 - unit] : undefined;
		const last = all.at(-1);
		if (group) all.push({ group: group.id, cards: readingOrder(new Map(group.themes.flatMap((number) => (places.has(number) ? [[number, places.get(number)!]] : [])))) });
		else if (last?.group === null) last.cards.push(unit);
		else all.push({ group: null, cards: [unit] });
	}
	return all;
}

/** '1 kaart', '12 kaarten'. */
export function cardsInWords(count: number): string {
	return count === 1 ? '1 kaart' : `${count} kaarten`;
}

/** One card by its number, of several how many. */
export function themesInWords(numbers: readonly number[]): string {
	return numbers.length === 1 ? `Thema ${numbers[0]}` : cardsInWords(numbers.length);
}

/** What laying cards down did to their groups; null where it did nothing. */
export function regroupedInWords(changes: Regrouping, groups: readonly Group[]): string | null {
	const [to] = changes.values();
	if (to === undefined) return null;
	const one = changes.size === 1;
	const what = themesInWords([...changes.keys()]);
	if (to === null) return `${what} ${one ? 'is' : 'zijn'} uit de groep gehaald.`;
	return `${what} ${one ? 'ligt' : 'liggen'} nu in groep ${groups.find(({ id }) => id === to)?.name ?? ''}.`;
}
