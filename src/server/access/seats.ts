import type { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { roles, type Role } from '#shared/protocol/roles.ts';
import type { SeatRow } from '../store/event-store.ts';
import { carriedNameOf } from './cookie.ts';
import { same, sign } from './keys.ts';
import { linkRoles } from './links.ts';

/**
 * What a participant's seat was made for: this browser's own person, a second one who
 * sits beside, a turn at a kiosk. It stands at the front of the
 * seat's id and so in its signed text: a seat that is taken up again after a restore is still known for what it is.
 */
export const seatKinds = ['own', 'second', 'turn'] as const;
export type SeatKind = (typeof seatKinds)[number];

/** Does this token name a seat of who comes in by a secret link? It proves nothing. */
export function opensByLink(token: string): boolean {
	return linkRoles.some((role) => role === token.split('.')[2]);
}

/** What a participant's seat was made for. No id of our own making holds a '~'. */
export function kindOf({ id }: Pick<Seat, 'id'>): SeatKind {
	const kind = id.split('~', 1)[0];
	return kind === 'second' || kind === 'turn' ? kind : 'own';
}

/** A seat whose right was proven: by a link, a sign-in, or by joining. */
export interface Seat {
	id: string;
	evening: string;
	role: Role;
	participant: string | null;
}

/**
 * Seats: a browser's places in evenings. A cookie proves the browser; a socket or form names the seat it acts for by
 * its signed token. The signature binds the browser, so a token alone opens nothing, and a participant's seat made
 * after a backup is still known when that backup is put back.
 */
export class Seats {
	readonly #key: string;
	readonly #isSessionOver: (browser: string) => boolean;
	readonly #insert;
	readonly #byId;
	readonly #ofBrowser;
	readonly #revoke;
	readonly #turns;
	readonly #helpers;
	readonly #revokeParticipant;
	readonly #revokeOfBrowser;
	readonly #moved;
	readonly #carried;

	/** @param isSessionOver did the session of who signed in on this browser end? Then its facilitator's seats rest until the next. */
	constructor(database: DatabaseSync, key: string, isSessionOver: (browser: string) => boolean) {
		this.#key = key;
		this.#isSessionOver = isSessionOver;
		this.#insert = database.prepare(
			'INSERT OR IGNORE INTO seats (id, browser, stream, role, participant, made_at) VALUES (?, ?, ?, ?, ?, ?)'
		);
		this.#byId = database.prepare('SELECT browser, stream, role, participant, revoked FROM seats WHERE id = ?');
		this.#ofBrowser = database.prepare(
			'SELECT id, stream, role, participant FROM seats WHERE browser IN (?, ?) AND stream = ? AND revoked = 0 ORDER BY made_at DESC, id'
		);
		this.#revoke = database.prepare('UPDATE seats SET revoked = 1 WHERE stream = ? AND role = ? AND revoked = 0 RETURNING id');
		this.#turns = database.prepare("SELECT id FROM seats WHERE stream = ? AND id GLOB 'turn~*' AND revoked = 0");
		this.#helpers = database.prepare("SELECT min(revoked) AS ended FROM seats WHERE browser IN (?, ?) AND stream = ? AND role = 'helper'");
		this.#revokeParticipant = database.prepare(
			'UPDATE seats SET revoked = 1 WHERE stream = ? AND participant = ? AND browser NOT IN (?, ?) AND revoked = 0 RETURNING id'
		);
		this.#moved = database.prepare("SELECT 1 FROM seats WHERE browser IN (?, ?) AND stream = ? AND role = 'participant' AND revoked = 1 LIMIT 1");
		this.#carried = database.prepare('SELECT 1 FROM seats WHERE browser = ? LIMIT 1');
		this.#revokeOfBrowser = database.prepare('UPDATE seats SET revoked = 1 WHERE browser = ? AND role = ? AND revoked = 0 RETURNING id');
	}

	/** A new participant's seat, to be committed with the joining. */
	newParticipant(browser: string, evening: string, participant: string = nanoid(12), kind: 'own' | 'second' = 'own'): SeatRow {
		return { id: kind === 'own' ? nanoid(12) : `${kind}~${nanoid(12)}`, browser, stream: evening, role: 'participant', participant, madeAt: Date.now() };
	}

	/**
	 * The seat of a turn at a kiosk. The same `turn` gives the same seat and the same participant: one that is asked for
	 * again, since its answer got lost, counts once.
	 * @param participant whose turn it is, where a vote card tells.
	 */
	turn(browser: string, evening: string, turn: string, participant = sign(this.#key, `turn ${browser} ${evening} ${turn}`).slice(0, 12)): SeatRow {
		return { id: `turn~${turn}`, browser, stream: evening, role: 'participant', participant, madeAt: Date.now() };
	}

	/** This browser's seat of that role, made where it has none. Of staff and screens, who prove themselves otherwise. */
	ensure(browser: string, evening: string, role: Exclude<Role, 'participant'>): Seat {
		const present = this.ofBrowser(browser, evening).find((seat) => seat.role === role);
		if (present) return present;
		const id = nanoid(12);
		this.#insert.run(id, browser, evening, role, null, Date.now());
		return { id, evening, role, participant: null };
	}

	/** Puts a participant's seat down at once (a return code on another phone). */
	add(row: SeatRow): void {
		this.#insert.run(row.id, row.browser, row.stream, row.role, row.participant, row.madeAt);
	}

	/** This browser's seats in an evening, the newest first. */
	ofBrowser(browser: string, evening: string): Seat[] {
		const seats = this.#ofBrowser.all(browser, carriedNameOf(this.#key, browser), evening).map((row) => ({
			id: String(row.id),
			evening: String(row.stream),
			role: String(row.role) as Role,
			participant: row.participant === null ? null : String(row.participant)
		}));
		return seats.filter((seat) => !this.#rests(browser, seat));
	}

	/** The text by which a socket or form names this seat. */
	token(browser: string, seat: Pick<Seat, 'id' | 'evening' | 'role' | 'participant'>): string {
		const claim = `${seat.id}.${seat.evening}.${seat.role}.${seat.participant ?? ''}`;
		return `${claim}.${sign(this.#key, `${browser} ${claim}`)}`;
	}

	/**
	 * The seat that a token names, if this browser holds it.
	 * @returns 'seat.unknown' for what was not signed for this browser, 'seat.revoked' for what was taken back. `row`
	 * is there for a participant's seat that this database does not know: it was made after the backup that was restored.
	 */
	verify(browser: string, token: string): { seat: Seat; row: SeatRow | null } | 'seat.unknown' | 'seat.revoked' {
		const parts = token.split('.');
		const [id, evening, role, participant, signature] = parts;
		if (parts.length !== 5 || !id || !evening || !signature || !isRole(role)) return 'seat.unknown';
		const claim = parts.slice(0, 4).join('.');
		const seat: Seat = { id, evening, role, participant: participant || null };
		const known = this.#byId.get(id);
		// Signed by the server that the evening came from: what this one knows of the seat proves it as well.
		const isHeld = known !== undefined && this.#isHeldBy(browser, known, seat);
		if (!isHeld && !same(signature, sign(this.#key, `${browser} ${claim}`))) return 'seat.unknown';
		const rests = this.#rests(browser, seat);
		if (known) return known.revoked === 0 && !rests ? { seat, row: null } : 'seat.revoked';
		// Staff prove themselves anew; only a resident's place survives on its signature.
		if (role !== 'participant' || !participant || rests) return 'seat.revoked';
		return { seat, row: { id, browser, stream: evening, role, participant, madeAt: Date.now() } };
	}

	/** Does a browser of another server hold a seat here, of an evening that came in a file? A bound function: cookies are read with it. */
	readonly isCarried = (browser: string): boolean => browser.startsWith('~') && this.#carried.get(browser) !== undefined;

	#isHeldBy(browser: string, row: Record<string, unknown>, seat: Seat): boolean {
		if (row.stream !== seat.evening || row.role !== seat.role || row.participant !== seat.participant) return false;
		return typeof row.browser === 'string' && row.browser.startsWith('~') && row.browser === carriedNameOf(this.#key, browser);
	}

	/** Was it taken back, or the helper's under which it took its turn? */
	isRevoked(seat: Seat): boolean {
		const row = this.#byId.get(seat.id);
		return row !== undefined && (row.revoked === 1 || (kindOf(seat) === 'turn' && this.#rests(String(row.browser), seat)));
	}

	/** Takes back every seat of a role; with the helpers' the turns at their kiosks end. @returns the ids of all, so that their sockets can be closed. */
	revokeRole(evening: string, role: Role): string[] {
		const revoked = this.#revoke.all(evening, role);
		return [...revoked, ...(role === 'helper' ? this.#turns.all(evening) : [])].map((row) => String(row.id));
	}

	/** Did a participant of this browser go on elsewhere, by a return code? */
	hasMoved(browser: string, evening: string): boolean {
		return this.#moved.get(browser, carriedNameOf(this.#key, browser), evening) !== undefined;
	}

	/** Takes back what this browser holds in that role, everywhere: signing out. @returns the seats' ids. */
	revokeOfBrowser(browser: string, role: Role): string[] {
		return this.#revokeOfBrowser.all(browser, role).map((row) => String(row.id));
	}

	/** Takes a participant's seats back from all other browsers than this one. */
	revokeElsewhere(evening: string, participant: string, browser: string): string[] {
		return this.#revokeParticipant.all(evening, participant, browser, carriedNameOf(this.#key, browser)).map((row) => String(row.id));
	}

	/**
	 * A facilitator's seat outlives the session that it was made in, but opens nothing without one. So does a turn without
	 * the helper's seat that it was made under. A helper's that is not known here was made after the backup that was put
	 * back: nobody took it away.
	 */
	#rests(browser: string, seat: Seat): boolean {
		if (seat.role === 'facilitator') return this.#isSessionOver(browser);
		return kindOf(seat) === 'turn' && this.#helpers.get(browser, carriedNameOf(this.#key, browser), seat.evening)?.ended === 1;
	}
}

function isRole(text: string | undefined): text is Role {
	return roles.includes(text as Role);
}
