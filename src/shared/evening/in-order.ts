/** What stands in an order that people change: lowest first. What moves between two others gets a number between theirs. */
interface Placed {
	place: number;
}

/** Entries in their order, each with its id. */
export function inOrder<Entry extends Placed>(entries: Iterable<[string, Entry]>): [string, Entry][] {
	return [...entries].sort(([, a], [, b]) => a.place - b.place);
}

/**
 * Where `count` entries go just before that one, or after all for null: evenly between it and the one that it follows.
 * @param ordered see `inOrder`
 * @param moved one that leaves its place for it
 */
export function placesBefore(ordered: readonly [string, Placed][], before: string | null, count: number, moved: string | null = null): number[] {
	const others = ordered.filter(([id]) => id !== moved);
	const at = others.findIndex(([id]) => id === before);
	const next = others[at]?.[1].place;
	const last = others.at(next === undefined ? -1 : at - 1)?.[1].place;
	const from = at === 0 || last === undefined ? (next ?? 1) - 1 : last;
	const step = next === undefined ? 1 : (next - from) / (count + 1);
	return Array.from({ length: count }, (_, index) => from + step * (index + 1));
}
