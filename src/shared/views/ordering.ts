import { formatOf } from '../programme/collection/form.ts';
import type { CollectionState, Form } from '../programme/collection/state.ts';
import { rootOf } from '../programme/collection/statement.ts';
import { themesOf, type Totals } from '../programme/collection/totals.ts';
import type { AreaTheme } from './area-themes.ts';
import { questionOf } from './checking.ts';

/** Which statements a list holds. Clean ones only, in each. */
export const orderLists = ['notYet', 'all', 'theme', 'merged'] as const;
export type OrderList = (typeof orderLists)[number];

/** The longest words in a row; the statement itself is shown whole. */
export const longestInRow = 240;

/** A statement in a list. */
export interface OrderRow {
	id: string;
	text: string;
	themes: readonly string[];
	/** Others that lie under it and count with it. */
	merged: number;
}

/** Another statement, with enough of it to tell whether it says the same. */
export interface OtherStatement {
	id: string;
	text: string;
	themes: readonly string[];
}

/** The statement that somebody is placing. */
export interface OrderDetail extends OrderRow {
	question: string;
	day: string | null;
	origin: Form['origin'];
	/** The themes that the respondent ticked at this question. */
	ticked: readonly string[];
	/** Themes that it may belong to, the likeliest first. */
	suggested: readonly string[];
	/** What says nearly the same. */
	alike: OtherStatement[];
	/** What lies under it. */
	under: OtherStatement[];
	/** What it lies under itself. */
	into: OtherStatement | null;
}

export interface OrderingView {
	seq: number;
	totals: Totals;
	/** How many are not placed yet, and how many there are: 'nog niet', 'alle', 'samengevoegd'. */
	counts: { notYet: number; all: number; merged: number };
	themes: AreaTheme[];
	/** How many the list holds. */
	total: number;
	/** The place of the first row in the list. */
	offset: number;
	rows: OrderRow[];
	/** The place in the list of the statement that was asked for; null where it is not in it (any more). */
	at: number | null;
	detail: OrderDetail | null;
}

type TextOf = (text: string) => string;

/** How many lie under a statement. */
export function underOf(state: CollectionState, id: string): string[] {
	return [...(state.mergedUnder.get(id) ?? [])].filter((other) => state.entries.statement.get(other)?.mergedInto === id);
}

/** A clean statement's words; null for one that is not clean. */
export function cleanWords(state: CollectionState, textOf: TextOf, id: string): string | null {
	const statement = state.entries.statement.get(id);
	return statement?.status === 'approved' && statement.clean !== null ? textOf(statement.clean) : null;
}

export function orderRow(state: CollectionState, textOf: TextOf, id: string): OrderRow {
	const text = cleanWords(state, textOf, id) ?? '';
	return {
		id,
		text: text.length > longestInRow ? `${text.slice(0, longestInRow)}…` : text,
		themes: themesOf(state, state.entries.statement.get(id)!),
		merged: underOf(state, id).length
	};
}

/**
 * The statement that somebody is placing; null where there are no clean words of it in this area.
 * @param found what the indexes of the area say of it, the likest first
 */
export function orderDetail(state: CollectionState, textOf: TextOf, area: string, id: string, found: { suggested: readonly string[]; alike: readonly string[] }): OrderDetail | null {
	const statement = state.entries.statement.get(id);
	const text = cleanWords(state, textOf, id);
	if (!statement || text === null || statement.area !== area) return null;
	const { day, origin } = state.entries.form.get(statement.form)!;
	const root = rootOf(state, id);
	// Of those that lie under one another the one that counts.
	const alike = [...new Set(found.alike.map((other) => rootOf(state, other)))].filter((other) => other !== root && cleanWords(state, textOf, other) !== null);
	const other = (one: string): OtherStatement => ({ id: one, text: cleanWords(state, textOf, one) ?? '', themes: themesOf(state, state.entries.statement.get(one)!) });
	return {
		...orderRow(state, textOf, id),
		text,
		question: questionOf(state, statement.form, statement.question),
		day,
		origin,
		ticked: tickedAt(state, statement.form, statement.question),
		suggested: found.suggested,
		alike: alike.slice(0, 3).map(other),
		under: underOf(state, id).map(other),
		into: statement.mergedInto === null ? null : other(statement.mergedInto)
	};
}

/** The themes that a respondent ticked for what this question is about. */
export function tickedAt(state: CollectionState, form: string, question: string): string[] {
	const { format, answers } = state.entries.form.get(form)!;
	const questions = (formatOf(state, format)?.questions ?? []).filter(({ kind, about }) => kind === 'themes' && about?.includes(question));
	return [...new Set(questions.flatMap(({ id }) => (answers[id] && 'themes' in answers[id] ? answers[id].themes : [])))];
}
