import type { OrderingView, OrderRow } from '#shared/views/ordering.ts';

/**
 * The rows of a list as far as they came: pages of it, fetched as they come in sight. What was committed since makes all
 * of them old; those in sight come anew.
 */
export class OrderRows {
	#rows = $state.raw(new Map<number, OrderRow>());
	#of = '';

	/** @param list names what was asked for: rows of another list are none of this one */
	take(view: OrderingView, list: string): void {
		const of = `${view.seq} ${list}`;
		const rows = of === this.#of ? new Map(this.#rows) : new Map<number, OrderRow>();
		for (const [index, row] of view.rows.entries()) rows.set(view.offset + index, row);
		this.#of = of;
		this.#rows = rows;
	}

	at(index: number): OrderRow | undefined {
		return this.#rows.get(index);
	}

	/** Did all of these come? */
	has(first: number, end: number): boolean {
		for (let index = first; index < end; index++) if (!this.#rows.has(index)) return false;
		return true;
	}
}
