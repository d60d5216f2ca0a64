import { error_full_facilitator } from '#client/paraglide/messages.js';
import { refusalText as textForAll } from '#client/ui/refusal-text.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';

/** What a refusal says to a facilitator: 'tell the facilitator' would send them to themselves. */
export function refusalText(refusal: Pick<Refusal, 'code' | 'parameters'>): string {
	return refusal.code === 'disk.full' ? error_full_facilitator() : textForAll(refusal);
}
