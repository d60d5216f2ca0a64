import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../test-app.ts';
import { linkRoles } from './links.ts';

let test: TestApp;
beforeEach(async () => {
	test = await openTestApp();
});
afterEach(() => test.end());

it('there is one link per role and evening, the same after a restart; the illustrators’ has a pin', async () => {
	const links = test.app.links.of('evening-1');
	expect(new Set(Object.values(links).map(({ secret }) => secret)).size).toBe(linkRoles.length);
	expect(Object.values(links).map(({ pin }) => pin)).toEqual(linkRoles.map((role) => (role === 'illustrator' ? expect.stringMatching(/^\d{4}$/) : null)));
	const { links: again } = await test.restart();
	expect(again.of('evening-1')).toEqual(links);
	expect(again.of('evening-2').screen.secret).not.toBe(links.screen.secret);
});

it('a link opens its own role and no other', () => {
	const { links } = test.app;
	const { screen } = links.of('evening-1');
	expect(links.find(screen.secret, 'screen')).toEqual(screen);
	expect(links.find(screen.secret, 'moderator')).toBeNull();
	expect(links.find('guessed', 'screen')).toBeNull();
});

it('a link that is replaced is worthless at once, also in a backup: it leaves a tombstone', () => {
	const { links, database } = test.app;
	const before = links.of('evening-1').moderator;
	const after = links.replace('evening-1', 'moderator');
	expect(links.find(before.secret, 'moderator')).toBeNull();
	expect(links.find(after.secret, 'moderator')).toEqual(after);
	expect(database.prepare("SELECT id FROM tombstones WHERE kind = 'link'").all()).toEqual([{ id: before.secret }]);
	expect(links.of('evening-1').screen).toEqual(links.of('evening-1').screen);
});
