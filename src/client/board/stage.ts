import { StaticCanvas } from 'fabric/es';
import { Area } from './area.ts';
import { Areas } from './areas.ts';
import { printName, type AreaContent, type NameContent } from './area-picture.ts';
import { Card, type Printing } from './card.ts';
import { isHeld, isMarked, unmarked, type Marks } from './card-marks.ts';
import { printCard } from './card-picture.ts';
import type { CardContent } from './cards.ts';
import { contains, cardAt, farBelow, partWay, pictureStep, type Point, type Rect, type Size, type Viewpoint } from './geometry.ts';
import { NoteCards } from './note-cards.ts';
import { printNote, type NoteContent } from './note-picture.ts';
import { loadFaces, readLook } from './look.ts';
import { byDepth } from './order.ts';
import { overlaysOn } from './overlays.ts';
import { Pictures } from './pictures.ts';
import type { Place } from './places.ts';
import { drawSheet } from './sheet.ts';
import { dutchSyllables } from './syllables.ts';
import { Thumbnails } from './thumbnails.ts';

/** How long the view takes to go somewhere else, ms. */
const travel = 280;
/** What keeps names of groups and notes from taking a frame, as for cards: see `Pictures`. */
const namesLimits = { sharpen: 2, draw: 12, pixels: 4_000_000 };
/** A card that somebody else moves covers most of its way in this time, ms. */
const glide = 70;

/**
 * The canvas with the cards: what is drawn, where, and from which viewpoint. It knows no theme's rules and no pointer;
 * it does as it is told and draws no more often than the screen does.
 */
export class Stage {
	readonly #canvas: StaticCanvas;
	readonly #host: HTMLElement;
	readonly #cards = new Map<number, Card>();
	readonly #areas: Areas;
	/** Cards in folded groups. */
	#folded: ReadonlySet<number> = new Set();
	readonly #pictures: Pictures<CardContent>;
	readonly #names: Pictures<NameContent>;
	readonly #notePictures: Pictures<NoteContent>;
	readonly #notes: NoteCards;
	readonly #thumbnails: Thumbnails;
	readonly #printing: Printing & { names: Pictures<NameContent>; notes: Pictures<NoteContent> };
	readonly #viewed: (view: Viewpoint) => void;
	readonly #calm: MediaQueryList;
	/** Cards on their way to a place. */
	readonly #gliding = new Map<number, Point>();
	#journey: { from: Viewpoint; to: Viewpoint; start: number } | null = null;
	#view: Viewpoint = { x: 0, y: 0, zoom: 1 };
	/** All are piled as they should be. Seen to once a frame: in a drag places, groups and marks change in each. */
	#stacked = true;
	/** Of the frame before. */
	#drawnZoom = 1;
	#frame = 0;
	#last = 0;

	/** @param viewed told of each new viewpoint. Faces should be loaded: see `openStage`. */
	constructor(host: HTMLElement, viewed: (view: Viewpoint) => void) {
		this.#host = host;
		this.#viewed = viewed;
		this.#calm = matchMedia('(prefers-reduced-motion: reduce)');
		const element = document.createElement('canvas');
		// The sheet covers all of it: the browser then need not mix it with the page behind. Fabric gets this same context.
		element.getContext('2d', { alpha: false });
		host.append(element);
		this.#canvas = new StaticCanvas(element, { renderOnAddRemove: false });
		const look = readLook(host);
		this.#thumbnails = new Thumbnails((version) => this.#reprint((card) => card.drawing === version));
		const press = { look, syllables: dutchSyllables, thumbnail: (version: string) => this.#thumbnails.get(version) };
		this.#pictures = new Pictures((wanted) => printCard(wanted, press), () => performance.now());
		this.#names = new Pictures((wanted) => printName(wanted, look, dutchSyllables), () => performance.now(), namesLimits);
		this.#notePictures = new Pictures((wanted) => printNote(wanted, look, dutchSyllables), () => performance.now(), namesLimits);
		this.#printing = { pictures: this.#pictures, names: this.#names, notes: this.#notePictures, look, detail: 'near', step: 1, zoom: 1 };
		this.#areas = new Areas(this.#canvas, this.#printing);
		this.#notes = new NoteCards(this.#canvas, this.#printing);
		this.#canvas.on('before:render', ({ ctx }) => {
			this.#stack();
			drawSheet(ctx, this.#view, this.size, look);
			const zooming = this.#view.zoom !== this.#drawnZoom;
			this.#drawnZoom = this.#view.zoom;
			for (const pictures of [this.#pictures, this.#names, this.#notePictures]) pictures.begin(zooming);
		});
		this.#canvas.on('after:render', () => {
			const lacking = [this.#pictures.end(), this.#names.end(), this.#notePictures.end()];
			if (lacking.includes(true)) this.#canvas.requestRenderAll();
		});
	}

	get size(): Size {
		return { width: this.#canvas.width, height: this.#canvas.height };
	}
	get view(): Viewpoint {
		return this.#view;
	}
	/** Where it is going to look from; where it looks from, once it is there. */
	get goal(): Viewpoint {
		return this.#journey?.to ?? this.#view;
	}
	/** What lies over the stage now, in its pixels. */
	get overlays(): Rect[] {
		return overlaysOn(this.#host);
	}

	/** The stage's room changed, or the pixels of the screen that it is on. */
	resize(size: Size): void {
		this.#canvas.setDimensions(size);
		this.#look(this.#view);
	}

	/** Looks from there at once; a journey under way ends. */
	look(view: Viewpoint): void {
		this.#journey = null;
		this.#look(view);
	}

	/** Goes to look from there. */
	travel(to: Viewpoint): void {
		if (this.#calm.matches) return this.look(to);
		this.#journey = { from: this.#view, to, start: performance.now() };
		this.#animate();
	}

	/** These are the cards; a new one needs a place before it is seen. */
	show(cards: ReadonlyMap<number, CardContent>): void {
		for (const [number, card] of this.#cards) {
			if (cards.has(number)) continue;
			this.#pictures.forget(card.content.key);
			this.#canvas.remove(card);
			this.#cards.delete(number);
			this.#gliding.delete(number);
		}
		for (const [number, content] of cards) {
			const card = this.#cards.get(number);
			if (card?.content.key === content.key) continue;
			if (card) {
				this.#pictures.forget(card.content.key);
				card.content = content;
			} else {
				const added = new Card(content, this.#printing);
				added.visible = false;
				added.folded = this.#folded.has(number);
				this.#cards.set(number, added);
				this.#canvas.add(added);
			}
		}
		this.#thumbnails.keep(new Set([...cards.values()].flatMap(({ drawing }) => drawing ?? [])));
		this.#canvas.requestRenderAll();
	}

	/** Where the cards lie: own moves at once, those of others on their way. */
	place(places: ReadonlyMap<number, Place>): void {
		let moved = false;
		for (const [number, { x, y, own, moved: last }] of places) {
			const card = this.#cards.get(number);
			if (!card) continue;
			if (card.moved !== last) {
				card.moved = last;
				moved = true;
			}
			const goal = this.#gliding.get(number) ?? card.place;
			if (card.visible && goal.x === x && goal.y === y && !(own && this.#gliding.has(number))) continue;
			moved = true;
			if (own || !card.visible || this.#calm.matches) {
				this.#gliding.delete(number);
				card.place = { x, y };
				card.visible = true;
			} else this.#gliding.set(number, { x, y });
		}
		if (!moved) return;
		this.#layAreas();
		this.#stacked = false;
		if (this.#gliding.size > 0) this.#animate();
		this.#canvas.requestRenderAll();
	}

	/** These are the groups, behind their cards; a folded one lies among the cards, and those in it are not to be seen. */
	group(contents: readonly AreaContent[]): void {
		this.#folded = new Set(contents.flatMap(({ folded, themes }) => (folded ? themes : [])));
		for (const [number, card] of this.#cards) card.folded = this.#folded.has(number);
		this.#areas.show(contents);
		this.#layAreas();
		this.#stacked = false;
		this.#canvas.requestRenderAll();
	}

	/** These are the notes, over the cards: where they lie, and how they are marked. */
	note(contents: ReadonlyMap<string, NoteContent>, places: ReadonlyMap<string, Place>, marks: ReadonlyMap<string, Marks>): void {
		this.#notes.show(contents, places, marks);
		this.#stacked = false;
		this.#canvas.requestRenderAll();
	}

	/** How the cards are marked; those not named are not. */
	mark(marks: ReadonlyMap<number, Marks>): void {
		for (const [number, card] of this.#cards) card.marks = marks.get(number) ?? unmarked;
		this.#stacked = false;
		this.#canvas.requestRenderAll();
	}

	/** The topmost card at this point of the board, by its number, or folded group, by its id; as it is drawn now. */
	under(point: Point): number | string | null {
		this.#stack();
		for (const one of this.#canvas.getObjects().toReversed()) {
			if (one instanceof Card && one.visible && !one.folded && contains(cardAt(one.place), point)) return one.content.number;
			if (one instanceof Area && one.content.folded && one.rect && contains(one.rect, point)) return one.content.id;
		}
		return null;
	}

	/** The topmost note at this point of the board. */
	noteUnder(point: Point): string | null {
		return this.#notes.under(point);
	}

	/** Settles when the canvas let go of everything. */
	async dispose(): Promise<void> {
		cancelAnimationFrame(this.#frame);
		this.#pictures.clear();
		this.#names.clear();
		this.#notePictures.clear();
		this.#thumbnails.keep(new Set());
		// Afterwards fabric does not know it any more.
		const element = this.#canvas.getElement();
		await this.#canvas.dispose();
		element.remove();
	}

	/** Faces of these families arrived after all: what was drawn without them is drawn anew. */
	facesCame(families: string[]): void {
		const { fontHead, fontText } = this.#printing.look;
		if (families.some((family) => `${fontHead},${fontText}`.includes(family.replaceAll('"', '')))) {
			this.#names.clear();
			this.#notePictures.clear();
			this.#reprint(() => true);
		}
	}

	#reprint(which: (card: CardContent) => boolean): void {
		for (const { content } of this.#cards.values()) if (which(content)) this.#pictures.forget(content.key);
		this.#canvas.requestRenderAll();
	}

	#look(view: Viewpoint): void {
		this.#view = view;
		const { x, y, zoom } = view;
		const ratio = this.#canvas.getRetinaScaling();
		// On whole pixels, so that a picture of the right step is put there as sharp as it was drawn.
		const whole = (pixels: number) => Math.round(pixels * ratio) / ratio;
		this.#canvas.setViewportTransform([zoom, 0, 0, zoom, whole(-x * zoom), whole(-y * zoom)]);
		this.#printing.zoom = zoom;
		this.#printing.step = pictureStep(zoom * ratio);
		this.#printing.detail = zoom < farBelow ? 'far' : 'near';
		this.#canvas.requestRenderAll();
		this.#viewed(view);
	}

	#layAreas(): void {
		this.#areas.lay(this.#cards);
	}

	/**
	 * Piles the groups, over them the cards, over these the notes. Cards: by depth, over them those that are looked at,
	 * then the names of their groups, since their rings would lie over those; over these the cards in a hand. A folded group
	 * lies as high as the highest of its cards.
	 */
	#stack(): void {
		if (this.#stacked) return;
		this.#stacked = true;
		const areas = this.#areas.pile;
		const looked = new Set(areas.flatMap(({ content }) => (content.folded && (content.focused || content.aimed) ? content.themes : [])));
		const height = ({ marks, content }: Card) => (marks.lifted || isHeld(marks) ? 2 : isMarked(marks) || looked.has(content.number) ? 1 : 0);
		const cards = [...this.#cards.values()]
			.map((card) => ({ card, height: height(card), depth: { ...(this.#gliding.get(card.content.number) ?? card.place), moved: card.moved, key: card.content.number } }))
			.sort((a, b) => a.height - b.height || byDepth(a.depth, b.depth));
		const ringed = new Set(cards.flatMap(({ card, height }) => (height === 1 && !card.folded ? [card.content.number] : [])));
		const over = new Set(ringed.size === 0 ? [] : areas.filter(({ content }) => content.themes.some((number) => ringed.has(number))));
		const groups = new Map(areas.flatMap((area) => (area.content.folded ? area.content.themes.map((number) => [number, area] as const) : [])));
		const highest = new Map(cards.flatMap(({ card }) => (groups.has(card.content.number) ? [[groups.get(card.content.number)!, card] as const] : [])));
		const withGroup = (card: Card) => {
			const area = groups.get(card.content.number);
			return area && highest.get(area) === card ? [card, area, area.name] : [card];
		};
		const pile = [
			...areas.flatMap((area) => (highest.has(area) ? [] : over.has(area) ? [area] : [area, area.name])),
			...cards.flatMap(({ card, height }) => (height < 2 ? withGroup(card) : [])),
			...[...over].map(({ name }) => name),
			...cards.flatMap(({ card, height }) => (height < 2 ? [] : withGroup(card))),
			...this.#notes.pile
		];
		const now = this.#canvas.getObjects();
		pile.forEach((card, index) => {
			if (now[index] === card) return;
			this.#canvas.moveObjectTo(card, index);
			now.splice(now.indexOf(card), 1);
			now.splice(index, 0, card);
		});
	}

	#animate(): void {
		if (this.#frame !== 0) return;
		this.#last = performance.now();
		this.#frame = requestAnimationFrame((now) => this.#step(now));
	}

	#step(now: number): void {
		const part = 1 - Math.exp(-Math.max(0, now - this.#last) / glide);
		this.#last = now;
		const carried = this.#gliding.size > 0;
		for (const [number, goal] of this.#gliding) {
			const card = this.#cards.get(number);
			if (!card) continue;
			const { x, y } = card.place;
			const near = Math.abs(goal.x - x) < 0.5 && Math.abs(goal.y - y) < 0.5;
			card.place = near ? goal : { x: x + (goal.x - x) * part, y: y + (goal.y - y) * part };
			if (near) this.#gliding.delete(number);
		}
		if (carried) this.#layAreas();
		if (this.#journey) {
			const { from, to, start } = this.#journey;
			const gone = Math.min(1, Math.max(0, (now - start) / travel));
			this.#look(gone === 1 ? to : partWay(from, to, 1 - (1 - gone) ** 3));
			if (gone === 1) this.#journey = null;
		}
		this.#canvas.requestRenderAll();
		const goesOn = this.#gliding.size > 0 || this.#journey !== null;
		this.#frame = goesOn ? requestAnimationFrame((next) => this.#step(next)) : 0;
	}
}

/**
 * A stage in `host` whose faces are loaded, for the characters of `texts`.
 * @param viewed told of each new viewpoint
 */
export async function openStage(host: HTMLElement, texts: Iterable<string>, viewed: (view: Viewpoint) => void): Promise<Stage> {
	await loadFaces(readLook(host), texts);
	return new Stage(host, viewed);
}
