import { unmarked, type Marks, type OtherMark } from './card-marks.ts';
import type { Point } from './geometry.ts';
import { readingOrder } from './order.ts';
import { colourOf, type Other } from './others.ts';

/** What is known of the cards, or of the notes, that are marked. */
export interface Known<Key> {
	selected: ReadonlySet<Key>;
	focused: Key | null;
	lit: Key | null;
	lifted: ReadonlySet<Key>;
	/** In whose hand each is that another holds. */
	held: ReadonlyMap<Key, string>;
	/** What each other facilitator chose. */
	others: readonly Chooser<Key>[];
}

/** Another facilitator, with what that one chose of cards or of notes. */
export interface Chooser<Key> extends Pick<Other, 'hand' | 'number' | 'name'> {
	chosen: ReadonlySet<Key>;
	/** Where the name stands: on one of them, or a hundred chosen cards would be a hundred names. */
	named: Key | null;
}

/**
 * What others chose of these places, and where each name stands: at the first in reading order.
 * @param chosenOf what one chose; what lies nowhere is left out
 */
export function choosersOf<Key extends number | string>(others: readonly Other[], chosenOf: (other: Other) => ReadonlySet<Key>, places: ReadonlyMap<Key, Point>): Chooser<Key>[] {
	return others.map((other) => {
		const chosen = new Set([...chosenOf(other)].filter((key) => places.has(key)));
		const [named = null] = readingOrder(new Map([...chosen].map((key) => [key, places.get(key)!])));
		return { hand: other.hand, number: other.number, name: other.name, chosen, named };
	});
}

/** How each card or note is marked that is marked at all. */
export function marksOf<Key>({ selected, focused, lit, lifted, held, others }: Known<Key>): Map<Key, Marks> {
	const keys = new Set([...selected, ...lifted, ...held.keys(), ...others.flatMap(({ chosen }) => [...chosen]), ...[focused, lit].filter((key) => key !== null)]);
	return new Map(
		[...keys].map((key) => [
			key,
			{ ...unmarked, selected: selected.has(key), focused: focused === key, lit: lit === key, lifted: lifted.has(key), others: othersAt(key, lifted.has(key), held, others) }
		])
	);
}

/** Who else chose or holds this; what is in the own hand nobody else holds. */
function othersAt<Key>(key: Key, isLifted: boolean, held: ReadonlyMap<Key, string>, others: readonly Chooser<Key>[]): OtherMark[] {
	const holder = isLifted ? undefined : held.get(key);
	return others
		.filter(({ hand, chosen }) => hand === holder || chosen.has(key))
		.map((other) => ({ colour: colourOf(other), name: other.named === key || (other.hand === holder && !other.chosen.has(key)) ? other.name : null, holds: other.hand === holder }));
}

/** Others who chose or hold a folded group: it is drawn as one thing, whose cards are not to be seen. */
export function othersOfFolded(themes: readonly number[], held: ReadonlyMap<number, string>, others: readonly Other[]): OtherMark[] {
	const [first] = themes;
	const holder = first === undefined ? undefined : held.get(first);
	return others
		.filter((other) => other.hand === holder || themes.every((number) => other.themes.has(number)))
		.map((other) => ({ colour: colourOf(other), name: other.name, holds: other.hand === holder }));
}

/** What others do with each card or note, in words: 'Bo houdt dit vast.', 'Gekozen door Bo en Anna.' */
export function othersInWords<Key>(held: ReadonlyMap<Key, string>, others: readonly Chooser<Key>[]): Map<Key, string> {
	const words = new Map<Key, string>();
	for (const key of new Set([...held.keys(), ...others.flatMap(({ chosen }) => [...chosen])])) {
		const marks = others
			.filter((other) => other.hand === held.get(key) || other.chosen.has(key))
			.map(({ hand, name }) => ({ name, holds: hand === held.get(key) }));
		if (marks.length > 0) words.set(key, marksInWords(marks));
	}
	return words;
}

export function marksInWords(marks: readonly Pick<OtherMark, 'name' | 'holds'>[]): string {
	const choosers = marks.filter(({ holds }) => !holds).map(({ name }) => name);
	return [...marks.flatMap(({ holds, name }) => (holds ? [`${name} houdt dit vast.`] : [])), ...(choosers.length > 0 ? [`Gekozen door ${choosers.join(' en ')}.`] : [])].join(' ');
}
