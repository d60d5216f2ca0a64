import { nanoid } from 'nanoid';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { newBrowser } from '../access/cookie.ts';
import type { App } from '../app.ts';

/** The area that rehearsals are put in. */
const rehearsalArea = 'Oefenen';

/** The evening of a rehearsal, and what proves a browser that directs it and is its screen. */
export interface BegunRehearsal {
	ok: true;
	evening: string;
	/** What residents type. */
	code: string;
	/** The value of the browser's cookie. */
	cookie: string;
	/** The signed texts that name its seats. */
	facilitator: string;
	screen: string;
	/** The area, where it was made for this rehearsal. */
	newArea: string | null;
}

/** Makes an evening that is marked 'oefening', with a facilitator's and a screen's seat there, and nowhere else. */
export async function beginRehearsal(app: Pick<App, 'programme' | 'evenings' | 'seats' | 'key'>, title: string): Promise<BegunRehearsal | Refusal> {
	const actor = 'rehearsal';
	let area = app.programme.areas().find(({ name }) => name === rehearsalArea)?.id;
	let newArea: string | null = null;
	if (area === undefined) {
		area = newArea = nanoid(12);
		const added = await app.programme.submit({ id: nanoid(), type: 'area.add', area, name: rehearsalArea }, actor);
		if (!added.ok) return added;
	}
	const begun = await app.evenings.begin({ title, area, date: dutchDay(Date.now()) }, actor);
	if (!begun.ok) return begun;
	const { evening } = begun;
	const marked = await evening.submit({ id: nanoid(), type: 'evening.rehearsal', rehearsal: true }, { role: 'facilitator', seat: actor, participant: null });
	if (!marked.ok) return marked;
	const { browser, cookie } = newBrowser(app.key);
	return {
		ok: true,
		evening: evening.id,
		code: evening.code,
		cookie,
		facilitator: app.seats.token(browser, app.seats.ensure(browser, evening.id, 'facilitator')),
		screen: app.seats.token(browser, app.seats.ensure(browser, evening.id, 'screen')),
		newArea
	};
}
