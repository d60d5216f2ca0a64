import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { Log } from '../log.ts';
import { askText, NoAnswer } from './asking.ts';
import type { Leader } from './leader.ts';
import { readRelieving, writeRelieving, type Relieving as Whom } from './stand.ts';

/** How often the laptop that was relieved is looked for, in ms. */
const lookEvery = 5000;

/** How a laptop says where it stands: `relievedBy` is the epoch of the one that goes on, null where it leads itself. */
export const standing = v.object({ epoch: v.string(), relievedBy: v.nullable(v.string()) });

/**
 * After a take-over: looks for the laptop that was relieved until that one knows. It may only have lost its network, and
 * come back while its phones are here.
 */
export class Relieving {
	readonly #leader: Leader;
	readonly #database: DatabaseSync;
	readonly #log: Log;
	#timer: NodeJS.Timeout | undefined;
	#stopped = false;

	constructor(leader: Leader, database: DatabaseSync, log: Log) {
		this.#leader = leader;
		this.#database = database;
		this.#log = log;
	}

	/** From whom this server took over, and whether that one knows; null where it took over from nobody. */
	get whom(): Whom | null {
		return readRelieving(this.#database);
	}

	start(): void {
		const look = async () => {
			const { whom } = this;
			if (!whom || whom.told !== undefined) return;
			for (const origin of whom.from) if (await this.#tell(origin, whom)) break;
			if (!this.#stopped) this.#timer = setTimeout(() => void look(), lookEvery).unref();
		};
		void look();
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	/** @returns true when there is nothing more to tell. */
	async #tell(origin: string, whom: Whom): Promise<boolean> {
		try {
			const own = this.#leader.epoch;
			const there = v.parse(standing, JSON.parse(await askText(origin, whom.code, { method: 'GET', path: '/api/standby/epoch', body: '' })));
			if (this.#stopped) return true;
			// By its own address: this laptop has it now.
			if (there.epoch === own) return false;
			if (this.#leader.isRelievedBy(there.epoch)) {
				this.#leader.relieve(there.epoch, [origin]);
				return true;
			}
			if (there.relievedBy !== own) {
				await askText(origin, whom.code, { method: 'POST', path: '/api/standby/relieve', body: JSON.stringify({ epoch: own, from: this.#leader.state.addresses, copy: false }) });
			}
			if (!this.#stopped) writeRelieving(this.#database, { ...whom, told: Date.now() });
			return true;
		} catch (error) {
			if (!(error instanceof NoAnswer)) this.#log.error({ err: error }, 'the laptop that was relieved could not be told');
			return false;
		}
	}
}
