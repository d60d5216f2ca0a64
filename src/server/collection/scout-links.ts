import type { DatabaseSync } from 'node:sqlite';
import { newSecret } from '../access/keys.ts';

/** A scout's own page, by a secret link: one per scout. */
export class ScoutLinks {
	readonly #database: DatabaseSync;

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/** The secret of a scout's link, made where there is none. */
	of(scout: string): string {
		const row = this.#database.prepare('SELECT secret FROM scout_links WHERE scout = ?').get(scout);
		return row ? String(row.secret) : this.#make(scout);
	}

	/** Whose link this is; null for one that is unknown or was replaced. */
	find(secret: string): string | null {
		const row = this.#database.prepare('SELECT scout FROM scout_links WHERE secret = ?').get(secret);
		return row ? String(row.scout) : null;
	}

	/** Makes the old link worthless. */
	replace(scout: string): string {
		this.#database.prepare('DELETE FROM scout_links WHERE scout = ?').run(scout);
		return this.#make(scout);
	}

	#make(scout: string): string {
		const secret = newSecret();
		this.#database.prepare('INSERT INTO scout_links (secret, scout, made_at) VALUES (?, ?, ?)').run(secret, scout, Date.now());
		return secret;
	}
}
