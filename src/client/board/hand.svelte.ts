import { nanoid } from 'nanoid';
import type { Regie } from '#client/regie/regie.svelte.ts';
import { cardWith } from '#shared/views/merged.ts';
import { handGoneAfter, type HandMessage, type HeldMessage } from '#shared/protocol/hands.ts';
import type { BoardSteps } from './board-steps.ts';
import type { Point } from './geometry.ts';
import { groupsAfter, leaving, letGo, regroupedInWords, type Regrouping } from './grouping.ts';
import { asMoves, asNoteMoves, Handful, movedInWords, stayedInWords } from './moves.ts';
import { hintLasts, Places, type Place } from './places.ts';
import type { Together } from './together.svelte.ts';

/** Keys that follow each other within this time carry the cards in one move, ms. */
const nudgePause = 450;
/** What `places` forgets by itself is looked at again so long after that, ms. */
const settlePause = 100;
const nothing: Regrouping = new Map();

/** Where the cards lie, and the hand that carries them: a facilitator's own, and those of others as they are seen. */
export class Hand {
	readonly #regie: Regie;
	readonly #steps: BoardSteps;
	readonly #chosen: () => ReadonlySet<number>;
	readonly #chosenNotes: () => ReadonlySet<string>;
	readonly #places = new Places(Number);
	readonly #notePlaces = new Places((id) => id);
	/** Counts what these learnt besides the view. */
	#learnt = $state(0);
	#full = $state.raw<{ cards: Handful<number>; notes: Handful<string> } | null>(null);
	/** Taken by their group: that stays as it is. */
	#asGroup = false;
	/** What letting go here and now does to the groups. */
	#aimed = $state.raw<Regrouping>(nothing);
	/** Moves under way that change groups, by command. */
	#sent = $state.raw<ReadonlyMap<string, Regrouping>>(new Map());
	/** That something is in another's hand, as it was said last, and what is said once none of it is. */
	#saidHeld: { said: Regie['said']; themes: readonly number[]; notes: readonly string[]; after: string } | null = null;
	/** The hand is the keyboard's: it lets go by itself. */
	#nudging: ReturnType<typeof setTimeout> | undefined;
	#byKeys = false;
	readonly #together: Together;

	/** @param chosen the cards that are taken up, and with them the notes of `chosenNotes` */
	constructor(regie: Regie, steps: BoardSteps, together: Together, chosen: () => ReadonlySet<number>, chosenNotes: () => ReadonlySet<string>) {
		this.#regie = regie;
		this.#steps = steps;
		this.#together = together;
		this.#chosen = chosen;
		this.#chosenNotes = chosenNotes;
	}

	readonly places: ReadonlyMap<number, Place> = $derived.by(() => {
		void this.#learnt;
		const { view, live } = this.#regie;
		return this.#places.all(view.places, live.replica.seq, performance.now());
	});
	readonly notePlaces: ReadonlyMap<string, Place> = $derived.by(() => {
		void this.#learnt;
		const { view, live } = this.#regie;
		return this.#notePlaces.all(view.notes, live.replica.seq, performance.now());
	});
	/** Folded groups in which a card is on the lock: a pile is one thing, and stays as a whole. */
	readonly #lockedPiles = $derived.by(() => {
		const locked = new Set(this.#regie.view.locked);
		return Object.values(this.#regie.view.groups).filter(({ folded, themes }) => folded && themes.some((number) => locked.has(number)));
	});
	/** The cards that may not be moved: those on the lock, and all of a folded group with one of them. */
	readonly locked: ReadonlySet<number> = $derived.by(() => new Set([...this.#regie.view.locked, ...this.#lockedPiles.flatMap(({ themes }) => themes)]));
	/** The cards in this facilitator's hand. */
	readonly lifted: ReadonlySet<number> = $derived.by(() => {
		void this.#learnt;
		return new Set(this.#full?.cards.keys);
	});
	readonly liftedNotes: ReadonlySet<string> = $derived.by(() => {
		void this.#learnt;
		return new Set(this.#full?.notes.keys);
	});
	/** The cards in other facilitators' hands, and in whose. */
	readonly held: ReadonlyMap<number, string> = $derived.by(() => {
		void this.#learnt;
		return this.#places.held(this.#regie.view.places, performance.now());
	});
	readonly heldNotes: ReadonlyMap<string, string> = $derived.by(() => {
		void this.#learnt;
		return this.#notePlaces.held(this.#regie.view.notes, performance.now());
	});
	/** The group over which the cards are held that would join it. */
	readonly target: string | null = $derived([...this.#aimed.values()].find((to) => to !== null) ?? null);
	/** The groups as they are with all that is in hands and under way. */
	readonly groups = $derived.by(() => {
		const known = [...this.#sent.values(), this.#aimed];
		const groups = groupsAfter(this.#regie.view.groups, known);
		// Else a group's area would stretch after a card that another facilitator carries off.
		return this.held.size === 0 ? groups : groupsAfter(this.#regie.view.groups, [...known, leaving(groups, this.places, new Set(this.held.keys()))]);
	});

	get full(): boolean {
		return this.#full !== null;
	}
	/** Keys carry it: each press of them was meant to stay. */
	get byKeys(): boolean {
		return this.full && this.#byKeys;
	}

	/** Takes up what is chosen, but for what is on the lock or in another's hand. @param asGroup by their group's area: letting go then changes no group */
	take(asGroup = false): void {
		// After a minute out of sight a page beats late: this hand is awake.
		this.#together.wake();
		this.#asGroup = asGroup;
		const full = this.#handful();
		this.#full = full.cards.keys.length + full.notes.keys.length > 0 ? full : null;
		if (this.#full) return this.#tellCarry(this.#full, true);
		this.sayStuck([...this.#chosen()], [...this.#chosenNotes()]);
	}
	/** Why these stay where they are: in another's hand, or on the lock. */
	sayStuck(themes: readonly number[], notes: readonly string[] = []): void {
		const [by] = [...themes.flatMap((number) => this.held.get(number) ?? []), ...notes.flatMap((id) => this.heldNotes.get(id) ?? [])];
		if (by !== undefined) return this.sayHeld(by, themes, notes);
		const pile = this.#lockedPiles.find((group) => group.themes.some((number) => themes.includes(number)));
		if (pile) return this.#regie.say(`In groep ${pile.name} zit een kaart op slot. Klap de groep uit en haal het slot weg.`, 'refused');
		this.#regie.say(themes.length === 1 ? 'Deze kaart zit op slot. Haal eerst het slot weg.' : 'Deze kaarten zitten op slot. Haal eerst het slot weg.', 'refused');
	}
	/** These are in another's hand: nothing is taken up. */
	sayHeld(by: string, themes: readonly number[], notes: readonly string[]): void {
		const what = themes.length === 0 ? 'dit briefje' : themes.length === 1 ? `thema ${themes[0]}` : 'deze kaarten';
		const name = this.#together.nameOf(by);
		this.#regie.say(`${name} houdt ${what} nu vast.`, 'refused');
		this.#saidHeld = { said: this.#regie.said, themes, notes, after: `${name} houdt ${what} niet meer vast.` };
	}
	/** What is still said to be in another's hand may be free by now: then that is said. */
	sayFree(): void {
		const told = this.#saidHeld;
		if (!told || told.themes.some((number) => this.held.has(number)) || told.notes.some((id) => this.heldNotes.has(id))) return;
		this.#saidHeld = null;
		if (this.#regie.said === told.said) this.#regie.say(told.after);
	}
	/**
	 * Carries what is in the hand so far from where it was, in board units.
	 * @param at where a hand holds it, on the board; keys have none, and change no group
	 */
	carry(by: Point, at: Point | null = null): void {
		if (this.#together.slept) this.wake();
		const full = this.#full;
		if (!full) return;
		full.cards.carry(by);
		full.notes.carry(by);
		this.#places.drag(full.cards.places);
		this.#notePlaces.drag(full.notes.places);
		this.#learnt += 1;
		if (at && !this.#asGroup) this.#aimed = letGo(groupsAfter(this.#regie.view.groups, [...this.#sent.values()]), this.places, new Set(full.cards.keys), at, { x: at.x - by.x, y: at.y - by.y });
		this.#tellCarry(full);
	}
	/** Lays down what is in the hand: one command for all. */
	drop(): void {
		if (this.#together.slept) this.wake();
		const aimed = this.#aimed;
		const full = this.#letGo();
		if (full?.cards.moved || full?.notes.moved) void this.#move(full.cards.places, full.notes.places, aimed, [...this.#chosen()].filter((number) => this.locked.has(number)));
		else if (full) this.#together.carry(null, true);
	}
	/** Lets go of what is in the hand: it goes back to where it was. */
	giveUp(): void {
		if (this.#letGo()) this.#together.carry(null, true);
	}
	/** This computer slept, or had no line: others took its hand for gone, and what was in it may lie elsewhere by now. */
	wake(): void {
		if (!this.full) return;
		this.giveUp();
		this.#regie.say(`${this.#together.isHeard ? 'Uw computer sliep.' : 'Uw verbinding viel weg.'} U houdt niets meer vast.`, 'refused');
	}
	/** Somebody laid elsewhere what is in the hand, merged it or took it away: the server's word stands. */
	yield(): void {
		const words = this.#full && this.#overtaken(this.#full);
		if (words === null) return;
		this.giveUp();
		this.#regie.say(words, 'refused');
	}
	/** What somebody else did with a thing in this hand, in words; null where nobody did. */
	#overtaken({ cards, notes }: { cards: Handful<number>; notes: Handful<string> }): string | null {
		const { view } = this.#regie;
		const [gone] = cards.gone(view.places);
		const card = gone === undefined ? undefined : cardWith(view.themes, gone);
		if (card) return `Thema ${gone} hoort nu bij thema ${card.number}. Iemand anders voegde ze net samen.`;
		if (gone !== undefined) return `Thema ${gone} is net door iemand anders weggehaald.`;
		if (notes.gone(view.notes).length > 0) return 'Het briefje is net door iemand anders verwijderd.';
		const [moved] = cards.overtaken(view.places);
		if (moved !== undefined) return `Thema ${moved} is net door iemand anders verplaatst.`;
		return notes.overtaken(view.notes).length > 0 ? 'Het briefje is net door iemand anders verplaatst.' : null;
	}
	/** The server says who holds what this hand wanted to carry. */
	refused({ by, themes, notes }: HeldMessage): void {
		const full = this.#full;
		if (!full) return;
		const [cards, noted] = [new Set(full.cards.keys), new Set(full.notes.keys)];
		const mine = themes.filter((number) => cards.has(number));
		const mineNoted = notes.filter((id) => noted.has(id));
		// It may tell of what was laid down already.
		if (mine.length === 0 && mineNoted.length === 0) return;
		this.giveUp();
		this.sayHeld(by, mine, mineNoted);
	}
	/** Moves the chosen cards by so much; presses that follow soon are part of the same move. */
	nudge(by: Point): void {
		if (this.#chosen().size + this.#chosenNotes().size === 0) return;
		if (!this.#full) {
			this.take(true);
			this.#byKeys = true;
		}
		const so = this.#full?.cards.by;
		if (!so) return;
		this.carry({ x: so.x + by.x, y: so.y + by.y });
		clearTimeout(this.#nudging);
		this.#nudging = setTimeout(() => this.drop(), nudgePause);
	}
	/**
	 * Lays cards, by number, and notes, by id, there in one step, before everybody's eyes.
	 * @param stayed cards that stay and were asked for as well
	 * @param regrouping the groups that they come to lie in, or leave
	 */
	lay(places: ReadonlyMap<number | string, Point>, stayed: readonly number[], regrouping = nothing): void {
		this.drop();
		const cards = new Map<number, Point>();
		const notes = new Map<string, Point>();
		for (const [key, to] of places) {
			const from = typeof key === 'number' ? this.places.get(key) : this.notePlaces.get(key);
			const isThere = to.x === from?.x && to.y === from.y;
			if (isThere && !(typeof key === 'number' && regrouping.has(key))) continue;
			if (typeof key === 'number') cards.set(key, to);
			else notes.set(key, to);
		}
		if (cards.size + notes.size > 0) void this.#move(cards, notes, regrouping, stayed, true);
		else this.#regie.say('De kaarten liggen al zo.');
	}
	/** What another facilitator's hand told that it carries. */
	hinted({ hand, carry }: HandMessage): void {
		if (carry === undefined) return;
		if (carry === null) return this.othersLetGo(hand);
		const { places, notes } = this.#regie.view;
		const isHeld = carry.kind === 'drag';
		this.#places.hinted(hand, new Map(carry.themes.map(({ theme, ...at }) => [theme, at])), isHeld, places, performance.now());
		this.#notePlaces.hinted(hand, new Map(carry.notes.map(({ note, ...at }) => [note, at])), isHeld, notes, performance.now());
		this.#learnt += 1;
		this.#later(isHeld ? handGoneAfter : hintLasts);
	}
	/** That hand carries nothing, or is gone. */
	othersLetGo(hand: string): void {
		if (![...this.held.values(), ...this.heldNotes.values()].includes(hand)) return;
		this.#places.letGo(hand);
		this.#notePlaces.letGo(hand);
		this.#learnt += 1;
	}

	#tellCarry({ cards, notes }: { cards: Handful<number>; notes: Handful<string> }, atOnce = false): void {
		this.#together.carry({ kind: 'drag', themes: asMoves(cards.places), notes: asNoteMoves(notes.places) }, atOnce);
	}

	#letGo(): { cards: Handful<number>; notes: Handful<string> } | null {
		clearTimeout(this.#nudging);
		this.#byKeys = false;
		const full = this.#full;
		if (!full) return null;
		this.#full = null;
		this.#aimed = nothing;
		this.#places.drag(null);
		this.#notePlaces.drag(null);
		this.#learnt += 1;
		return full;
	}

	#handful(): { cards: Handful<number>; notes: Handful<string> } {
		const { places, notePlaces, locked, held, heldNotes } = this;
		const { places: server, notes: serverNotes } = this.#regie.view;
		const cards = new Map([...this.#chosen()].flatMap((number) => (places.has(number) && !locked.has(number) && !held.has(number) ? [[number, places.get(number)!]] : [])));
		const notes = new Map([...this.#chosenNotes()].flatMap((id) => (notePlaces.has(id) && !heldNotes.has(id) ? [[id, notePlaces.get(id)!]] : [])));
		return {
			cards: new Handful(cards, new Map([...cards.keys()].map((number) => [number, this.#places.expected(number, server)]))),
			notes: new Handful(notes, new Map([...notes.keys()].map((id) => [id, this.#notePlaces.expected(id, serverNotes)])))
		};
	}

	async #move(places: ReadonlyMap<number, Point>, notePlaces: ReadonlyMap<string, Point>, regrouping: Regrouping, stayed: readonly number[], glides = false): Promise<void> {
		const id = nanoid();
		// Without a line it waits: a colleague may have moved them since, and that stays.
		const { seen } = this.#steps;
		this.#places.sent(id, places, glides);
		this.#notePlaces.sent(id, notePlaces, glides);
		if (regrouping.size > 0) this.#sent = new Map([...this.#sent, [id, regrouping]]);
		const moves = asMoves(places);
		const notes = asNoteMoves(notePlaces);
		// To where they are going: others see no card jump back while the command is under way.
		this.#together.carry({ kind: 'drop', themes: moves, notes }, true);
		const words = (regroupedInWords(regrouping, this.groups) ?? movedInWords([...places.keys()], this.groups, notes.length)) + stayedInWords(stayed, this.#lockedPiles);
		const grouped = moves.map((move) => (regrouping.has(move.theme) ? { ...move, group: regrouping.get(move.theme)! } : move));
		const answer = await this.#steps.do(grouped.length > 0 ? { type: 'theme.move', moves: grouped, notes, seen } : { type: 'note.move', notes, seen }, words, id);
		for (const known of [this.#places, this.#notePlaces]) {
			if (answer.ok) known.answered(id, answer.seq, performance.now());
			else known.refused(id);
		}
		this.#sent = new Map([...this.#sent].filter(([sent]) => sent !== id));
		this.#learnt += 1;
		this.#later(hintLasts);
	}

	#later(lasts: number): void {
		setTimeout(() => (this.#learnt += 1), lasts + settlePause);
	}
}
