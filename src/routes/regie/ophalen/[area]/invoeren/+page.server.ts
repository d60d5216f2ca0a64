import { fail } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import * as v from 'valibot';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { sentForm } from '#shared/programme/collection/commands.ts';
import type { Format } from '#shared/programme/collection/format.ts';
import { formatOf, newestFormat, newestNotice } from '#shared/programme/collection/form.ts';
import { readForms } from '#shared/programme/form-import/form-rows.ts';
import { cellText } from '#shared/programme/form-import/table.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { rowErrorText } from '#messages/row-error-text.ts';
import { newCode } from '#server/access/keys.ts';
import { themeNames } from '#server/collection/theme-names.ts';
import { statusOf } from '#server/web/api.ts';
import { readerOfPage } from '../area.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A paper form to be typed in: the newest questions, and an id and a resident's code for a new one. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = readerOfPage(locals, params.area, url);
	const { collection } = locals.app;
	return {
		...of,
		account: account.name,
		format: formatOf(collection.state, newestFormat(collection.state))!,
		themes: themeNames(collection.state, collection.textOf, params.area),
		fresh: { form: nanoid(16), code: newCode(8), day: cellText({ day: dutchDay(Date.now()) }) }
	};
};

export const actions: Actions = {
	save: async ({ locals, params, request, url }) => {
		const { account, area } = readerOfPage(locals, params.area, url);
		const { collection } = locals.app;
		const values: Record<string, string> = {};
		for (const [name, value] of await request.formData()) if (typeof value === 'string') values[name] = value;
		const version = newestFormat(collection.state);
		const format = formatOf(collection.state, version)!;

		// Read as a row of a file is: the same words for the same mistakes.
		const names = ['card', 'day', 'code', ...format.questions.map(({ id }) => id)];
		const heads = ['Code van de kaart', 'Dag van het gesprek', 'Code van de bewoner', ...format.questions.map(({ label, block }) => headOf(label, block, format))];
		const read = readForms(
			{ rows: [heads, names.map((name) => values[name] ?? '')], flaws: [], warnings: [] },
			{ sheet: 0, header: 1, columns: names.map((name) => (format.questions.some(({ id }) => id === name) ? `q:${name}` : name)), asks: '', skipKnown: false },
			{ format, themes: themeNames(collection.state, collection.textOf, area.id), today: dutchDay(Date.now()), known: new Set() }
		);
		const errors = Object.fromEntries(read.errors.filter(({ code }) => code !== 'no-form-rows').map((error) => [fieldOf(error, names, heads), rowErrorText(error)]));
		if (Object.keys(errors).length > 0) return refused(null, errors, values);
		const [form] = read.forms;
		if (!form) return refused(refuse('form.empty'), {}, values);

		const sent = v.safeParse(sentForm, {
			form: values['form'],
			version: 1,
			area: area.id,
			card: form.card,
			format: version,
			notice: newestNotice(collection.state),
			day: form.day,
			code: form.code ?? values['made'],
			answers: form.answers
		});
		if (!sent.success) return refused(refuse('message.invalid'), {}, values);
		const received = await collection.receive(sent.output, { account: account.id }, { origin: 'paper' });
		if (!received.ok) return received.code === 'form.codeTaken' ? refused(null, { code: rowErrorText({ code: 'code-taken', params: {} }) }, values) : refused(received, {}, values);
		const number = [...collection.state.entries.form].filter(([, one]) => one.area === area.id).findIndex(([id]) => id === sent.output.form) + 1;
		return { saved: { form: sent.output.form, number, code: sent.output.code! }, refusal: null, errors: {}, values: {}, taken: null };
	},

	/** Takes back what was just saved. */
	undo: async ({ locals, params, request, url }) => {
		const { account } = readerOfPage(locals, params.area, url);
		const form = String((await request.formData()).get('form') ?? '');
		const outcome = await locals.app.collection.submit({ id: nanoid(), type: 'form.withdraw', form }, { account: account.id });
		return outcome.ok ? { saved: null, refusal: null, errors: {}, values: {}, taken: form } : refused(outcome, {}, {});
	}
};

function refused(refusal: Refusal | null, errors: Record<string, string>, values: Record<string, string>) {
	return fail(refusal === null ? 400 : statusOf(refusal), { saved: null, refusal, errors, values, taken: null });
}

/** The field that an error is about: its column where it names one, else the one that its code is of. */
function fieldOf({ code, params }: { code: string; params: Readonly<Record<string, string | number>> }, names: readonly string[], heads: readonly string[]): string {
	const [field] = /^(card|day|code)(?=-)/.exec(code) ?? [];
	return field ?? names[heads.indexOf(String(params['column']))] ?? names[0]!;
}

/** The words of a question; with its block where another one has the same. */
function headOf(label: string, block: string, { questions, blocks }: Format): string {
	const twice = questions.filter((one) => one.label === label).length > 1;
	return twice ? `${label} (${blocks.find(({ id }) => id === block)?.title ?? block})` : label;
}
