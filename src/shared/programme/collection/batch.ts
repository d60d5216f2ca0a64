import { longest } from '../../protocol/text.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { takeBack, takeIn } from './form.ts';
import type { CollectionState } from './state.ts';

type Receive = Extract<CollectionCommand, { type: 'batch.receive' }>;

/**
 * Takes a whole file in, in one step: where one form can't come in, none does. Refused besides what a form is:
 * `batch.known` where the same file stands already.
 */
export function receiveBatch(state: CollectionState, command: Receive, context: Context): Decision {
	if (state.entries.batch.has(command.batch)) return refuse('batch.known');
	if (!context.hasArea(command.area)) return refuse('area.unknown');
	const draft = new Draft(state, context);
	const { batch, area, name, operator, format, notice, forms } = command;
	const proofs = new Set<string>();
	for (const form of forms) {
		if (state.entries.form.has(form.form)) return refuse('batch.known');
		if (form.proof !== null && (proofs.has(form.proof) || state.formOfProof.has(form.proof))) return refuse('form.codeTaken');
		if (form.proof !== null) proofs.add(form.proof);
		const refusal = takeIn(state, draft, { ...form, version: 1, area, format, notice, origin: 'file', operator, batch }, null);
		if (refusal) return refusal;
	}
	draft.add('batch', batch, { area, name: draft.texts.optional(name.slice(0, longest.line), longest.line, null), operator, forms: forms.length, at: context.now, withdrawn: null });
	return draft.end();
}

/** Takes back every form of a file that was imported. Its name goes too: it may tell whose file it was. */
export function withdrawBatch(state: CollectionState, batch: string, context: Context): Decision {
	const forms = [...state.entries.form].filter(([, form]) => form.batch === batch && form.withdrawn === null);
	if (forms.length === 0) return refuse('batch.unknown');
	const draft = new Draft(state, context);
	for (const [id, form] of forms) takeBack(state, draft, id, form);
	const current = state.entries.batch.get(batch);
	if (current) {
		draft.erase(current.name);
		draft.change('batch', batch, { withdrawn: context.now, name: null });
	}
	return draft.end();
}
