import { refuse } from '../../protocol/refusals.ts';
import { cleanText } from '../../protocol/text.ts';
import type { CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { paragraphsOf } from './story.ts';
import type { CollectionState } from './state.ts';

type Command = Extract<CollectionCommand, { type: `paragraph.${string}` }>;

/** The longest text of a paragraph, in UTF-16 units. */
export const longestParagraph = 2000;

/** Writing, choosing sources, leaving out, ordering. Refused: `story.changedSince` where a colleague wrote meanwhile. */
export function decideParagraph(state: CollectionState, command: Command, context: Context): Decision {
	const draft = new Draft(state, context);
	if (command.type === 'paragraph.add') {
		const story = state.entries.story.get(command.story);
		if (!story || story.removed) return refuse('story.unknown');
		if (draft.entry('paragraph', command.paragraph)) return refuse('message.invalid');
		const text = draft.texts.required(command.text, longestParagraph);
		const place = placeAfter(state, command.story, command.after, command.paragraph);
		draft.add('paragraph', command.paragraph, { story: command.story, part: command.part, theme: null, text, earlier: [], sources: [], quoted: false, cut: false, held: false, place });
		return draft.end();
	}
	const current = state.entries.paragraph.get(command.paragraph);
	const story = current && state.entries.story.get(current.story);
	if (!current || !story || story.removed) return refuse('story.unknown');
	switch (command.type) {
		case 'paragraph.write': {
			const stands = current.text === null ? '' : context.textOf(current.text);
			if (cleanText(command.text) === stands) return draft.end();
			if (cleanText(command.was) !== stands) return refuse('story.changedSince');
			// Words that tell what was taken back are not kept to go back to.
			if (current.held) draft.erase(current.text);
			draft.change('paragraph', command.paragraph, {
				text: draft.texts.optional(command.text, longestParagraph),
				earlier: current.text === null || current.held ? current.earlier : [...current.earlier, current.text],
				held: false
			});
			break;
		}
		case 'paragraph.sources':
			if (!command.sources.every((source) => maySource(state, story.area, source))) return refuse('statement.unknown');
			draft.change('paragraph', command.paragraph, { sources: [...new Set(command.sources)], quoted: command.quoted });
			break;
		case 'paragraph.cut':
			draft.change('paragraph', command.paragraph, { cut: command.cut });
			break;
		case 'paragraph.move':
			draft.change('paragraph', command.paragraph, { place: placeAfter(state, current.story, command.after, command.paragraph) });
			break;
		case 'paragraph.release':
			draft.change('paragraph', command.paragraph, { held: false });
	}
	return draft.end();
}

/** May a story of that area tell this statement? Only what a person found fit. */
export function maySource(state: CollectionState, area: string, statement: string): boolean {
	const found = state.entries.statement.get(statement);
	return found?.status === 'approved' && found.area === area;
}

/** A statement is told nowhere any more. What a person wrote from it waits until a person looked at it. */
export function leaveParagraphs(state: CollectionState, draft: Draft, statement: string): void {
	for (const id of state.entries.paragraph.keys()) {
		const { sources, text, earlier } = draft.entry('paragraph', id)!;
		if (!sources.includes(statement)) continue;
		draft.erase(...earlier);
		draft.change('paragraph', id, { earlier: [], sources: sources.filter((one) => one !== statement), ...(text !== null && { held: true }) });
	}
}

/** Between that paragraph and the next one; before all for null, behind all for one that is gone. */
function placeAfter(state: CollectionState, story: string, after: string | null, self: string): number {
	const others = paragraphsOf(state, story).filter(([id]) => id !== self);
	if (after === null) return (others[0]?.[1].place ?? 2) - 1;
	const index = others.findIndex(([id]) => id === after);
	const before = index < 0 ? others.length - 1 : index;
	const place = others[before]?.[1].place ?? 0;
	const next = others[before + 1]?.[1].place;
	return next === undefined ? place + 1 : (place + next) / 2;
}
