import type { CommandOf } from '../protocol/commands.ts';
import { refuse, type Refusal } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change, type EveningEvent } from './events.ts';
import type { EveningState, TextId } from './state.ts';
import { looseTheme, type Theme } from './theme.ts';

/** Themes that lie together on the board under a name. Which ones, the themes themselves say; where, their cards do. */
export interface Group {
	name: TextId;
	/** Its cards are drawn as one. */
	folded: boolean;
	/** Without themes it is none; undo brings it back with them. */
	removed: boolean;
}

type GroupCommand = CommandOf<'group.add' | 'group.rename' | 'group.fold' | 'group.empty' | 'theme.group'>;

export function decideGroup(state: EveningState, command: GroupCommand, context: Context): Decision {
	if (command.type === 'theme.group') return decideMembership(state, command);
	if (command.type === 'group.add') return decideAdd(state, command, context);
	const group = groupAt(state, command.group);
	if (!group) return refuse('group.unknown');
	switch (command.type) {
		case 'group.rename': {
			const texts = new Texts(context);
			const name = texts.required(command.name, longest.line, group.name);
			return texts.refusal ?? accept([change('group', command.group, group, { name })], texts.bodies);
		}
		case 'group.fold':
			return accept([change('group', command.group, group, { folded: command.folded })]);
		case 'group.empty': {
			const themes = [...state.entries.theme.values()].filter((theme) => theme.group === command.group);
			const locked = themes.find((theme) => theme.locked);
			if (locked) return refuse('theme.locked', { theme: locked.number });
			const events = themes.map((theme) => regroup(theme, null));
			return accept(withoutEmptyGroups(state, events));
		}
	}
}

function decideAdd(state: EveningState, command: CommandOf<'group.add'>, context: Context): Decision {
	// Else the themes of the group that is there would come under another name.
	if (state.entries.group.has(command.group)) return refuse('message.invalid');
	const texts = new Texts(context);
	const name = texts.required(command.name, longest.line);
	const events: (EveningEvent | null)[] = [{ type: 'group.added', id: command.group, fields: { name, folded: false, removed: false } }];
	for (const number of new Set(command.themes)) {
		const theme = looseTheme(state, number);
		if ('ok' in theme) return theme;
		events.push(regroup(theme, command.group));
	}
	return texts.refusal ?? accept(withoutEmptyGroups(state, events), texts.bodies);
}

function decideMembership(state: EveningState, { themes, group }: CommandOf<'theme.group'>): Decision {
	if (group !== null && !groupAt(state, group)) return refuse('group.unknown');
	const events = [];
	for (const number of new Set(themes)) {
		const theme = looseTheme(state, number);
		if ('ok' in theme) return theme;
		events.push(regroup(theme, group));
	}
	return accept(withoutEmptyGroups(state, events));
}

function regroup(theme: Theme, group: string | null): EveningEvent | null {
	return change('theme', String(theme.number), theme, { group });
}

/** The group with this id, unless its last theme left it. */
export function groupAt(state: EveningState, id: string): Group | null {
	const group = state.entries.group.get(id);
	return group && !group.removed ? group : null;
}

/** These events, and those that remove each group whose last theme leaves it by them. */
export function withoutEmptyGroups(state: EveningState, events: readonly (EveningEvent | null)[]): (EveningEvent | null)[] {
	const left = new Set(events.flatMap((event) => (event?.type === 'theme.changed' ? (event.was.group ?? []) : [])));
	if (left.size === 0) return [...events];
	const members = membersAfter(state, events);
	const empty = [...left].filter((id) => !members.has(id));
	return [...events, ...empty.map((id) => change('group', id, state.entries.group.get(id)!, { removed: true }))];
}

/**
 * The events of an undo, so that every theme ends in a group that is there, and every group that is there has a theme.
 * @returns a refusal where others built on a group that would go
 */
export function mendGroups(state: EveningState, undoing: readonly (EveningEvent | null)[]): (EveningEvent | null)[] | Refusal {
	const removed = new Map([...state.entries.group].map(([id, group]) => [id, group.removed]));
	for (const event of undoing) {
		if (event?.type === 'group.changed' && event.set.removed !== undefined) removed.set(event.id, event.set.removed);
	}
	// A theme that is removed since has no group; one that comes back does so too where its group is gone.
	const events = undoing.map((event) => {
		if (event?.type !== 'theme.changed' || !event.set.group) return event;
		const theme = { ...state.entries.theme.get(event.id)!, ...event.set };
		const comesBack = event.set.removed === false;
		return theme.removed || (comesBack && removed.get(event.set.group)) ? change('theme', event.id, state.entries.theme.get(event.id)!, { ...event.set, group: null }) : event;
	});
	const members = membersAfter(state, events);
	for (const id of members) if (removed.get(id)) return refuse('undo.changedSince');
	// One that would come back without a theme stays away.
	const kept = events.filter((event) => event?.type !== 'group.changed' || event.set.removed !== false || members.has(event.id));
	const empty = [...state.entries.group].filter(([id, group]) => !group.removed && !removed.get(id) && !members.has(id));
	return [...kept, ...empty.map(([id, group]) => change('group', id, group, { removed: true }))];
}

/** Which groups have a theme once these events are taken up. */
function membersAfter(state: EveningState, events: readonly (EveningEvent | null)[]): Set<string> {
	const groups = new Map([...state.entries.theme].map(([id, { group }]) => [id, group]));
	for (const event of events) {
		if (event?.type === 'theme.changed' && event.set.group !== undefined) groups.set(event.id, event.set.group);
	}
	return new Set([...groups.values()].filter((group) => group !== null));
}
