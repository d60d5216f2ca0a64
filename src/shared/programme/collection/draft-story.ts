import { ranking } from '../../views/ranking.ts';
import type { ThemeView } from '../../views/parts.ts';
import { bestQuotes, countingStatements } from './best-quotes.ts';
import type { DraftParagraph } from './commands.ts';
import { formatOf } from './form.ts';
import type { Question } from './format.ts';
import type { CollectionState, Statement, StoryPart } from './state.ts';

/** What a draft needs of the evening: its themes, with the dots of the last round that was shown. */
export interface EveningForStory {
	themes: readonly (ThemeView & { source: string | null })[];
	/** Dots by theme number, as text; null before a result was shown. */
	totals: Record<string, number> | null;
}

/** Quotes to a part, and to a theme. */
const quotesInPart = 5;
const quotesAtTheme = 3;
/** Themes that a story tells: about three pages of paper. */
const themesTold = 8;

const partOf: Record<NonNullable<Question['tells']>, StoryPart> = { area: 'about', praise: 'praise', better: 'better', future: 'future', help: 'help' };

/**
 * A first story out of what was placed: who we are, what goes well, what can be better, the themes that got most dots (or
 * most statements, before there were any), how people see the future, and what they offer and ask. Words of residents
 * alone; a person writes the rest.
 */
export function draftStory(state: CollectionState, textOf: (id: string) => string, area: string, evening: EveningForStory | null, newId: () => string): DraftParagraph[] {
	const statements = countingStatements(state, area);
	const parts = Map.groupBy(statements, ([, statement]) => partTold(state, statement));
	const telling = (part: StoryPart): DraftParagraph[] => {
		const sources = bestQuotes(state, textOf, (parts.get(part) ?? []).map(([id]) => id), quotesInPart);
		return sources.length === 0 ? [] : [{ id: newId(), part, theme: null, sources }];
	};
	const themes = evening === null ? [] : themesInOrder(statements, evening).slice(0, themesTold);
	return [
		...telling('about'),
		...telling('praise'),
		...telling('better'),
		...themes.map(({ number, ids }): DraftParagraph => ({ id: newId(), part: 'theme', theme: number, sources: bestQuotes(state, textOf, ids, quotesAtTheme) })),
		...telling('future'),
		...telling('help')
	];
}

/** What the question of a statement tells the story. */
export function partTold(state: CollectionState, { form, question }: Statement): StoryPart | null {
	const asked = formatOf(state, state.entries.form.get(form)!.format)?.questions.find(({ id }) => id === question);
	return asked?.tells ? partOf[asked.tells] : null;
}

function themesInOrder(statements: [string, Statement][], { themes, totals }: EveningForStory): { number: number; ids: string[] }[] {
	const of = themes.map(({ number, source }) => ({ number, ids: source === null ? [] : statements.filter(([, { themes: at }]) => at.includes(source)).map(([id]) => id) }));
	if (totals === null) return of.filter(({ ids }) => ids.length > 0).sort((one, other) => other.ids.length - one.ids.length);
	const places = ranking(totals, of.map(({ number }) => String(number))).filter(({ dots }) => dots > 0);
	return places.map(({ option }) => of.find(({ number }) => String(number) === option)!);
}
