import type { SentForm } from '#shared/programme/collection/commands.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';

/** Who wants to come to the evening: waits apart from every talk. */
export interface Contact {
	id: string;
	area: string;
	contact: string;
}

/** What became of one try. `at`: the server's time, ms since 1970. */
export type Tried =
	| { ok: true; at: number; receipt: { form: string; version: number; hash: string } | null }
	| ({ ok: false; at: number } & Pick<Refusal, 'code' | 'parameters'>)
	/** Nobody answered, or a server in trouble: it may later. */
	| { later: 'line' | 'server' };

/** In ms: a line that carries nothing must not hold up the next try for ever. */
const patience = 20_000;

export function sendForm(form: SentForm): Promise<Tried> {
	return ask('/api/form', 'PUT', form);
}

export function sendContact(contact: Contact): Promise<Tried> {
	return ask('/api/contact', 'POST', contact);
}

async function ask(path: string, method: string, body: object): Promise<Tried> {
	const giveUp = new AbortController();
	const timer = setTimeout(() => giveUp.abort(), patience);
	try {
		const response = await fetch(path, { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' }, signal: giveUp.signal, cache: 'no-store' });
		const at = Date.parse(response.headers.get('date') ?? '') || Date.now();
		// 429 and what is wrong on the server pass; a portal of a hotel's wifi answers with a page.
		if (response.status >= 500 || response.status === 429) return { later: 'server' };
		const answer = (await response.json().catch(() => null)) as { ok: true; receipt?: { form: string; version: number; hash: string } } | Refusal | null;
		if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return { later: 'line' };
		return answer.ok ? { ok: true, at, receipt: answer.receipt ?? null } : { ok: false, at, code: answer.code, parameters: answer.parameters };
	} catch {
		return { later: 'line' };
	} finally {
		clearTimeout(timer);
	}
}
