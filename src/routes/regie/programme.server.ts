import { detailsOf } from '#shared/evening/state.ts';
import type { EveningEntry, ProgrammeView } from '#shared/views/programme.ts';
import type { App } from '#server/app.ts';
import type { LiveEvening } from '#server/live/evening.ts';

/** The areas and evenings of this server, and the evenings that were removed. */
export function programmeView({ programme, evenings }: App): ProgrammeView {
	return {
		areas: programme.areas().map(({ id, name, evenings: ids }) => ({
			id,
			name,
			evenings: ids.map((evening) => evenings.get(evening)).filter((evening) => evening !== null).map(entryOf)
		})),
		removed: programme.removedEvenings().map((id) => evenings.kept(id)).filter((evening) => evening !== null).map((evening) => {
			const { title, date } = detailsOf(evening.state);
			return { id: evening.id, title: evening.textOf(title), date, area: programme.areaOf(evening.id)?.name ?? '' };
		})
	};
}

function entryOf(evening: LiveEvening): EveningEntry {
	const { state } = evening;
	const details = detailsOf(state);
	const themes = [...state.entries.theme.values()].filter(({ removed }) => !removed).length;
	const has = (wanted: 'open' | 'closed') => [...state.entries.round.values()].some(({ phase, removed }) => phase === wanted && !removed);
	return {
		id: evening.id,
		title: evening.textOf(details.title),
		date: details.date,
		code: details.code,
		joined: state.joined,
		themes,
		state: details.closed ? 'closed' : has('open') ? 'round' : details.door === 'closed' ? 'door' : has('closed') ? 'begun' : themes === 0 ? 'empty' : 'ready',
		rehearsal: details.rehearsal
	};
}

/** What a command of the programme did, in words, while it stands; null for one that is unknown or was taken back. */
export function doneInWords({ programme, evenings }: App, command: string): string | null {
	const event = programme.done(command);
	if (event === null || event.type === 'evening.destroyed' || event.type === 'step.undone') return null;
	if (event.type === 'area.added') return `Gebied ‘${programme.textOf(event.fields.name)}’ is toegevoegd.`;
	if (event.type === 'area.changed') {
		if (event.set.people !== undefined) return 'De rollen in dit gebied zijn veranderd.';
		if (event.set.name !== undefined) return `Het gebied heet nu ‘${programme.textOf(event.set.name)}’.`;
		return event.set.removed === true ? 'Het gebied is verwijderd.' : 'Het gebied staat weer in de lijst.';
	}
	if (event.type === 'template.added') return `Draaiboek ‘${programme.textOf(event.fields.name)}’ is bewaard.`;
	if (event.type === 'template.changed') return event.set.removed === true ? 'Het bewaarde draaiboek is weg.' : 'Het bewaarde draaiboek is er weer.';
	const evening = evenings.kept(event.id);
	if (!evening) return null;
	const title = evening.textOf(detailsOf(evening.state).title);
	if (event.type === 'evening.listed') return `‘${title}’ is toegevoegd.`;
	if (event.set.area !== undefined) return `‘${title}’ hoort nu bij gebied ‘${programme.areaOf(event.id)?.name ?? ''}’.`;
	return event.set.removed === true
		? `‘${title}’ is verwijderd. De telefoons zijn losgekoppeld.`
		: `‘${title}’ staat weer in de lijst.`;
}
