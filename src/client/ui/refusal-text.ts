import * as messages from '#client/paraglide/messages.js';
import type { Refusal } from '#shared/protocol/refusals.ts';

type Message = (parameters: Record<string, string | number>) => string;

/** What a refusal says to a person, in the page's language: what is wrong and what to do now. */
export function refusalText(refusal: Pick<Refusal, 'code' | 'parameters'>): string {
	const key = `refusal_${refusal.code.replace('.', '_')}`;
	const message = (messages as unknown as Record<string, Message>)[key];
	return message ? message(refusal.parameters ?? {}) : refusal.code;
}
