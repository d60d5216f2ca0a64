import { refuse } from '../../protocol/refusals.ts';
import type { CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { isTheme } from './theme.ts';
import type { CollectionState, SentQuote, SentTheme } from './state.ts';

type Sent = Extract<CollectionCommand, { type: 'theme.sent' }>;

/** The entry of what went of this theme to that evening. */
export function sentThemeId(evening: string, theme: string): string {
	return `${evening} ${theme}`;
}

/** Keeps whose words went to an evening, so that a withdrawal can follow them. Refused: `statement.unknown` for words that nobody approved. */
export function keepSentTheme(state: CollectionState, command: Sent, context: Context): Decision {
	const { area, theme, evening } = command;
	if (!isTheme(state, area, theme)) return refuse('theme.unknown');
	const quotes: SentQuote[] = [];
	for (const { statement: id, quote } of command.quotes) {
		const statement = state.entries.statement.get(id);
		if (statement?.status !== 'approved' || statement.clean === null || statement.area !== area) return refuse('statement.unknown');
		quotes.push({ statement: id, clean: statement.clean, quote });
	}
	const draft = new Draft(state, context);
	const id = sentThemeId(evening, theme);
	const current = draft.entry('sentTheme', id);
	const isSame = (one: SentQuote, other: SentQuote) => one.clean === other.clean && (one.quote === other.quote || one.quote === null);
	const before = (current?.quotes ?? []).filter((one) => !quotes.some((other) => isSame(one, other)));
	const fields: SentTheme = { area, theme, evening, quotes: [...before, ...quotes] };
	if (current) draft.change('sentTheme', id, fields);
	else draft.add('sentTheme', id, fields);
	return draft.end();
}

/** Words that went to an evening and may not hang there any more: taken back, corrected, held back, or seen fit in other words since. */
export function lostQuotes(state: CollectionState, { quotes }: SentTheme): SentQuote[] {
	return quotes.filter(({ statement: id, clean }) => {
		const statement = state.entries.statement.get(id);
		return statement?.status !== 'approved' || statement.clean !== clean;
	});
}
