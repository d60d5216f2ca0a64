import * as m from '#client/paraglide/messages.js';
import type { Refusal, RefusalCode, RefusalParameters } from '#shared/protocol/refusals.ts';

/** Each refusal that this page can meet. Not the staff's, nor what its own buttons never ask: words are half of its script. */
const texts: Partial<Record<RefusalCode, (parameters: never) => string>> = {
	'message.invalid': m.refusal_message_invalid,
	'protocol.version': m.refusal_protocol_version,
	'seat.unknown': m.refusal_seat_unknown,
	'seat.revoked': m.refusal_seat_revoked,
	'rate.slowDown': m.refusal_rate_slowDown,
	'disk.full': m.refusal_disk_full,
	'server.stopping': m.refusal_server_stopping,
	'server.fault': m.refusal_server_fault,
	'evening.closed': m.refusal_evening_closed,
	'evening.unknown': m.refusal_evening_unknown,
	'text.empty': m.refusal_text_empty,
	'text.tooLong': m.refusal_text_tooLong,
	'theme.unknown': m.refusal_theme_unknown,
	'round.unknown': m.refusal_round_unknown,
	'round.notOpen': m.refusal_round_notOpen,
	'round.closed': m.refusal_round_closed,
	'ballot.option': m.refusal_ballot_option,
	'ballot.budget': m.refusal_ballot_budget,
	'ballot.most': m.refusal_ballot_most,
	'ballot.stale': m.refusal_ballot_stale,
	'comment.unknown': m.refusal_comment_unknown,
	'comment.own': m.refusal_comment_own
};

/** What a refusal says to a resident who is in: what is wrong and what to do now. */
export function refusalInWords({ code, parameters = {} }: Pick<Refusal, 'code' | 'parameters'>): string {
	const text = texts[code] as ((parameters: RefusalParameters) => string) | undefined;
	return text ? text(parameters) : m.refusal_server_fault();
}
