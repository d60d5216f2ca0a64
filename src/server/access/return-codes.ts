import type { DatabaseSync } from 'node:sqlite';
import { newCode, normalCode } from './keys.ts';

/** Codes by which a participant goes on, on another phone. Each works once; a participant has one at a time. */
export class ReturnCodes {
	readonly #database: DatabaseSync;

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/** This participant's code, made where there is none. */
	of(evening: string, participant: string): string {
		const row = this.#database
			.prepare('SELECT code FROM return_codes WHERE stream = ? AND participant = ?')
			.get(evening, participant);
		if (row) return String(row.code);
		const code = newCode(8);
		this.#database
			.prepare('INSERT INTO return_codes (code, stream, participant, made_at) VALUES (?, ?, ?, ?)')
			.run(code, evening, participant, Date.now());
		return code;
	}

	/** Whose code this is, or null for one that this evening does not have. */
	participant(evening: string, typed: string): string | null {
		const row = this.#database
			.prepare('SELECT participant FROM return_codes WHERE code = ? AND stream = ?')
			.get(normalCode(typed), evening);
		return row ? String(row.participant) : null;
	}

	/** The code has been used: it works no more. */
	use(evening: string, typed: string): void {
		this.#database.prepare('DELETE FROM return_codes WHERE code = ? AND stream = ?').run(normalCode(typed), evening);
	}
}
