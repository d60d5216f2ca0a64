import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import { everyQuestion, formatSchema, longestLabel, longestOption } from '#shared/programme/collection/format-rules.ts';
import { formatOf, newestFormat, newestNotice } from '#shared/programme/collection/form.ts';
import type { Question } from '#shared/programme/collection/format.ts';
import { noticeText } from '#shared/programme/collection/notice.ts';
import type { CollectionState } from '#shared/programme/collection/state.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { cleanText } from '#shared/protocol/text.ts';
import { textOf } from '#server/web/resident-form.ts';
import { areaOfPage } from '../area.server.ts';
import { giveCollection, refused, saidBy } from '../give.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What scouts ask, and what people are told about their answers: of all areas together, with the earlier versions. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = areaOfPage(locals, params.area, url);
	const { collection } = locals.app;
	const { state } = collection;
	const format = newestFormat(state);
	const notice = newestNotice(state);
	const down = (newest: number) => Array.from({ length: newest - 1 }, (_, index) => newest - 1 - index);
	return {
		...of,
		account: account.name,
		edits: of.roles.includes('projectLeader'),
		format: { version: format, ...formatOf(state, format)! },
		everyQuestion: everyQuestion(state),
		earlierFormats: down(format).map((version) => ({ version, ...formatOf(state, version)! })),
		notice: { version: notice, text: noticeText(state, notice, collection.textOf)! },
		earlierNotices: down(notice).map((version) => ({ version, text: noticeText(state, version, collection.textOf)! })),
		said: saidBy(url, (command) => doneInWords(state, command), false)
	};
};

export const actions: Actions = {
	notice: async ({ locals, params, url, request }) => {
		const { account } = areaOfPage(locals, params.area, url);
		const text = textOf(await request.formData(), 'text');
		const { state, textOf: body } = locals.app.collection;
		// The same once more would be a version that says nothing new.
		if (cleanText(text) === noticeText(state, newestNotice(state), body)) return refused('notice', refuse('message.invalid'), { text, same: 'ja' });
		return giveCollection(locals, url, account.id, 'notice', { type: 'notice.write', text }, { text });
	},

	format: async ({ locals, params, url, request }) => {
		const { account } = areaOfPage(locals, params.area, url);
		const form = await request.formData();
		const values = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
		const { state } = locals.app.collection;
		const read = readFormat(state, form);
		if (!read.ok) return refused('format', read, { ...values, field: read.field });
		const before = JSON.stringify(v.parse(formatSchema, formatOf(state, newestFormat(state))));
		if (JSON.stringify(read.format) === before) return refused('format', refuse('message.invalid'), { ...values, same: 'ja' });
		return giveCollection(locals, url, account.id, 'format', { type: 'format.write', format: read.format }, values);
	},

	/** An earlier version is taken up again, as a new one. */
	again: async ({ locals, params, url, request }) => {
		const { account } = areaOfPage(locals, params.area, url);
		const form = await request.formData();
		const { state, textOf: body } = locals.app.collection;
		const version = Number(textOf(form, 'version'));
		if (form.get('what') === 'notice') {
			const text = noticeText(state, version, body);
			if (text === null) return refused('notice', refuse('message.invalid'));
			return giveCollection(locals, url, account.id, 'notice', { type: 'notice.write', text });
		}
		const format = formatOf(state, version);
		if (!format) return refused('format', refuse('message.invalid'));
		return giveCollection(locals, url, account.id, 'format', { type: 'format.write', format: v.parse(formatSchema, format) });
	}
};

/** The format that the page's fields say. `field`: the one that is refused, '' where it is none of them. */
function readFormat(state: CollectionState, form: FormData): { ok: true; format: v.InferOutput<typeof formatSchema> } | (Refusal & { field: string }) {
	const everyone = everyQuestion(state);
	const questions: Question[] = [];
	let wrong: (Refusal & { field: string }) | null = null;
	const words = (field: string, most: number, needed: boolean): string => {
		const text = cleanText(textOf(form, field));
		if (text === '' && needed) wrong ??= { ...refuse('text.empty'), field };
		if (text.length > most) wrong ??= { ...refuse('text.tooLong', { most, length: text.length }), field };
		return text;
	};
	for (const question of everyone) {
		if (!form.has(`on:${question.id}`)) continue;
		const { hint: _hint, label: _label, options, ...rest } = question;
		const label = words(`label:${question.id}`, longestLabel, true);
		const hint = words(`hint:${question.id}`, longestLabel, false);
		questions.push({
			...rest,
			label,
			...(hint !== '' && { hint }),
			...(options && { options: readOptions(question, words) })
		});
	}
	const asked = cleanText(textOf(form, 'new:label'));
	if (asked !== '') {
		const hint = words('new:hint', longestLabel, false);
		const block = textOf(form, 'new:block');
		const question: Question = { id: newId(), block, kind: 'open', label: words('new:label', longestLabel, true), ...(hint !== '' && { hint }), tells: textOf(form, 'new:tells') as NonNullable<Question['tells']> };
		// At the end of its block.
		questions.splice(questions.findLastIndex((one) => one.block === block) + 1 || questions.length, 0, question);
	}
	if (wrong !== null) return wrong;
	const open = new Set(questions.filter(({ kind }) => kind === 'open').map(({ id }) => id));
	const kept = questions.flatMap((question) => {
		if (!question.about) return [question];
		const about = question.about.filter((id) => open.has(id));
		// A place or a theme of questions that nobody is asked.
		return about.length === 0 ? [] : [{ ...question, about }];
	});
	const { blocks } = formatOf(state, newestFormat(state))!;
	const parsed = v.safeParse(formatSchema, { blocks, questions: kept });
	return parsed.success ? { ok: true, format: parsed.output } : { ...refuse('message.invalid'), field: '' };
}

function readOptions({ id, options = [] }: Question, words: (field: string, most: number, needed: boolean) => string): { id: string; label: string }[] {
	const added = words(`option:${id}:new`, longestOption, false);
	const kept = options.map((option) => ({ id: option.id, label: words(`option:${id}:${option.id}`, longestOption, false) }));
	return [...kept, ...(added === '' ? [] : [{ id: newId(), label: added }])].filter(({ label }) => label !== '');
}

/** Never used again for another question: answers are kept under it. */
function newId(): string {
	return Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('');
}

function doneInWords(state: CollectionState, command: string): string | null {
	const [first] = state.steps.get(command)?.events ?? [];
	if (first?.type === 'notice.added') return `De uitleg is bewaard. Dit is versie ${first.fields.version}.`;
	return first?.type === 'format.added' ? `De vragen zijn bewaard. Dit is versie ${first.fields.version}.` : null;
}
