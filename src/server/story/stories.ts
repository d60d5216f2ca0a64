import { nanoid } from 'nanoid';
import { bestQuotes, countingStatements } from '#shared/programme/collection/best-quotes.ts';
import type { DraftParagraph } from '#shared/programme/collection/commands.ts';
import { draftStory, partTold } from '#shared/programme/collection/draft-story.ts';
import { lastTotals, storyView, type ParagraphView, type StoryEvening, type StoryView } from '#shared/programme/collection/story-view.ts';
import { drawingViews, themeViews, type DrawingView } from '#shared/views/parts.ts';
import { missingForPublication } from '#shared/views/publication.ts';
import type { App } from '../app.ts';

/** Sources that are offered to a paragraph at most. */
const mostOffered = 20;

/** The evening of this server that a story tells; null for none, and for one that was removed. */
function eveningOf(app: Pick<App, 'evenings'>, id: string | null): StoryEvening | null {
	const evening = id === null ? null : app.evenings.get(id);
	return evening && { id: evening.id, state: evening.state, textOf: (text) => evening.textOf(text) };
}

/** A story as it stands now; null for one that there is not. */
export function storyNow(app: Pick<App, 'evenings' | 'collection'>, id: string): StoryView | null {
	const { state, textOf } = app.collection;
	return storyView(state, textOf, id, eveningOf(app, state.entries.story.get(id)?.evening ?? null));
}

/** The paragraphs that a story of that area begins with. */
export function paragraphsToBegin(app: Pick<App, 'evenings' | 'collection'>, area: string, eveningId: string | null): DraftParagraph[] {
	const { state, textOf } = app.collection;
	const evening = eveningOf(app, eveningId);
	const told = evening && {
		totals: lastTotals(evening),
		themes: Object.values(themeViews(evening.state, evening.textOf, ({ removed, hidden }) => !removed && !hidden)).map((theme) => ({
			...theme,
			source: evening.state.entries.theme.get(String(theme.number))?.source ?? null
		}))
	};
	return draftStory(state, textOf, area, told, () => nanoid(12));
}

/** Statements that a paragraph can be told with besides its own: those at its theme, or of its part. The best first. */
export function otherSources(app: Pick<App, 'evenings' | 'collection'>, { id, part, theme, sources }: ParagraphView): { id: string; words: string }[] {
	const { state, textOf } = app.collection;
	const story = state.entries.story.get(state.entries.paragraph.get(id)!.story)!;
	const code = theme === undefined ? null : (eveningOf(app, story.evening)?.state.entries.theme.get(String(theme.number))?.source ?? null);
	const own = new Set(sources.map((source) => source.id));
	const others = countingStatements(state, story.area).filter(([other, statement]) => !own.has(other) && (theme === undefined ? partTold(state, statement) === part : code !== null && statement.themes.includes(code)));
	return bestQuotes(state, textOf, others.map(([other]) => other), mostOffered).map((other) => ({ id: other, words: textOf(state.entries.statement.get(other)!.clean!) }));
}

/** The drawing with all that it needs outside the hall: title, description, lettering, licence and name. Null while one lacks. */
export function publishedDrawing(app: Pick<App, 'evenings' | 'collection'>, story: StoryView, drawing: string): DrawingView | null {
	const evening = eveningOf(app, story.evening?.id ?? null);
	const view = evening && drawingViews(evening.state, evening.textOf, false)[drawing];
	return view && missingForPublication(view).length === 0 ? view : null;
}
