import { fail, redirect } from '@sveltejs/kit';
import { detailsOf } from '#shared/evening/state.ts';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { areaThemes } from '#shared/views/area-themes.ts';
import { mostQuotes } from '#shared/views/sending.ts';
import { statusOf } from '#server/web/api.ts';
import { staffOfPage } from '../../area.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Statements to choose from, at one theme and among all themes. */
const most = { one: 200, all: 20 };

/** Which themes go to which evening of the area, with which quotes. `?thema=` for one, `?avond=` for which evening. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = staffOfPage(locals, params.area, url);
	const { app } = locals;
	const { state, textOf } = app.collection;
	const evenings = eveningsOf(app, params.area);
	const today = dutchDay(Date.now());
	const wanted = url.searchParams.get('avond');
	// The one that is next, else the last that was.
	const chosen = evenings.find(({ id }) => id === wanted) ?? evenings.find(({ date }) => date >= today) ?? evenings.at(-1) ?? null;
	const evening = chosen && app.evenings.get(chosen.id);
	const only = url.searchParams.get('thema');
	const themes = areaThemes(state, textOf, params.area).filter(({ id, count }) => count > 0 && (only === null || id === only));
	const done = url.searchParams.get('gedaan');
	return {
		...of,
		account: account.name,
		evenings,
		chosen: chosen?.id ?? null,
		only,
		mostQuotes,
		themes: themes.map((theme) => ({
			...theme,
			number: evening ? app.sentThemes.numberIn(evening, theme.id) : null,
			quotes: app.sentThemes.choices(params.area, theme.id, evening).slice(0, only === null ? most.all : most.one)
		})),
		said: done === null ? null : { message: done === 'ongedaan' ? 'Ongedaan gemaakt.' : doneWords(done), commands: url.searchParams.get('stappen') }
	};
};

export const actions: Actions = {
	/** `thema`: each theme that goes; `uitspraak <theme>`: each of its quotes. */
	send: async ({ locals, params, request, url }) => {
		const { account } = staffOfPage(locals, params.area, url);
		const form = await request.formData();
		const evening = String(form.get('avond') ?? '');
		const wanted = form.getAll('thema').map((theme) => ({ theme: String(theme), statements: form.getAll(`uitspraak ${String(theme)}`).map(String) }));
		if (wanted.length === 0) return fail(400, { refusal: null, message: 'Kies eerst een thema.', refused: [] });
		const tooMany = wanted.find(({ statements }) => statements.length > mostQuotes);
		if (tooMany) return fail(400, { refusal: null, message: `Kies hoogstens ${mostQuotes} uitspraken bij een thema.`, refused: [] });
		const sent = await locals.app.sentThemes.send(params.area, evening, wanted, account.id);
		if (!sent.ok) return refused(sent);
		if (sent.refused.length > 0) return { refusal: null, message: doneWords(`${sent.added}-${sent.changed}`), refused: sent.refused };
		const only = form.get('alleen');
		redirect(303, `?${new URLSearchParams({ avond: evening, ...(only && { thema: String(only) }), gedaan: `${sent.added}-${sent.changed}`, ...(sent.commands.length > 0 && { stappen: sent.commands.join(' ') }) })}`);
	},

	undo: async ({ locals, params, request, url }) => {
		const { account } = staffOfPage(locals, params.area, url);
		const form = await request.formData();
		const evening = String(form.get('avond') ?? '');
		const commands = String(form.get('stappen') ?? '').split(' ').filter((command) => command !== '').slice(0, 500);
		const outcome = commands.length === 0 ? refuse('undo.unknown') : await locals.app.sentThemes.takeBack(params.area, evening, commands, account.id);
		if (!outcome.ok) return refused(outcome);
		const only = form.get('alleen');
		redirect(303, `?${new URLSearchParams({ avond: evening, ...(only && { thema: String(only) }), gedaan: 'ongedaan' })}`);
	}
};

function refused(refusal: Refusal) {
	return fail(statusOf(refusal), { refusal, message: null, refused: [] });
}

/** @param done '3-1': three were added, one changed */
function doneWords(done: string): string {
	const [added = 0, changed = 0] = done.split('-').map((part) => Number(part) || 0);
	const parts = [
		...(added > 0 ? [added === 1 ? '1 thema staat nu op het bord van de avond.' : `${added} thema’s staan nu op het bord van de avond.`] : []),
		...(changed > 0 ? [changed === 1 ? '1 thema is bijgewerkt.' : `${changed} thema’s zijn bijgewerkt.`] : [])
	];
	return parts.join(' ') || 'Er is niets veranderd.';
}

function eveningsOf({ programme, evenings }: App.Locals['app'], area: string): { id: string; title: string; date: string }[] {
	return (programme.areas().find(({ id }) => id === area)?.evenings ?? [])
		.flatMap((id) => {
			const evening = evenings.get(id);
			return evening ? [{ id, title: evening.textOf(detailsOf(evening.state).title), date: detailsOf(evening.state).date }] : [];
		})
		.sort((one, other) => (one.date < other.date ? -1 : 1));
}
