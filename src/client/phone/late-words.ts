import * as m from '#client/paraglide/messages.js';
import type { Locale } from '#client/paraglide/runtime.js';
import type { RefusalCode } from '#shared/protocol/refusals.ts';
import type { HideReason } from '#shared/review/hide-reasons.ts';

/**
 * What most phones never say: why a comment was not placed, by its reason, rare refusals, by their code, and what plays a
 * series. Never part of the first load.
 */
export type LateWords = Record<HideReason | 'stages.group' | 'stages.play' | 'stages.step', string> & Partial<Record<RefusalCode, string>>;

/** Those words, on the server, in a language. */
export function lateWords(locale: Locale): LateWords {
	const language = { locale };
	return {
		names: m.hidden_names({}, language),
		accuses: m.hidden_accuses({}, language),
		insults: m.hidden_insults({}, language),
		health: m.hidden_health({}, language),
		repeats: m.hidden_repeats({}, language),
		elsewhere: m.hidden_elsewhere({}, language),
		other: m.hidden_other({}, language),
		'stages.group': m.stages_group({}, language),
		'stages.play': m.stages_play({}, language),
		'stages.step': m.stages_step({ number: '{number}', count: '{count}' }, language),
		'comment.notNow': m.refusal_comment_notNow({}, language),
		'comment.blocked': m.refusal_comment_blocked({}, language),
		'comment.unknown': m.refusal_comment_unknown({}, language),
		'comment.own': m.refusal_comment_own({}, language),
		'round.unknown': m.refusal_round_unknown({}, language),
		'round.notOpen': m.refusal_round_notOpen({}, language),
		'ballot.option': m.refusal_ballot_option({}, language),
		'seat.unknown': m.refusal_seat_unknown({}, language),
		'seat.revoked': m.refusal_seat_revoked({}, language),
		'protocol.version': m.refusal_protocol_version({}, language),
		'evening.unknown': m.refusal_evening_unknown({}, language),
		'message.invalid': m.refusal_message_invalid({}, language)
	};
}
