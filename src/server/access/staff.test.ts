import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refuse } from '#shared/protocol/refusals.ts';
import type { App } from '../app.ts';
import { openTestApp, type TestApp } from '../test-app.ts';

// The hash is made to be slow, half a second and more each; these tests are about all else.
vi.mock('node:crypto', async (original) => {
	const crypto = await original<typeof import('node:crypto')>();
	const scrypt = (...[password, salt, length, , done]: [string, Buffer, number, unknown, (error: Error | null, key: Buffer) => void]) =>
		crypto.scrypt(password, salt, length, { N: 2 }, done);
	return { ...crypto, scrypt };
});

const password = 'een lang wachtwoord';
let test: TestApp;
let app: App;
beforeEach(async () => {
	test = await openTestApp();
	app = test.app;
});
afterEach(async () => {
	vi.useRealTimers();
	await test.end();
});

async function firstAccount() {
	const accepted = await app.staff.accept(app.staff.setUpSecret()!, 'Anna', password);
	if (!accepted.ok) throw new Error(accepted.code);
	return accepted.account;
}

describe('the set-up link', () => {
	it('is the same at each start until it was used, and works once', async () => {
		const secret = app.staff.setUpSecret()!;
		app = await test.restart();
		expect(app.staff.setUpSecret()).toBe(secret);
		expect(await app.staff.accept(secret, 'Anna', password)).toMatchObject({ ok: true, account: { name: 'Anna' } });
		expect(app.staff.setUpSecret()).toBeUndefined();
		expect(await app.staff.accept(secret, 'Bea', password)).toEqual(refuse('invitation.used'));
	});

	it('makes one account, also when it is used twice at once', async () => {
		const secret = app.staff.setUpSecret()!;
		const both = await Promise.all([app.staff.accept(secret, 'Anna', password), app.staff.accept(secret, 'Bea', password)]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(app.staff.names()).toHaveLength(1);
	});

	it('asks for a name and a password of ten characters, and is not used up by a refusal', async () => {
		const secret = app.staff.setUpSecret()!;
		expect(await app.staff.accept(secret, ' ', password)).toEqual(refuse('text.empty'));
		expect(await app.staff.accept(secret, 'Anna', 'te kort')).toEqual(refuse('account.passwordShort', { shortest: 10 }));
		expect(app.staff.isOpenInvitation(secret)).toBe(true);
	});
});

describe('an invitation', () => {
	it('is for a name that nobody has, whatever its capitals', async () => {
		await firstAccount();
		const secret = app.staff.invite();
		expect(await app.staff.accept(secret, ' ANNA ', password)).toEqual(refuse('account.nameTaken'));
		expect(await app.staff.accept(secret, 'Bea', password)).toMatchObject({ ok: true });
	});

	it('ages: after a week it works no more', async () => {
		await firstAccount();
		const secret = app.staff.invite();
		vi.useFakeTimers({ now: Date.now() + 8 * 24 * 3600_000, toFake: ['Date'] });
		expect(app.staff.isOpenInvitation(secret)).toBe(false);
	});

	it('of a rehearsal makes no account, and works once', async () => {
		const key = app.staff.invite('rehearsal');
		expect(await app.staff.accept(key, 'Anna', password)).toEqual(refuse('invitation.used'));
		expect([app.staff.useRehearsalKey(key), app.staff.useRehearsalKey(key)]).toEqual([true, false]);
	});

	it('signs in on the browser that used it, or leaves no account where that can’t be kept: on a full disk the link stays', async () => {
		const secret = app.staff.setUpSecret()!;
		app.database.exec("CREATE TRIGGER no_sessions BEFORE INSERT ON sessions BEGIN SELECT RAISE(ABORT, 'no'); END");
		await expect(app.staff.accept(secret, 'Anna', password, 'browser')).rejects.toThrow('no');
		expect([app.staff.hasAccounts(), app.staff.isOpenInvitation(secret)]).toEqual([false, true]);
		app.database.exec('DROP TRIGGER no_sessions');
		expect(await app.staff.accept(secret, 'Anna', password, 'browser')).toMatchObject({ ok: true });
		expect(app.staff.accountOf('browser')).toMatchObject({ name: 'Anna' });
	});

	it('that could not be kept leaves the server able to go on', async () => {
		const secret = app.staff.setUpSecret()!;
		app.database.exec("CREATE TRIGGER no_accounts BEFORE INSERT ON accounts BEGIN SELECT RAISE(ABORT, 'no'); END");
		await expect(app.staff.accept(secret, 'Anna', password)).rejects.toThrow('no');
		app.database.exec('DROP TRIGGER no_accounts');
		expect(await app.staff.accept(secret, 'Anna', password)).toMatchObject({ ok: true });
	});
});

describe('signing in', () => {
	it('is by name and password; a wrong one and an unknown name are refused alike', async () => {
		const account = await firstAccount();
		expect(await app.staff.signIn('anna ', password)).toEqual({ ok: true, account });
		expect(await app.staff.signIn('Anna', 'een ander wachtwoord')).toEqual(refuse('account.wrong'));
		expect(await app.staff.signIn('Bea', password)).toEqual(refuse('account.wrong'));
	});

	it('is slowed after wrong ones, also when they are tried all at once', async () => {
		await firstAccount();
		// However long hashing takes.
		const now = Date.now();
		vi.useFakeTimers({ now, toFake: ['Date'] });
		const tries = await Promise.all(Array.from({ length: 8 }, (_, index) => app.staff.signIn('Anna', `wachtwoord nummer ${index}`)));
		expect(tries.filter((answer) => !answer.ok && answer.code === 'account.wrong')).toHaveLength(3);
		expect(await app.staff.signIn('Anna', password)).toEqual(refuse('account.wait', { seconds: 1 }));
		vi.setSystemTime(now + 1_000);
		expect(await app.staff.signIn('Anna', password)).toMatchObject({ ok: true });
	});

	it('lasts for two weeks on one browser, until signing out', async () => {
		const account = await firstAccount();
		app.staff.openSession('browser-1', account);
		expect(app.staff.accountOf('browser-1')).toEqual(account);
		expect(app.staff.accountOf('browser-2')).toBeNull();
		app.staff.closeSession('browser-1');
		expect(app.staff.accountOf('browser-1')).toBeNull();
		app.staff.openSession('browser-1', account);
		vi.useFakeTimers({ now: Date.now() + 15 * 24 * 3600_000, toFake: ['Date'] });
		expect(app.staff.accountOf('browser-1')).toBeNull();
	});

	it('keeps no password that could be read back', async () => {
		await firstAccount();
		const { password: stored } = app.database.prepare('SELECT password FROM accounts').get()!;
		expect(stored).toMatch(/^scrypt\$131072\$8\$1\$[\w-]+\$[\w-]+$/);
	});
});
