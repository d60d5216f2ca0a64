import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer, Ballot, Own } from '#shared/protocol/frames.ts';
import type { RefusalCode, RefusalParameters } from '#shared/protocol/refusals.ts';
import type { Keep } from './keep.ts';

/** What this phone keeps: ballots as the server acknowledged them, and what was tapped but not yet acknowledged. */
export interface KeptBallots {
	acknowledged: Record<string, Ballot>;
	/** Round -> option -> the number of dots that the person wants there. */
	wished: Record<string, Record<string, number>>;
}
export const nothingKept: KeptBallots = { acknowledged: {}, wished: {} };

/** Trouble of the server's, not of the ballot: the wish stays and is tried again. */
const passing: ReadonlySet<RefusalCode> = new Set(['disk.full', 'server.fault', 'server.stopping', 'rate.slowDown', 'seat.unknown']);
const retryAfter = 3000;

/**
 * A participant's dots. The person sets numbers; they are sent one at a time, each with the revision it was based on,
 * until the server has them. Acknowledged ballots are kept, and offered again to a server that was put back to an
 * earlier moment.
 */
export class Ballots {
	readonly #send: (command: CommandInput<'ballot.set' | 'ballot.offer'>) => Promise<Answer>;
	readonly #keep: Keep<KeptBallots>;
	readonly #changed: () => void;
	readonly #refused: (round: string, option: string, code: RefusalCode, parameters?: RefusalParameters) => void;
	#sending = new Set<string>();
	#offering = new Set<string>();

	constructor(options: {
		send: (command: CommandInput<'ballot.set' | 'ballot.offer'>) => Promise<Answer>;
		keep: Keep<KeptBallots>;
		/** Something that `dots` or `isSaved` tells may be different now. */
		changed: () => void;
		/** The server refused a wish for good: it was taken back. */
		refused: (round: string, option: string, code: RefusalCode, parameters?: RefusalParameters) => void;
	}) {
		this.#send = options.send;
		this.#keep = options.keep;
		this.#changed = options.changed;
		this.#refused = options.refused;
	}

	/** Dots per option as the person sees them: acknowledged, with what is under way on top. */
	dots(round: string): Record<string, number> {
		const { acknowledged, wished } = this.#keep.value;
		const dots = { ...acknowledged[round]?.dots, ...wished[round] };
		return Object.fromEntries(Object.entries(dots).filter(([, count]) => count > 0));
	}

	/** Has the server acknowledged what the person sees at this option? */
	isSaved(round: string, option: string): boolean {
		return this.#keep.value.wished[round]?.[option] === undefined;
	}

	get allSaved(): boolean {
		return Object.values(this.#keep.value.wished).every((options) => Object.keys(options).length === 0);
	}

	/** The person wants `count` dots there. */
	set(round: string, option: string, count: number): void {
		const { wished } = this.#keep.value;
		this.#write({ wished: { ...wished, [round]: { ...wished[round], [option]: count } } });
		void this.#run(round);
	}

	/** What the server holds, at each state and after each commit that touched this participant. */
	learn(own: Own): void {
		const acknowledged = { ...this.#keep.value.acknowledged };
		for (const [round, ballot] of Object.entries(own.ballots)) {
			if (ballot.revision >= (acknowledged[round]?.revision ?? 0)) acknowledged[round] = ballot;
		}
		this.#write({ acknowledged });
	}

	/** There is a line (again): offer what this server lacks, then send what was tapped meanwhile. */
	async resume(own: Own): Promise<void> {
		await Promise.all(
			Object.entries(this.#keep.value.acknowledged).map(async ([round, ballot]) => {
				if (ballot.revision > (own.ballots[round]?.revision ?? 0)) await this.#offer(round, ballot);
			})
		);
		for (const round of Object.keys(this.#keep.value.wished)) void this.#run(round);
	}

	/** The evening is over: nothing needs to be offered any more. */
	forget(): void {
		this.#keep.value = nothingKept;
		this.#changed();
	}

	async #offer(round: string, { dots, revision }: Ballot): Promise<void> {
		if (this.#offering.has(round)) return;
		this.#offering.add(round);
		const answer = await this.#send({ type: 'ballot.offer', round, dots, revision });
		this.#offering.delete(round);
		// A closed round keeps what it has; the phone keeps its own, in case the round is reopened.
		if (answer.ok && answer.ballot) this.#acknowledge(round, answer.ballot);
	}

	/** One ballot in flight per round: the next is based on the answer to the one before. */
	async #run(round: string): Promise<void> {
		if (this.#sending.has(round)) return;
		this.#sending.add(round);
		try {
			for (;;) {
				const [option, dots] = Object.entries(this.#keep.value.wished[round] ?? {})[0] ?? [];
				if (option === undefined || dots === undefined) return;
				const revision = this.#keep.value.acknowledged[round]?.revision ?? 0;
				const answer = await this.#send({ type: 'ballot.set', round, option, dots, revision });
				if (answer.ballot && (answer.ok || answer.code === 'ballot.stale')) this.#acknowledge(round, answer.ballot);
				if (answer.ok) this.#settle(round, option, dots);
				else if (passing.has(answer.code)) await new Promise((next) => setTimeout(next, retryAfter));
				else if (answer.code !== 'ballot.stale') {
					this.#settle(round, option);
					this.#refused(round, option, answer.code, answer.parameters);
				}
			}
		} finally {
			this.#sending.delete(round);
		}
	}

	/** Takes a wish off the list, unless the person tapped on meanwhile. */
	#settle(round: string, option: string, dots?: number): void {
		const { [option]: wish, ...rest } = this.#keep.value.wished[round] ?? {};
		if (dots !== undefined && wish !== dots) return;
		this.#write({ wished: { ...this.#keep.value.wished, [round]: rest } });
	}

	/** The server's word on this ballot: also where it is older than the phone's, after a restore. */
	#acknowledge(round: string, ballot: Ballot): void {
		this.#write({ acknowledged: { ...this.#keep.value.acknowledged, [round]: ballot } });
	}

	#write(part: Partial<KeptBallots>): void {
		this.#keep.value = { ...this.#keep.value, ...part };
		this.#changed();
	}
}
