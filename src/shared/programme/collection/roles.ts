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
	'story.begin': staff,
	'story.title': staff,
	'story.remove': staff,
	'story.publish': ['projectLeader'],
	'story.takeBack': ['projectLeader'],
	'paragraph.add': staff,
	'paragraph.write': staff,
	'paragraph.sources': staff,
	'paragraph.cut': staff,
	'paragraph.move': staff,
	'paragraph.release': staff,
	/** The server itself does it, for who sends a theme. */
	'theme.sent': [],
	'notice.write': ['projectLeader'],
	'format.write': ['projectLeader'],
	undo: staff
};

/** Which area a command is about; null for what is of the whole programme, and for what is not there. */
export function areaOf(state: CollectionState, command: CollectionCommand): string | null {
	const { scout, form, statement, ownTheme, story, paragraph } = state.entries;
	switch (command.type) {
		case 'scout.add':
		case 'theme.add':
		case 'story.begin':
		case 'theme.sent':
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
		case 'story.title':
		case 'story.remove':
		case 'story.publish':
		case 'story.takeBack':
		case 'paragraph.add':
			return story.get(command.story)?.area ?? null;
		case 'paragraph.write':
		case 'paragraph.sources':
		case 'paragraph.cut':
		case 'paragraph.move':
		case 'paragraph.release':
			return story.get(paragraph.get(command.paragraph)?.story ?? '')?.area ?? null;
		case 'notice.write':
		case 'format.write':
			return null;
		case 'undo': {
			const event = state.steps.get(command.command)?.events[0];
			if (!event || event.type === 'step.undone') return null;
			const entry = state.entries[event.type.split('.')[0] as keyof CollectionState['entries']].get(event.id);
			if (entry && 'story' in entry) return story.get(entry.story)?.area ?? null;
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
