import { refuse } from '../../protocol/refusals.ts';
import { longest } from '../../protocol/text.ts';
import { mostAtOnce, type CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { takeBack, takeIn } from './form.ts';
import type { CollectionState } from './state.ts';

type Receive = Extract<CollectionCommand, { type: 'batch.receive' }>;

/**
 * Takes a part of a file in. Refused besides what a form is: `batch.known` where the file or a form of it stands already,
 * `batch.unknown` where it was taken back meanwhile.
 */
export function receiveBatch(state: CollectionState, command: Receive, context: Context): Decision {
	const { batch, area, name, operator, format, notice, total, forms } = command;
	const current = state.entries.batch.get(batch);
	if (!context.hasArea(area)) return refuse('area.unknown');
	if (current && current.withdrawn !== null) return refuse('batch.unknown');
	if (current && (current.area !== area || current.came + forms.length > current.forms)) return refuse('batch.known');
	const draft = new Draft(state, context);
	const proofs = new Set<string>();
	for (const form of forms) {
		if (state.entries.form.has(form.form)) return refuse('batch.known');
		if (form.proof !== null && (proofs.has(form.proof) || state.formOfProof.has(form.proof))) return refuse('form.codeTaken');
		if (form.proof !== null) proofs.add(form.proof);
		const refusal = takeIn(state, draft, { ...form, version: 1, area, format, notice, origin: 'file', operator, batch }, null);
		if (refusal) return refusal;
	}
	if (current) draft.change('batch', batch, { came: current.came + forms.length });
	else {
		const kept = draft.texts.optional(name.slice(0, longest.line), longest.line);
		draft.add('batch', batch, { area, name: kept, operator, forms: total, came: forms.length, at: context.now, withdrawn: null });
	}
	return draft.end();
}

/** The forms of a file that stand. */
export function formsOfBatch(state: CollectionState, batch: string): string[] {
	return [...state.entries.form].filter(([, form]) => form.batch === batch && form.withdrawn === null).map(([id]) => id);
}

/** Files that are to go: they were taken back, or not all of them came, and not all of it is gone. Asked where none is under way. */
export function halfBatches(state: CollectionState): string[] {
	return [...state.entries.batch].filter(([id, { withdrawn, came, forms }]) => (withdrawn !== null || came < forms) && formsOfBatch(state, id).length > 0).map(([id]) => id);
}

/** Takes forms of a file back. Its name goes first: it may tell whose file it was. */
export function withdrawBatch(state: CollectionState, batch: string, context: Context): Decision {
	const forms = formsOfBatch(state, batch);
	if (forms.length === 0) return refuse('batch.unknown');
	const draft = new Draft(state, context);
	for (const id of forms.slice(0, mostAtOnce)) takeBack(state, draft, id, state.entries.form.get(id)!);
	const current = state.entries.batch.get(batch);
	if (current?.withdrawn === null) {
		draft.erase(current.name);
		draft.change('batch', batch, { withdrawn: context.now, name: null });
	}
	return draft.end();
}
