/**
 * Before which of the others one comes that moves a place.
 * @param order ids of all, in their order
 * @param by -1: a place earlier, 1: a place later
 * @returns null for the end; undefined where it can't go there
 */
export function beforeAfterMove(order: readonly string[], id: string, by: 1 | -1): string | null | undefined {
	const at = order.indexOf(id);
	if (by === -1) return at > 0 ? order[at - 1] : undefined;
	return at === -1 || at === order.length - 1 ? undefined : (order[at + 2] ?? null);
}

/**
 * Before which one comes that is dropped on another.
 * @param after on its second half
 * @returns null for the end; undefined where it stays where it is
 */
export function beforeAfterDrop(order: readonly string[], id: string, on: string, after: boolean): string | null | undefined {
	const others = order.filter((one) => one !== id);
	const at = others.indexOf(on);
	if (at === -1) return undefined;
	const before = others[after ? at + 1 : at] ?? null;
	return before === (order[order.indexOf(id) + 1] ?? null) ? undefined : before;
}
