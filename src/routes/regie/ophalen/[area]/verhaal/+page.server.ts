import { fail, redirect } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import { longDay } from '#shared/programme/dutch-day.ts';
import { detailsOf } from '#shared/evening/state.ts';
import { paragraphsToBegin } from '#server/story/stories.ts';
import { statusOf } from '#server/web/api.ts';
import { staffOfPage } from '../area.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The stories of an area, and the evenings that a new one can tell. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = staffOfPage(locals, params.area, url);
	const { collection, programme, evenings } = locals.app;
	const stories = [...collection.state.entries.story].filter(([, { area, removed }]) => area === params.area && !removed);
	const own = programme.areas().find(({ id }) => id === params.area)?.evenings ?? [];
	const done = url.searchParams.get('gedaan');
	const removed = done !== null && done !== 'ongedaan' && collection.state.steps.get(done)?.undone === false ? done : null;
	return {
		...of,
		account: account.name,
		said: done === 'ongedaan' ? 'Ongedaan gemaakt.' : removed === null ? null : 'Het verhaal is verwijderd.',
		removed,
		stories: stories.map(([id, { title, published, takenBack }]) => ({ id, title: collection.textOf(title), state: published ? 'online' : takenBack ? 'teruggehaald' : 'nog niet online' })),
		evenings: own.flatMap((id) => {
			const evening = evenings.get(id);
			if (!evening) return [];
			const { title, date } = detailsOf(evening.state);
			return [{ id, name: `${evening.textOf(title)}, ${longDay(date)}` }];
		})
	};
};

export const actions: Actions = {
	undo: async ({ locals, params, request, url }) => {
		const { account, area } = staffOfPage(locals, params.area, url);
		const command = String((await request.formData()).get('command') ?? '');
		const outcome = await locals.app.collection.submit({ id: nanoid(), type: 'undo', command }, { account: account.id });
		if (!outcome.ok) return fail(statusOf(outcome), { refusal: outcome, typed: null });
		redirect(303, `/regie/ophalen/${area.id}/verhaal?gedaan=ongedaan`);
	},

	begin: async ({ locals, params, request, url }) => {
		const { account, area } = staffOfPage(locals, params.area, url);
		const form = await request.formData();
		const typed = { title: String(form.get('title') ?? ''), evening: String(form.get('evening') ?? '') };
		const evening = typed.evening === '' ? null : typed.evening;
		const story = nanoid(12);
		const paragraphs = paragraphsToBegin(locals.app, area.id, evening);
		const command = nanoid();
		const begun = await locals.app.collection.submit({ id: command, type: 'story.begin', story, area: area.id, evening, title: typed.title, paragraphs }, { account: account.id });
		if (!begun.ok) return fail(statusOf(begun), { refusal: begun, typed });
		redirect(303, `/regie/ophalen/${area.id}/verhaal/${story}`);
	}
};
