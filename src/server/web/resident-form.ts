import { admit } from '#shared/protocol/admission.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Seat } from '../access/seats.ts';
import type { App } from '../app.ts';
import type { LiveEvening } from '../live/evening.ts';

/** The seat that a form names, if this browser holds it. Refused: `seat.unknown`, `seat.revoked`, `evening.unknown`. */
export async function seatOfForm(
	app: App,
	browser: string | null,
	form: FormData
): Promise<{ ok: true; seat: Seat & { participant: string }; evening: LiveEvening } | Refusal> {
	if (browser === null) return refuse('seat.unknown');
	const entered = await app.joining.enter(browser, textOf(form, 'seat'));
	if ('ok' in entered) return entered;
	const { seat, evening } = entered;
	if (seat.participant === null) return refuse('role.notAllowed');
	return { ok: true, seat: { ...seat, participant: seat.participant }, evening };
}

/**
 * Gives a command that came as a plain form: the same admission and the same queue as over a socket.
 * @param message the command as the form spells it; checked here.
 */
export async function giveByForm(app: App, browser: string | null, form: FormData, message: object): Promise<Answer> {
	const entered = await seatOfForm(app, browser, form);
	if (!entered.ok) return entered;
	const { seat, evening } = entered;
	const goes = app.rate.take(seat.id, seat.role, performance.now()) === 'go';
	const admitted = admit(message, seat.role, goes);
	if (!admitted.ok) return admitted;
	const answer = await evening.submit(admitted.command, { role: seat.role, seat: seat.id, participant: seat.participant });
	// The page that follows is made at once; phones with a line of their own would hear of it within a second.
	if (answer.ok) evening.tellNow(seat.role);
	return answer;
}

/** A field of a form as text; '' where it lacks or is a file. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
