import { evolveCollection } from '#shared/programme/collection/evolve.ts';
import { Draft, type Context, type Decision } from '#shared/programme/collection/decision.ts';
import { withdrawForm } from '#shared/programme/collection/form.ts';
import { withdrawStatement } from '#shared/programme/collection/statement.ts';
import { emptyCollection, type CollectionEvent, type CollectionState, type Statement } from '#shared/programme/collection/state.ts';
import type { Stored } from '#shared/evening/events.ts';
import type { TextId } from '#shared/evening/state.ts';

/** How a collection stood last, as far as a restore must keep to it. `seq`: of the event that says so. */
export interface CollectionLast {
	/** Forms that their resident, or who imported them, took back. */
	withdrawn: Set<string>;
	scouts: Map<string, { removed: boolean; seq: number }>;
	statements: Map<string, Pick<Statement, 'status' | 'reason' | 'clean'> & { seq: number }>;
	/** Words that an event says are erased: the table of tombstones says the same, unless that is what is damaged. */
	erased: { id: TextId; at: number }[];
}

/** The types of events that `collectionLast` reads. */
export const typesOfLast = "'form.changed', 'scout.changed', 'statement.added', 'statement.changed'";

/** How a collection stood last, of its events or of some of them. */
export function collectionLast(events: { seq: number; at: number; event: CollectionEvent }[]): CollectionLast {
	const last: CollectionLast = { withdrawn: new Set(), scouts: new Map(), statements: new Map(), erased: [] };
	for (const { seq, at, event } of events) {
		switch (event.type) {
			case 'form.changed': {
				if (event.set.withdrawn != null) last.withdrawn.add(event.id);
				const now = new Set(textsOf(event.set.answers));
				if (event.set.answers) for (const id of textsOf(event.was.answers)) if (!now.has(id)) last.erased.push({ id, at });
				break;
			}
			case 'scout.changed':
				if (event.set.removed !== undefined) last.scouts.set(event.id, { removed: event.set.removed, seq });
				break;
			case 'statement.added':
				last.statements.set(event.id, { status: event.fields.status, reason: event.fields.reason, clean: event.fields.clean, seq });
				break;
			case 'statement.changed': {
				const before = last.statements.get(event.id) ?? { status: 'new', reason: null, clean: null };
				const { status = before.status, reason = before.reason, clean = before.clean } = event.set;
				last.statements.set(event.id, { status, reason, clean, seq });
				if (event.set.clean === null && event.was.clean) last.erased.push({ id: event.was.clean, at });
				if (event.set.raw === null && event.was.raw) last.erased.push({ id: event.was.raw, at });
			}
		}
	}
	return last;
}

function textsOf(answers: Readonly<Record<string, unknown>> = {}): TextId[] {
	return Object.values(answers).flatMap((value) => (typeof value === 'object' && value !== null && 'text' in value ? [String(value.text)] : []));
}

/** What is added to the log after a restore: each by itself, with the texts that go with it. */
export interface Again {
	did: 'form.withdraw' | 'scout.remove';
	events: CollectionEvent[];
	erase: TextId[];
}

/**
 * What was taken back, redacted, held back or rejected since the backup, done again on this log of it. What a person found
 * fit in other words, or not any more, goes to the check again: the backup has the words that were not to be seen.
 * @param gone the words that were erased since.
 */
export function collectionToKeep(log: Stored<CollectionEvent>[], last: CollectionLast, gone: ReadonlySet<TextId>, now: number): { again: Again[]; state: CollectionState } {
	const state = emptyCollection();
	for (const stored of log) evolveCollection(state, stored);
	const until = state.seq;
	const context: Context = { now, newId: () => '', textOf: () => '', hasArea: () => true };
	const again: Again[] = [];
	const take = (did: Again['did'], decision: Decision) => {
		if (!decision.ok || decision.events.length === 0) return;
		const { events, erase } = decision;
		again.push({ did, events, erase });
		for (const event of events) evolveCollection(state, { seq: state.seq + 1, at: now, command: `again-${again.length}`, seat: 'restore', role: 'facilitator', did, event });
	};
	for (const form of last.withdrawn) if (state.entries.form.has(form)) take('form.withdraw', withdrawForm(state, form, context));
	for (const [id, form] of state.entries.form) {
		const kept = Object.entries(form.answers).filter(([, value]) => !('text' in value && gone.has(value.text)));
		if (kept.length === Object.keys(form.answers).length) continue;
		const draft = new Draft(state, context);
		draft.change('form', id, { answers: Object.fromEntries(kept) });
		take('form.withdraw', draft.end());
	}
	for (const [id, statement] of state.entries.statement) {
		const then = thenOf(statement, last.statements.get(id), gone, until);
		if (!then) continue;
		const draft = new Draft(state, context);
		withdrawStatement(state, draft, id, then);
		take('form.withdraw', draft.end());
	}
	for (const [id, { removed, seq }] of last.scouts) {
		if (!removed || seq <= until || state.entries.scout.get(id)?.removed !== false) continue;
		const draft = new Draft(state, context);
		draft.change('scout', id, { removed: true });
		take('scout.remove', draft.end());
	}
	return { again, state };
}

/** What a statement becomes; null where it may be as the backup has it. */
function thenOf(statement: Statement, last: (Pick<Statement, 'status' | 'reason' | 'clean'> & { seq: number }) | undefined, gone: ReadonlySet<TextId>, until: number): Partial<Statement> | null {
	if (statement.status === 'withdrawn') return null;
	// A correction of it may be on its way once more: with it the statement is new again.
	if (statement.raw !== null && gone.has(statement.raw)) return { status: 'withdrawn', raw: null };
	if (statement.status !== 'approved') return null;
	// Another history, that ends before the backup, says nothing of what came since.
	const since = last && last.seq > until ? last : null;
	if (since?.status === 'rejected' || since?.status === 'quarantined') return { status: since.status, reason: since.reason };
	const isGone = statement.clean !== null && gone.has(statement.clean);
	return isGone || (since && (since.status !== 'approved' || since.clean !== statement.clean)) ? { status: 'new' } : null;
}
