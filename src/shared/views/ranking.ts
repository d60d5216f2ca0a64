/** Where an option stands. `place`: 1, 2, 2, 4 …, null without any dot; `tied`: another option has as many dots. */
export interface Ranked {
	option: string;
	dots: number;
	place: number | null;
	tied: boolean;
}

/**
 * The options of a round by dots, most first. Equal dots are an equal place, and the place after them is skipped
 * ('standard competition ranking'): no order is made up where the dots give none. What nobody gave a dot has no place,
 * and comes last. Within a tie the round's own order stands.
 * @param totals dots per option; an option that is not in it has none
 * @param options the options of the round, in its own order
 */
export function ranking(totals: Record<string, number>, options: string[]): Ranked[] {
	const counted = options.map((option) => ({ option, dots: totals[option] ?? 0 }));
	counted.sort((a, b) => b.dots - a.dots);
	return counted.map(({ option, dots }) => ({
		option,
		dots,
		place: dots === 0 ? null : counted.findIndex((one) => one.dots === dots) + 1,
		tied: dots > 0 && counted.filter((one) => one.dots === dots).length > 1
	}));
}

/** Places that a hall sees first. */
const topPlaces = 5;
/** So few stand in one picture: to show five of six and keep one back would be a riddle. */
const shownWhole = 6;

/**
 * The first five places, and what comes after them. A tie at the fifth place shows all of it: more than five. What has no
 * place is among the rest.
 */
export function partsOf(ranked: Ranked[]): { top: Ranked[]; rest: Ranked[] } {
	const isTop = ({ place }: Ranked) => place !== null && place <= topPlaces;
	if (ranked.length <= shownWhole || !ranked.some(isTop)) return { top: ranked, rest: [] };
	return { top: ranked.filter(isTop), rest: ranked.filter((one) => !isTop(one)) };
}
