import { nanoid } from 'nanoid';
import type { Actor } from '#shared/evening/decision.ts';
import { ballotOf } from '#shared/evening/ballot.ts';
import { decide } from '#shared/evening/decide.ts';
import type { EveningEvent, Stored } from '#shared/evening/events.ts';
import { evolve } from '#shared/evening/evolve.ts';
import { detailsOf, emptyEvening, type EveningState } from '#shared/evening/state.ts';
import type { Command } from '#shared/protocol/commands.ts';
import type { Answer, Frame, Own, Snapshot } from '#shared/protocol/frames.ts';
import type { Role } from '#shared/protocol/roles.ts';
import { ownView, type Views } from '#shared/views/views.ts';
import type { Log } from '../log.ts';
import type { EventStore, SeatRow } from '../store/event-store.ts';
import { ClosingClock } from './closing-clock.ts';
import { FanOut } from './fan-out.ts';
import { Queue } from './queue.ts';

/** Whom a live evening tells things to: the sockets. */
export interface Audience {
	frame(evening: string, role: Role, frame: Frame): void;
	/** To every socket of this participant; not to `answered`, whose answer says the same. `own` is asked for only where somebody hears it. */
	own(participant: string, own: () => Own, answered?: string): void;
}

/** Where a command comes from. */
export interface Source {
	/** The socket that it came over, if it did. */
	socket?: string;
	/** The seat that its joining makes. */
	seat?: SeatRow;
}

/** One evening as it runs: its queue, and what each role was told of it. */
export class LiveEvening {
	readonly id: string;
	readonly epoch: string;
	readonly #queue: Queue<EveningState, Command, EveningEvent>;
	#started: FanOut | null = null;
	readonly #clock: ClosingClock;
	readonly #audience: Audience;

	constructor(options: {
		id: string;
		epoch: string;
		store: EventStore;
		newCode: () => string;
		time: () => number;
		audience: Audience;
		log: Log;
	}) {
		this.id = options.id;
		this.epoch = options.epoch;
		this.#audience = options.audience;
		this.#queue = new Queue({
			stream: options.id,
			rules: { empty: emptyEvening, decide, evolve },
			store: options.store,
			newCode: options.newCode,
			time: options.time,
			log: options.log,
			committed: (events) => this.#committed(events)
		});
		this.#clock = new ClosingClock({
			state: () => this.#queue.state,
			close: (round) => this.submit({ id: nanoid(), type: 'round.close', round }, { role: 'facilitator', seat: 'clock', participant: null }),
			now: this.#queue.now,
			log: options.log
		});
	}

	/** The committed state. Read it, never keep it. */
	get state(): EveningState {
		return this.#queue.state;
	}

	/** The time in this evening, ms since 1970: what its clocks run by. */
	get now(): number {
		return this.#queue.now();
	}

	get code(): string {
		return detailsOf(this.state).code;
	}

	textOf(id: string): string {
		return this.#queue.textOf(id);
	}

	/**
	 * Decides and commits a command. The answer to a ballot carries the participant's ballot, so that a phone
	 * that was refused knows at once how it stands; only the participant's other sockets are told besides.
	 */
	async submit(command: Command, actor: Actor, { socket, seat }: Source = {}): Promise<Answer> {
		const outcome = await this.#queue.submit(command, actor, seat ?? null);
		const { participant } = actor;
		if ((command.type !== 'ballot.set' && command.type !== 'ballot.offer') || participant === null) return outcome;
		if (outcome.ok) this.#audience.own(participant, () => this.own(participant), socket);
		return { ...outcome, ballot: ballotOf(this.state, command.round, participant) };
	}

	/** Whether this command of a seat was accepted before. */
	hasAccepted(seat: string, command: string): boolean {
		return this.#queue.hasAccepted(seat, command);
	}

	/** A role's view as it was last told. */
	published<R extends Role>(role: R): Snapshot<Views[R]> {
		return this.#fanOut.channels[role].snapshot(this.epoch);
	}

	/** Tells a role what it would hear in a moment: a page that is shown after a form shows what the form did. */
	tellNow(role: Role): void {
		this.#fanOut.publish(role);
	}

	catchUp(role: Role, has: { epoch: string; seq: number } | null) {
		return this.#fanOut.channels[role].catchUp(this.epoch, has);
	}

	own(participant: string): Own {
		return { epoch: this.epoch, seq: this.state.seq, ...ownView(this.state, this.#queue.textOf, participant) };
	}

	async stop(): Promise<void> {
		this.#clock.stop();
		await this.#queue.stop();
		this.#started?.stop();
	}

	/** Made when first needed: before its first event an evening has no view. */
	get #fanOut(): FanOut {
		return (this.#started ??= new FanOut({
			// A queue that failed to commit makes a new state: always ask it.
			state: () => this.#queue.state,
			text: (id) => this.#queue.textOf(id),
			epoch: this.epoch,
			send: (role, frame) => this.#audience.frame(this.id, role, frame)
		}));
	}

	#committed(events: Stored<EveningEvent>[]): void {
		this.#fanOut.committed(events);
		this.#clock.look();
		const touched = new Set<string>();
		for (const { event } of events) {
			if (event.type === 'comment.supported' || event.type === 'feedback.given') touched.add(event.participant);
			// Phones forgot their ballots when the evening closed.
			if (event.type === 'evening.changed' && event.set.closed === false) for (const one of this.state.participants.keys()) touched.add(one);
			if (event.type !== 'comment.added' && (event.type !== 'comment.changed' || isLaidApart(event))) continue;
			const { participant } = this.state.entries.comment.get(event.id)!;
			if (participant !== null) touched.add(participant);
		}
		for (const participant of touched) this.#audience.own(participant, () => this.own(participant));
	}
}

/** Laid apart, or back to what waits: its writer, for whom it waits all the while, must not hear that somebody looked. */
function isLaidApart({ set, was }: Extract<EveningEvent, { type: 'comment.changed' }>): boolean {
	const waits = (status: string | undefined) => status === 'waiting' || status === 'held';
	return waits(set.status) && waits(was.status);
}
