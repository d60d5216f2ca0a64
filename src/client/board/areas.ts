import type { StaticCanvas } from 'fabric/es';
import { Area, type AreaPrinting } from './area.ts';
import type { AreaContent } from './area-picture.ts';
import { cardAt, touches, type Point } from './geometry.ts';
import { areaOf } from './grouping.ts';

/** The areas of the groups on the canvas. */
export class Areas {
	readonly #canvas: StaticCanvas;
	readonly #printing: AreaPrinting;
	readonly #areas = new Map<string, Area>();

	constructor(canvas: StaticCanvas, printing: AreaPrinting) {
		this.#canvas = canvas;
		this.#printing = printing;
	}

	/** These are the groups; `lay` says where. */
	show(contents: readonly AreaContent[]): void {
		const shown = new Set(contents.map(({ id }) => id));
		for (const [id, area] of this.#areas) {
			if (shown.has(id)) continue;
			area.forget();
			this.#canvas.remove(area, area.name);
			this.#areas.delete(id);
		}
		for (const content of contents) {
			const area = this.#areas.get(content.id);
			if (area) {
				area.content = content;
				continue;
			}
			const added = new Area(content, this.#printing);
			this.#areas.set(content.id, added);
			this.#canvas.add(added, added.name);
		}
	}

	/** Each lies where its cards are drawn now. @param cards all that lie somewhere; those of folded groups are not seen */
	lay(cards: ReadonlyMap<number, { place: Point; folded: boolean }>): void {
		const seen = [...cards].flatMap(([number, { place, folded }]) => (folded ? [] : [{ number, rect: cardAt(place) }]));
		for (const area of this.#areas.values()) {
			const rect = areaOf(area.content, (number) => cards.get(number)?.place);
			area.rect = rect;
			const members = new Set(area.content.themes);
			area.strangers = rect && !area.content.folded ? seen.filter((card) => touches(card.rect, rect) && !members.has(card.number)).map((card) => card.rect) : [];
		}
	}

	/** As they are piled: a small one over a large one, so that it can be seen; all facilitators see the same pile. */
	get pile(): Area[] {
		const size = ({ rect }: Area) => (rect ? rect.width * rect.height : 0);
		return [...this.#areas.values()].sort((a, b) => size(b) - size(a) || (a.content.id < b.content.id ? -1 : 1));
	}
}
