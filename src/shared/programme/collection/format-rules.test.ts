import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { everyQuestion, formatSchema, mostQuestions } from './format-rules.ts';
import { formatOf, newestFormat } from './form.ts';
import { defaultFormat, type Format, type Question } from './format.ts';
import { TestCollection } from './test-collection.ts';

const write = (collection: TestCollection, format: Format) => collection.give({ type: 'format.write', format: v.parse(formatSchema, format) });
const without = (...ids: string[]): Format => ({
	...defaultFormat,
	questions: defaultFormat.questions
		.filter(({ id }) => !ids.includes(id))
		.map((question) => (question.about ? { ...question, about: question.about.filter((about) => !ids.includes(about)) } : question))
});
const changed = (id: string, change: Partial<Question>): Format => ({ ...defaultFormat, questions: defaultFormat.questions.map((question) => (question.id === id ? { ...question, ...change } : question)) });

describe('the questions of the forms', () => {
	it('as the product brings them are such as may be written', () => {
		expect(v.is(formatSchema, defaultFormat)).toBe(true);
		const collection = new TestCollection();
		expect(write(collection, defaultFormat)).toMatchObject({ ok: true });
		// The same as now: no version of its own.
		expect(newestFormat(collection.state)).toBe(1);
	});

	it('get another version with other words, without a question, with a new one; the earlier version stays', () => {
		const collection = new TestCollection();
		const asked: Question = { id: 'jongeren', block: 'toekomst', kind: 'open', label: 'Wat missen jongeren?', tells: 'better' };
		const left = without('politie');
		expect(write(collection, { ...left, questions: [...left.questions, asked] })).toMatchObject({ ok: true });
		expect(newestFormat(collection.state)).toBe(2);
		expect(formatOf(collection.state, 2)!.questions.at(-1)).toEqual(asked);
		expect(formatOf(collection.state, 1)).toBe(defaultFormat);
		expect(collection.receive('form-0001', { jongeren: 'Een dak.' }, { format: 2 })).toMatchObject({ ok: true });
		expect(collection.receive('form-0002', { politie: 'Vaker langskomen.' }, { format: 1 })).toMatchObject({ ok: true });
		// What is left out can be taken up again, where it stood.
		const ids = everyQuestion(collection.state).map(({ id }) => id);
		expect(ids.slice(ids.indexOf('gemeente'))).toEqual(['gemeente', 'politie', 'jongeren']);
		expect(write(collection, defaultFormat)).toMatchObject({ ok: true });
		expect(formatOf(collection.state, newestFormat(collection.state))).toEqual(defaultFormat);
	});

	it.each<[string, Format, string]>([
		['another kind', changed('goed', { kind: 'place' }), 'format.kind'],
		['a new question that is not open', { ...defaultFormat, questions: [...defaultFormat.questions, { id: 'spot', block: 'start', kind: 'place', label: 'Waar?' }] }, 'format.kind'],
		['no open question', { ...defaultFormat, questions: defaultFormat.questions.slice(0, 1) }, 'format.noOpen'],
		['a choice of one', changed('hoelang', { options: [{ id: 'kort', label: 'Kort' }] }), 'format.options'],
		['more than anyone asks', { ...defaultFormat, questions: [...defaultFormat.questions, ...Array.from({ length: mostQuestions }, (_, index): Question => ({ id: `vraag${String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26))}`, block: 'start', kind: 'open', label: 'Nog iets?' }))] }, 'format.tooMany'],
		['two with one id', { ...defaultFormat, questions: [...defaultFormat.questions, defaultFormat.questions[0]!] }, 'message.invalid'],
		['a block that there is not', changed('goed', { block: 'elders' }), 'message.invalid'],
		['a theme about nothing', { ...defaultFormat, questions: defaultFormat.questions.filter(({ id }) => id !== 'goed') }, 'message.invalid']
	])('may not have %s', (_what, format, code) => {
		expect(write(new TestCollection(), format)).toMatchObject({ ok: false, code });
	});
});
