import { nanoid } from 'nanoid';
import { Keep } from '#client/live/keep.ts';
import { ballotsKey, Phone, type PhoneStart } from '#client/phone/phone.svelte.ts';
import { unattended, type Unattended } from '#client/phone/unattended.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';

/** One person at the kiosk: a participant of its own, as on a phone of its own. */
export interface Turn extends Unattended {
	id: string;
}

/** What this tab keeps of a turn: enough to send it after a reload. */
interface KeptTurn {
	seat: string;
	participant: string;
	/** All of it arrived: when, ms since 1970, and at a server of which epoch. */
	arrived?: { at: number; epoch: string };
}

/** How often is looked whether all of a turn that ended has arrived, in ms. */
const lookAgain = 500;
/** The laptop that takes over may have a copy from before a turn arrived, but hardly one as old as this, in ms. */
const offeredFor = 10 * 60_000;

/**
 * The turns of a kiosk, one after the other. One that ended goes on in the background until everything in it has
 * arrived, also after a reload. Its dots are kept for ten minutes more, unseen, for another laptop that takes over; then
 * nothing of it is left on the tablet.
 */
export class Turns {
	readonly #helper: string;
	readonly #path: string;
	readonly #kept: Keep<KeptTurn[]>;
	#now = $state.raw<Turn | null>(null);
	#ended = $state.raw<Turn[]>([]);
	/** Turns that arrived, and are offered to the laptop that took over. */
	#offered: Turn[] = [];
	/** Of the server that the helper's line leads to. */
	#epoch: string;
	#beginning = $state(false);
	#refusal = $state.raw<Refusal | null>(null);
	#lost = $state(false);
	/** A turn that was asked for and got no answer: asked for again it is the same one. */
	#asked: { turn: string; card: string } | null = null;

	/** @param helper the seat under which turns are made. @param evening its id. @param epoch of the server that the page came from */
	constructor(helper: string, evening: string, epoch: string) {
		this.#helper = helper;
		this.#epoch = epoch;
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
		this.#ended = this.#kept.value.filter(({ arrived }) => !arrived).map(takenUp);
		this.#offer();
		const looking = setInterval(() => this.#look(), lookAgain);
		return () => {
			clearInterval(looking);
			for (const turn of [...this.#ended, ...this.#offered, ...(this.#now ? [this.#now] : [])]) turn.close();
		};
	}

	/** Another server is there, maybe with a copy from before the last turns: they are offered to it. */
	served(epoch: string): void {
		if (epoch === this.#epoch) return;
		this.#epoch = epoch;
		this.#offer();
	}

	#offer(): void {
		const here = new Set(this.#offered.map(({ phone }) => phone.own.participant));
		const lacking = this.#kept.value.filter(({ participant, arrived }) => arrived && arrived.epoch !== this.#epoch && !here.has(participant));
		this.#offered = [...this.#offered, ...lacking.map(takenUp)];
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
			this.#ended = this.#ended.filter((one) => one !== turn);
			this.#arrived(turn);
		}
		for (const turn of this.#offered) {
			// Its round may be opened again only later.
			turn.phone.roundChanged();
			if (!isSent(turn.phone)) continue;
			this.#offered = this.#offered.filter((one) => one !== turn);
			this.#arrived(turn);
		}
		this.#forget();
	}

	/** Words go off the tablet at once; the dots, of which nobody knows whose they are, a while later. */
	#arrived({ phone, close }: Turn): void {
		close();
		wipe(phone.own.participant, (key) => !key.startsWith(ballotsKey));
		// Refused for good: then no server will ask for it.
		const at = phone.live.status === 'refused' ? 0 : Date.now();
		const arrived = { at, epoch: phone.live.replica.epoch };
		this.#kept.value = this.#kept.value.map((one) => (one.participant === phone.own.participant ? { ...one, arrived } : one));
	}

	/** Takes off the tablet what nobody will ask for any more. */
	#forget(): void {
		const over = this.#kept.value.filter(({ arrived }) => arrived && Date.now() - arrived.at > offeredFor);
		if (over.length === 0) return;
		this.#kept.value = this.#kept.value.filter((one) => !over.includes(one));
		for (const { participant } of over) {
			this.#offered.find(({ phone }) => phone.own.participant === participant)?.close();
			this.#offered = this.#offered.filter(({ phone }) => phone.own.participant !== participant);
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

/** Takes what a participant's page kept off the tablet: ballots, drafts, commands; or those of them that `which` names. */
function wipe(participant: string, which: (key: string) => boolean = () => true): void {
	try {
		for (const key of Object.keys(localStorage)) if (key.includes(participant) && which(key)) localStorage.removeItem(key);
	} catch {
		// Refused by the browser: then nothing was kept either.
	}
}

function takenUp({ seat, participant }: KeptTurn): Turn {
	return { id: nanoid(), ...unattended(seat, participant) };
}

/** Of this tab alone: another kiosk in another tab has turns of its own. Null on the server, and where the browser refuses it. */
function ownShelf(): Storage | null {
	try {
		return typeof window === 'undefined' ? null : window.sessionStorage;
	} catch {
		return null;
	}
}
