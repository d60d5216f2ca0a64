import { deserialize } from '$app/forms';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Answered } from './form-answer.ts';

/**
 * Gives a command to the programme, by the forms of its own page: the line of an evening's regie leads to that evening.
 * @returns the command's id, by which `undo` takes it back. Refused: what the form is refused with, `seat.revoked` for
 * who was signed out, `server.fault` where no answer came.
 */
export async function giveProgramme(action: 'moveEvening' | 'copyEvening' | 'saveTemplate' | 'removeTemplate' | 'undo', fields: Record<string, string>): Promise<{ ok: true; command: string } | Refusal> {
	try {
		const response = await fetch(`/regie?/${action}`, {
			method: 'POST',
			body: new URLSearchParams(fields),
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }
		});
		const result = deserialize<Record<string, never>, Answered & Record<string, unknown>>(await response.text());
		if (result.type === 'failure' && result.data?.refusal) return result.data.refusal;
		if (result.type === 'redirect') {
			const command = new URL(result.location, location.href).searchParams.get('gedaan');
			return command === null ? refuse('seat.revoked') : { ok: true, command };
		}
	} catch {
		// The line broke, or what answered is not our server.
	}
	return refuse('server.fault');
}
