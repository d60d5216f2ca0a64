import { nanoid } from 'nanoid';
import { Keep } from '#client/live/keep.ts';
import { Phone, type PhoneStart } from '#client/phone/phone.svelte.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import type { ParticipantView } from '#shared/views/views.ts';

/** One person at the kiosk: a participant of its own, as on a phone of its own. */
export interface Turn {
	id: string;
	phone: Phone;
	/** Closes its line. */
	close: () => void;
}

/** What this tab keeps of a turn until all of it has arrived: enough to send it after a reload. */
interface KeptTurn {
	seat: string;
	participant: string;
}

/** How often is looked whether all of a turn that ended has arrived, in ms. */
const lookAgain = 500;

/**
 * The turns of a kiosk, one after the other. One that ended goes on in the background until everything in it has
 * arrived, also after a reload; then nothing of it is left on the tablet.
 */
export class Turns {
	readonly #helper: string;
	readonly #path: string;
	readonly #kept: Keep<KeptTurn[]>;
	#now = $state.raw<Turn | null>(null);
	#ended = $state.raw<Turn[]>([]);
	#beginning = $state(false);
	#refusal = $state.raw<Refusal | null>(null);
	#lost = $state(false);
	/** A turn that was asked for and got no answer: asked for again it is the same one. */
	#asked: { turn: string; card: string } | null = null;

	/** @param helper the seat under which turns are made. @param evening its id */
	constructor(helper: string, evening: string) {
		this.#helper = helper;
		this.#path = `/kiosk/${evening}/beurt`;
		this.#kept = new Keep(`wijkverhaal.kiosk.${evening}`, [], ownShelf());
	}

	/** The person who is there; null at the start. */
	get now(): Turn | null {
		return this.#now;
	}
	/** Something that was given is still on its way. */
	get sending(): boolean {
		return this.#ended.length > 0;
	}
	get beginning(): boolean {
		return this.#beginning;
	}
	/** Why nobody could begin. */
	get refusal(): Refusal | null {
		return this.#refusal;
	}
	/** There was no answer at all. */
	get lost(): boolean {
		return this.#lost;
	}

	/** Takes up what a reload cut off; call it in the browser only. @returns ends all lines. */
	open(): () => void {
		for (const { seat, participant } of this.#kept.value) this.#ended = [...this.#ended, opened(nanoid(), startOf(seat, participant))];
		const looking = setInterval(() => this.#look(), lookAgain);
		return () => {
			clearInterval(looking);
			for (const turn of [...this.#ended, ...(this.#now ? [this.#now] : [])]) turn.close();
		};
	}

	/** The next person: a new participant, or that of a vote card. Two presses make one. @param card its code, or '' */
	async begin(card: string): Promise<void> {
		if (this.#beginning || this.#now) return;
		this.#beginning = true;
		this.#refusal = null;
		this.#lost = false;
		if (this.#asked?.card !== card) this.#asked = { turn: nanoid(), card };
		const { turn } = this.#asked;
		try {
			const response = await fetch(this.#path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ seat: this.#helper, turn, card }) });
			const answer: ({ ok: true } & Omit<PhoneStart, 'role'>) | Refusal = await response.json();
			if (answer.ok) {
				const { seat, snapshot, own } = answer;
				this.#kept.value = [...this.#kept.value, { seat, participant: own.participant }];
				this.#now = opened(turn, { role: 'participant', seat, snapshot, own });
				this.#asked = null;
			} else this.#refusal = answer;
		} catch {
			this.#lost = true;
		}
		this.#beginning = false;
	}

	/** The person is done, or gone: the tablet is for the next. */
	end(): void {
		if (!this.#now) return;
		this.#ended = [...this.#ended, this.#now];
		this.#now = null;
		this.#look();
	}

	#look(): void {
		for (const turn of this.#ended.filter(({ phone }) => isSent(phone))) {
			turn.close();
			this.#ended = this.#ended.filter((one) => one !== turn);
			const { participant } = turn.phone.own;
			this.#kept.value = this.#kept.value.filter((one) => one.participant !== participant);
			wipe(participant);
		}
	}
}

function opened(id: string, start: PhoneStart): Turn {
	const phone = new Phone(start);
	return { id, phone, close: phone.open() };
}

/** Did everything that was given arrive, or was it refused for good? Only a line that is live can tell. */
function isSent(phone: Phone): boolean {
	const { live, view } = phone;
	if (live.status === 'refused') return true;
	if (live.status !== 'live' || live.pending.length > 0) return false;
	return Object.values(view.rounds).every(({ id, options, parts }) => options.flatMap((option) => parts?.[option] ?? [option]).every((option) => phone.saved(id, option) === 'saved'));
}

/** Takes what a participant's page kept off the tablet: ballots, drafts, commands. */
function wipe(participant: string): void {
	try {
		for (const key of Object.keys(localStorage)) if (key.includes(participant)) localStorage.removeItem(key);
	} catch {
		// Refused by the browser: then nothing was kept either.
	}
}

/** A turn of which only its seat is known: the line brings the rest. */
function startOf(seat: string, participant: string): PhoneStart {
	const view: ParticipantView = { evening: { title: '', area: '', date: '', code: '' }, themes: {}, drawings: {}, rounds: {}, comments: {}, approval: 'before' };
	return { role: 'participant', seat, snapshot: { epoch: '', seq: 0, view }, own: { epoch: '', seq: 0, participant, ballots: {}, comments: {}, supported: [] } };
}

/** Of this tab alone: another kiosk in another tab has turns of its own. Null on the server, and where the browser refuses it. */
function ownShelf(): Storage | null {
	try {
		return typeof window === 'undefined' ? null : window.sessionStorage;
	} catch {
		return null;
	}
}
