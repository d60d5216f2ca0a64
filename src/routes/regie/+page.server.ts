import { fail, redirect } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import * as v from 'valibot';
import { choiceOf } from '#shared/house-style/report.ts';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { templateOf } from '#shared/programme/run-sheet-template.ts';
import type { ProgrammeCommand } from '#shared/programme/programme.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { statusOf } from '#server/web/api.ts';
import { joinOrigin } from '#server/web/join-origin.ts';
import { accountOf, pageOfRegie, requireAccount } from './account.server.ts';
import { doneInWords, programmeView } from './programme.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The list of areas and evenings, or the form to sign in. Undo goes by the address: `?gedaan=` names the last command. */
export const load: PageServerLoad = ({ locals, url }) => {
	const account = accountOf(locals);
	const wanted = url.searchParams.get('naar');
	// The form to sign in can then tell a browser that keeps no cookies.
	if (account === null) {
		locals.ensureBrowser();
		return { account: null, next: pageOfRegie(wanted, url), hasAccounts: locals.app.staff.hasAccounts() };
	}
	if (wanted !== null) redirect(303, pageOfRegie(wanted, url));
	return {
		account: account.name,
		...programmeView(locals.app),
		today: dutchDay(Date.now()),
		serverKey: locals.app.eveningFiles.publicName,
		said: saidBy(locals.app, url.searchParams)
	};
};

export const actions: Actions = {
	signIn: async ({ locals, request, url }) => {
		const form = await request.formData();
		const name = text(form, 'name');
		if (!locals.keepsCookies) return refused('signIn', refuse('browser.noCookies'), { name });
		const signedIn = await locals.app.staff.signIn(name, text(form, 'password'));
		if (!signedIn.ok) return refused('signIn', signedIn, { name });
		try {
			locals.app.staff.openSession(locals.ensureBrowser(), signedIn.account);
		} catch (error) {
			// The page of errors would have forgotten the name.
			return refused('signIn', locals.app.room.refusalOf(error), { name });
		}
		redirect(303, pageOfRegie(text(form, 'next'), url));
	},

	signOut: ({ locals }) => {
		if (locals.browser !== null) {
			try {
				// The session last: who was refused half-way is signed in still, and can sign out again.
				locals.app.sockets.revoke(locals.app.seats.revokeOfBrowser(locals.browser, 'facilitator'));
				locals.app.staff.closeSession(locals.browser);
			} catch (error) {
				return refused('evenings', locals.app.room.refusalOf(error));
			}
		}
		redirect(303, '/regie');
	},

	addArea: async (event) => {
		const form = await event.request.formData();
		const name = text(form, 'name');
		const area = nanoid(12);
		return give(event, 'addArea', { type: 'area.add', area, name }, { name }, async (account) => {
			// Whoever makes an area says who does what in it. Where this fails, its page offers the same.
			await event.locals.app.programme.submit({ id: nanoid(), type: 'area.staff', area, account, roles: ['projectLeader'] }, account);
		});
	},

	renameArea: async (event) => {
		const form = await event.request.formData();
		const area = text(form, 'area');
		const name = text(form, 'name');
		return give(event, `renameArea ${area}`, { type: 'area.rename', area, name }, { name });
	},

	removeArea: async (event) => {
		const area = text(await event.request.formData(), 'area');
		return give(event, `removeArea ${area}`, { type: 'area.remove', area });
	},

	addEvening: async ({ locals, request, url }) => {
		const account = requireAccount(locals, url);
		const form = await request.formData();
		const values = { title: text(form, 'title'), date: text(form, 'date') };
		const area = text(form, 'area');
		if (!v.is(day, values.date)) return refused(`addEvening ${area}`, null, values);
		const command = nanoid();
		const begun = await locals.app.evenings.begin({ ...values, area }, account.id, command);
		if (!begun.ok) return refused(`addEvening ${area}`, begun, values);
		const house = await locals.app.houseStyles.only();
		const style = house && choiceOf(house);
		if (style) await begun.evening.submit({ id: nanoid(), type: 'evening.style', style }, { role: 'facilitator', seat: account.id, participant: null });
		redirect(303, `/regie?gedaan=${command}`);
	},

	/** Of the list, and of the evening's settings. */
	copyEvening: async ({ locals, request, url }) => {
		const account = requireAccount(locals, url);
		const form = await request.formData();
		const values = { title: text(form, 'title'), date: text(form, 'date') };
		const evening = text(form, 'evening');
		const at = `copyEvening ${evening}`;
		if (!v.is(day, values.date)) return refused(at, null, values);
		const command = nanoid();
		const copied = await locals.app.evenings.copy(evening, values, account.id, command);
		// One that was removed meanwhile has no row in which to say so.
		if (!copied.ok) return refused(copied.code === 'evening.unknown' ? 'evenings' : at, copied, values);
		redirect(303, `/regie?gedaan=${command}`);
	},

	/** Of the evening's own page: its settings. */
	moveEvening: async (event) => {
		const form = await event.request.formData();
		return give(event, 'evenings', { type: 'evening.move', evening: text(form, 'evening'), area: text(form, 'area') });
	},

	removeEvening: async (event) => {
		const evening = text(await event.request.formData(), 'evening');
		return give(event, 'evenings', { type: 'evening.remove', evening });
	},

	restoreEvening: async (event) => {
		const evening = text(await event.request.formData(), 'evening');
		return give(event, 'evenings', { type: 'evening.restore', evening });
	},

	/** Of the evening's own page: its run-sheet, to be used again. */
	saveTemplate: async (event) => {
		const form = await event.request.formData();
		const name = text(form, 'name');
		const evening = event.locals.app.evenings.get(text(form, 'evening'));
		if (!evening) return refused('evenings', refuse('evening.unknown'));
		// What a colleague changed in this very moment is saved with it.
		evening.tellNow('facilitator');
		const segments = templateOf(evening.published('facilitator').view);
		return give(event, 'evenings', { type: 'template.save', template: nanoid(12), name, segments }, { name });
	},

	removeTemplate: async (event) => {
		const template = text(await event.request.formData(), 'template');
		return give(event, 'evenings', { type: 'template.remove', template });
	},

	undo: async (event) => {
		const command = text(await event.request.formData(), 'command');
		return give(event, 'undo', { type: 'undo', command });
	},

	invite: ({ locals, url }) => {
		requireAccount(locals, url);
		try {
			const path = `/regie/uitnodiging/${locals.app.staff.invite()}`;
			return { at: 'invite', refusal: null, values: {}, invitation: joinOrigin(locals.app, url) + path };
		} catch (error) {
			return refused('invite', locals.app.room.refusalOf(error));
		}
	}
};

/** A command of the programme as a form gives it; the id is made here. */
type Given = ProgrammeCommand extends infer Command ? (Command extends ProgrammeCommand ? Omit<Command, 'id'> : never) : never;

/** Gives a command, lets the evenings know, and shows the list again with what was done. `then`: what goes with it. */
async function give({ locals, url }: RequestEvent, at: string, given: Given, values: Record<string, string> = {}, then?: (account: string) => Promise<void>) {
	const { app } = locals;
	const account = requireAccount(locals, url);
	const command = { ...given, id: nanoid() } as ProgrammeCommand;
	const outcome = await app.programme.submit(command, account.id);
	if (!outcome.ok) return refused(at, outcome, values);
	await then?.(account.id);
	await app.evenings.tellAreaNames(account.id);
	// Whoever is in an evening that left the list is told, whichever command took it out.
	for (const evening of app.programme.removedEvenings()) app.sockets.endEvening(evening);
	redirect(303, `/regie?gedaan=${command.type === 'undo' ? 'ongedaan' : command.id}`);
}

/** `at`: the form that was refused; `refusal` is null where a date lacks. What was typed goes back with it. */
function refused(at: string, refusal: Refusal | null, values: Record<string, string> = {}) {
	return fail(refusal === null ? 400 : statusOf(refusal), { at, refusal, values, invitation: null });
}

function saidBy(app: App.Locals['app'], query: URLSearchParams): { message: string; command: string | null } | null {
	const command = query.get('gedaan');
	if (command === 'ongedaan') return { message: 'Ongedaan gemaakt.', command: null };
	if (command === 'vernietigd') return { message: 'De avond is voorgoed vernietigd.', command: null };
	if (command === 'vervangen') return { message: 'De avond uit het bestand staat in de lijst. De vorige staat bij de verwijderde avonden.', command: null };
	const message = command === null ? null : doneInWords(app, command);
	return message === null ? null : { message, command };
}

const day = v.pipe(v.string(), v.isoDate());

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
