import { refuse } from '../../protocol/refusals.ts';
import { longest } from '../../protocol/text.ts';
import type { CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { maySource } from './paragraph.ts';
import type { CollectionState, Paragraph } from './state.ts';

type Command = Extract<CollectionCommand, { type: `story.${string}` }>;

/** A story begins as a draft, is published for all, and can be taken back at any moment. */
export function decideStory(state: CollectionState, command: Command, context: Context): Decision {
	const draft = new Draft(state, context);
	if (command.type === 'story.begin') {
		if (state.entries.story.has(command.story)) return refuse('message.invalid');
		if (!context.hasArea(command.area)) return refuse('area.unknown');
		const title = draft.texts.required(command.title, longest.title);
		draft.add('story', command.story, { area: command.area, evening: command.evening, title, published: false, takenBack: false, removed: false });
		for (const [index, { id, part, theme, sources }] of command.paragraphs.entries()) {
			if (draft.entry('paragraph', id)) return refuse('message.invalid');
			// What was taken back while it was put together is not in it.
			const said = sources.filter((source) => maySource(state, command.area, source));
			draft.add('paragraph', id, { story: command.story, part, theme, text: null, earlier: [], sources: said, quoted: true, cut: false, held: false, place: index + 1 });
		}
		return draft.end();
	}
	const story = state.entries.story.get(command.story);
	if (!story || story.removed) return refuse('story.unknown');
	switch (command.type) {
		case 'story.title':
			draft.change('story', command.story, { title: draft.texts.required(command.title, longest.title, story.title) });
			break;
		case 'story.remove':
			// Whoever has its address must read that it was taken back, not that there is no such page.
			if (story.published) return refuse('story.published');
			draft.change('story', command.story, { removed: true });
			break;
		case 'story.publish':
			draft.change('story', command.story, { published: true, takenBack: false });
			break;
		case 'story.takeBack':
			draft.change('story', command.story, { published: false, takenBack: story.published || story.takenBack });
	}
	return draft.end();
}

/** A story's paragraphs in their order, with those that were left out. */
export function paragraphsOf(state: CollectionState, story: string): [string, Paragraph][] {
	return [...state.entries.paragraph].filter(([, paragraph]) => paragraph.story === story).sort(([, one], [, other]) => one.place - other.place);
}
