import * as v from 'valibot';
import { sameValue } from '../../evening/events.ts';
import { refuse, type Refusal } from '../../protocol/refusals.ts';
import { cleanText } from '../../protocol/text.ts';
import { Draft, type Context, type Decision } from './decision.ts';
import { formatOf, newestFormat } from './form.ts';
import { defaultFormat, type Format, type Question } from './format.ts';
import type { CollectionState } from './state.ts';

/** Questions at most: a talk takes half an hour. */
export const mostQuestions = 40;
/** The longest label or hint of a question, and words of an option, in UTF-16 units. */
export const longestLabel = 200;
export const longestOption = 80;
/** Options of a choice at most. */
export const mostOptions = 12;

const id = v.pipe(v.string(), v.regex(/^[a-z]{2,20}$/));
const words = (most: number) => v.pipe(v.string(), v.transform(cleanText), v.minLength(1), v.maxLength(most));

/** A format as it is sent. An id never changes: it names answers that were given. */
export const formatSchema = v.strictObject({
	blocks: v.pipe(v.array(v.strictObject({ id, title: words(longestOption) })), v.minLength(1), v.maxLength(12)),
	questions: v.pipe(
		v.array(
			v.strictObject({
				id,
				block: id,
				kind: v.picklist(['open', 'choice', 'themes', 'place']),
				label: words(longestLabel),
				hint: v.exactOptional(words(longestLabel)),
				options: v.exactOptional(v.pipe(v.array(v.strictObject({ id, label: words(longestOption) })), v.maxLength(mostOptions))),
				about: v.exactOptional(v.array(id)),
				tells: v.exactOptional(v.picklist(['area', 'praise', 'better', 'future', 'help']))
			})
		),
		// More than may be: refused by name.
		v.maxLength(4 * mostQuestions)
	)
});

/**
 * A new version of the questions. Refused: `format.tooMany`, `format.noOpen`, `format.options` with the question's label,
 * `format.kind` where an id was a question of another kind before: answers to it would be of two kinds.
 */
export function writeFormat(state: CollectionState, format: Format, context: Context): Decision {
	const wrong = wrongWith(state, format);
	if (wrong) return wrong;
	const draft = new Draft(state, context);
	const newest = newestFormat(state);
	if (!sameValue(formatOf(state, newest), format)) draft.add('format', context.newId(), { version: newest + 1, format });
	return draft.end();
}

function wrongWith(state: CollectionState, { blocks, questions }: Format): Refusal | null {
	if (questions.length > mostQuestions) return refuse('format.tooMany', { most: mostQuestions });
	if (!areDifferent(blocks) || !areDifferent(questions)) return refuse('message.invalid');
	const open = new Set(questions.filter(({ kind }) => kind === 'open').map((question) => question.id));
	if (open.size === 0) return refuse('format.noOpen');
	const before = new Map(everyQuestion(state).map((question) => [question.id, question]));
	for (const question of questions) {
		if (!blocks.some((block) => block.id === question.block)) return refuse('message.invalid');
		if ((before.get(question.id)?.kind ?? 'open') !== question.kind) return refuse('format.kind');
		if (!(question.about ?? []).every((about) => open.has(about))) return refuse('message.invalid');
		if ((question.options !== undefined) !== (question.kind === 'choice')) return refuse('message.invalid');
		if (question.options && (question.options.length < 2 || !areDifferent(question.options))) return refuse('format.options', { question: question.label });
	}
	return null;
}

function areDifferent(all: readonly { id: string }[]): boolean {
	return new Set(all.map((one) => one.id)).size === all.length;
}

/** Every question that was ever asked, as it was asked last, about all that it ever was; what is left out now stands where it stood. */
export function everyQuestion(state: CollectionState): Question[] {
	const versions = [defaultFormat, ...[...state.entries.format.values()].sort((one, other) => one.version - other.version).map(({ format }) => format)].reverse();
	const all = [...versions[0]!.questions];
	for (const { questions } of versions) {
		for (const [index, question] of questions.entries()) {
			if (all.some((one) => one.id === question.id)) continue;
			const before = questions.slice(0, index).findLast((one) => all.some((other) => other.id === one.id));
			all.splice(before ? all.findIndex((one) => one.id === before.id) + 1 : 0, 0, question);
		}
	}
	const everAbout = (id: string) => [...new Set(versions.toReversed().flatMap(({ questions }) => questions.find((one) => one.id === id)?.about ?? []))];
	return all.map((question) => (question.about ? { ...question, about: everAbout(question.id) } : question));
}
