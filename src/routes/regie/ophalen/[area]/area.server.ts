import { error } from '@sveltejs/kit';
import { totalsOf } from '#shared/programme/collection/totals.ts';
import { mayReadRaw, type ProgrammeRole } from '#shared/programme/collection/roles.ts';
import { requireAccount } from '../../account.server.ts';

/** Who asks for a page of an area's collection, and what they are there. @throws 404 for an area that is gone. */
export function areaOfPage(locals: App.Locals, area: string, url: URL) {
	const account = requireAccount(locals, url);
	const { programme, collection } = locals.app;
	const name = programme.areaName(area);
	if (name === null) error(404);
	const roles = programme.rolesOf(account.id, area);
	return { account, area: { id: area, name }, roles, totals: totalsOf(collection.state, area) };
}

/** The same, for who reads what was written down. @throws 403 for others. */
export function readerOfPage(locals: App.Locals, area: string, url: URL) {
	const of = areaOfPage(locals, area, url);
	if (!mayReadRaw(of.roles)) error(403, 'person.roleLacks');
	return of;
}

/** The same, for who has any role in the area. @throws 403 for others. */
export function staffOfPage(locals: App.Locals, area: string, url: URL): ReturnType<typeof areaOfPage> & { roles: readonly ProgrammeRole[] } {
	const of = areaOfPage(locals, area, url);
	if (of.roles.length === 0) error(403, 'person.roleLacks');
	return of;
}
