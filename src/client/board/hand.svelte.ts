import { nanoid } from 'nanoid';
import type { Regie } from '#client/regie/regie.svelte.ts';
import type { Hint } from '#shared/protocol/frames.ts';
import type { BoardSteps } from './board-steps.ts';
import type { Point } from './geometry.ts';
import { groupsAfter, leaving, letGo, regroupedInWords, type Regrouping } from './grouping.ts';
import { asMoves, Handful, movedInWords, stayedInWords } from './moves.ts';
import { Places, type Place } from './places.ts';

/** Keys that follow each other within this time carry the cards in one move, ms. */
const nudgePause = 450;
/** Hints to other facilitators: at most one in this time, ms; more cards, fewer hints. */
const hintPause = (cards: number) => Math.max(50, cards * 3);
/** What `places` forgets by itself is looked at again after this time, ms. */
const settlePause = 2600;
const nothing: Regrouping = new Map();

/** Where the cards lie, and the hand that carries them: a facilitator's own, and those of others as they are seen. */
export class Hand {
	readonly #regie: Regie;
	readonly #steps: BoardSteps;
	readonly #chosen: () => ReadonlySet<number>;
	readonly #places = new Places();
	/** Counts what `#places` learnt besides the view. */
	#learnt = $state(0);
	#full = $state.raw<Handful | null>(null);
	/** Taken by their group: that stays as it is. */
	#asGroup = false;
	/** What letting go here and now does to the groups. */
	#aimed = $state.raw<Regrouping>(nothing);
	/** Moves under way that change groups, by command. */
	#sent = $state.raw<ReadonlyMap<string, Regrouping>>(new Map());
	/** The hand is the keyboard's: it lets go by itself. */
	#nudging: ReturnType<typeof setTimeout> | undefined;
	#hintedAt = 0;

	/** @param chosen what is taken up */
	constructor(regie: Regie, steps: BoardSteps, chosen: () => ReadonlySet<number>) {
		this.#regie = regie;
		this.#steps = steps;
		this.#chosen = chosen;
	}

	readonly places: ReadonlyMap<number, Place> = $derived.by(() => {
		void this.#learnt;
		const { view, live } = this.#regie;
		return this.#places.all(view.places, live.replica.seq, performance.now());
	});
	readonly locked: ReadonlySet<number> = $derived.by(() => new Set(this.#regie.view.locked));
	/** The cards in this facilitator's hand. */
	readonly lifted: ReadonlySet<number> = $derived.by(() => {
		void this.#learnt;
		return new Set(this.#full?.numbers);
	});
	/** The cards in other facilitators' hands. */
	readonly held: ReadonlySet<number> = $derived.by(() => {
		void this.#learnt;
		return this.#places.held(this.#regie.view.places, performance.now());
	});
	/** The group over which the cards are held that would join it. */
	readonly target: string | null = $derived([...this.#aimed.values()].find((to) => to !== null) ?? null);
	/** The groups as they are with all that is in hands and under way. */
	readonly groups = $derived.by(() => {
		const known = [...this.#sent.values(), this.#aimed];
		const groups = groupsAfter(this.#regie.view.groups, known);
		// Else a group's area would stretch after a card that another facilitator carries off.
		return this.held.size === 0 ? groups : groupsAfter(this.#regie.view.groups, [...known, leaving(groups, this.places, this.held)]);
	});

	get full(): boolean {
		return this.#full !== null;
	}

	/** Takes up what is chosen, but for what is on the lock. @param asGroup by their group's area: letting go then changes no group */
	take(asGroup = false): void {
		this.#asGroup = asGroup;
		const full = this.#handful();
		this.#full = full.numbers.length > 0 ? full : null;
		if (!this.#full) this.#regie.say(this.#chosen().size === 1 ? 'Deze kaart zit op slot. Haal eerst het slot weg.' : 'Deze kaarten zitten op slot. Haal eerst het slot weg.', 'refused');
	}
	/**
	 * Carries what is in the hand so far from where it was, in board units.
	 * @param at where a hand holds it, on the board; keys have none, and change no group
	 */
	carry(by: Point, at: Point | null = null): void {
		const full = this.#full;
		if (!full) return;
		full.carry(by);
		this.#places.drag(full.places);
		this.#learnt += 1;
		if (at && !this.#asGroup) this.#aimed = letGo(groupsAfter(this.#regie.view.groups, [...this.#sent.values()]), this.places, new Set(full.numbers), at);
		const now = performance.now();
		if (now - this.#hintedAt < hintPause(full.numbers.length)) return;
		this.#hintedAt = now;
		this.#regie.live.hint({ kind: 'drag', themes: asMoves(full.places) });
	}
	/** Lays down what is in the hand: one command for all. */
	drop(): void {
		const aimed = this.#aimed;
		const full = this.#letGo();
		if (full?.moved) void this.#move(full.places, aimed, [...this.#chosen()].filter((number) => this.locked.has(number)).length);
	}
	/** Lets go of what is in the hand: it goes back to where it was. */
	giveUp(): void {
		const full = this.#letGo();
		if (full) this.#regie.live.hint({ kind: 'drop', themes: asMoves(full.origin) });
	}
	/** Moves the chosen cards by so much; presses that follow soon are part of the same move. */
	nudge(by: Point): void {
		if (this.#chosen().size === 0) return;
		if (!this.#full) this.take(true);
		const so = this.#full?.by;
		if (!so) return;
		this.carry({ x: so.x + by.x, y: so.y + by.y });
		clearTimeout(this.#nudging);
		this.#nudging = setTimeout(() => this.drop(), nudgePause);
	}
	/** Lays cards there in one step, before everybody's eyes. @param locked how many stay that were asked for as well */
	lay(places: ReadonlyMap<number, Point>, locked: number): void {
		this.drop();
		const moved = new Map([...places].filter(([number, { x, y }]) => x !== this.places.get(number)?.x || y !== this.places.get(number)?.y));
		if (moved.size > 0) void this.#move(moved, nothing, locked, true);
		else this.#regie.say('De kaarten liggen al zo.');
	}
	/** Another facilitator's passing hint. */
	hinted({ kind, themes }: Hint): void {
		this.#places.hinted(themes, kind === 'drag', this.#regie.view.places, performance.now());
		this.#learnt += 1;
		this.#later();
	}

	#letGo(): Handful | null {
		clearTimeout(this.#nudging);
		const full = this.#full;
		if (!full) return null;
		this.#full = null;
		this.#aimed = nothing;
		this.#places.drag(null);
		this.#learnt += 1;
		return full;
	}

	#handful(): Handful {
		const { places, locked } = this;
		return new Handful(new Map([...this.#chosen()].flatMap((number) => (places.has(number) && !locked.has(number) ? [[number, places.get(number)!]] : []))));
	}

	async #move(places: ReadonlyMap<number, Point>, regrouping: Regrouping, stayed: number, glides = false): Promise<void> {
		const id = nanoid();
		this.#places.sent(id, places, glides);
		if (regrouping.size > 0) this.#sent = new Map([...this.#sent, [id, regrouping]]);
		const moves = asMoves(places);
		// To where they are going: others see no card jump back while the command is under way.
		this.#regie.live.hint({ kind: 'drop', themes: moves });
		const words = (regroupedInWords(regrouping, this.groups) ?? movedInWords([...places.keys()], this.groups)) + stayedInWords(stayed);
		const grouped = moves.map((move) => (regrouping.has(move.theme) ? { ...move, group: regrouping.get(move.theme)! } : move));
		const answer = await this.#steps.do({ type: 'theme.move', moves: grouped }, words, id);
		if (answer.ok) this.#places.answered(id, answer.seq, performance.now());
		else this.#places.refused(id);
		this.#sent = new Map([...this.#sent].filter(([sent]) => sent !== id));
		this.#learnt += 1;
		this.#later();
	}

	#later(): void {
		setTimeout(() => (this.#learnt += 1), settlePause);
	}
}
