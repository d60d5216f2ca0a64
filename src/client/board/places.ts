import { handGoneAfter } from '#shared/protocol/hands.ts';
import type { Point } from './geometry.ts';

/** Where a card is to be drawn. `own`: this facilitator put it there just now, so it is there at once; else it glides. */
export interface Place extends Point {
	own: boolean;
	/** When it was moved last: it lies over what was moved before. Left out where it never was. */
	moved?: number | undefined;
}

export interface Move extends Point {
	theme: number;
}

/** The server's places, as the view holds them: by theme number as text, or by a note's id. */
export type ServerPlaces = Readonly<Record<string, Point & { moved?: number }>>;

/** Of what was moved just now, of which the server did not tell yet: after all that it told of. */
const justNow = Number.MAX_SAFE_INTEGER;

interface Pending<Key> {
	moves: ReadonlyMap<Key, Point>;
	/** Not laid there by hand: the cards go there before one’s eyes. */
	glides: boolean;
	/** Set once the server answered: the seq from which its own places hold, and when that is believed at the latest. */
	answered: { seq: number; until: number } | null;
}

interface Hinted extends Point {
	/** Where the server had the card when the hint came: a new place there ends the hint. */
	was: Point;
	until: number;
	/** Whose hand it is, or was. */
	by: string;
	/** In that hand still. */
	held: boolean;
}

/** Where a card was let go holds this long without the move itself, in ms. */
export const hintLasts = 2500;
/** A frame follows its answer within 50 ms; where the move changed nothing there is none. */
const answerLasts = 1000;

/**
 * Where each card, or each note, lies for this facilitator. The server's place, unless something newer is known: the own drag under
 * way, an own move that the server's places don't hold yet, or a hint of another's drag, in that order.
 */
export class Places<Key extends number | string> {
	readonly #keyOf: (id: string) => Key;
	#drag: ReadonlyMap<Key, Point> | null = null;
	readonly #pending = new Map<string, Pending<Key>>();
	readonly #hints = new Map<Key, Hinted>();

	/** @param keyOf what the view's id of a thing is here */
	constructor(keyOf: (id: string) => Key) {
		this.#keyOf = keyOf;
	}

	/** The cards that this facilitator holds now, with where they are; null lets go without a move. */
	drag(moves: ReadonlyMap<Key, Point> | null): void {
		this.#drag = moves;
	}

	/** A move was sent: it holds until `answered` or `refused`. @param glides no hand laid the cards there */
	sent(id: string, moves: ReadonlyMap<Key, Point>, glides = false): void {
		this.#pending.set(id, { moves, glides, answered: null });
	}

	/** The server took it up at `seq`: from there on its own places tell. */
	answered(id: string, seq: number, now: number): void {
		const pending = this.#pending.get(id);
		if (pending) pending.answered = { seq, until: now + answerLasts };
	}

	/** The server refused it: the cards go back. */
	refused(id: string): void {
		this.#pending.delete(id);
	}

	/** Where the server has this card or will have it, as far as this page knows: its place there, and own moves under way. */
	expected(key: Key, server: ServerPlaces): Point[] {
		const under = [...this.#pending.values()].flatMap(({ moves }) => moves.get(key) ?? []);
		return [...under, ...(server[String(key)] ? [server[String(key)]!] : [])];
	}

	/** Another facilitator's hand carries these and nothing else; or, with `held` false, just let go there. */
	hinted(by: string, moves: ReadonlyMap<Key, Point>, held: boolean, server: ServerPlaces, now: number): void {
		this.letGo(by, moves);
		for (const [key, { x, y }] of moves) {
			const was = server[String(key)];
			// What this view does not have (yet, or any more).
			if (was) this.#hints.set(key, { x, y, was, until: now + (held ? handGoneAfter : hintLasts), by, held });
		}
	}

	/** That hand carries nothing, but for these: what it carried is where the server has it. */
	letGo(by: string, except: ReadonlyMap<Key, Point> = new Map()): void {
		for (const [key, hint] of this.#hints) if (hint.by === by && hint.held && !except.has(key)) this.#hints.delete(key);
	}

	/** Which cards other facilitators hold now, and whose hand has each. */
	held(server: ServerPlaces, now: number): Map<Key, string> {
		const held = new Map<Key, string>();
		for (const [key, hint] of this.#hints) if (hint.held && this.#isNews(hint, server[String(key)], now)) held.set(key, hint.by);
		return held;
	}

	/**
	 * Every card of the server's with its place.
	 * @param seq what `server` is up to
	 * @param now ms, monotonic
	 */
	all(server: ServerPlaces, seq: number, now: number): Map<Key, Place> {
		this.#forget(server, seq, now);
		const places = new Map<Key, Place>();
		for (const [id, at] of Object.entries(server)) {
			const key = this.#keyOf(id);
			const dragged = this.#drag?.get(key);
			const sent = this.#lastPending(key);
			const news = dragged ?? sent?.at ?? this.#hints.get(key);
			const { x, y } = news ?? at;
			places.set(key, { x, y, own: dragged !== undefined || (sent !== undefined && !sent.glides), moved: news ? justNow : at.moved });
		}
		return places;
	}

	#lastPending(key: Key): { at: Point; glides: boolean } | undefined {
		let last: { at: Point; glides: boolean } | undefined;
		for (const { moves, glides } of this.#pending.values()) {
			const at = moves.get(key);
			if (at) last = { at, glides };
		}
		return last;
	}

	#forget(server: ServerPlaces, seq: number, now: number): void {
		for (const [id, { answered }] of this.#pending) {
			if (answered && (seq >= answered.seq || now >= answered.until)) this.#pending.delete(id);
		}
		for (const [key, hint] of this.#hints) if (!this.#isNews(hint, server[String(key)], now)) this.#hints.delete(key);
	}

	#isNews(hint: Hinted, server: Point | undefined, now: number): boolean {
		return server !== undefined && server.x === hint.was.x && server.y === hint.was.y && now < hint.until;
	}
}
