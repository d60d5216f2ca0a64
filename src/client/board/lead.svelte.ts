import type { Live } from '#client/live/live.svelte.ts';
import type { HandsMessage, LeadMessage } from '#shared/protocol/hands.ts';
import { middleOf, type Point, type Rect } from './geometry.ts';
import type { Other } from './others.ts';
import type { Together } from './together.svelte.ts';

/**
 * 'Volg mij': one facilitator leads the view, the others may follow it. Nobody's view is taken along unasked, but that of
 * who led or followed until another took over: these looked at the same already.
 *
 * Whoever leads shows the whole window, so that it is smaller in a window of another shape. Who leads again looks at what
 * was looked at last from the zoom that this page led with before: else each take-over would shrink the view once more.
 */
export class Lead {
	readonly #live: Live<'facilitator'>;
	readonly #together: Together;
	readonly #say: (words: string) => void;
	/** The name of who leads, also when that one is gone. */
	#name = '';
	#lead = $state.raw<HandsMessage['lead']>(null);
	#following = $state(false);
	/** Whose offer was put aside. */
	#declined = $state<string | null>(null);
	readonly #zoom: () => number;
	/** The zoom that this page led with last, since somebody began to lead; null where it did not. */
	#ledWith: number | null = null;
	#begins = $state.raw<{ at: Point; zoom: number } | null>(null);

	/**
	 * @param zoom of this page
	 * @param say to a screen reader
	 */
	constructor(live: Live<'facilitator'>, together: Together, zoom: () => number, say: (words: string) => void) {
		this.#live = live;
		this.#together = together;
		this.#zoom = zoom;
		this.#say = say;
	}

	/** Does this page lead? */
	readonly leading: boolean = $derived.by(() => this.#lead?.hand === this.#together.hand);
	/** Who else leads. */
	readonly leader: Other | null = $derived.by(() => this.#together.others.find(({ hand }) => hand === this.#lead?.hand) ?? null);
	/** To whom the lead can be given back. */
	readonly before: Other | null = $derived.by(() => this.#together.others.find(({ hand }) => hand === this.#lead?.before) ?? null);
	readonly following: boolean = $derived(this.#following && this.leader !== null);
	/** What is to be seen of the board while following; null for what one likes. */
	readonly view: Rect | null = $derived(this.following ? (this.leader?.view ?? null) : null);
	/** This page leads again: from where it begins to, the board point in the middle. Null where it looks from where it did. */
	get begins(): { at: Point; zoom: number } | null {
		return this.#begins;
	}
	/** Another leads, and it was not answered whether this page follows. */
	readonly offered: boolean = $derived(this.leader !== null && !this.#following && this.#declined !== this.leader.hand);
	/** How many follow this page. */
	readonly followers: number = $derived.by(() => this.leading ? this.#together.others.filter(({ follows }) => follows).length : 0);

	/** The one key and button: leads or stops leading; where another leads, follows or stops following. */
	toggle(): void {
		if (this.leader) {
			if (this.following) this.unfollow();
			else this.follow();
		} else if (this.leading) this.stop();
		// Alone there is nobody to follow.
		else if (this.#together.others.length > 0) this.take();
	}
	/** Leads from now on; who led gets to follow. */
	take(): void {
		this.#ask('take');
	}
	giveBack(): void {
		this.#ask('giveBack');
	}
	stop(): void {
		this.#ask('stop');
	}
	follow(): void {
		if (!this.leader) return;
		this.#follow(true);
		this.#say(`U volgt ${this.leader.name}.`);
	}
	/** Looks for oneself again: asked for, or by an own pan or zoom. */
	unfollow(): void {
		if (!this.#following) return;
		this.#declined = this.#lead?.hand ?? null;
		this.#follow(false);
		if (this.leader) this.#say(`U volgt ${this.leader.name} niet meer.`);
	}
	decline(): void {
		this.#declined = this.leader?.hand ?? null;
	}

	/** Who leads now, as the server says. Call it after the others are known. */
	told({ lead }: HandsMessage): void {
		const before = this.#lead;
		if (before?.hand === lead?.hand) {
			this.#lead = lead;
			return;
		}
		const { hand } = this.#together;
		const took = this.#following || before?.hand === hand;
		const { view } = this;
		this.#lead = lead;
		if (before?.hand === hand) {
			this.#ledWith = this.#zoom();
			this.#together.look(undefined);
		}
		if (lead === null) this.#ledWith = null;
		// What it told when it led before is not what it shows now.
		else this.#together.forgetView(lead.hand);
		this.#begins = lead?.hand === hand && view && this.#ledWith !== null ? { at: middleOf(view), zoom: this.#ledWith } : null;
		if (lead === null) {
			if (before?.hand === hand) this.#say('U bent gestopt met “Volg mij”.');
			else if (this.#following) this.#say(`${this.#name} is gestopt met “Volg mij”.`);
			this.#follow(false);
		} else if (lead.hand === hand) {
			this.#follow(false);
			this.#say('Collega’s kunnen u nu volgen.');
		} else {
			this.#name = this.#together.nameOf(lead.hand);
			this.#declined = null;
			this.#follow(took);
			this.#say(took ? `U volgt nu ${this.#name}.` : `${this.#name} vraagt u te volgen.`);
		}
	}

	#follow(follows: boolean): void {
		this.#following = follows;
		this.#together.follow(follows);
	}
	#ask(step: LeadMessage['step']): void {
		this.#live.lead({ hand: this.#together.hand, step });
	}
}
