import type { Reviewed } from '../evening/review-log.ts';
import { reasonName, type HideReason } from './hide-reasons.ts';

/** What was done with a comment, or about its writer, as the log and its file say it. */
export const deeds: Record<Reviewed['did'], string> = {
	approved: 'goedgekeurd',
	held: 'apart gelegd',
	hidden: 'verborgen',
	waiting: 'teruggezet',
	blocked: 'deelnemer geblokkeerd',
	unblocked: 'blokkade opgeheven'
};

/** Who did it: the role, never a name. */
export const reviewers: Record<Reviewed['by'], string> = { facilitator: 'gespreksleider', moderator: 'meelezer' };

/** 'verborgen: noemt iemand' */
export function deedInWords({ did, reason }: { did: Reviewed['did']; reason?: HideReason }): string {
	return reason === undefined ? deeds[did] : `${deeds[did]}: ${reasonName(reason).toLowerCase()}`;
}
