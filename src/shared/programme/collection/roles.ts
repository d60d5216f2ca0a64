import type { CollectionCommand, CollectionCommandType } from './commands.ts';
import type { CollectionState } from './state.ts';

/** What somebody is in an area. A scout has a link of their own, a resident the code of a form. */
export const programmeRoles = ['projectLeader', 'checker', 'facilitator'] as const;
export type ProgrammeRole = (typeof programmeRoles)[number];

/** Everybody who can be behind a command of a collection. */
export type CollectionRole = ProgrammeRole | 'scout' | 'resident';

const staff = ['projectLeader', 'checker', 'facilitator'] as const;
const readsRaw = ['projectLeader', 'checker'] as const;

/** Who reads statements as they were written down, before a person found them fit: 'twee rollen mogen dat'. */
export function mayReadRaw(roles: readonly ProgrammeRole[]): boolean {
	return roles.some((role) => (readsRaw as readonly string[]).includes(role));
}

/** Who may give which command, in the area that it is about. */
export const mayGive: Record<CollectionCommandType, readonly CollectionRole[]> = {
	'scout.add': ['projectLeader'],
	'scout.rename': ['projectLeader'],
	'scout.remove': ['projectLeader'],
	'form.receive': ['projectLeader', 'checker', 'scout', 'resident'],
	'form.withdraw': ['projectLeader', 'resident'],
	'batch.receive': readsRaw,
	'batch.withdraw': readsRaw,
	'statement.approve': readsRaw,
	'statement.quarantine': readsRaw,
	'statement.reject': readsRaw,
	'statement.place': staff,
	'statement.merge': staff,
	'statement.split': staff,
	'theme.add': staff,
	'theme.rename': staff,
	'theme.remove': staff,
	'notice.write': ['projectLeader'],
	undo: staff
};

/** Which area a command is about; null for what is of the whole programme, and for what is not there. */
export function areaOf(state: CollectionState, command: CollectionCommand): string | null {
	const { scout, form, statement, ownTheme } = state.entries;
	switch (command.type) {
		case 'scout.add':
		case 'theme.add':
		case 'form.receive':
		case 'batch.receive':
			return command.area;
		case 'scout.rename':
		case 'scout.remove':
			return scout.get(command.scout)?.area ?? null;
		case 'form.withdraw':
			return form.get(command.form)?.area ?? null;
		case 'batch.withdraw':
			return [...form.values()].find(({ batch }) => batch === command.batch)?.area ?? null;
		case 'statement.approve':
		case 'statement.quarantine':
		case 'statement.reject':
		case 'statement.place':
		case 'statement.merge':
		case 'statement.split':
			return statement.get(command.statement)?.area ?? null;
		case 'theme.rename':
		case 'theme.remove':
			return ownTheme.get(command.theme)?.area ?? null;
		case 'notice.write':
			return null;
		case 'undo': {
			const event = state.steps.get(command.command)?.events[0];
			if (!event || event.type === 'step.undone') return null;
			const entry = state.entries[event.type.split('.')[0] as keyof CollectionState['entries']].get(event.id);
			return entry && 'area' in entry ? entry.area : null;
		}
	}
}

/** What somebody needs to be for this command: taking a step back is for who may take it. */
export function rolesFor(state: CollectionState, command: CollectionCommand): readonly CollectionRole[] {
	// Who typed it in from paper takes a mistake back at once.
	if (command.type === 'form.withdraw' && state.entries.form.get(command.form)?.origin === 'paper') return [...mayGive['form.withdraw'], 'checker'];
	if (command.type !== 'undo') return mayGive[command.type];
	return mayGive[state.steps.get(command.command)?.did as CollectionCommandType] ?? mayGive.undo;
}
