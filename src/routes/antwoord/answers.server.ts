import type { App } from '#server/app.ts';
import { defaultThemes } from '#shared/programme/default-themes.ts';
import { formatOf } from '#shared/programme/collection/form.ts';
import { noticeText } from '#shared/programme/collection/notice.ts';
import { mainThemes } from '#shared/programme/main-theme.ts';
import { themesOf } from '#shared/programme/collection/totals.ts';
import type { Form, Statement, Value } from '#shared/programme/collection/state.ts';

/** One form as its resident sees it: nothing of any other. */
export function answersOf(app: App, id: string) {
	const { collection, programme } = app;
	const { state, textOf } = collection;
	const form = state.entries.form.get(id)!;
	const base = { area: programme.areaName(form.area) ?? '', day: form.day, version: form.version, withdrawn: form.withdrawn };
	// Of a withdrawn one the day and the tombstone are all that is left.
	if (form.withdrawn !== null) return { ...base, blocks: [], themes: [], notice: '' };
	const format = formatOf(state, form.format)!;
	const titleOf = (theme: string) => defaultThemes.find(({ source }) => source === theme)?.title ?? ownTitle(app, theme);
	return {
		...base,
		blocks: format.blocks.map(({ title, ...block }) => ({
			title,
			questions: format.questions
				.filter((question) => question.block === block.id)
				.map(({ id: question, kind, label, hint, options }) => {
					const statement = state.entries.statement.get(`${id}.${question}`);
					return {
						id: question,
						kind,
						label,
						hint: hint ?? '',
						options: options ?? [],
						given: givenOf(form.answers[question], textOf),
						ticked: tickedOf(form, question),
						became: kind === 'open' && statement && statement.status !== 'withdrawn' ? becameOf(app, statement, titleOf) : null
					};
				})
		})),
		themes: themesToTick(app, form.area),
		notice: noticeText(state, form.notice, textOf) ?? ''
	};
}
export type Answers = ReturnType<typeof answersOf>;
export type Became = { status: 'new' | 'approved' | 'quarantined' | 'rejected'; clean: string | null; reason: Statement['reason']; themes: string[]; merged: boolean };

/** What people made of an open answer. */
function becameOf(app: App, statement: Statement, titleOf: (theme: string) => string): Became {
	return {
		status: statement.status as Became['status'],
		clean: statement.status === 'approved' && statement.clean !== null ? app.collection.textOf(statement.clean) : null,
		reason: statement.reason,
		themes: themesOf(app.collection.state, statement).map(titleOf),
		merged: statement.mergedInto !== null
	};
}

function givenOf(value: Value | undefined, textOf: (id: string) => string): string {
	return value === undefined ? '' : 'text' in value ? textOf(value.text) : 'option' in value ? value.option : '';
}

function tickedOf({ answers }: Form, question: string): readonly string[] {
	const value = answers[question];
	return value && 'themes' in value ? value.themes : [];
}

function ownTitle({ collection }: App, theme: string): string {
	const own = collection.state.entries.ownTheme.get(theme);
	return own ? collection.textOf(own.title) : theme;
}

/** By main theme, and last those of the area itself. */
function themesToTick(app: App, area: string): { main: string; themes: { id: string; title: string }[] }[] {
	const own = [...app.collection.state.entries.ownTheme].filter(([, one]) => one.area === area && !one.removed);
	return [
		...mainThemes.map((main) => ({ main: main.name, themes: defaultThemes.filter((theme) => theme.main === main.key).map(({ source, title }) => ({ id: source, title })) })),
		{ main: 'Van dit gebied', themes: own.map(([id, { title }]) => ({ id, title: app.collection.textOf(title) })) }
	].filter(({ themes }) => themes.length > 0);
}
