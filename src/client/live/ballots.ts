import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer, Ballot, Own } from '#shared/protocol/frames.ts';
import type { RefusalCode, RefusalParameters } from '#shared/protocol/refusals.ts';
import { Keep, type Shelf } from './keep.ts';

/** What this phone keeps: ballots as the server acknowledged them, and what was tapped but not yet acknowledged. */
export interface KeptBallots {
	acknowledged: Record<string, Ballot>;
	/** Round -> option -> the number of dots that the person wants there. */
	wished: Record<string, Record<string, number>>;
}

/**
 * Where a phone keeps its ballots. Each half lies on the shelf by itself: a tab that only hears what was acknowledged may
 * not write back a wish that another tab has just settled.
 */
export class BallotKeep {
	readonly #acknowledged: Keep<KeptBallots['acknowledged']>;
	readonly #wished: Keep<KeptBallots['wished']>;

	constructor(key: string, shelf?: Shelf | null) {
		this.#acknowledged = new Keep(key, {}, shelf);
		this.#wished = new Keep(`${key}.wished`, {}, shelf);
	}

	get value(): KeptBallots {
		return { acknowledged: this.#acknowledged.value, wished: this.#wished.value };
	}

	write({ acknowledged, wished }: Partial<KeptBallots>): void {
		if (acknowledged) this.#acknowledged.value = acknowledged;
		if (wished) this.#wished.value = wished;
	}

	/** Takes it off the phone. */
	clear(): void {
		this.#acknowledged.clear();
		this.#wished.clear();
	}

	/** Calls `changed` when another tab wrote this. @returns ends that. */
	watch(changed: () => void): () => void {
		const unwatch = [this.#acknowledged.watch(changed), this.#wished.watch(changed)];
		return () => unwatch.forEach((end) => end());
	}
}

type BallotCommand = CommandInput<'ballot.set' | 'ballot.offer'>;

/** Trouble of the server's, not of the ballot: the wish stays and is tried again. */
const passing: ReadonlySet<RefusalCode> = new Set(['disk.full', 'server.fault', 'server.stopping', 'rate.slowDown', 'seat.unknown']);
const retryAfter = 3000;

/**
 * A participant's dots. The person sets numbers; they are sent one at a time, each with the revision it was based on,
 * until the server has them. Acknowledged ballots are kept, and offered again to a server that was put back to an
 * earlier moment; only after that is anything built upon them.
 */
export class Ballots {
	readonly #send: (command: BallotCommand) => Promise<Answer>;
	readonly #keep: BallotKeep;
	readonly #changed: () => void;
	readonly #refused: (round: string, option: string, code: RefusalCode, parameters?: RefusalParameters) => void;
	/** What was tapped in this tab: another that writes at the same moment can't take it off the shelf. */
	#tapped: KeptBallots['wished'] = {};
	/** Round -> the revision that this server holds, as it said last; 0 where it named none. */
	#held = new Map<string, number>();
	/** Rounds in which the server would not have this phone's ballot back: asked again when there is a new line. */
	#offerRefused = new Set<string>();
	/** Rounds in which a ballot is under way. */
	#running = new Set<string>();

	constructor(options: {
		send: (command: BallotCommand) => Promise<Answer>;
		keep: BallotKeep;
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
		const dots = { ...this.#keep.value.acknowledged[round]?.dots, ...this.#wished(round) };
		return Object.fromEntries(Object.entries(dots).filter(([, count]) => count > 0));
	}

	/** Does the server hold what the person sees at this option? One that was put back may lack what it acknowledged. */
	isSaved(round: string, option: string): boolean {
		const { acknowledged } = this.#keep.value;
		return this.#wished(round)[option] === undefined && (acknowledged[round]?.revision ?? 0) <= this.#revisionHeld(round);
	}

	get allSaved(): boolean {
		const { wished } = this.#keep.value;
		return Object.keys({ ...wished, ...this.#tapped }).every((round) => Object.keys(this.#wished(round)).length === 0);
	}

	/** The person wants `count` dots there. */
	set(round: string, option: string, count: number): void {
		const { wished } = this.#keep.value;
		this.#tapped = { ...this.#tapped, [round]: { ...this.#tapped[round], [option]: count } };
		this.#write({ wished: { ...wished, [round]: this.#wished(round) } });
		void this.#run(round);
	}

	/** What the server holds: at each state, and after each commit that touched this participant. */
	learn(own: Own): void {
		this.#held = new Map(Object.entries(own.ballots).map(([round, { revision }]) => [round, revision]));
		const acknowledged = { ...this.#keep.value.acknowledged };
		for (const [round, ballot] of Object.entries(own.ballots)) {
			// A lower revision comes from a server that was put back: it gets this phone's ballot offered.
			if (ballot.revision >= (acknowledged[round]?.revision ?? 0)) acknowledged[round] = ballot;
		}
		this.#write({ acknowledged });
	}

	/** There is a line (again), or a round opened again: offer what this server lacks, send what was tapped meanwhile. */
	resume(): void {
		this.#offerRefused.clear();
		const { acknowledged, wished } = this.#keep.value;
		for (const round of Object.keys({ ...acknowledged, ...wished, ...this.#tapped })) void this.#run(round);
	}

	/**
	 * The evening is over: nothing needs to be offered any more.
	 * @returns whether a wish was dropped that never left this phone; of one under way the answer tells
	 */
	forget(): boolean {
		const { wished } = this.#keep.value;
		const waiting = Object.keys({ ...wished, ...this.#tapped }).map((round) => Object.keys(this.#wished(round)).length - (this.#running.has(round) ? 1 : 0));
		this.#keep.clear();
		this.#tapped = {};
		this.#changed();
		return waiting.some((count) => count > 0);
	}

	/** One ballot in flight per round: the next is based on the answer to the one before. */
	async #run(round: string): Promise<void> {
		if (this.#running.has(round)) return;
		this.#running.add(round);
		try {
			while ((await this.#offer(round)) || (await this.#sendWish(round)));
		} finally {
			this.#running.delete(round);
		}
	}

	/** Offers the ballot where the server holds an older one. @returns whether there was something to offer. */
	async #offer(round: string): Promise<boolean> {
		const ballot = this.#keep.value.acknowledged[round];
		if (!ballot || ballot.revision <= this.#revisionHeld(round) || this.#offerRefused.has(round)) return false;
		const answer = await this.#send({ type: 'ballot.offer', round, dots: ballot.dots, revision: ballot.revision });
		if (answer.ok) this.#acknowledge(round, answer.ballot ?? ballot);
		else if (passing.has(answer.code)) await pause();
		else {
			// A closed round keeps what it has; the phone keeps its own, in case the round is reopened.
			this.#offerRefused.add(round);
			if (answer.ballot) this.#held.set(round, answer.ballot.revision);
		}
		return true;
	}

	/** Sends one wish. @returns whether there was one. */
	async #sendWish(round: string): Promise<boolean> {
		const wish = this.#nextWish(round);
		if (!wish) return false;
		const { option, dots } = wish;
		const answer = await this.#send({ type: 'ballot.set', round, option, dots, revision: this.#revisionHeld(round) });
		if (answer.ok) {
			if (answer.ballot) this.#acknowledge(round, answer.ballot);
			this.#settle(round, option, dots);
		} else if (passing.has(answer.code)) await pause();
		else if (answer.code === 'ballot.stale' && answer.ballot) {
			// Set by another tab or a form: the wish is a number of its own, and goes on top of that.
			this.#held.set(round, answer.ballot.revision);
			if (answer.ballot.revision >= (this.#keep.value.acknowledged[round]?.revision ?? 0)) this.#acknowledge(round, answer.ballot);
		} else {
			const { ballot } = answer;
			// Its acknowledgement was lost on the way, and what is refused is the repeat: it does count.
			const isHeld = ballot !== undefined && (ballot.dots[option] ?? 0) === dots;
			if (isHeld) this.#acknowledge(round, ballot);
			this.#settle(round, option, dots);
			if (!isHeld) this.#refused(round, option, answer.code, answer.parameters);
		}
		return true;
	}

	/** What takes dots away goes first: moved to another theme they would be over the budget for a moment. */
	#nextWish(round: string): { option: string; dots: number } | undefined {
		const given = this.#keep.value.acknowledged[round]?.dots ?? {};
		return Object.entries(this.#wished(round))
			.map(([option, dots]) => ({ option, dots, more: dots - (given[option] ?? 0) }))
			.sort((a, b) => a.more - b.more)[0];
	}

	/** What the person wants in a round: as any tab kept it, and as this one was told. */
	#wished(round: string): Record<string, number> {
		return { ...this.#keep.value.wished[round], ...this.#tapped[round] };
	}

	#revisionHeld(round: string): number {
		return this.#held.get(round) ?? 0;
	}

	/** Takes a wish off the list, unless the person tapped on meanwhile. */
	#settle(round: string, option: string, dots: number): void {
		const { [option]: wish, ...rest } = this.#wished(round);
		if (wish !== dots) return;
		const { [option]: _, ...others } = this.#tapped[round] ?? {};
		this.#tapped = { ...this.#tapped, [round]: others };
		this.#write({ wished: { ...this.#keep.value.wished, [round]: rest } });
	}

	#acknowledge(round: string, ballot: Ballot): void {
		this.#held.set(round, ballot.revision);
		this.#write({ acknowledged: { ...this.#keep.value.acknowledged, [round]: ballot } });
	}

	#write(part: Partial<KeptBallots>): void {
		this.#keep.write(part);
		this.#changed();
	}
}

function pause(): Promise<void> {
	return new Promise((next) => setTimeout(next, retryAfter));
}
