import { handGoneAfter, type HandMessage, type HandsMessage, type HeldMessage, type LeadMessage } from '#shared/protocol/hands.ts';

/** Silent hands are looked for this often, ms. */
const pace = 500;

/** Whom hands are told to: facilitators of the same evening, and nobody else. */
export interface HandAudience {
	/** To every facilitator of the evening, or to this socket alone. */
	hands(evening: string, message: HandsMessage, socket?: string): void;
	/** To the others. `surely`: not to be dropped where a line is just busy. */
	hand(evening: string, message: HandMessage, from: string, surely: boolean): void;
	held(socket: string, message: HeldMessage): void;
}

/** By whom a message was sent. */
export interface Sender {
	seat: string;
	socket: string;
	/** Of the account; null where nobody signed in (a rehearsal). */
	name: string | null;
}

interface Hand extends Sender {
	number: number;
	/** When it was last heard of, monotonic ms. */
	at: number;
	/** What it carries: 'theme 7', 'note …'. */
	holds: ReadonlySet<string>;
}

interface Room {
	hands: Map<string, Hand>;
	lead: HandsMessage['lead'];
}

/**
 * Whose hands are at each evening's board, what they hold, and who leads the view. It alone says who holds a card: of
 * two who grasp it the first to be heard. Volatile: never stored, and gone without a beat.
 */
export class Hands {
	readonly #audience: HandAudience;
	readonly #rooms = new Map<string, Room>();
	readonly #timer: NodeJS.Timeout;

	constructor(audience: HandAudience) {
		this.#audience = audience;
		this.#timer = setInterval(() => [...this.#rooms.keys()].forEach((evening) => this.#sweep(evening)), pace).unref();
	}

	/** A hand told what it does. */
	hear(evening: string, sender: Sender, message: HandMessage): void {
		// One that was silent for too long is gone on every page, also just before the sweep: it comes in anew.
		this.#sweep(evening);
		const room = this.#room(evening);
		const known = room.hands.get(message.hand);
		// Ids are told to all: nobody moves another's hand.
		if (known && known.seat !== sender.seat) return;
		if (message.gone) return this.#remove(evening, (id) => id === message.hand);
		if (known?.socket !== sender.socket) {
			room.hands.set(message.hand, known ? { ...known, socket: sender.socket } : { ...sender, ...newcomer(room, sender.name), at: performance.now(), holds: new Set() });
			this.#tell(evening, known ? sender.socket : undefined);
			// A page has one hand: however many ids a socket names, it does not fill the room.
			this.#remove(evening, (id, { socket }) => socket === sender.socket && id !== message.hand);
		}
		const hand = room.hands.get(message.hand);
		if (!hand) return;
		hand.at = performance.now();
		const held = hand.holds.size;
		const passed = this.#grasp(room, hand, message);
		// Where it points is told again in a moment; what it takes up or lays down is not.
		const surely = !known || held !== hand.holds.size || passed.carry?.kind === 'drop';
		this.#audience.hand(evening, passed, sender.socket, surely);
	}

	/** A hand leads the view, gives the lead back, or stops. */
	lead(evening: string, sender: Pick<Sender, 'seat'>, { hand, step }: LeadMessage): void {
		const room = this.#rooms.get(evening);
		if (!room || room.hands.get(hand)?.seat !== sender.seat) return;
		const { lead } = room;
		if (step === 'take') {
			if (lead?.hand === hand) return;
			room.lead = { hand, before: lead?.hand ?? null };
		} else if (lead?.hand !== hand) return;
		else room.lead = step === 'giveBack' && lead.before !== null ? { hand: lead.before, before: null } : null;
		this.#tell(evening);
	}

	/** A socket ended: its hand goes with it, unless that came back on another one meanwhile. */
	left(evening: string, socket: string): void {
		this.#remove(evening, (_, hand) => hand.socket === socket);
	}

	/** Whose hands are there now. */
	of(evening: string): HandsMessage {
		const room = this.#rooms.get(evening);
		if (!room) return { hands: [], lead: null };
		return { hands: [...room.hands].map(([hand, { number, name }]) => ({ hand, number, name })), lead: room.lead };
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	/** Takes up what a hand carries, unless another holds some of it. @returns what the others are told */
	#grasp(room: Room, hand: Hand, message: HandMessage): HandMessage {
		const { carry } = message;
		if (carry === undefined) return message;
		if (carry === null) {
			hand.holds = new Set();
			return message;
		}
		const things = new Set([...carry.themes.map(({ theme }) => `theme ${theme}`), ...carry.notes.map(({ note }) => `note ${note}`)]);
		for (const [by, { holds, at }] of room.hands) {
			if (by === message.hand || holds.isDisjointFrom(things)) continue;
			hand.holds = new Set();
			if (carry.kind === 'drag') {
				const themes = carry.themes.map(({ theme }) => theme).filter((theme) => holds.has(`theme ${theme}`));
				const notes = carry.notes.map(({ note }) => note).filter((note) => holds.has(`note ${note}`));
				this.#audience.held(hand.socket, { by, themes, notes });
			}
			return { ...message, carry: null };
		}
		hand.holds = carry.kind === 'drag' ? things : new Set();
		return message;
	}

	#remove(evening: string, goes: (id: string, hand: Hand) => boolean): void {
		const room = this.#rooms.get(evening);
		if (!room) return;
		const gone = [...room.hands].filter(([id, hand]) => goes(id, hand)).map(([id]) => id);
		if (gone.length === 0) return;
		for (const id of gone) room.hands.delete(id);
		const { lead } = room;
		if (lead && !room.hands.has(lead.hand)) room.lead = null;
		else if (lead?.before && !room.hands.has(lead.before)) room.lead = { ...lead, before: null };
		if (room.hands.size === 0) this.#rooms.delete(evening);
		this.#tell(evening);
	}

	#sweep(evening: string): void {
		const now = performance.now();
		this.#remove(evening, (_, { at }) => now - at > handGoneAfter);
	}

	#tell(evening: string, socket?: string): void {
		this.#audience.hands(evening, this.of(evening), socket);
	}

	#room(evening: string): Room {
		let room = this.#rooms.get(evening);
		if (!room) this.#rooms.set(evening, (room = { hands: new Map(), lead: null }));
		return room;
	}
}

/** The number and name of a hand that comes into a room. */
function newcomer({ hands }: Room, name: string | null): Pick<Hand, 'number' | 'name'> {
	const there = [...hands.values()];
	let number = 1;
	while (there.some((hand) => hand.number === number)) number += 1;
	// One facilitator with two windows, or two who chose the same name.
	const taken = name !== null && there.some((hand) => hand.name === name);
	return { number, name: taken ? `${name} ${number}` : name };
}
