import { nanoid } from 'nanoid';
import type { Actor, Context } from '#shared/evening/decision.ts';
import type { Stored } from '#shared/evening/events.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Log } from '../log.ts';
import { StoreFull, type EventStore, type SeatRow } from '../store/event-store.ts';
import { takeUp } from '../store/take-up.ts';

/** The domain of one kind of stream: plain functions on plain data. */
export interface Rules<State extends { seq: number }, Command extends { id: string; type: string }, Event> {
	empty(): State;
	decide(
		state: State,
		command: Command,
		context: Context
	): { ok: true; events: Event[]; texts: Record<string, string>; erase: string[] } | Refusal;
	evolve(state: State, stored: Stored<Event>): void;
}

/** `seq`: where the stream stood after the command, the first time that it was given. `unchanged`: it led to no event. */
interface Accepted {
	ok: true;
	seq: number;
	unchanged?: true;
}
export type Outcome = Accepted | Refusal;

interface Waiting<Command> {
	command: Command;
	actor: Actor;
	seat: SeatRow | null;
	settle(outcome: Outcome): void;
}

/** Commands decided and committed together at most: keeps a group's transaction short. */
const mostInGroup = 1000;

/**
 * One stream: its commands are decided one after the other and committed as one group; only after the commit are they
 * answered and seen. A repeated command of a seat gets its first answer again.
 *
 * Between deciding and committing `state` is tentative; with SQLite nothing else runs in that time. If the commit
 * fails, the state is made anew from the log and the whole group is refused. A command that changed nothing is
 * remembered until then too: a repeat that comes late must not do what the first one did not.
 */
export class Queue<State extends { seq: number }, Command extends { id: string; type: string }, Event> {
	state: State;
	texts: Map<string, string>;
	readonly stream: string;
	readonly #rules: Rules<State, Command, Event>;
	readonly #store: EventStore;
	readonly #newCode: () => string;
	readonly #time: () => number;
	readonly #log: Log;
	readonly #committed: (events: Stored<Event>[]) => void;
	/** Seat -> command -> what was answered. */
	#answered = new Map<string, Map<string, Accepted>>();
	#waiting: Waiting<Command>[] = [];
	#running: Promise<void> | null = null;
	#lastAt = 0;
	/** What the log is ahead of the server's time, in ms: it was written under a clock that was wrong, or on another computer. */
	#ahead = 0;
	#stopped = false;
	/** The state holds what was never committed, and could not be made anew yet. */
	#stale = false;

	constructor(options: {
		stream: string;
		rules: Rules<State, Command, Event>;
		store: EventStore;
		newCode: () => string;
		/** The server's time, in ms since 1970: it goes on evenly. */
		time: () => number;
		log: Log;
		/** Called after each commit, before anyone is answered. */
		committed: (events: Stored<Event>[]) => void;
	}) {
		this.stream = options.stream;
		this.#rules = options.rules;
		this.#store = options.store;
		this.#newCode = options.newCode;
		this.#time = options.time;
		this.#log = options.log;
		this.#committed = options.committed;
		this.state = options.rules.empty();
		this.texts = new Map();
		this.#replay();
	}

	/** The time in this stream, in ms since 1970: the server's, but never before what its log says happened. */
	readonly now = (): number => this.#time() + this.#ahead;

	/** Looks a text up; '' where it was erased. A bound function: views take it along. */
	readonly textOf = (id: string): string => this.texts.get(id) ?? '';

	/**
	 * Hands a command in; the promise settles after its commit, or with a refusal.
	 * @param seat made in the same commit, where joining makes one.
	 */
	submit(command: Command, actor: Actor, seat: SeatRow | null = null): Promise<Outcome> {
		if (this.#stopped) return Promise.resolve(refuse('server.stopping'));
		return new Promise((settle) => {
			this.#waiting.push({ command, actor, seat, settle });
			// After this turn of the event loop: what arrived together is committed together.
			this.#running ??= new Promise<void>((next) => setImmediate(next)).then(() => this.#run());
		});
	}

	/** No more commands are taken; settles when those that wait are committed. */
	async stop(): Promise<void> {
		this.#stopped = true;
		await this.#running;
	}

	async #run(): Promise<void> {
		while (this.#waiting.length > 0) {
			await this.#runGroup(this.#waiting.splice(0, mostInGroup));
			// Sockets are read between two groups.
			if (this.#waiting.length > 0) await new Promise((next) => setImmediate(next));
		}
		this.#running = null;
	}

	async #runGroup(group: Waiting<Command>[]): Promise<void> {
		if (this.#stale && !this.#recover()) {
			for (const { settle } of group) settle(refuse('server.fault'));
			return;
		}
		const events: Stored<Event>[] = [];
		const texts: Record<string, string> = {};
		const erase: string[] = [];
		const seats: SeatRow[] = [];
		const outcomes = group.map(({ command, actor, seat }): Outcome => {
			const answers = this.#answersTo(actor.seat);
			const answered = answers.get(command.id);
			if (answered !== undefined) return answered;
			const at = Math.max(this.now(), this.#lastAt);
			this.#lastAt = at;
			const context: Context = { now: at, newId: () => nanoid(), textOf: this.textOf, newCode: this.#newCode, actor };
			let decision;
			try {
				decision = this.#rules.decide(this.state, command, context);
			} catch (error) {
				// A bug in one rule must not take the hall down: this command is refused, the others go on.
				this.#log.error({ err: error }, 'a command failed');
				return refuse('server.fault');
			}
			if (!decision.ok) return decision;
			for (const event of decision.events) {
				const stored = { seq: this.state.seq + 1, at, command: command.id, seat: actor.seat, role: actor.role, did: command.type, event };
				this.#rules.evolve(this.state, stored);
				events.push(stored);
			}
			for (const [id, body] of Object.entries(decision.texts)) {
				texts[id] = body;
				this.texts.set(id, body);
			}
			erase.push(...decision.erase);
			if (seat) seats.push(seat);
			const accepted: Accepted = { ok: true, seq: this.state.seq, ...(decision.events.length === 0 && { unchanged: true }) };
			answers.set(command.id, accepted);
			return accepted;
		});

		if (events.length > 0 || seats.length > 0) {
			try {
				await this.#store.append({ stream: this.stream, events, texts, seats, erase });
			} catch (error) {
				// Of a full disk the log hears by the store: for all queues once.
				if (!(error instanceof StoreFull)) this.#log.error({ err: error }, 'a commit failed');
				this.#recover();
				const code = error instanceof StoreFull ? 'disk.full' : 'server.fault';
				for (const { settle } of group) settle(refuse(code));
				return;
			}
			for (const id of erase) this.texts.delete(id);
			try {
				this.#committed(events);
			} catch (error) {
				this.#log.error({ err: error }, 'showing a commit failed');
			}
		}
		for (const [index, { settle }] of group.entries()) settle(outcomes[index]!);
	}

	/** Whether this command of a seat was accepted before. */
	hasAccepted(seat: string, command: string): boolean {
		return this.#answered.get(seat)?.has(command) === true;
	}

	#answersTo(seat: string): Map<string, Accepted> {
		let answers = this.#answered.get(seat);
		if (!answers) this.#answered.set(seat, (answers = new Map()));
		return answers;
	}

	/** Drops what was not committed. @returns false where the log cannot be read now: then it is tried before the next group. */
	#recover(): boolean {
		try {
			this.#replay();
			return true;
		} catch (error) {
			this.#log.error({ err: error }, 'the log could not be read');
			this.#stale = true;
			return false;
		}
	}

	/** Makes the state anew from the log. */
	#replay(): void {
		const { events, texts } = this.#store.load<Event>(this.stream);
		const state = takeUp(this.#rules.empty(), events, this.#rules.evolve);
		this.#answered = new Map();
		for (const stored of events) {
			this.#answersTo(stored.seat).set(stored.command, { ok: true, seq: stored.seq });
			this.#lastAt = Math.max(this.#lastAt, stored.at);
		}
		this.#ahead = Math.max(this.#ahead, this.#lastAt - this.#time());
		this.state = state;
		this.texts = texts;
		this.#stale = false;
	}
}
