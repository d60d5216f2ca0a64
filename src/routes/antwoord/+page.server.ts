import { fail } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import * as v from 'valibot';
import { sentForm, type SentForm } from '#shared/programme/collection/commands.ts';
import { formatOf } from '#shared/programme/collection/form.ts';
import { mostTicked } from '#shared/programme/collection/format.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { cleanText } from '#shared/protocol/text.ts';
import { statusOf } from '#server/web/api.ts';
import { textOf } from '#server/web/resident-form.ts';
import { answersOf, type Answers } from './answers.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The code stands in no address: a history, a log or a shared screen would keep it. Each form on the page sends it again. */
export const load: PageServerLoad = ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	return {};
};

/** What the page shows once a code was right. */
interface Opened {
	code: string;
	pass: string;
	answers: Answers;
	did: 'opened' | 'mended' | 'withdrawn' | 'nothing' | null;
	/** Why the last was not done; what was typed then, by question. */
	refusal: Refusal | null;
	typed: Record<string, string | string[]> | null;
}

export const actions: Actions = {
	open: async (event) => {
		const opened = open(event, await event.request.formData());
		return opened.ok ? { opened: show(event, opened, { did: 'opened' }), wrong: null } : opened.failed;
	},

	/** Another version of the form: what was there before is gone. */
	mend: async (event) => {
		const fields = await event.request.formData();
		const opened = open(event, fields);
		if (!opened.ok) return opened.failed;
		const { collection } = event.locals.app;
		const form = collection.state.entries.form.get(opened.form)!;
		const typed = typedIn(fields, opened.form, event.locals.app);
		const again = (refusal: Refusal) => fail(statusOf(refusal), { opened: show(event, opened, { refusal, typed }), wrong: null });
		if (form.withdrawn !== null) return again(refuse('form.withdrawn'));
		if (isSame(answersOf(event.locals.app, opened.form), typed)) return { opened: show(event, opened, { did: 'nothing' }), wrong: null };
		const sent = v.safeParse(sentForm, {
			form: opened.form,
			version: Number(textOf(fields, 'version')) + 1,
			area: form.area,
			card: form.card,
			format: form.format,
			notice: form.notice,
			day: form.day,
			code: opened.code,
			answers: Object.fromEntries(Object.entries(typed).filter(([, given]) => given.length > 0))
		} satisfies SentForm);
		// By a browser only too many ticks can be wrong; the fields' words are refused by name below.
		if (!sent.success) return again(refuse('form.themes', { most: mostTicked }));
		const from = { origin: form.origin, ...(form.batch !== null && { batch: form.batch }) };
		const received = await collection.receive(sent.output, { resident: true }, from);
		if (!received.ok) return again(received);
		return { opened: show(event, opened, { did: 'mended' }), wrong: null };
	},

	withdraw: async (event) => {
		const opened = open(event, await event.request.formData());
		if (!opened.ok) return opened.failed;
		const outcome = await event.locals.app.collection.submit({ id: nanoid(), type: 'form.withdraw', form: opened.form }, { resident: true });
		if (!outcome.ok) return fail(statusOf(outcome), { opened: show(event, opened, { refusal: outcome }), wrong: null });
		return { opened: show(event, opened, { did: 'withdrawn' }), wrong: null };
	}
};

function open({ locals }: RequestEvent, fields: FormData) {
	const typed = textOf(fields, 'code').slice(0, 40);
	const opened = locals.app.answers.open(typed, textOf(fields, 'pass').slice(0, 80), Date.now());
	if (opened.ok) return opened;
	return { ok: false as const, failed: fail(statusOf(opened), { opened: null, wrong: { typed, refusal: opened } }) };
}

function show({ locals }: RequestEvent, { form, code, pass }: { form: string; code: string; pass: string }, { did = null, refusal = null, typed = null }: Partial<Opened>): Opened {
	return { code, pass, answers: answersOf(locals.app, form), did, refusal, typed };
}

/** What stands in the fields, for every question of the form: a list where themes are ticked. */
function typedIn(fields: FormData, id: string, { collection }: App.Locals['app']): Record<string, string | string[]> {
	const { format } = collection.state.entries.form.get(id)!;
	return Object.fromEntries(
		formatOf(collection.state, format)!.questions.map(({ id, kind }) => [
			id,
			kind === 'themes' ? fields.getAll(`q:${id}`).filter((theme) => typeof theme === 'string') : cleanText(textOf(fields, `q:${id}`))
		])
	);
}

function isSame({ blocks }: Answers, typed: Record<string, string | string[]>): boolean {
	return blocks.flatMap(({ questions }) => questions).every(({ id, kind, given, ticked }) => {
		const now = typed[id] ?? '';
		return kind === 'themes' ? [...ticked].sort().join() === [...now].sort().join() : given === now;
	});
}
