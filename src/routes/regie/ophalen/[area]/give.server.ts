import { fail, redirect } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import type { CollectionCommand } from '#shared/programme/collection/commands.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { statusOf } from '#server/web/api.ts';

type Given = CollectionCommand extends infer Command ? (Command extends CollectionCommand ? Omit<Command, 'id'> : never) : never;

/** Gives a command of the collection by a form, and shows the page again with what was done: `?gedaan=` names it. */
export async function giveCollection(locals: App.Locals, url: URL, account: string, at: string, given: Given, values: Record<string, string> = {}) {
	const command = { ...given, id: nanoid() } as CollectionCommand;
	const outcome = await locals.app.collection.submit(command, { account });
	if (!outcome.ok) return refused(at, outcome, values);
	redirect(303, `${url.pathname}?gedaan=${command.type === 'undo' ? 'ongedaan' : command.id}`);
}

/** `at`: the form that was refused. What was typed goes back with it. */
export function refused(at: string, refusal: Refusal, values: Record<string, string> = {}) {
	return fail(statusOf(refusal), { at, refusal, values });
}

/** What `?gedaan=` says was done, in the words that `words` has for it; nothing where it was taken back since. `undoable`: there is a way back. */
export function saidBy(url: URL, words: (command: string) => string | null, undoable = true): { message: string; command: string | null } | null {
	const command = url.searchParams.get('gedaan');
	if (command === null) return null;
	if (command === 'ongedaan') return { message: 'Ongedaan gemaakt.', command: null };
	const message = words(command);
	return message === null ? null : { message, command: undoable ? command : null };
}
