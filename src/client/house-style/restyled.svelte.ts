let changes = $state(0);

/** Counts how often a house style came or went on this page: what was measured or painted before, had another type or colour. */
export const restyled = {
	get count(): number {
		return changes;
	},
	changed(): void {
		changes++;
	}
};
