import { tick } from 'svelte';
import { nanoid } from 'nanoid';
import type { Keep } from '#client/live/keep.ts';
import type { Regie } from '#client/regie/regie.svelte.ts';
import type { Hint } from '#shared/protocol/frames.ts';
import { Camera } from './camera.svelte.ts';
import type { Marks } from './card-marks.ts';
import { cardsOf, roundsWithDots, type CardContent } from './cards.ts';
import { findThemes } from './find.ts';
import { between, cardAt, touches, toStage, type Point, type Rect, type Viewpoint } from './geometry.ts';
import { asMoves, Handful, movedInWords } from './moves.ts';
import { inRows, neighbour, readingOrder, type Direction } from './order.ts';
import { Places, type Place } from './places.ts';

/** Keys that follow each other within this time carry the cards in one move, ms. */
const nudgePause = 450;
/** Hints to other facilitators: at most one in this time, ms; more cards, fewer hints. */
const hintPause = (cards: number) => Math.max(50, cards * 3);
/** What `places` forgets by itself is looked at again after this time, ms. */
const settlePause = 2600;

/** Whose dots are on the cards: the newest round that this view holds dots of, one by id, or none. */
export type DotsChoice = 'newest' | 'none' | (string & {});

/** One facilitator's board: what is on it, what is chosen, held, looked for and open. */
export class Board {
	readonly #regie: Regie;
	readonly #places = new Places();
	/** Counts what `#places` learnt besides the view. */
	#learnt = $state(0);
	#hand = $state.raw<Handful | null>(null);
	/** The hand is the keyboard's: it lets go by itself. */
	#nudging: ReturnType<typeof setTimeout> | undefined;
	#hintedAt = 0;
	/** Own moves that Ctrl+Z takes back, the last one last. */
	#moves: string[] = [];
	#takingBack: Promise<void> = Promise.resolve();
	#drawn: ReadonlyMap<number, CardContent> = new Map();
	#selected = $state.raw<ReadonlySet<number>>(new Set());
	#beforeBand: ReadonlySet<number> = new Set();

	readonly camera: Camera;
	/** Where a rubber band is drawn, in pixels of the stage. */
	band = $state.raw<Rect | null>(null);
	/** The card that the keyboard is on. */
	focused = $state<number | null>(null);
	/** Each press adds to what is chosen, for who has no Shift key. */
	picking = $state(false);
	dotsChoice = $state<DotsChoice>('newest');
	/** For a screen reader: what just happened. */
	told = $state('');
	#opened = $state<number | null>(null);
	#query = $state('');
	#at = $state(0);

	/** @param kept where the view was left, on this computer */
	constructor(regie: Regie, kept: Keep<Viewpoint | null>) {
		this.#regie = regie;
		this.camera = new Camera(kept);
	}

	readonly rounds = $derived.by(() => roundsWithDots(this.#regie.view));
	/** Whose dots are shown; null where none are. */
	readonly round = $derived.by(() =>
		this.dotsChoice === 'none' ? null : (this.rounds.find(({ id }) => id === this.dotsChoice) ?? this.rounds[0] ?? null)
	);
	readonly cards = $derived.by(() => (this.#drawn = cardsOf(this.#regie.view, this.round, this.#drawn)));
	readonly places: ReadonlyMap<number, Place> = $derived.by(() => {
		void this.#learnt;
		const { view, live } = this.#regie;
		return this.#places.all(view.places, live.replica.seq, performance.now());
	});
	readonly order = $derived(readingOrder(this.places));
	readonly selected: ReadonlySet<number> = $derived.by(() => new Set([...this.#selected].filter((number) => this.cards.has(number))));
	/** The card whose text is open. */
	readonly opened = $derived(this.#opened !== null && this.cards.has(this.#opened) ? this.#opened : null);
	readonly found = $derived.by(() => findThemes(Object.values(this.#regie.view.themes), this.#query));
	/** The card that was found. */
	readonly lit = $derived(this.found[Math.min(this.#at, this.found.length - 1)] ?? null);
	readonly marks: ReadonlyMap<number, Marks> = $derived.by(() => {
		void this.#learnt;
		const lifted = new Set(this.#hand?.numbers);
		const held = this.#places.held(this.#regie.view.places, performance.now());
		const { selected, focused, lit } = this;
		const marked = new Set([...selected, ...lifted, ...held, ...[focused, lit].filter((number) => number !== null)]);
		return new Map(
			[...marked].map((number) => [
				number,
				{
					selected: selected.has(number),
					focused: focused === number,
					lit: lit === number,
					lifted: lifted.has(number),
					held: held.has(number) && !lifted.has(number)
				}
			])
		);
	});

	get query(): string {
		return this.#query;
	}
	/** What is looked for: the first card that answers comes in view and is lit. */
	set query(query: string) {
		this.#query = query;
		this.#at = 0;
		if (this.lit !== null) this.bring(this.lit, true);
	}
	/** Which of the found cards is lit, from 1. */
	get foundAt(): number {
		return Math.min(this.#at, this.found.length - 1) + 1;
	}
	/** The next found card, after the last the first. */
	findNext(step: 1 | -1): void {
		if (this.found.length === 0) return;
		this.#at = (this.#at + step + this.found.length) % this.found.length;
		if (this.lit !== null) this.bring(this.lit, true);
	}

	// Choosing

	/** Chooses this card, or with `adding` adds it to what is chosen or takes it away. */
	choose(number: number, adding = false): void {
		this.drop();
		const next = new Set(adding ? this.selected : []);
		if (adding && next.has(number)) next.delete(number);
		else next.add(number);
		this.#choose(next);
	}
	chooseAll(): void {
		this.#choose(new Set(this.order));
	}
	chooseNone(): void {
		this.drop();
		this.#choose(new Set());
	}
	/** A rubber band from a point of the board to another; `adding` keeps what was chosen before. */
	stretch(from: Point, to: Point, adding: boolean): void {
		if (this.band === null) this.#beforeBand = adding ? this.selected : new Set();
		const { view } = this.camera;
		const rect = between(from, to);
		this.band = between(toStage(view, from), toStage(view, to));
		const caught = [...this.places].filter(([, place]) => touches(cardAt(place), rect)).map(([number]) => number);
		this.#selected = new Set([...this.#beforeBand, ...caught]);
	}
	/** The band is let go, or `given up`: then what was chosen before is chosen again. */
	unstretch(givenUp = false): void {
		this.band = null;
		this.#choose(givenUp ? this.#beforeBand : this.selected);
	}

	#choose(numbers: ReadonlySet<number>): void {
		this.#selected = numbers;
		const [only] = numbers;
		this.told =
			numbers.size === 0 ? 'Geen kaart gekozen.' : numbers.size === 1 ? `Thema ${only} gekozen.` : `${numbers.size} kaarten gekozen.`;
	}

	// Carrying

	/** Takes up the chosen cards, after choosing this one where it is not. */
	take(number: number, adding = false): void {
		this.drop();
		if (!this.selected.has(number)) this.choose(number, adding);
		this.#hand = this.#handful();
	}
	/** Carries what is in the hand so far from where it was, in board units. */
	carry(by: Point): void {
		const hand = this.#hand;
		if (!hand) return;
		hand.carry(by);
		this.#places.drag(hand.places);
		this.#learnt += 1;
		const now = performance.now();
		if (now - this.#hintedAt < hintPause(hand.numbers.length)) return;
		this.#hintedAt = now;
		this.#regie.live.hint({ kind: 'drag', themes: asMoves(hand.places) });
	}
	/** Lays down what is in the hand: one command for all. */
	drop(): void {
		clearTimeout(this.#nudging);
		const hand = this.#hand;
		if (!hand) return;
		this.#hand = null;
		this.#places.drag(null);
		if (hand.moved) void this.#move(hand.places);
		this.#learnt += 1;
	}
	/** Lets go of what is in the hand: it goes back to where it was. */
	giveUp(): void {
		clearTimeout(this.#nudging);
		const hand = this.#hand;
		if (!hand) return;
		this.#hand = null;
		this.#places.drag(null);
		this.#learnt += 1;
		this.#regie.live.hint({ kind: 'drop', themes: asMoves(hand.origin) });
	}
	get carrying(): boolean {
		return this.#hand !== null;
	}
	/** Moves the chosen cards by so much; presses that follow soon are part of the same move. */
	nudge(by: Point): void {
		if (this.selected.size === 0) return;
		this.#hand ??= this.#handful();
		const so = this.#hand.by;
		this.carry({ x: so.x + by.x, y: so.y + by.y });
		clearTimeout(this.#nudging);
		this.#nudging = setTimeout(() => this.drop(), nudgePause);
	}
	/** Lays the chosen cards in rows that fit the window's shape. */
	arrange(): void {
		this.drop();
		const { stage } = this.camera;
		if (!stage || this.selected.size < 2) return;
		const { origin } = this.#handful();
		const places = inRows(origin, stage.size.width / stage.size.height);
		const moved = new Map([...places].filter(([number, { x, y }]) => x !== origin.get(number)?.x || y !== origin.get(number)?.y));
		if (moved.size > 0) void this.#move(moved);
	}
	/** Takes back the last own move, also one that is under way; each press one more, one after the other. */
	undo(): void {
		this.drop();
		this.#takingBack = this.#takingBack.then(() => this.#takeBack());
	}

	async #takeBack(): Promise<void> {
		for (let last = this.#moves.pop(); last !== undefined; last = this.#moves.pop()) {
			const answer = await this.#regie.undo(last);
			// The bar is taking something back just now: nothing was sent, and this move still stands.
			if (answer === null) this.#moves.push(last);
			// By the button already: then the one before it was meant.
			if (answer?.ok !== false || answer.code !== 'undo.twice') return;
		}
		this.#regie.say('Er is niets meer om terug te nemen.');
	}
	/** Another facilitator's passing hint. */
	hinted({ kind, themes }: Hint): void {
		this.#places.hinted(themes, kind === 'drag', this.#regie.view.places, performance.now());
		this.#learnt += 1;
		this.#later();
	}

	#handful(): Handful {
		return new Handful(new Map([...this.selected].flatMap((number) => (this.places.has(number) ? [[number, this.places.get(number)!]] : []))));
	}

	async #move(places: ReadonlyMap<number, Point>): Promise<void> {
		const id = nanoid();
		this.#places.sent(id, places);
		const moves = asMoves(places);
		// To where they are going: others see no card jump back while the command is under way.
		this.#regie.live.hint({ kind: 'drop', themes: moves });
		// Before its answer: who takes back at once means this move, not the one before.
		this.#moves.push(id);
		const answer = await this.#regie.do({ type: 'theme.move', moves }, movedInWords([...places.keys()]), true, id);
		if (answer.ok) this.#places.answered(id, answer.seq, performance.now());
		else this.#places.refused(id);
		// Where nothing moved there is nothing to take back.
		if (!answer.ok || answer.unchanged) this.#moves = this.#moves.filter((move) => move !== id);
		this.#learnt += 1;
		this.#later();
	}

	#later(): void {
		setTimeout(() => (this.#learnt += 1), settlePause);
	}

	/** Brings a card in view; `toRead`: large enough to be read. */
	bring(number: number, toRead = false): void {
		const go = () => {
			const place = this.places.get(number);
			if (place) this.camera.bring(place, toRead);
		};
		// When what lies over the board stands as it will: to find something takes more room for the tools, and where
		// less motion is asked for, a change still takes one frame.
		void tick().then(() => requestAnimationFrame(() => requestAnimationFrame(go)));
	}
	neighbour(number: number, direction: Direction): number | null {
		return neighbour(this.places, number, direction);
	}
	/** Opens a theme's text; the card stays in view beside it. */
	open(number: number): void {
		this.drop();
		this.#opened = number;
		this.bring(number);
	}
	close(): void {
		this.#opened = null;
	}
}
