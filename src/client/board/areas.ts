import type { StaticCanvas } from 'fabric/es';
import { Area, type AreaPrinting } from './area.ts';
import { holesFor, type AreaContent } from './area-picture.ts';
import { cardSize, type Point, type Rect } from './geometry.ts';
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

	/** Each lies where its cards are drawn now. @param cards all of the stage; those that are not `visible` lie nowhere yet */
	lay(cards: ReadonlyMap<number, LaidCard>): void {
		const placeOf = (number: number) => {
			const card = cards.get(number);
			return card?.visible ? card.place : undefined;
		};
		let seen: SeenCard[] | undefined;
		for (const area of this.#areas.values()) {
			area.rect = areaOf(area.content, placeOf);
			area.holes = null;
			if (!area.rect || area.content.folded) continue;
			seen ??= [...cards].flatMap(([number, { place, visible, folded }]) => (visible && !folded ? [{ number, ...place }] : []));
			area.holes = holesFor(strangersOn(area.rect, area.content.themes, seen));
		}
	}

	/** As they are piled: a small one over a large one, so that it can be seen; all facilitators see the same pile. */
	get pile(): Area[] {
		const size = ({ rect }: Area) => (rect ? rect.width * rect.height : 0);
		return [...this.#areas.values()].sort((a, b) => size(b) - size(a) || (a.content.id < b.content.id ? -1 : 1));
	}
}

/** Of a card on the stage: where it is drawn, and whether it is; one in a folded group is not seen. */
type LaidCard = { readonly place: Point; readonly visible: boolean; readonly folded: boolean };

type SeenCard = Point & { number: number };

/** Those that lie over an area and are not in its group. In each frame of a drag, and of a thousand cards: hence the plain loop. */
function strangersOn(area: Rect, members: readonly number[], cards: readonly SeenCard[]): Rect[] {
	const strangers: Rect[] = [];
	for (const { number, x, y } of cards) {
		if (x > area.x + area.width || x + cardSize.width < area.x || y > area.y + area.height || y + cardSize.height < area.y) continue;
		if (!members.includes(number)) strangers.push({ x, y, ...cardSize });
	}
	return strangers;
}
