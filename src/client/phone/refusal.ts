import * as m from '#client/paraglide/messages.js';
import type { Refusal, RefusalCode, RefusalParameters } from '#shared/protocol/refusals.ts';

/** Each refusal that this page meets often, or without a line: words are half of its script. The others come late: see `Phone.inWords`. */
const texts: Partial<Record<RefusalCode, (parameters: never) => string>> = {
	'rate.slowDown': m.refusal_rate_slowDown,
	'disk.full': m.refusal_disk_full,
	'server.stopping': m.refusal_server_stopping,
	'server.fault': m.refusal_server_fault,
	'evening.closed': m.refusal_evening_closed,
	'text.empty': m.refusal_text_empty,
	'text.tooLong': m.refusal_text_tooLong,
	'theme.unknown': m.refusal_theme_unknown,
	'round.closed': m.refusal_round_closed,
	'ballot.budget': m.refusal_ballot_budget,
	'ballot.most': m.refusal_ballot_most,
	'ballot.stale': m.refusal_ballot_stale
};

/** Are its words not here? */
export function isLate(code: RefusalCode): boolean {
	return !(code in texts);
}

/** What a refusal says to a resident who is in: what is wrong and what to do now. */
export function refusalInWords({ code, parameters = {} }: Pick<Refusal, 'code' | 'parameters'>): string {
	const text = texts[code] as ((parameters: RefusalParameters) => string) | undefined;
	return text ? text(parameters) : m.refusal_server_fault();
}
