/** One number beside what it must reach. */
export interface Figure {
	name: string;
	value: number;
	unit: string;
	/** The same measured on bare software in the same run; null where there is no such thing. */
	floor: number | null;
	/** value / floor. */
	ratio: number | null;
	/** What must hold, in words: 'ratio >= 0.7'. */
	reach: string;
	ok: boolean;
}

/** A benchmark: one or more figures out of one set-up. */
export interface Benchmark {
	/** What `--only` chooses it by. */
	name: string;
	/** What not every machine has: then it is measured only where `--only` asks for it. */
	needs?: string;
	/**
	 * @param say tells how far it is, on stderr.
	 * @param ending what must be ended when the measurement is over, however it ends.
	 */
	measure(say: (line: string) => void, ending: AsyncDisposableStack): Promise<Figure[]>;
}

/** A figure with a floor, judged by its ratio. */
export function againstFloor(options: {
	name: string;
	value: number;
	unit: string;
	floor: number;
	least?: number;
	most?: number;
}): Figure {
	const { name, unit, least, most } = options;
	const ratio = options.value / options.floor;
	return {
		name,
		value: rounded(options.value),
		unit,
		floor: rounded(options.floor),
		ratio: Math.round(ratio * 100) / 100,
		reach: least === undefined ? `ratio <= ${most}` : `ratio >= ${least}`,
		ok: least === undefined ? ratio <= most! : ratio >= least
	};
}

/** A figure that must stay at or below a number of its own unit. */
export function atMost(options: { name: string; value: number; unit: string; most: number; floor?: number }): Figure {
	const { name, value, unit, most, floor } = options;
	return {
		name,
		value: rounded(value),
		unit,
		floor: floor === undefined ? null : rounded(floor),
		ratio: floor === undefined ? null : Math.round((value / floor) * 100) / 100,
		reach: `<= ${most} ${unit}`,
		ok: value <= most
	};
}

/** A figure that must come to a number of its own unit: how much was measured. */
export function atLeast({ name, value, unit, least }: { name: string; value: number; unit: string; least: number }): Figure {
	return { name, value: rounded(value), unit, floor: null, ratio: null, reach: `>= ${least} ${unit}`, ok: value >= least };
}

/** Whole numbers from 100 up, else one decimal: more would be noise. */
function rounded(value: number): number {
	return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}

export function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
