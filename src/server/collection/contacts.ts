import type { DatabaseSync } from 'node:sqlite';

/**
 * Who wants to be asked to an evening: an address or a number, by area and day. It has no link to a form: not its id, not
 * a card, not the time, and rows lie in the order of ids made by chance.
 */
export class Contacts {
	readonly #database: DatabaseSync;

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/** Adds one; the same id may come any number of times. @param day an ISO date */
	add(contact: { id: string; area: string; contact: string; day: string }): void {
		this.#database
			.prepare('INSERT INTO contacts (id, area, contact, day) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING')
			.run(contact.id, contact.area, contact.contact, contact.day);
	}

	/** Takes one back: who gave it knows its id. */
	remove(id: string): void {
		this.#database.prepare('DELETE FROM contacts WHERE id = ?').run(id);
	}
}
