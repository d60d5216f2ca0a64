import { openRound } from '#shared/evening/round.ts';
import { screenOf, type EveningState } from '#shared/evening/state.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import type { Log } from '../log.ts';

/** For dots that were given in the last second and are under way, in ms. */
const grace = 2000;
/** After a restart phones need some seconds to come back with what they had, in ms. */
const graceAfterStart = 15_000;
/** Until the next try where a close was refused (a full disk), in ms. */
const retry = 5000;

/** Closes the round that asks for it once the hall's clock has run out. Whoever pauses the clock or adds a minute puts it off. */
export class ClosingClock {
	readonly #state: () => EveningState;
	readonly #close: (round: string) => Promise<Answer>;
	readonly #now: () => number;
	readonly #log: Log;
	#timer: NodeJS.Timeout | undefined;
	#notBefore: number;
	/** The deadline that it closed a round by: who takes that back wants the round open. */
	#done: number | null = null;

	/** @param options.now the time in this evening, ms since 1970: it goes on evenly */
	constructor(options: { state: () => EveningState; close: (round: string) => Promise<Answer>; now: () => number; log: Log }) {
		this.#state = options.state;
		this.#close = options.close;
		this.#now = options.now;
		this.#log = options.log;
		this.#notBefore = this.#now() + graceAfterStart;
		this.look();
	}

	/** Sets the alarm anew: at the start and after each commit. */
	look(): void {
		clearTimeout(this.#timer);
		const due = dueIn(this.#state());
		if (due === null || due === this.#done) return;
		const at = Math.max(due + grace, this.#notBefore);
		this.#timer = setTimeout(() => void this.#ring(due), Math.max(0, at - this.#now()));
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	async #ring(due: number): Promise<void> {
		const open = openRound(this.#state());
		if (!open) return;
		this.#done = due;
		const answer = await this.#close(open.id);
		// A person closed it in the same moment.
		if (answer.ok || answer.code !== 'disk.full') return;
		this.#log.warn({ code: answer.code }, 'a round was not closed by the clock');
		this.#done = null;
		this.#notBefore = this.#now() + retry;
		this.look();
	}
}

/** The end of the clock that runs for an open round which closes by it, in server time; null where there is none. */
function dueIn(state: EveningState): number | null {
	const { timer } = screenOf(state);
	if (timer === null || !('deadline' in timer) || openRound(state)?.round.closing !== 'clock') return null;
	return timer.deadline;
}
