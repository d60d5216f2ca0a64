import { formatOf } from '../programme/collection/form.ts';
import type { CollectionState, Form, RejectReason, Statement } from '../programme/collection/state.ts';
import { totalsOf, type Totals } from '../programme/collection/totals.ts';

/** The lists of a checker: what waits, what was held apart, what is not used, and what may be seen. */
export const checkLists = ['waiting', 'quarantined', 'rejected', 'approved'] as const;
export type CheckList = (typeof checkLists)[number];

/** A statement as checkers read it: raw words, which nobody else may have. */
export interface CheckItem {
	id: string;
	/** Of the form: what was read is what is approved. */
	version: number;
	question: string;
	/** YYYY-MM-DD; null where nobody told. */
	day: string | null;
	origin: Form['origin'];
	/** As it may be seen, where somebody said so; else as it was written down. Empty once that was destroyed. */
	text: string;
	/** As it was written down, where that is something else. */
	raw?: string;
	reason: RejectReason | null;
}

export interface CheckingView {
	seq: number;
	totals: Totals;
	list: CheckList;
	/** How many the list holds. */
	count: number;
	items: CheckItem[];
}

const statusOf: Record<CheckList, Statement['status']> = { waiting: 'new', quarantined: 'quarantined', rejected: 'rejected', approved: 'approved' };

/** One list of an area, the oldest first; what is done with, the newest first. @param most items at most */
export function checkingView(state: CollectionState, textOf: (text: string) => string, area: string, list: CheckList, most: number): CheckingView {
	const all = [...state.entries.statement].filter(([, statement]) => statement.area === area && statement.status === statusOf[list]);
	if (list === 'rejected' || list === 'approved') all.reverse();
	return { seq: state.seq, totals: totalsOf(state, area), list, count: all.length, items: all.slice(0, most).map(([id, statement]) => itemOf(state, textOf, id, statement)) };
}

function itemOf(state: CollectionState, textOf: (text: string) => string, id: string, { form, question, version, raw: written, clean, reason }: Statement): CheckItem {
	const { day, origin } = state.entries.form.get(form)!;
	const raw = written === null ? '' : textOf(written);
	const text = clean === null ? raw : textOf(clean);
	return { id, version, question: questionOf(state, form, question), day, origin, text, ...(raw !== text && raw !== '' && { raw }), reason };
}

/** What a statement answers, as it stood on its form. */
export function questionOf(state: CollectionState, form: string, question: string): string {
	const format = formatOf(state, state.entries.form.get(form)?.format ?? 1);
	return format?.questions.find(({ id }) => id === question)?.label ?? '';
}
