import { error, fail } from '@sveltejs/kit';
import { statusOf } from '#server/web/api.ts';
import { preflightStand } from '#server/web/preflight-stand.ts';
import { rehearsalPhones } from '#shared/protocol/preflight.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { requireAccount } from '../../account.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The page asks again every few seconds, at ./stand. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	requireAccount(locals, url);
	return { stand: await preflightStand(locals.app, params.evening, url) };
};

/** What a form of this page gave. `at`: which one; `typed`: what stood in it. */
interface Given {
	at: 'trial' | 'backup' | 'rehearsal' | 'standby';
	refusal: Refusal | null;
	done: string | null;
	typed: string;
}

const given = (at: Given['at'], done: string | null = null): Given => ({ at, refusal: null, done, typed: '' });
const refused = (at: Given['at'], refusal: Refusal, typed = '') => fail(statusOf(refusal), { at, refusal, done: null, typed } satisfies Given);

export const actions: Actions = {
	/** Tests the addresses anew: who came in before is forgotten. */
	trial: async (event) => {
		enter(event).trials.renew(event.params.evening);
		return given('trial');
	},
	backup: async (event) => {
		const app = enter(event);
		const made = await app.backups.make(new Date()).catch((error: unknown) => app.room.refusalOf(error));
		if (!made.ok) return refused('backup', made);
		return given('backup', made.lacking > 0 ? `De reservekopie is gemaakt. Let op: ${made.lacking} tekeningbestanden ontbreken op deze computer.` : 'De reservekopie is gemaakt.');
	},
	removeBackup: async (event) => {
		const app = enter(event);
		const removed = await app.backups.remove(await textOf(event, 'name'));
		return removed ? given('backup', 'De reservekopie is weg.') : refused('backup', refuse('message.invalid'));
	},
	/** A code for the laptop that follows; the one before opens nothing any more. */
	standby: async (event) => {
		const app = enter(event);
		try {
			app.leader.renewCode();
		} catch (error) {
			return refused('standby', app.room.refusalOf(error));
		}
		return given('standby');
	},
	rehearse: async (event) => {
		const app = enter(event);
		const typed = await textOf(event, 'phones');
		const phones = Number(typed);
		if (!/^\d{1,4}$/.test(typed.trim()) || phones < rehearsalPhones.least || phones > rehearsalPhones.most) return refused('rehearsal', refuse('message.invalid'), typed);
		const started = await app.rehearsals.start(app.ownAddress(), phones);
		return started.ok ? given('rehearsal') : refused('rehearsal', started, typed);
	},
	stopRehearsal: async (event) => {
		await enter(event).rehearsals.stop();
		return given('rehearsal');
	}
};

function enter({ locals, params, url }: RequestEvent): App.Locals['app'] {
	requireAccount(locals, url);
	if (!locals.app.evenings.get(params.evening)) error(404);
	return locals.app;
}

async function textOf({ request }: RequestEvent, name: string): Promise<string> {
	const value = (await request.formData()).get(name);
	return typeof value === 'string' ? value : '';
}
