import { error, fail } from '@sveltejs/kit';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { linkPath, linkRoles, type Link, type LinkRole } from '#server/access/links.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import type { App } from '#server/app.ts';
import { statusOf } from '#server/web/api.ts';
import { isThisComputer, joinOrigin } from '#server/web/join-origin.ts';
import { requireAccount } from '../../account.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What phones must use, the secret links of this evening, the areas that it can belong to, and the house styles. */
export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	requireAccount(locals, url);
	depends('regie:areas', 'regie:huisstijl');
	const evening = locals.app.evenings.get(params.evening);
	if (!evening) error(404);
	const origin = joinOrigin(locals.app, url);
	const links = linksOf(locals.app, evening.id);
	const styles = await locals.app.houseStyles.reports();
	await locals.app.evenings.leaveBrokenStyles(styles, 'server');
	return {
		areas: locals.app.programme.areas().map(({ id, name }) => ({ id, name })),
		today: dutchDay(Date.now()),
		area: locals.app.programme.areaOf(evening.id)?.id ?? '',
		origin,
		phonesReach: !isThisComputer(new URL(origin)),
		styles,
		/** Null where the disk has no room for links that were never made. */
		links: links && linkRoles.map((role) => ({ role, path: linkPath(links[role]), pin: links[role].pin }))
	};
};

function linksOf(app: App, evening: string): Record<LinkRole, Link> | null {
	try {
		return app.links.of(evening);
	} catch (error) {
		if (app.room.lacks(error)) return null;
		throw error;
	}
}

/** What a form of this page gave. `refused`: the role whose link was to be replaced, or the key. */
interface Given {
	replaced: LinkRole | null;
	key: string | null;
	refused: { at: LinkRole | 'key'; refusal: Refusal } | null;
}
const given = (of: Partial<Given>): Given => ({ replaced: null, key: null, refused: null, ...of });
const refused = (at: LinkRole | 'key', refusal: Refusal) => fail(statusOf(refusal), given({ refused: { at, refusal } }));

export const actions: Actions = {
	/** A new link for one role; who used the old one is out at once. */
	replaceLink: async ({ locals, params, request, url }) => {
		requireAccount(locals, url);
		const { app } = locals;
		const evening = app.evenings.get(params.evening);
		if (!evening) error(404);
		const wanted = (await request.formData()).get('role');
		const role = linkRoles.find((one) => one === wanted);
		if (role === undefined) return fail(400, given({}));
		try {
			app.links.replace(evening.id, role);
			app.sockets.revoke(app.seats.revokeRole(evening.id, role));
		} catch (error) {
			return refused(role, app.room.refusalOf(error));
		}
		return given({ replaced: role });
	},

	/** A key with which a rehearsal makes its own evening, once. */
	rehearsalKey: ({ locals, url }) => {
		requireAccount(locals, url);
		try {
			return given({ key: locals.app.staff.invite('rehearsal') });
		} catch (error) {
			return refused('key', locals.app.room.refusalOf(error));
		}
	}
};
