import { redirect } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import { cardCode } from '#shared/programme/collection/card-code.ts';
import { chainsOf, fullChain, reachOf } from '#shared/programme/collection/reach.ts';
import { roleNames } from '#shared/programme/collection/role-names.ts';
import { programmeRoles } from '#shared/programme/collection/roles.ts';
import type { ProgrammeCommand } from '#shared/programme/programme.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { joinOrigin } from '#server/web/join-origin.ts';
import { textOf } from '#server/web/resident-form.ts';
import { areaOfPage } from './area.server.ts';
import { giveCollection, refused, saidBy } from './give.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Who does what in an area, its scouts, and how far they came. Scouts' links are for a project leader. */
export const load: PageServerLoad = ({ locals, params, url, setHeaders }) => {
	const { account, ...of } = areaOfPage(locals, params.area, url);
	// It holds scouts' secret links.
	setHeaders({ 'cache-control': 'private, no-store' });
	const { app } = locals;
	const { programme, collection, scoutLinks } = app;
	const people = new Map(programme.peopleOf(params.area));
	const leads = of.roles.includes('projectLeader');
	const chains = chainsOf(collection.state);
	const scouts = of.roles.length === 0 ? [] : [...collection.state.entries.scout].filter(([, scout]) => scout.area === params.area && !scout.removed);
	return {
		...of,
		account: account.name,
		me: account.id,
		leads,
		people: app.staff.accounts().map(({ id, name }) => ({ id, name, roles: people.get(id) ?? [] })),
		hasLeader: [...people.values()].some((roles) => roles.includes('projectLeader')),
		mayStaff: programme.mayStaff(account.id, params.area),
		scouts: scouts.map(([id, { number, name }]) => ({
			id,
			code: cardCode({ scout: number, path: [] }),
			name: collection.textOf(name),
			link: leads ? `/verkenner/${scoutLinks.of(id)}` : null,
			chain: chains.get(number) ?? null
		})),
		fullChain,
		reach: reachOf(collection.state, params.area),
		origin: joinOrigin(app, url),
		/** Whose link was just made anew. */
		linked: url.searchParams.get('link'),
		said: saidBy(url, (command) => doneInWords(app, command, account.id))
	};
};

export const actions: Actions = {
	/** Whoever is signed in becomes project leader where there is none. */
	lead: async (event) => {
		const { account, roles } = ofEvent(event);
		return giveStaff(event, account.id, 'people', { type: 'area.staff', area: event.params.area, account: account.id, roles: [...roles, 'projectLeader'] });
	},

	/** All roles of one person, as they are ticked. */
	staff: async (event) => {
		const { account } = ofEvent(event);
		const form = await event.request.formData();
		const who = textOf(form, 'account');
		const at = `staff ${who}`;
		if (!event.locals.app.staff.accounts().some(({ id }) => id === who)) return refused(at, refuse('person.unknown'));
		const roles = programmeRoles.filter((role) => form.has(role));
		return giveStaff(event, account.id, at, { type: 'area.staff', area: event.params.area, account: who, roles });
	},

	addScout: async (event) => {
		const { account } = ofEvent(event);
		const name = textOf(await event.request.formData(), 'name');
		return giveCollection(event.locals, event.url, account.id, 'addScout', { type: 'scout.add', scout: nanoid(12), area: event.params.area, name }, { name });
	},

	renameScout: async (event) => {
		const { account } = ofEvent(event);
		const form = await event.request.formData();
		const [scout, name] = [textOf(form, 'scout'), textOf(form, 'name')];
		return giveCollection(event.locals, event.url, account.id, `renameScout ${scout}`, { type: 'scout.rename', scout, name }, { name });
	},

	removeScout: async (event) => {
		const { account } = ofEvent(event);
		const scout = textOf(await event.request.formData(), 'scout');
		return giveCollection(event.locals, event.url, account.id, 'scouts', { type: 'scout.remove', scout });
	},

	/** The old link is worthless at once. */
	newLink: async (event) => {
		const { roles } = ofEvent(event);
		const id = textOf(await event.request.formData(), 'scout');
		const scout = event.locals.app.collection.state.entries.scout.get(id);
		if (!roles.includes('projectLeader')) return refused('scouts', refuse('person.roleLacks'));
		if (!scout || scout.removed || scout.area !== event.params.area) return refused('scouts', refuse('scout.unknown'));
		event.locals.app.scoutLinks.replace(id);
		redirect(303, `${event.url.pathname}?link=${id}#verkenner-${id}`);
	},

	undo: async (event) => {
		const { account } = ofEvent(event);
		const command = textOf(await event.request.formData(), 'command');
		if (event.locals.app.programme.done(command)) return giveStaff(event, account.id, 'undo', { type: 'undo', command });
		return giveCollection(event.locals, event.url, account.id, 'undo', { type: 'undo', command });
	}
};

function ofEvent({ locals, params, url }: RequestEvent) {
	return areaOfPage(locals, params.area, url);
}

type Given = Extract<ProgrammeCommand, { type: 'area.staff' | 'undo' }> extends infer Command ? (Command extends ProgrammeCommand ? Omit<Command, 'id'> : never) : never;

async function giveStaff({ locals, url }: RequestEvent, account: string, at: string, given: Given) {
	const command = { ...given, id: nanoid() } as ProgrammeCommand;
	const outcome = await locals.app.programme.submit(command, account);
	if (!outcome.ok) return refused(at, outcome);
	redirect(303, `${url.pathname}?gedaan=${command.type === 'undo' ? 'ongedaan' : command.id}`);
}

/** What a command did to people or scouts, in words; null for one that is unknown or was taken back. */
function doneInWords({ programme, collection, staff }: App.Locals['app'], command: string, me: string): string | null {
	const event = programme.done(command);
	if (event?.type === 'area.changed' && event.set.people) {
		const { people } = event.set;
		const before = event.was.people ?? {};
		const who = staff.accounts().find(({ id }) => String(people[id] ?? '') !== String(before[id] ?? ''));
		if (!who) return null;
		const roles = (people[who.id] ?? []).map((role) => roleNames[role].name);
		const name = who.id === me ? 'U' : who.name;
		const verb = who.id === me ? 'bent' : 'is';
		return roles.length === 0 ? `${name} heeft geen rol meer in dit gebied.` : `${name} ${verb} nu ${new Intl.ListFormat('nl').format(roles)}.`;
	}
	const step = collection.state.steps.get(command);
	const [first] = step && !step.undone ? step.events : [];
	if (!first || (first.type !== 'scout.added' && first.type !== 'scout.changed')) return null;
	const { name, number } = collection.state.entries.scout.get(first.id)!;
	const called = `${collection.textOf(name)} (${cardCode({ scout: number, path: [] })})`;
	if (first.type === 'scout.added') return `${called} is verkenner.`;
	return first.set.removed === true ? `${called} is geen verkenner meer. De link werkt niet meer.` : `De verkenner heet nu ${called}.`;
}
