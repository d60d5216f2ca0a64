import { sameValue } from '../../evening/events.ts';
import { refuse } from '../../protocol/refusals.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { maySource } from './paragraph.ts';
import { mergedUnder } from './statement.ts';
import { isTheme, isThemeInUse } from './theme.ts';
import type { CollectionEvent, CollectionState, Noun } from './state.ts';

/**
 * Takes a step back: every field that it wrote becomes what it was. Refused in words where somebody changed one of them
 * since, where its words are erased, or where it was undone before. What a resident sent is no step of staff's.
 */
export function undo(state: CollectionState, command: string, context: Context): Decision {
	const step = state.steps.get(command);
	if (!step) return refuse('undo.unknown');
	if (step.undone) return refuse('undo.twice');
	const draft = new Draft(state, context);
	for (const event of step.events.toReversed()) {
		if (!takeBack(state, draft, event)) return refuse('undo.changedSince');
	}
	const touched = step.events.flatMap((event) => (event.type === 'statement.changed' ? [event.id, ...mergedUnder(state, draft, event.id)] : []));
	if (!touched.every((id) => isWhole(state, draft, id))) return refuse('undo.changedSince');
	const told = step.events.flatMap((event) => (event.type === 'paragraph.changed' ? [event.id] : []));
	if (!told.every((id) => canBeTold(state, draft, id))) return refuse('undo.changedSince');
	draft.undone(command);
	return draft.end();
}

/** Writes the inverse of one event. @returns false where it has none any more. */
function takeBack(state: CollectionState, draft: Draft, event: CollectionEvent): boolean {
	switch (event.type) {
		case 'scout.added':
		case 'story.added':
		case 'ownTheme.added': {
			const noun = event.type.split('.')[0] as 'scout' | 'story' | 'ownTheme';
			const current = state.entries[noun].get(event.id)!;
			if (current.removed || isThemeInUse(state, event.id)) return false;
			draft.change(noun, event.id, { removed: true });
			return true;
		}
		case 'paragraph.added':
			// With its story, or by itself: left out it is on no page.
			draft.change('paragraph', event.id, { cut: true });
			return true;
		case 'statement.changed':
		case 'story.changed':
		case 'paragraph.changed':
		case 'scout.changed':
		case 'ownTheme.changed': {
			const noun = event.type.split('.')[0] as Noun & 'statement';
			const current = state.entries[noun].get(event.id)!;
			const set = event.set as Partial<typeof current>;
			const wrote = Object.keys(set) as (keyof typeof current)[];
			if (!wrote.every((key) => sameValue(current[key], set[key]))) return false;
			draft.change(noun, event.id, event.was as Partial<typeof current>);
			// No field names these words any more: a withdrawal could not reach them.
			if (event.type === 'statement.changed' && event.set.clean) draft.erase(event.set.clean);
			if (event.type === 'paragraph.changed' && event.set.text) draft.erase(event.set.text);
			return true;
		}
		default:
			return false;
	}
}

/** Are the words still there, and all that they come from? */
function canBeTold(state: CollectionState, draft: Draft, id: string): boolean {
	const { story, text, sources } = draft.entry('paragraph', id)!;
	const { area } = state.entries.story.get(story)!;
	return (text === null || draft.context.textOf(text) !== '') && sources.every((source) => maySource(state, area, source));
}

/** Is the statement read by a person where it stands at all, at themes that are there, and under one that counts? */
function isWhole(state: CollectionState, draft: Draft, id: string): boolean {
	const { area, status, clean, themes, mergedInto } = draft.entry('statement', id)!;
	if (status !== 'approved') return themes.length === 0 && mergedInto === null;
	// It was corrected since: nobody read these words.
	if (clean === null) return false;
	if (mergedInto === null) return themes.every((theme) => isTheme(state, area, theme));
	const into = draft.entry('statement', mergedInto);
	return themes.length === 0 && into?.status === 'approved' && into.mergedInto === null;
}
