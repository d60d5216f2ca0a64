import { error, fail } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import { templateOf } from '#shared/programme/run-sheet-template.ts';
import type { ProgrammeCommand } from '#shared/programme/programme.ts';
import { statusOf } from '#server/web/api.ts';
import { requireAccount } from '../../account.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The run-sheets that were saved, for any evening. */
export const load: PageServerLoad = ({ locals, url }) => {
	requireAccount(locals, url);
	return { templates: locals.app.programme.templates() };
};

export const actions: Actions = {
	/** Saves this evening's run-sheet, to be used again. */
	save: async (event) => {
		const evening = event.locals.app.evenings.get(event.params.evening);
		if (!evening) error(404);
		const name = textOf(await event.request.formData(), 'name');
		// What a colleague changed in this very moment is saved with it.
		evening.tellNow('facilitator');
		const segments = templateOf(evening.published('facilitator').view);
		return give(event, { id: nanoid(), type: 'template.save', template: nanoid(12), name, segments }, name);
	},
	remove: async (event) => give(event, { id: nanoid(), type: 'template.remove', template: textOf(await event.request.formData(), 'template') }),
	undo: async (event) => give(event, { id: nanoid(), type: 'undo', command: textOf(await event.request.formData(), 'command') })
};

async function give({ locals, url }: RequestEvent, command: ProgrammeCommand, typed = '') {
	const account = requireAccount(locals, url);
	const outcome = await locals.app.programme.submit(command, account.id);
	return outcome.ok ? { command: command.id, refusal: null, typed: '' } : fail(statusOf(outcome), { command: null, refusal: outcome, typed });
}

function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
