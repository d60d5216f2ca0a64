import type { Refusal } from '#shared/protocol/refusals.ts';

/** What a form without JavaScript gets back when the page does not just show the change: shown in the page. */
export interface FormAnswer {
	form: 'join' | 'second' | 'card' | 'return' | 'dots' | 'comment' | 'support' | 'withdraw';
	refusal?: Refusal;
	/** What was typed, or what came back into the field. */
	typed?: string;
	/** The round that dots were for. */
	round?: string;
	/** The theme that a comment was for; its card may be another's by now. */
	theme?: number;
}
