import type { Keep } from '#client/live/keep.ts';
import type { Regie } from '#client/regie/regie.svelte.ts';
import { arranged, clearOf, inBlocks, ofCards, type Arrangement } from './arrange.ts';
import type { AreaContent } from './area-picture.ts';
import { BoardSteps } from './board-steps.ts';
import { Camera } from './camera.svelte.ts';
import type { Marks } from './card-marks.ts';
import { cardsOf, roundsWithDots, type CardContent } from './cards.ts';
import { Choice, type Chosen } from './choice.svelte.ts';
import { Company } from './company.svelte.ts';
import { Finder } from './finder.svelte.ts';
import { freeSpot } from './free-spot.ts';
import { around, between, cardAt, cardSize, noteAt, noteSize, touches, toStage, type Point, type Rect, type Viewpoint } from './geometry.ts';
import { cardsInWords, groupUnder, nameHeight, stretches, themesInWords, type Group } from './grouping.ts';
import { Groups } from './groups.svelte.ts';
import { Hand } from './hand.svelte.ts';
import { Lead } from './lead.svelte.ts';
import { marksOf, othersOfFolded } from './marking.ts';
import { Merging } from './merging.ts';
import { Notes } from './notes.svelte.ts';
import type { Place } from './places.ts';
import { Together } from './together.svelte.ts';
import { Way } from './way.ts';
import { Writing, type Written } from './writing.svelte.ts';

/** Whose dots are on the cards: the newest round that this view holds dots of, one by id, or none. */
export type DotsChoice = 'newest' | 'none' | (string & {});

/** One facilitator's board: what is on it, what is chosen, held, looked for and open. */
export class Board {
	readonly #regie: Regie;
	readonly #steps: BoardSteps;
	#drawn: ReadonlyMap<number, CardContent> = new Map();

	readonly camera: Camera;
	readonly together: Together;
	readonly lead: Lead;
	readonly company: Company;
	readonly choice: Choice;
	readonly hand: Hand;
	readonly groups: Groups;
	readonly merging: Merging;
	readonly notes: Notes;
	readonly way: Way;
	readonly finder: Finder;
	readonly writing: Writing;
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

	/** @param kept where the view was left, on this computer */
	constructor(regie: Regie, kept: Keep<Viewpoint | null>) {
		this.#regie = regie;
		this.#steps = new BoardSteps(regie);
		this.camera = new Camera(kept, () => this.lead.unfollow());
		this.together = new Together(regie.live);
		this.lead = new Lead(regie.live, this.together, () => this.camera.goalZoom, (words) => (this.told = words));
		this.choice = new Choice((number) => this.cards.has(number), (id) => this.#regie.view.notes[id] !== undefined);
		this.hand = new Hand(regie, this.#steps, this.together, () => this.selected, () => this.selectedNotes);
		this.notes = new Notes(regie, this.hand, this.#steps, () => this.selectedNotes, () => this.company.notes);
		this.company = new Company(regie, this.together, this.lead, this.hand, () => this.lying, (words) => (this.told = words));
		this.groups = new Groups(this.hand, this.#steps);
		this.merging = new Merging(regie, this.hand, this.#steps, () => this.#taken, (number) => this.way.bring(number));
		this.writing = new Writing(regie, this.#steps, (what) => this.#placeOf(what));
		this.way = new Way(this, regie);
		this.finder = new Finder(() => Object.values(regie.view.themes), (number) => this.way.bring(number, true));
	}

	readonly rounds = $derived.by(() => roundsWithDots(this.#regie.view));
	/** Whose dots are shown; null where none are. */
	readonly round = $derived.by(() =>
		this.dotsChoice === 'none' ? null : (this.rounds.find(({ id }) => id === this.dotsChoice) ?? this.rounds[0] ?? null)
	);
	readonly cards = $derived.by(() => (this.#drawn = cardsOf(this.#regie.view, this.round, this.#drawn)));
	/** The cards that are to be seen, with their places. */
	readonly lying: ReadonlyMap<number, Place> = $derived.by(() => {
		const { hidden } = this.groups;
		return hidden.size === 0 ? this.hand.places : new Map([...this.hand.places].filter(([number]) => !hidden.has(number)));
	});
	/** Where the card lies that the keyboard is on. */
	get focusedPlace(): Point | undefined {
		return this.focused === null ? undefined : this.lying.get(this.focused);
	}
	/** Corners of all that is to be seen: of groups too, whose names stand above their cards. */
	readonly corners: Point[] = $derived.by(() => [...this.lying.values(), ...this.hand.notePlaces.values(), ...this.groups.areas.values()]);
	/** The whole board in reading order, those in folded groups too. */
	readonly stretches = $derived.by(() => stretches(this.groups.all, this.hand.places));
	readonly selected: ReadonlySet<number> = $derived.by(() => this.choice.cards);
	readonly selectedNotes: ReadonlySet<string> = $derived.by(() => this.choice.notes);
	/** How many things are chosen. */
	readonly chosen: number = $derived.by(() => this.choice.count);
	/** The group that is chosen: its cards, and no other. */
	readonly chosenGroup: Group | null = $derived.by(() => {
		const [first] = this.selected;
		const group = first === undefined || this.selectedNotes.size > 0 ? undefined : this.groups.of.get(first);
		return group && group.themes.length === this.selected.size && group.themes.every((number) => this.selected.has(number)) ? group : null;
	});
	/** The card whose text is open. */
	readonly opened = $derived(this.#opened !== null && this.cards.has(this.#opened) ? this.#opened : null);
	readonly marks: ReadonlyMap<number, Marks> = $derived.by(() => {
		const { lifted, held } = this.hand;
		return marksOf({ selected: this.selected, focused: this.focused, lit: this.finder.lit, lifted, held, others: this.company.cards });
	});
	/** The groups as they are drawn. */
	readonly areas: readonly AreaContent[] = $derived.by(() => {
		const { target, held } = this.hand;
		const { lit } = this.finder;
		return this.groups.all.map(({ id, name, folded, themes }) => ({
			id,
			name,
			folded,
			themes,
			selected: this.chosenGroup?.id === id || (folded && themes.every((number) => this.selected.has(number))),
			focused: this.groups.focused === id,
			aimed: target === id,
			lit: folded && lit !== null && themes.includes(lit),
			others: folded ? othersOfFolded(themes, held, this.together.choosing) : []
		}));
	});

	/** Takes part with the other facilitators at this board. @returns leaves it */
	join(): () => void {
		const leave = this.company.join();
		return () => {
			this.hand.drop();
			leave();
		};
	}

	// Choosing

	/** Chooses this card, or with `adding` adds it to what is chosen or takes it away. */
	choose(number: number, adding = false): void {
		this.#toggle({ cards: new Set([number]) }, adding);
	}
	/** Chooses all cards of a group, in the same way. */
	chooseGroup(group: Group, adding = false): void {
		this.#toggle({ cards: new Set(group.themes) }, adding, group.id);
	}
	/** Chooses this note, in the same way. */
	chooseNote(id: string, adding = false): void {
		this.#toggle({ notes: new Set([id]) }, adding);
	}
	chooseAll(): void {
		this.choice.set({ cards: new Set(this.stretches.flatMap(({ cards }) => cards)), notes: new Set(this.notes.inOrder) });
		this.#tellChoice();
	}
	chooseNone(): void {
		this.#toggle({}, false);
	}
	/** A rubber band from a point of the board to another; `adding` keeps what was chosen before. */
	stretch(from: Point, to: Point, adding: boolean): void {
		if (this.band === null) this.choice.beginBand(adding);
		const { view } = this.camera;
		const rect = between(from, to);
		this.band = between(toStage(view, from), toStage(view, to));
		const caught = [...this.lying].filter(([, place]) => touches(cardAt(place), rect)).map(([number]) => number);
		const folded = this.groups.all.filter(({ id, folded }) => folded && touches(this.groups.areas.get(id) ?? rect, rect));
		const notes = [...this.hand.notePlaces].filter(([, place]) => touches(noteAt(place), rect)).map(([id]) => id);
		this.choice.stretch({ cards: new Set([...caught, ...folded.flatMap(({ themes }) => themes)]), notes: new Set(notes) });
	}
	/** The band is let go, or `given up`: then what was chosen before is chosen again. */
	unstretch(givenUp = false): void {
		this.band = null;
		if (givenUp) this.choice.giveUpBand();
		this.#tellChoice();
	}

	#toggle({ cards = new Set(), notes = new Set() }: Partial<Chosen>, adding: boolean, group: string | null = null): void {
		this.hand.drop();
		this.choice.toggle({ cards, notes }, adding, group);
		this.#tellChoice();
	}

	#tellChoice(): void {
		const group = this.chosenGroup;
		this.told = group ? `Groep ${group.name} gekozen, ${cardsInWords(group.themes.length)}.` : `${this.choice.inWords}.`;
	}

	// Carrying

	/** Takes up the chosen cards, after choosing this one where it is not; one in another's hand stays there. */
	take(number: number, adding = false): void {
		this.hand.drop();
		const by = this.hand.held.get(number);
		if (by !== undefined) return this.hand.sayHeld(by, [number], []);
		if (!this.selected.has(number)) this.choose(number, adding);
		this.hand.take();
	}
	/** Takes up a note in the same way. */
	takeNote(id: string, adding = false): void {
		this.hand.drop();
		const by = this.hand.heldNotes.get(id);
		if (by !== undefined) return this.hand.sayHeld(by, [], [id]);
		if (!this.selectedNotes.has(id)) this.chooseNote(id, adding);
		this.hand.take();
	}
	/** Takes up a group with all its cards, and what else is chosen with it. */
	takeGroup(group: Group, adding = false): void {
		this.hand.drop();
		const [by] = group.themes.map((number) => this.hand.held.get(number));
		if (by !== undefined && group.themes.every((number) => this.hand.held.has(number))) return this.hand.sayHeld(by, group.themes, []);
		if (!group.themes.every((number) => this.selected.has(number))) this.chooseGroup(group, adding);
		this.hand.take(true);
	}
	/** Lays what is chosen in an order; where nothing is, all cards that lie in no group, clear of the rest. */
	arrange(how: Arrangement): void {
		const { stage } = this.camera;
		if (!stage) return;
		this.hand.drop();
		const all = this.chosen === 0;
		const { places, notePlaces, locked, held, heldNotes } = this.hand;
		const numbers = all ? [...this.lying.keys()].filter((number) => !this.groups.of.has(number)) : [...this.selected];
		const free = numbers.filter((number) => !locked.has(number) && !held.has(number));
		const notes = ofCards.has(how) ? [] : [...this.selectedNotes].filter((id) => !heldNotes.has(id));
		if (free.length + notes.length < 2) return this.#regie.say('Er zijn geen twee kaarten die van hun plek mogen.', 'refused');
		const lying = new Map<number | string, Rect>([
			...free.map((number) => [number, cardAt(places.get(number)!)] as const),
			...notes.map((id) => [id, noteAt(notePlaces.get(id)!)] as const)
		]);
		const folded = this.groups.all.flatMap((group) => (group.folded ? (this.groups.areas.get(group.id) ?? []) : []));
		const stays = [...[...this.lying].flatMap(([number, place]) => (lying.has(number) ? [] : [cardAt(place)])), ...[...notePlaces.values()].map(noteAt), ...folded];
		const inOrder = arranged(lying, how, (key) => (typeof key === 'number' ? this.cards.get(key) : undefined), stage.size.width / stage.size.height, all ? [] : stays);
		const laid = inBlocks.has(how) ? clearOf(inOrder, stays) : inOrder;
		this.hand.lay(laid, numbers.filter((number) => !free.includes(number)));
		if (all) this.camera.fit(laid.values());
		// Clear of the rest they may lie far from where they were.
		else if (inBlocks.has(how)) this.camera.bringAll(laid.values());
	}
	/** Brings cards to a group, and the view along: where they go may be out of sight. */
	putInGroup(numbers: readonly number[], group: Group): void {
		const places = this.groups.put(numbers, group);
		if (places.length > 0) this.camera.bringAll(places);
	}
	/** Takes back the last own step on the board, also one that is under way. */
	undo(): void {
		this.hand.drop();
		this.#steps.undo();
	}

	// What holds for a card

	/** Puts these cards on the lock, or takes it off. */
	lock(numbers: Iterable<number>, locked: boolean): void {
		const themes = [...numbers].filter((number) => this.cards.get(number)?.locked !== locked);
		const is = themes.length === 1 ? 'zit' : 'zitten';
		if (themes.length > 0) void this.#steps.do({ type: 'theme.lock', themes, locked }, `${themesInWords(themes)} ${is} ${locked ? 'op slot' : 'niet meer op slot'}.`);
	}
	/** Hides these themes from the screen, or shows them there again. */
	hide(numbers: Iterable<number>, hidden: boolean): void {
		const themes = [...numbers].filter((number) => this.cards.get(number)?.hidden !== hidden);
		const is = themes.length === 1 ? 'is' : 'zijn';
		const words = hidden ? 'verborgen voor het scherm, niet voor telefoons' : 'weer te zien op het scherm';
		if (themes.length > 0) void this.#steps.do({ type: 'theme.hide', themes, hidden }, `${themesInWords(themes)} ${is} ${words}.`);
	}

	/** Marks a theme 'gevoelig', or takes that off. */
	markGrave(theme: number, grave: boolean): void {
		const words = grave ? `Thema ${theme} is nu gevoelig. Een ronde die nog niet begon, laat het weg.` : `Thema ${theme} is niet meer gevoelig.`;
		void this.#steps.do({ type: 'theme.edit', theme, set: { grave } }, words);
	}

	// Writing

	/** Types this theme's title anew, on its card. */
	write(number: number): void {
		this.hand.drop();
		if (this.cards.get(number)?.locked) return this.#regie.say(`Thema ${number} zit op slot. Haal eerst het slot weg.`, 'refused');
		this.way.bring(number, true);
		void this.writing.begin({ kind: 'title', theme: number });
	}
	/** Types this note's words anew. */
	writeNote(id: string): void {
		this.hand.drop();
		this.way.bringNote(id, true);
		void this.writing.begin({ kind: 'note', note: id });
	}
	/** A new note, where one looks: its words are typed on it. */
	addNote(): void {
		this.hand.drop();
		const at = freeSpot(this.camera.middle, noteSize, this.#taken);
		this.way.bringPlace(() => at, true);
		void this.writing.begin({ kind: 'newNote', at });
	}
	/** A new theme, where one looks: its title is typed on its card. */
	addTheme(): void {
		this.hand.drop();
		const at = freeSpot(this.camera.middle, cardSize, this.#taken);
		this.way.bringPlace(() => at, true);
		void this.writing.begin({ kind: 'newTheme', at });
	}
	/** A group of these cards: its name is typed where it will stand. */
	makeGroup(numbers: Iterable<number>): void {
		this.hand.drop();
		const what = { kind: 'newGroup', themes: [...numbers] } as const;
		this.way.bringPlace(() => this.#placeOf(what));
		void this.writing.begin(what);
	}
	renameGroup(group: string): void {
		this.way.bringGroup(group);
		void this.writing.begin({ kind: 'name', group });
	}
	/** Where that stands whose words are typed; undefined where it is gone. */
	#placeOf(what: Written): Point | undefined {
		switch (what.kind) {
			case 'title':
				return this.hand.places.get(what.theme);
			case 'note':
				return this.hand.notePlaces.get(what.note);
			case 'name':
				return this.groups.areas.get(what.group);
			case 'newGroup': {
				const cards = around(what.themes.flatMap((number) => this.hand.places.get(number) ?? []));
				return cards ? { x: cards.x, y: cards.y - nameHeight } : undefined;
			}
			default:
				return what.at;
		}
	}

	/** What lies on the board. */
	get #taken(): Rect[] {
		return [...[...this.lying.values()].map(cardAt), ...[...this.hand.notePlaces.values()].map(noteAt), ...this.groups.areas.values()];
	}

	/** The group whose area is at a point of the board. */
	groupUnder(point: Point): Group | null {
		return groupUnder(this.groups.all, this.hand.places, point);
	}
	/** Opens a theme's text; the card stays in view beside it. */
	open(number: number): void {
		this.hand.drop();
		this.#opened = number;
		this.way.bring(number);
	}
	close(): void {
		this.#opened = null;
	}
}
