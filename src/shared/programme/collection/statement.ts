import { refuse } from '../../protocol/refusals.ts';
import type { CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { longestAnswer } from './format.ts';
import { isTheme } from './theme.ts';
import type { CollectionState, Statement } from './state.ts';

type Command<Type extends CollectionCommand['type']> = Extract<CollectionCommand, { type: Type }>;

/** Approves, holds back or rejects. Refused: `statement.changedSince` where the resident corrected it meanwhile. */
export function checkStatement(
	state: CollectionState,
	command: Command<'statement.approve' | 'statement.quarantine' | 'statement.reject'>,
	context: Context
): Decision {
	const current = state.entries.statement.get(command.statement);
	if (!current || current.status === 'withdrawn') return refuse('statement.unknown');
	if (current.version !== command.version) return refuse('statement.changedSince');
	const draft = new Draft(state, context);
	switch (command.type) {
		case 'statement.approve': {
			const clean = draft.texts.required(command.text, longestAnswer, current.clean);
			const earlier = current.clean === null || current.clean === clean ? current.earlier : [...current.earlier, current.clean];
			draft.change('statement', command.statement, { status: 'approved', reason: null, clean, earlier });
			break;
		}
		case 'statement.quarantine':
			leaveTheme(state, draft, command.statement, { status: 'quarantined', reason: null });
			break;
		case 'statement.reject':
			leaveTheme(state, draft, command.statement, { status: 'rejected', reason: command.reason });
	}
	return draft.end();
}

/** Places a statement at themes. Refused: `statement.placedElsewhere` where a colleague placed it meanwhile. */
export function placeStatement(state: CollectionState, command: Command<'statement.place'>, context: Context): Decision {
	const current = state.entries.statement.get(command.statement);
	if (current?.status !== 'approved') return refuse('statement.unknown');
	if (current.mergedInto !== null) return refuse('statement.merged');
	const draft = new Draft(state, context);
	const themes = [...new Set(command.themes)];
	if (sameThemes(current.themes, themes)) return draft.end();
	if (!sameThemes(current.themes, command.was)) return refuse('statement.placedElsewhere');
	if (!themes.every((theme) => isTheme(state, current.area, theme))) return refuse('theme.unknown');
	draft.change('statement', command.statement, { themes });
	return draft.end();
}

/** Lays a statement under another that says the same. Both keep their words; the other counts for both. */
export function mergeStatement(state: CollectionState, command: Command<'statement.merge'>, context: Context): Decision {
	const current = state.entries.statement.get(command.statement);
	const into = rootOf(state, command.into);
	const root = state.entries.statement.get(into);
	if (current?.status !== 'approved' || root?.status !== 'approved' || root.area !== current.area) return refuse('statement.unknown');
	if (into === command.statement) return refuse('statement.mergedAlready');
	const draft = new Draft(state, context);
	// One level only: what lay under this one lies under that one then.
	for (const id of mergedUnder(state, draft, command.statement)) draft.change('statement', id, { mergedInto: into });
	draft.change('statement', command.statement, { mergedInto: into, themes: [] });
	if (root.themes.length === 0) draft.change('statement', into, { themes: current.themes });
	return draft.end();
}

/** Takes a statement out of another again; it keeps the themes that they had together. */
export function splitStatement(state: CollectionState, statement: string, context: Context): Decision {
	const current = state.entries.statement.get(statement);
	if (current?.mergedInto == null) return refuse('statement.unknown');
	const draft = new Draft(state, context);
	draft.change('statement', statement, { mergedInto: null, themes: state.entries.statement.get(current.mergedInto)?.themes ?? [] });
	return draft.end();
}

/** The statement that counts for this one. */
export function rootOf(state: CollectionState, statement: string): string {
	return state.entries.statement.get(statement)?.mergedInto ?? statement;
}

/** What lies under a statement, also what this command laid there: of a form all statements may go in one. */
export function mergedUnder(_state: CollectionState, draft: Draft, statement: string): string[] {
	return [...draft.laidUnder(statement)].filter((id) => draft.entry('statement', id)!.mergedInto === statement);
}

/** Its words go, whatever became of them. `then`: what it is after that, where it was corrected and not taken back. */
export function withdrawStatement(state: CollectionState, draft: Draft, id: string, then: Partial<Statement> = { status: 'withdrawn', raw: null }): void {
	const { clean, earlier } = draft.entry('statement', id)!;
	draft.erase(clean, ...earlier);
	leaveTheme(state, draft, id, { reason: null, clean: null, earlier: [], ...then });
}

/** It is at no theme any more. What lay under it goes on by itself: the first of those stands where it stood. */
function leaveTheme(state: CollectionState, draft: Draft, id: string, set: Partial<Statement>): void {
	const [heir, ...others] = mergedUnder(state, draft, id);
	if (heir !== undefined) draft.change('statement', heir, { mergedInto: null, themes: draft.entry('statement', id)!.themes });
	for (const other of others) draft.change('statement', other, { mergedInto: heir! });
	draft.change('statement', id, { themes: [], mergedInto: null, ...set });
}

function sameThemes(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((theme) => other.includes(theme));
}
