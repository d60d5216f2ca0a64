import { fail, redirect } from '@sveltejs/kit';
import { originOf } from '#server/standby/stand.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The page of a laptop that follows another or was relieved, for who sits at it. It asks again every second, at ./stand. */
export const load: PageServerLoad = ({ locals }) => {
	// This laptop leads: its page is regie.
	if (!locals.reserve) redirect(303, '/regie');
	return { reserve: locals.reserve.state(), now: Date.now(), next: locals.reserve.next };
};

/** `next`: where this laptop is once it started anew, an origin. */
export const actions: Actions = {
	/** Goes on from here: in the place of the laptop that is followed, or though this one was relieved. */
	lead: async (event) => {
		const reserve = enter(event);
		const wrong = await reserve.lead();
		return wrong === null ? { next: reserve.next } : fail(409, { wrong, typed: '' });
	},
	stopFollowing: async (event) => {
		const reserve = enter(event);
		if (reserve.stand === 'follows') await reserve.stopFollowing();
		return { next: reserve.next };
	},
	follow: async (event) => {
		const reserve = enter(event);
		const typed = String((await event.request.formData()).get('from') ?? '');
		const from = originOf(typed);
		if (from === null) return fail(400, { wrong: 'address' as const, typed });
		if (reserve.stand !== 'relieved') return { next: reserve.next };
		const wrong = await reserve.follow(from);
		// While it follows its page is on this computer alone.
		return wrong === null ? { next: reserve.here } : fail(400, { wrong, typed });
	}
};

function enter({ locals }: RequestEvent) {
	if (!locals.reserve) redirect(303, '/regie');
	return locals.reserve;
}
