import { longest } from '../protocol/text.ts';
import type { CollectionState } from '../programme/collection/state.ts';
import { cleanWords, underOf } from './ordering.ts';

/** Quotes of one theme at most, as an evening takes them. */
export const mostQuotes = 5;

/** Longer ones are chosen by a person only: on the screen they would push others away. */
const readAtOnce = 160;

/** A statement that can go to an evening as a quote. */
export interface QuoteToChoose {
	id: string;
	text: string;
	chosen: boolean;
}

/**
 * The statements at a theme that can be its quotes, with those that are chosen: what `sent` names, else the first that
 * can be read at once, those that several people said before the others.
 */
export function quotesToChoose(state: CollectionState, textOf: (text: string) => string, area: string, theme: string, sent: ReadonlySet<string>): QuoteToChoose[] {
	const fitting: { id: string; text: string; times: number }[] = [];
	for (const [id, statement] of state.entries.statement) {
		if (statement.area !== area || statement.mergedInto !== null || !statement.themes.includes(theme)) continue;
		const text = cleanWords(state, textOf, id);
		if (text !== null && text.length <= longest.quote) fitting.push({ id, text, times: underOf(state, id).length });
	}
	fitting.sort((one, other) => other.times - one.times);
	const before = fitting.filter(({ id }) => sent.has(id));
	const short = fitting.filter(({ text }) => text.length <= readAtOnce);
	const first = before.length > 0 ? before : [...short, ...fitting.filter((one) => !short.includes(one))];
	const chosen = new Set(first.slice(0, mostQuotes).map(({ id }) => id));
	return [...fitting.filter(({ id }) => chosen.has(id)), ...fitting.filter(({ id }) => !chosen.has(id))].map(({ id, text }) => ({ id, text, chosen: chosen.has(id) }));
}
