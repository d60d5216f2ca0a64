import { refuse, type Refusal } from '../../protocol/refusals.ts';
import { cardCode, readCardCode } from './card-code.ts';
import type { CollectionCommand } from './commands.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { defaultFormat, longestAnswer, longestPlace, type Format, type Question } from './format.ts';
import { withdrawStatement } from './statement.ts';
import { isTheme } from './theme.ts';
import type { CollectionState, Form, Statement, Value } from './state.ts';

type Receive = Extract<CollectionCommand, { type: 'form.receive' }>;

/** The format of that version; 1 is the product's own. Null for one that never was. */
export function formatOf(state: CollectionState, version: number): Format | null {
	if (version === 1) return defaultFormat;
	return [...state.entries.format.values()].find((one) => one.version === version)?.format ?? null;
}

/** The newest version of the questions. */
export function newestFormat(state: CollectionState): number {
	return Math.max(1, ...[...state.entries.format.values()].map(({ version }) => version));
}

/** The newest version of 'wat doen we met uw antwoorden'; 1 is the product's own. */
export function newestNotice(state: CollectionState): number {
	return Math.max(1, ...[...state.entries.notice.values()].map(({ version }) => version));
}

/**
 * Takes a form in, or a correction of it. A version that is there already with the same fingerprint changes nothing, so
 * a phone may send until it has its receipt. Refused: `form.withdrawn`, `form.changedElsewhere` with the version that
 * stands, `form.format`, `area.unknown`, `text.tooLong` with the question's label.
 */
export function receiveForm(state: CollectionState, command: Receive, context: Context): Decision {
	const current = state.entries.form.get(command.form) ?? null;
	if (current?.withdrawn != null) return refuse('form.withdrawn');
	const draft = new Draft(state, context);
	if (current && current.version === command.version && current.hash === command.hash) return draft.end();
	if (command.version !== (current?.version ?? 0) + 1) return refuse('form.changedElsewhere', { version: current?.version ?? 0 });
	if (!context.hasArea(command.area)) return refuse('area.unknown');
	// A form is known by its code: two with one code would open each other.
	if (command.proof !== null && (state.formOfProof.get(command.proof) ?? command.form) !== command.form) return refuse('form.codeTaken');
	const refusal = takeIn(state, draft, command, current);
	return refusal ?? draft.end();
}

/** What a form holds, however it came. */
export type Incoming = Omit<Receive, 'id' | 'type'>;

/** Writes a form, or a correction of it, and the statements that it holds. @returns why it can't be. */
export function takeIn(state: CollectionState, draft: Draft, command: Incoming, current: Form | null): Refusal | null {
	const format = formatOf(state, command.format);
	if (!format) return refuse('form.format');
	const values = readAnswers(state, draft, format, command, current);
	if (!values.ok) return values;

	const card = command.card === null ? null : readCardCode(command.card);
	const fields: Form = {
		area: command.area,
		card: card && cardCode(card),
		version: command.version,
		hash: command.hash,
		format: command.format,
		notice: command.notice,
		origin: command.origin,
		// A resident who mends what was typed in from paper changes nothing about who typed it.
		operator: command.operator ?? current?.operator ?? null,
		batch: command.batch,
		day: command.day,
		answers: values.answers,
		proof: command.proof ?? current?.proof ?? null,
		withdrawn: null
	};
	if (current) draft.change('form', command.form, fields);
	else draft.add('form', command.form, fields);
	// A correction takes the words before it away: what a resident mended must not stay readable.
	for (const [question, value] of Object.entries(current?.answers ?? {})) {
		if ('text' in value && !sameText(values.answers[question], value.text)) draft.erase(value.text);
	}
	for (const question of format.questions) {
		if (question.kind === 'open') hearStatement(state, draft, command.form, question, fields);
	}
	return null;
}

type Read = { ok: true; answers: Record<string, Value> } | Refusal;

function readAnswers(state: CollectionState, draft: Draft, format: Format, command: Incoming, current: Form | null): Read {
	const answers: Record<string, Value> = {};
	for (const [id, given] of Object.entries(command.answers)) {
		const question = format.questions.find((one) => one.id === id);
		if (!question || Array.isArray(given) !== (question.kind === 'themes')) return refuse('form.format');
		if (typeof given !== 'string') {
			if (!given.every((theme) => isTheme(state, command.area, theme))) return refuse('theme.unknown');
			if (given.length > 0) answers[id] = { themes: given };
			continue;
		}
		if (question.kind === 'choice') {
			if (!question.options?.some((option) => option.id === given)) return refuse('form.format');
			answers[id] = { option: given };
			continue;
		}
		const most = question.kind === 'place' ? longestPlace : longestAnswer;
		if (given.length > most) return refuse('form.tooLong', { question: question.label, most, length: given.length });
		const before = current?.answers[id];
		const text = draft.texts.optional(given, most, before && 'text' in before ? before.text : null);
		if (text !== null) answers[id] = { text };
	}
	return { ok: true, answers };
}

function sameText(value: Value | undefined, text: string): boolean {
	return value !== undefined && 'text' in value && value.text === text;
}

/** An open answer is a statement. Other words than before go to the check again, and leave where they were placed. */
function hearStatement(state: CollectionState, draft: Draft, form: string, question: Question, fields: Form): void {
	const id = `${form}.${question.id}`;
	const current = state.entries.statement.get(id) ?? null;
	const value = fields.answers[question.id];
	const raw = value && 'text' in value ? value.text : null;
	if (!current) {
		if (raw === null) return;
		const statement: Statement = {
			form,
			question: question.id,
			area: fields.area,
			version: fields.version,
			raw,
			clean: null,
			earlier: [],
			status: 'new',
			reason: null,
			themes: [],
			mergedInto: null
		};
		return draft.add('statement', id, statement);
	}
	if (raw === null) return withdrawStatement(state, draft, id);
	if (raw === current.raw && current.area === fields.area) return draft.change('statement', id, { version: fields.version });
	withdrawStatement(state, draft, id, { status: 'new', raw, version: fields.version, area: fields.area });
}

/** A resident takes all of it back: every word goes, a tombstone stays. */
export function withdrawForm(state: CollectionState, form: string, context: Context): Decision {
	const current = state.entries.form.get(form);
	if (!current) return refuse('form.unknown');
	const draft = new Draft(state, context);
	if (current.withdrawn === null) takeBack(state, draft, form, current);
	return draft.end();
}

/** Every word of a form goes; that it was there stays. */
export function takeBack(state: CollectionState, draft: Draft, id: string, form: Form): void {
	draft.change('form', id, { withdrawn: draft.context.now, answers: {} });
	for (const value of Object.values(form.answers)) if ('text' in value) draft.erase(value.text);
	for (const [statement] of statementsOf(state, id, form)) withdrawStatement(state, draft, statement);
}

/** A form's statements, also those that it has no longer. */
export function statementsOf(state: CollectionState, id: string, form: Pick<Form, 'format'>): [string, Statement][] {
	const questions = formatOf(state, form.format)?.questions ?? [];
	return questions.flatMap((question): [string, Statement][] => {
		const statement = state.entries.statement.get(`${id}.${question.id}`);
		return statement ? [[`${id}.${question.id}`, statement]] : [];
	});
}
