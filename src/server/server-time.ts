/**
 * The server's time, in ms since 1970: begins as the computer's and goes on evenly. A clock that runs in a hall must not
 * jump when somebody, or the network, sets the computer's.
 */
export class ServerTime {
	readonly #start: number;
	readonly #made = performance.now();

	/** @param offset of the laptop that this one took over from: its time minus this computer's, in ms */
	constructor(offset = 0) {
		this.#start = Date.now() + offset;
	}

	/** A bound function: whoever needs the time gets it. */
	readonly now = (): number => Math.floor(this.#start + performance.now() - this.#made);
}
