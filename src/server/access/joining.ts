import { nanoid } from 'nanoid';
import { detailsOf } from '#shared/evening/state.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { LiveEvening } from '../live/evening.ts';
import type { Evenings } from '../live/evenings.ts';
import type { ReturnCodes } from './return-codes.ts';
import type { VoteCards } from './vote-cards.ts';
import { kindOf, type Seat, type SeatKind, type Seats } from './seats.ts';
import type { SeatRow } from '../store/event-store.ts';
import { Slowdown } from './slowdown.ts';

export interface Joined {
	ok: true;
	evening: LiveEvening;
	seat: Seat;
	/** The text by which a socket or form names the seat. */
	token: string;
}

/** How residents come in: by the code of the evening, or by the return code of a phone that was in already. */
export class Joining {
	readonly #evenings: Evenings;
	readonly #seats: Seats;
	readonly #returnCodes: ReturnCodes;
	readonly #voteCards: VoteCards;
	readonly #slowdown = new Slowdown();
	/** `browser evening kind` -> a joining under way. */
	readonly #sitting = new Map<string, Promise<Joined | Refusal>>();
	/** Tells sockets of seats that were taken back. */
	readonly #revoked: (seats: string[]) => void;

	constructor(options: { evenings: Evenings; seats: Seats; returnCodes: ReturnCodes; voteCards: VoteCards; revoked: (seats: string[]) => void }) {
		this.#evenings = options.evenings;
		this.#seats = options.seats;
		this.#returnCodes = options.returnCodes;
		this.#voteCards = options.voteCards;
		this.#revoked = options.revoked;
	}

	/**
	 * The participant's seat that this browser has in an evening already: its own person's, or that of the second one.
	 * @param token what the browser kept of its seat: proves one made after the backup that was put back.
	 */
	present(browser: string, evening: LiveEvening, token?: string, kind: Exclude<SeatKind, 'turn'> = 'own'): Joined | null {
		// Who opens the evening on a kiosk's tablet is not the one whose turn it was.
		const known = this.#seats.ofBrowser(browser, evening.id).find((seat) => seat.role === 'participant' && kindOf(seat) === kind);
		if (known) return { ok: true, evening, seat: known, token: this.#seats.token(browser, known) };
		const verified = token === undefined ? 'seat.unknown' : this.#seats.verify(browser, token);
		if (typeof verified === 'string' || token === undefined) return null;
		const { seat } = verified;
		return seat.role === 'participant' && kindOf(seat) === kind && seat.evening === evening.id ? { ok: true, evening, seat, token } : null;
	}

	/**
	 * Where a typed code leads: to the evening, and to the place that this browser has in it. Makes nothing.
	 * A phone that is in keeps its place when the code was replaced or the evening is over; others are refused:
	 * `code.unknown`, `code.replaced`, `code.closed`.
	 * @param tokenOf what the browser kept of its seat in that evening.
	 */
	find(
		browser: string | null,
		typed: string,
		tokenOf: (evening: string) => string | undefined = () => undefined
	): { ok: true; evening: LiveEvening; present: Joined | null } | Refusal {
		const presentIn = (evening: LiveEvening) => (browser === null ? null : this.present(browser, evening, tokenOf(evening.id)));
		const evening = this.#evenings.byCode(typed);
		if (typeof evening === 'string') {
			for (const former of this.#evenings.byFormerCode(typed)) {
				const present = presentIn(former);
				if (present) return { ok: true, evening: former, present };
			}
			return refuse(evening);
		}
		const present = presentIn(evening);
		if (!present && detailsOf(evening.state).closed) return refuse('code.closed');
		return { ok: true, evening, present };
	}

	/** The evenings that this browser is in as a participant and that are not over; the newest day first. */
	presentIn(browser: string, tokenOf: (evening: string) => string | undefined): LiveEvening[] {
		return this.#evenings
			.all()
			.filter((evening) => !detailsOf(evening.state).closed && this.present(browser, evening, tokenOf(evening.id)) !== null)
			.toSorted((a, b) => detailsOf(b.state).date.localeCompare(detailsOf(a.state).date));
	}

	/** Refused: `code.unknown`, `code.replaced`, `code.closed`, `voteCard.needed`, `door.closed`, `disk.full`. Joining twice gives the same seat. */
	async join(browser: string, code: string, tokenOf?: (evening: string) => string | undefined): Promise<Joined | Refusal> {
		const found = this.find(browser, code, tokenOf);
		if (!found.ok) return found;
		if (found.present) return found.present;
		const { door, voteCardsAsked } = detailsOf(found.evening.state);
		if (door === 'closed') return refuse('door.closed');
		if (voteCardsAsked) return refuse('voteCard.needed');
		return this.#sit(browser, found.evening, 'own');
	}

	/**
	 * Comes in with a vote card: as its participant, whichever phone it was used on before, and none of those is shut
	 * out. Refused: `voteCard.unknown`, `pin.wait`, `code.closed`, `door.closed`, `disk.full`.
	 */
	async joinByCard(browser: string, evening: LiveEvening, typed: string): Promise<Joined | Refusal> {
		const participant = this.#ofCard(browser, evening, typed);
		if (typeof participant !== 'string') return participant;
		const present = this.present(browser, evening);
		if (present?.seat.participant === participant) return present;
		const { closed, door } = detailsOf(evening.state);
		const known = evening.state.participants.has(participant);
		if (!known && closed) return refuse('code.closed');
		if (!known && door === 'closed') return refuse('door.closed');
		return this.#seat(browser, evening, this.#seats.newParticipant(browser, evening.id, participant));
	}

	/** Whose card this is. Each browser guesses slowly; a whole hall that types its cards waits for nobody. */
	#ofCard(browser: string, evening: LiveEvening, typed: string): string | Refusal {
		const key = `card ${browser}`;
		const wait = this.#slowdown.wait(key, Date.now());
		if (wait > 0) return refuse('pin.wait', { seconds: wait });
		const participant = this.#voteCards.participant(evening.id, typed);
		if (participant === null) {
			this.#slowdown.failed(key, Date.now());
			return refuse('voteCard.unknown');
		}
		this.#slowdown.succeeded(key);
		return participant;
	}

	/**
	 * A second person on the phone of who is in, with a place and dots of their own. Refused: `second.notAllowed`,
	 * `evening.closed`, `door.closed`, `voteCard.needed`, `disk.full`. Asked for twice it is the same place.
	 */
	async joinSecond(browser: string, evening: LiveEvening, token?: string): Promise<Joined | Refusal> {
		const present = this.present(browser, evening, token, 'second');
		if (present) return present;
		const { second = false, closed, door, voteCardsAsked } = detailsOf(evening.state);
		if (closed) return refuse('evening.closed');
		if (!second) return refuse('second.notAllowed');
		if (door === 'closed') return refuse('door.closed');
		if (voteCardsAsked) return refuse('voteCard.needed');
		return this.#sit(browser, evening, 'second');
	}

	/** Moves a participant to this browser; the other phone is told so. Refused: `return.unknown`, `pin.wait`. */
	async comeBack(browser: string, evening: LiveEvening, typedCode: string): Promise<Joined | Refusal> {
		const wait = this.#slowdown.wait(evening.id, Date.now());
		if (wait > 0) return refuse('pin.wait', { seconds: wait });
		const participant = this.#returnCodes.participant(evening.id, typedCode);
		if (participant === null) {
			this.#slowdown.failed(evening.id, Date.now());
			return refuse('return.unknown');
		}
		this.#slowdown.succeeded(evening.id);
		const row = this.#seats.newParticipant(browser, evening.id, participant);
		this.#seats.add(row);
		// Only now: on a full disk the code would be lost, and the participant with it.
		this.#returnCodes.use(evening.id, typedCode);
		this.#revoked(this.#seats.revokeElsewhere(evening.id, participant, browser));
		const seat: Seat = { id: row.id, evening: evening.id, role: 'participant', participant };
		return { ok: true, evening, seat, token: this.#seats.token(browser, seat) };
	}

	/**
	 * A turn at a kiosk: a new participant, also where the door is closed, since a helper stands beside it. The same
	 * `turn` is the same participant. With a vote card it is that card's. Refused: `evening.closed`, `voteCard.needed`,
	 * `voteCard.unknown`, `pin.wait`, `disk.full`.
	 */
	async takeTurn(browser: string, evening: LiveEvening, turn: string, card = ''): Promise<Joined | Refusal> {
		const { closed, voteCardsAsked } = detailsOf(evening.state);
		if (closed) return refuse('evening.closed');
		if (card === '' && voteCardsAsked) return refuse('voteCard.needed');
		const participant = card === '' ? undefined : this.#ofCard(browser, evening, card);
		if (typeof participant === 'object') return participant;
		return this.#seat(browser, evening, this.#seats.turn(browser, evening.id, turn, participant));
	}

	/**
	 * The seat that a token names. A participant's seat made after the backup that was put back is taken up again.
	 * Refused: `seat.unknown`, `seat.revoked`, `evening.unknown`.
	 */
	async enter(browser: string, token: string): Promise<{ seat: Seat; evening: LiveEvening } | Refusal> {
		const verified = this.#seats.verify(browser, token);
		if (typeof verified === 'string') return refuse(verified);
		const { seat, row } = verified;
		const evening = this.#evenings.get(seat.evening);
		if (!evening) return refuse('evening.unknown');
		if (row) {
			const joined = await evening.submit(
				{ id: nanoid(), type: 'participant.join' },
				{ role: 'participant', seat: seat.id, participant: seat.participant },
				{ seat: row }
			);
			if (!joined.ok) return joined;
		}
		return { seat, evening };
	}

	#sit(browser: string, evening: LiveEvening, kind: 'own' | 'second'): Promise<Joined | Refusal> {
		// A double tap must not make two participants.
		const key = `${browser} ${evening.id} ${kind}`;
		let sitting = this.#sitting.get(key);
		if (!sitting) {
			sitting = this.#seat(browser, evening, this.#seats.newParticipant(browser, evening.id, undefined, kind)).finally(() => this.#sitting.delete(key));
			this.#sitting.set(key, sitting);
		}
		return sitting;
	}

	/** Lets a participant join and have this seat, in one commit. */
	async #seat(browser: string, evening: LiveEvening, row: SeatRow): Promise<Joined | Refusal> {
		const seat: Seat = { id: row.id, evening: evening.id, role: 'participant', participant: row.participant };
		const joined = await evening.submit(
			{ id: nanoid(), type: 'participant.join' },
			{ role: 'participant', seat: seat.id, participant: seat.participant },
			{ seat: row }
		);
		return joined.ok ? { ok: true, evening, seat, token: this.#seats.token(browser, seat) } : joined;
	}
}
