import { refuse } from '../../protocol/refusals.ts';
import { longest } from '../../protocol/text.ts';
import { defaultThemes } from '../default-themes.ts';
import type { CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import type { CollectionState } from './state.ts';

type Command = Extract<CollectionCommand, { type: 'theme.add' | 'theme.rename' | 'theme.remove' }>;

const defaults: ReadonlySet<string> = new Set(defaultThemes.map(({ source }) => source));

/** Is this a theme of the default list, or one that this area added? */
export function isTheme(state: CollectionState, area: string, theme: string): boolean {
	const own = state.entries.ownTheme.get(theme);
	return defaults.has(theme) || (own !== undefined && own.area === area && !own.removed);
}

/** Does any statement stand at it? */
export function isThemeInUse(state: CollectionState, theme: string): boolean {
	return [...state.entries.statement.values()].some(({ themes }) => themes.includes(theme));
}

/** An area's own themes, besides those of the default list. */
export function decideTheme(state: CollectionState, command: Command, context: Context): Decision {
	const draft = new Draft(state, context);
	if (command.type === 'theme.add') {
		if (state.entries.ownTheme.has(command.theme)) return refuse('message.invalid');
		if (!context.hasArea(command.area)) return refuse('area.unknown');
		draft.add('ownTheme', command.theme, { area: command.area, title: draft.texts.required(command.title, longest.title), removed: false });
		return draft.end();
	}
	const current = state.entries.ownTheme.get(command.theme);
	if (!current || current.removed) return refuse('theme.unknown');
	if (command.type === 'theme.rename') {
		draft.change('ownTheme', command.theme, { title: draft.texts.required(command.title, longest.title, current.title) });
		return draft.end();
	}
	// Statements would stand at a theme that no page shows.
	if (isThemeInUse(state, command.theme)) return refuse('theme.inUse');
	draft.change('ownTheme', command.theme, { removed: true });
	return draft.end();
}
