import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { refuse } from '#shared/protocol/refusals.ts';
import { statusOf } from '#server/web/api.ts';
import type { Actions, PageServerLoad } from './$types';

/** A cartoonist's page, for whoever holds the link and typed its pin once in this browser. */
export const load: PageServerLoad = (event) => {
	const { app } = event.locals;
	const { evening } = find(event);
	// Its form can then tell a browser that keeps no cookies.
	const browser = event.locals.ensureBrowser();
	// A tab that is restored the next day must not begin with yesterday's page.
	event.setHeaders({ 'Cache-Control': 'private, no-store' });
	const seat = app.seats.ofBrowser(browser, evening.id).find(({ role }) => role === 'illustrator');
	if (seat === undefined) return { start: null };
	return {
		evening: evening.id,
		start: { role: 'illustrator' as const, seat: app.seats.token(browser, seat), snapshot: evening.published('illustrator') }
	};
};

export const actions: Actions = {
	/** The pin: `pin`. No account, no name. */
	default: async (event) => {
		const { app } = event.locals;
		const { link, evening } = find(event);
		const typed = String((await event.request.formData()).get('pin') ?? '');
		// It could never come in; and a program without them could guess as somebody else each time.
		if (!event.locals.keepsCookies) return fail(400, { refusal: refuse('browser.noCookies'), typed });
		const browser = event.locals.ensureBrowser();
		const checked = app.pins.check(link, typed, browser);
		if (!checked.ok) return fail(statusOf(checked), { refusal: checked, typed });
		try {
			app.seats.ensure(browser, evening.id, 'illustrator');
		} catch (error) {
			const full = app.room.refusalOf(error);
			return fail(statusOf(full), { refusal: full, typed });
		}
		redirect(303, event.url.pathname);
	}
};

/** @throws 410 for a link that was replaced, or never was. */
function find({ locals: { app }, params }: RequestEvent<{ secret: string }>) {
	const link = app.links.find(params.secret, 'illustrator');
	const evening = link && app.evenings.get(link.evening);
	if (!evening) error(410);
	return { link, evening };
}
