import { mostCards } from './deck.ts';
import type { Room } from './lay-cards.ts';

/** What was read off cards at their own height, in pixels of the picture. */
export interface MeasuredCards {
	room: Omit<Room, 'height'>;
	/** Of each card: how high it is, at each width that it may get. */
	heights: ReadonlyMap<string, readonly number[]>;
	/** The room at the foot of a card, by width, and how large its count is set. */
	dots: { widths: readonly number[]; height: number; count: number };
}

/**
 * Reads off how high each card is, at each width that it may get.
 * @param probe a list with each card once for each width, in `data-card` its key
 * @param scale how large the picture is drawn: a preview is smaller than it is laid out
 */
export function measureCards(probe: HTMLElement, scale: number): MeasuredCards {
	const style = getComputedStyle(probe);
	const columns = style.gridTemplateColumns.split(' ').length;
	const heights = new Map<string, number[]>();
	for (const item of probe.querySelectorAll<HTMLElement>('li')) {
		const card = item.dataset['card'] ?? '';
		heights.set(card, [...(heights.get(card) ?? []), item.getBoundingClientRect().height / scale]);
	}
	const rests = [...probe.querySelectorAll('.result')].slice(0, 3).map((result) => result.getBoundingClientRect());
	const count = probe.querySelector('.count');
	return {
		room: { columns, gap: parseFloat(style.rowGap), most: mostCards },
		heights,
		dots: {
			widths: rests.map(({ width }) => width / scale),
			height: (rests[0]?.height ?? 0) / scale,
			count: count ? parseFloat(getComputedStyle(count).fontSize) : 0
		}
	};
}
