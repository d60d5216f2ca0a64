import type { DatabaseSync } from 'node:sqlite';
import type { Role } from '#shared/protocol/roles.ts';
import { transaction } from '../store/database.ts';
import { newPin, newSecret } from './keys.ts';

/** The roles that come in by a secret link. */
export const linkRoles = ['screen', 'moderator', 'helper', 'illustrator'] as const;
export type LinkRole = (typeof linkRoles)[number];

/** A secret link to one role of one evening; illustrators type a pin as well. */
export interface Link {
	secret: string;
	evening: string;
	role: LinkRole;
	pin: string | null;
}

/** What each link opens: the first part of its path. */
const pages: Record<LinkRole, string> = { screen: 'scherm', moderator: 'meelezen', helper: 'hulp', illustrator: 'teken' };

/** The path of a link, which begins with `/`. */
export function linkPath({ role, secret }: Pick<Link, 'role' | 'secret'>): string {
	return `/${pages[role]}/${secret}`;
}

/** Secret links, one per role and evening; regie shows and replaces them. */
export class Links {
	readonly #database: DatabaseSync;
	readonly #insert;
	readonly #bySecret;
	readonly #ofEvening;
	readonly #remove;
	readonly #tombstone;

	constructor(database: DatabaseSync) {
		this.#database = database;
		this.#insert = database.prepare('INSERT INTO links (secret, stream, role, pin, made_at) VALUES (?, ?, ?, ?, ?)');
		this.#bySecret = database.prepare('SELECT secret, stream, role, pin FROM links WHERE secret = ?');
		this.#ofEvening = database.prepare('SELECT secret, stream, role, pin FROM links WHERE stream = ? AND role = ?');
		this.#remove = database.prepare('DELETE FROM links WHERE stream = ? AND role = ? RETURNING secret');
		this.#tombstone = database.prepare('INSERT OR IGNORE INTO tombstones (kind, stream, id, at) VALUES (?, ?, ?, ?)');
	}

	/** The evening's links, made where one lacks. */
	of(evening: string): Record<LinkRole, Link> {
		const entries = linkRoles.map((role) => {
			const row = this.#ofEvening.get(evening, role);
			return [role, row ? linkOf(row) : this.#make(evening, role)] as const;
		});
		return Object.fromEntries(entries) as Record<LinkRole, Link>;
	}

	/** The link with this secret, of that role; null for an unknown or replaced one. */
	find(secret: string, role: LinkRole): Link | null {
		const row = this.#bySecret.get(secret);
		const link = row ? linkOf(row) : null;
		return link?.role === role ? link : null;
	}

	/** Makes the old link worthless, also in a backup that is put back later. Whoever used it loses the seat: see Seats. */
	replace(evening: string, role: LinkRole): Link {
		// At once: on a full disk the old link would be gone, and no new one there.
		return transaction(this.#database, () => {
			for (const { secret } of this.#remove.all(evening, role)) this.#tombstone.run('link', evening, String(secret), Date.now());
			return this.#make(evening, role);
		});
	}

	#make(evening: string, role: LinkRole): Link {
		const link: Link = { secret: newSecret(), evening, role, pin: role === 'illustrator' ? newPin() : null };
		this.#insert.run(link.secret, evening, role, link.pin, Date.now());
		return link;
	}
}

function linkOf(row: Record<string, unknown>): Link {
	return {
		secret: String(row.secret),
		evening: String(row.stream),
		role: String(row.role) as LinkRole & Role,
		pin: row.pin === null ? null : String(row.pin)
	};
}
