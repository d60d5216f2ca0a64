import { getContext, setContext } from 'svelte';
import { nanoid } from 'nanoid';
import type { FormStart } from '#shared/views/form-start.ts';
import { sendContact, sendForm, type Contact } from './send.ts';
import { Sender, type Sending } from './sender.ts';
import { countBefore, noteCount, Shelf } from './shelf.ts';
import { heardReceipt, heardRefusal, isOver, stateOf, tryAgain, type Change, type Talk, type TalkState } from './talk.ts';

const talkKey = 'gesprek:';
const contactKey = 'contact:';
const context = Symbol('kept talks');

/** The talks on this phone, and what goes to the server of them. Every change is kept as it is made. */
export class KeptTalks {
	/** In the order in which they were begun on this page or found. */
	talks: readonly Talk[] = $state.raw([]);
	/** What lies on the phone was read. */
	ready = $state(false);
	/** The browser keeps nothing: all of it is gone with this page. */
	unkept = $state(false);
	/** There were talks here, and the phone wiped them. */
	wiped = $state(false);
	sending: Sending = $state.raw({ busy: false, later: null });
	/** Has the phone no line, as far as it can tell? */
	offline = $state(false);
	/** A contact that waits for the server, and one that it refused. */
	contacts: readonly Contact[] = $state.raw([]);

	readonly #shelf = new Shelf();
	readonly #sender: Sender;
	/** Changes that were made here and are not on the shelf yet, by talk. */
	readonly #pending = new Map<string, Change[]>();
	readonly #writing = new Map<string, Promise<void>>();
	/** Other tabs of this browser. */
	#others: BroadcastChannel | null = null;
	/** Taken back while they were on their way. */
	readonly #unwanted = new Set<string>();

	constructor() {
		this.#sender = new Sender({ next: () => this.#next(), changed: (sending) => (this.sending = sending) });
	}

	/** Reads what lies on the phone, and begins to send. @param now the server's time when this page was made. @returns ends it */
	open(now: number): () => void {
		void this.#read(now);
		const back = () => {
			this.offline = false;
			this.#sender.now();
		};
		const gone = () => (this.offline = true);
		const seen = () => document.visibilityState === 'visible' && this.#sender.now();
		const leave = (event: BeforeUnloadEvent) => {
			if (this.unkept && this.talks.some(({ draft, waiting }) => draft !== null || waiting.length > 0)) event.preventDefault();
		};
		this.offline = navigator.onLine === false;
		addEventListener('online', back);
		addEventListener('offline', gone);
		addEventListener('beforeunload', leave);
		document.addEventListener('visibilitychange', seen);
		// What another tab changed is looked at anew: two tabs are then one phone.
		if (typeof BroadcastChannel !== 'undefined') {
			this.#others = new BroadcastChannel('wijkverhaal-gesprekken');
			this.#others.onmessage = ({ data }) => typeof data === 'string' && void this.#write(data);
		}
		return () => {
			removeEventListener('online', back);
			removeEventListener('offline', gone);
			removeEventListener('beforeunload', leave);
			document.removeEventListener('visibilitychange', seen);
			this.#others?.close();
			this.#sender.stop();
		};
	}

	get away(): boolean {
		return this.offline || this.sending.later !== null;
	}

	talk(id: string): Talk | null {
		return this.talks.find((talk) => talk.id === id) ?? null;
	}

	stateOf(talk: Talk): TalkState {
		return stateOf(talk, this.away);
	}

	/** How many talks wait for the server. */
	get waiting(): number {
		return this.talks.filter(({ waiting }) => waiting.length > 0).length;
	}

	add(talk: Talk): void {
		this.talks = [...this.talks, talk];
		this.change(talk.id, (same) => same);
		// Else a phone that runs out of room may wipe it: asked once there is anything to lose.
		if (isSecureContext) void navigator.storage?.persist?.().catch(() => false);
	}

	/** Changes a talk here at once, and on the phone as soon as that can be. */
	change(id: string, change: Change): void {
		const talk = this.talk(id);
		if (!talk) return;
		this.#put(change(talk));
		this.#pending.set(id, [...(this.#pending.get(id) ?? []), change]);
		void this.#write(id).then(() => this.#sender.wake());
	}

	/**
	 * Changes a talk once the phone has it: a page that says 'klaar' a moment before it is kept would be wrong where its tab
	 * dies in that moment. Where the phone keeps nothing it is changed all the same.
	 */
	async changeKept(id: string, change: Change): Promise<void> {
		this.#pending.set(id, [...(this.#pending.get(id) ?? []), change]);
		await this.#write(id);
		const talk = this.talk(id);
		if (talk && this.unkept) this.#put(change(talk));
		this.#sender.wake();
	}

	/** Throws a draft away. It can be put back with `add`. */
	discard(talk: Talk): void {
		this.talks = this.talks.filter(({ id }) => id !== talk.id);
		this.#pending.delete(talk.id);
		void this.#remove(talk.id);
	}

	/** Asks somebody to the evening, apart from what they said. @returns its id, by which it can be taken back. */
	invite(area: string, contact: string): string {
		const wanted = { id: nanoid(), area, contact };
		this.contacts = [...this.contacts, wanted];
		void this.#shelf.change(contactKey + wanted.id, () => wanted).catch(() => (this.unkept = true));
		this.#sender.wake();
		return wanted.id;
	}

	/** Takes it back, from here and from the list. @returns whether it is gone. */
	async uninvite(id: string): Promise<boolean> {
		const waits = this.contacts.some((one) => one.id === id);
		if (waits) {
			this.#unwanted.add(id);
			await this.#dropContact(id);
			return true;
		}
		return takeBack(id);
	}

	/** 'Nu versturen': also what was refused. */
	sendNow(): void {
		for (const { id, trouble, waiting } of this.talks) if (trouble !== null && trouble.code !== 'form.changedElsewhere' && waiting.length > 0) this.change(id, tryAgain);
		this.#sender.now();
	}

	/** Everything that is kept here, as a file to bring to somebody who can help. */
	rescueFile(): string {
		return JSON.stringify({ wijkverhaal: 'gesprekken', gemaakt: new Date().toISOString(), gesprekken: this.talks, contacten: this.contacts }, null, '\t');
	}

	async #read(now: number): Promise<void> {
		try {
			const all = await this.#shelf.all();
			const kept = all.filter(([key]) => key.startsWith(talkKey)).map(([, talk]) => talk as Talk);
			const over = kept.filter((talk) => isOver(talk, now));
			this.wiped = kept.length === 0 && countBefore() > 0;
			// What was begun before the phone had answered stays.
			this.talks = [...kept.filter((talk) => !over.includes(talk) && !this.talk(talk.id)), ...this.talks];
			this.contacts = [...all.filter(([key]) => key.startsWith(contactKey)).map(([, contact]) => contact as Contact), ...this.contacts];
			for (const { id } of over) void this.#remove(id);
		} catch {
			this.unkept = true;
		}
		noteCount(this.talks.length);
		this.ready = true;
		this.#sender.wake();
	}

	#put(talk: Talk): void {
		this.talks = this.talks.map((one) => (one.id === talk.id ? talk : one));
	}

	/** Brings one talk's changes to the shelf, one write at a time; what another tab did meanwhile comes along. */
	#write(id: string): Promise<void> {
		const under = this.#writing.get(id);
		const write = (under ?? Promise.resolve()).then(async () => {
			const changes = this.#pending.get(id) ?? [];
			this.#pending.delete(id);
			const mine = this.talk(id);
			try {
				const kept =
					changes.length === 0 || !mine
						? await this.#shelf.get<Talk>(talkKey + id)
						: // Nothing lies there: it is new, or the phone wiped it while this page was open.
							await this.#shelf.change<Talk>(talkKey + id, (lies) => changes.reduce((talk, change) => change(talk), lies ?? mine));
				// Keys that were pressed while this was written come on top.
				const later = this.#pending.get(id) ?? [];
				if (kept && this.talk(id)) this.#put(later.reduce((talk, change) => change(talk), kept));
				else if (kept && !mine) this.talks = [...this.talks, kept];
				if (changes.length > 0) this.#others?.postMessage(id);
				this.#keepsAgain();
			} catch {
				this.unkept = true;
				// Once the phone keeps things again, what lies there is older than these.
				this.#pending.set(id, [...changes, ...(this.#pending.get(id) ?? [])]);
			}
			noteCount(this.talks.length);
		});
		this.#writing.set(id, write);
		return write;
	}

	/** What was in memory alone goes to the phone after all. */
	#keepsAgain(): void {
		if (!this.unkept) return;
		this.unkept = false;
		for (const { id } of this.talks) this.change(id, (same) => same);
	}

	async #remove(id: string): Promise<void> {
		await this.#writing.get(id);
		await this.#shelf.remove(talkKey + id).catch(() => {});
		noteCount(this.talks.length);
	}

	async #dropContact(id: string): Promise<void> {
		this.contacts = this.contacts.filter((one) => one.id !== id);
		await this.#shelf.remove(contactKey + id).catch(() => {});
	}

	#next(): (() => Promise<'line' | 'server' | null>) | null {
		const talk = this.talks.find(({ waiting, trouble }) => waiting.length > 0 && trouble === null);
		if (talk) return () => this.#send(talk);
		const contact = this.contacts[0];
		return contact ? () => this.#tell(contact) : null;
	}

	async #send({ id, waiting }: Talk): Promise<'line' | 'server' | null> {
		const sent = waiting[0]!;
		const tried = await sendForm(sent);
		if ('later' in tried) return tried.later;
		if (tried.ok && tried.receipt === null) return 'server';
		const change = tried.ok ? heardReceipt(sent, tried.receipt!, tried.at) : heardRefusal(sent, tried.code, tried.parameters);
		// Another tab may have thrown away what it is about.
		if (!this.talk(id)) return null;
		this.change(id, change);
		await this.#writing.get(id);
		return null;
	}

	async #tell(contact: Contact): Promise<'line' | 'server' | null> {
		const tried = await sendContact(contact);
		if ('later' in tried) return tried.later;
		// What the server can't take is no reason to try for ever: the page asked for no more than it takes.
		await this.#dropContact(contact.id);
		if (this.#unwanted.has(contact.id)) await takeBack(contact.id);
		return null;
	}
}

async function takeBack(contact: string): Promise<boolean> {
	const gone = await fetch(`/api/contact/${contact}`, { method: 'DELETE' }).catch(() => null);
	return gone?.ok === true;
}

export function keepTalks(): KeptTalks {
	return setContext(context, new KeptTalks());
}

export function useTalks(): KeptTalks {
	return getContext(context);
}

/** The day, by this phone's clock unless that lies before the page itself was made. */
export function dayHere(start: Pick<FormStart, 'now'>): Date {
	return new Date(Math.max(Date.now(), start.now));
}
