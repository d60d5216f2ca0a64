import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Log } from '../log.ts';

/**
 * Whether the disk had room for what came last of the pictures that people send. Apart from events: those are small, and
 * may still fit where no picture does.
 */
export class RoomForPictures {
	#full = false;
	readonly #log: Log;

	constructor(log: Log) {
		this.#log = log;
	}

	/** There was no room, and no picture was kept since. */
	get full(): boolean {
		return this.#full;
	}

	/** Hears what became of a picture, and gives that on. Only a full disk concerns it. */
	heard<Result extends { ok: true } | Refusal>(result: Result): Result {
		if (result.ok || result.code !== 'disk.full') return result;
		// Once: whoever sends tries again.
		if (!this.#full) this.#log.error('the disk is full: no picture is kept until there is room');
		this.#full = true;
		return result;
	}

	/** There was no room. @returns the refusal */
	lacked(): Refusal {
		return this.heard(refuse('disk.full'));
	}

	/** A picture is on disk. */
	kept(): void {
		if (this.#full) this.#log.warn('the disk has room for pictures again');
		this.#full = false;
	}
}
