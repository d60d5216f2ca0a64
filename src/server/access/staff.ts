import { randomBytes, scrypt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { cleanText } from '#shared/protocol/text.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { transaction } from '../store/database.ts';
import { newSecret, same } from './keys.ts';
import { Slowdown } from './slowdown.ts';

export interface Account {
	id: string;
	name: string;
}

export const shortestPassword = 10;
const longestName = 80;
const day = 24 * 3600 * 1000;
const sessionAge = 14 * day;
const invitationAge = 7 * day;
/** scrypt's cost, as OWASP's Password Storage Cheat Sheet asks: N = 2^17, r = 8, p = 1 (128 MB for a moment). */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** Facilitators' accounts: a name of their choosing and a password. The first comes by the set-up link, others by invitation. */
export class Staff {
	readonly #database: DatabaseSync;
	readonly #slowdown = new Slowdown();

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	hasAccounts(): boolean {
		return this.#database.prepare('SELECT 1 FROM accounts LIMIT 1').get() !== undefined;
	}

	names(): string[] {
		return this.#database.prepare('SELECT name FROM accounts ORDER BY name').all().map((row) => String(row.name));
	}

	/** Everybody who has an account, by name. */
	accounts(): Account[] {
		return this.#database.prepare('SELECT id, name FROM accounts ORDER BY name COLLATE NOCASE').all().map((row) => ({ id: String(row.id), name: String(row.name) }));
	}

	/**
	 * A secret that works once: it makes an account, or lets a rehearsal make its own evening. The set-up link is the
	 * first invitation and does not age.
	 */
	invite(purpose: 'account' | 'rehearsal' = 'account'): string {
		const secret = newSecret();
		this.#database
			.prepare('INSERT INTO invitations (secret, purpose, made_at, expires_at) VALUES (?, ?, ?, ?)')
			.run(secret, purpose, Date.now(), this.hasAccounts() ? Date.now() + invitationAge : Number.MAX_SAFE_INTEGER);
		return secret;
	}

	/** Uses a rehearsal's key up. @returns false for one that is unknown, used or too old. */
	useRehearsalKey(secret: string): boolean {
		return (
			this.#database
				.prepare("DELETE FROM invitations WHERE secret = ? AND purpose = 'rehearsal' AND expires_at > ? RETURNING secret")
				.get(secret, Date.now()) !== undefined
		);
	}

	/** The set-up secret, the same at each start until it was used; undefined once there is an account. */
	setUpSecret(): string | undefined {
		if (this.hasAccounts()) return undefined;
		const open = this.#database.prepare("SELECT secret FROM invitations WHERE purpose = 'account' LIMIT 1").get();
		return open ? String(open.secret) : this.invite();
	}

	isOpenInvitation(secret: string): boolean {
		const row = this.#database.prepare("SELECT expires_at FROM invitations WHERE secret = ? AND purpose = 'account'").get(secret);
		return row !== undefined && Number(row.expires_at) > Date.now();
	}

	/**
	 * Uses an invitation up, and signs the new account in on `browser` in the same step: on a full disk an account
	 * without a session would be there after a page that says 'not saved', and the link used up. Refused: `invitation.used`, `text.empty`, `account.nameTaken`,
	 * `account.passwordShort`.
	 */
	async accept(secret: string, typedName: string, password: string, browser?: string): Promise<{ ok: true; account: Account } | Refusal> {
		const name = cleanText(typedName).slice(0, longestName);
		if (!this.isOpenInvitation(secret)) return refuse('invitation.used');
		if (name === '') return refuse('text.empty');
		if (password.length < shortestPassword) return refuse('account.passwordShort', { shortest: shortestPassword });
		if (this.#byName(name)) return refuse('account.nameTaken');
		const hash = await hashPassword(password);
		// Asked again: hashing takes a while, and two browsers may have sent the same invitation.
		if (!this.isOpenInvitation(secret)) return refuse('invitation.used');
		if (this.#byName(name)) return refuse('account.nameTaken');
		const account = { id: nanoid(12), name };
		transaction(this.#database, () => {
			this.#database.prepare('DELETE FROM invitations WHERE secret = ?').run(secret);
			this.#database
				.prepare('INSERT INTO accounts (id, name, password, made_at) VALUES (?, ?, ?, ?)')
				.run(account.id, name, hash, Date.now());
			if (browser !== undefined) this.openSession(browser, account);
		});
		return { ok: true, account };
	}

	/** Refused: `account.wrong`, or `account.wait` with the seconds, which never lock anyone out. */
	async signIn(typedName: string, password: string): Promise<{ ok: true; account: Account } | Refusal> {
		const name = cleanText(typedName).slice(0, longestName);
		const wait = this.#slowdown.wait(name.toLowerCase(), Date.now());
		if (wait > 0) return refuse('account.wait', { seconds: wait });
		const row = this.#byName(name);
		// Counted before it is known: hashing takes a while, in which a thousand other passwords could be tried.
		this.#slowdown.failed(name.toLowerCase(), Date.now());
		// An unknown name costs the same time as a wrong password.
		const right = await checkPassword(password, row ? String(row.password) : undefined);
		if (!row || !right) return refuse('account.wrong');
		this.#slowdown.succeeded(name.toLowerCase());
		return { ok: true, account: { id: String(row.id), name: String(row.name) } };
	}

	openSession(browser: string, account: Account): void {
		this.#database
			.prepare(
				'INSERT INTO sessions (browser, account, expires_at) VALUES (?, ?, ?) ON CONFLICT (browser) DO UPDATE SET account = excluded.account, expires_at = excluded.expires_at'
			)
			.run(browser, account.id, Date.now() + sessionAge);
	}

	closeSession(browser: string): void {
		this.#database.prepare('DELETE FROM sessions WHERE browser = ?').run(browser);
	}

	/** Did a session on this browser come to its end by itself? Not so where nobody ever signed in: a rehearsal has its own key. */
	isSessionOver(browser: string): boolean {
		return this.#database.prepare('SELECT 1 FROM sessions WHERE browser = ? AND expires_at <= ?').get(browser, Date.now()) !== undefined;
	}

	/** Who is signed in on this browser. */
	accountOf(browser: string): Account | null {
		const row = this.#database
			.prepare(
				'SELECT accounts.id, accounts.name FROM sessions JOIN accounts ON accounts.id = sessions.account WHERE browser = ? AND expires_at > ?'
			)
			.get(browser, Date.now());
		return row ? { id: String(row.id), name: String(row.name) } : null;
	}

	/** The names of those who have a facilitator's seat in an evening, by seat; without who signed out. */
	namesOf(evening: string): [string, string][] {
		return this.#database
			.prepare(
				`SELECT seats.id, accounts.name FROM seats JOIN sessions ON sessions.browser = seats.browser
				JOIN accounts ON accounts.id = sessions.account WHERE seats.stream = ? AND seats.role = 'facilitator'`
			)
			.all(evening)
			.map((row) => [String(row.id), String(row.name)]);
	}

	#byName(name: string) {
		return this.#database.prepare('SELECT id, name, password FROM accounts WHERE name = ?').get(name);
	}
}

async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16);
	return `scrypt$${cost.N}$${cost.r}$${cost.p}$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
}

const dummy = `scrypt$${cost.N}$${cost.r}$${cost.p}$${randomBytes(16).toString('base64url')}$${randomBytes(32).toString('base64url')}`;

async function checkPassword(password: string, stored: string = dummy): Promise<boolean> {
	const [, , , , salt, hash] = stored.split('$');
	return same((await derive(password, Buffer.from(salt!, 'base64url'))).toString('base64url'), hash!);
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
	return new Promise((settle, fail) => {
		scrypt(password.normalize('NFKC'), salt, 32, cost, (error, key) => (error ? fail(error) : settle(key)));
	});
}
