import type { HelpSituation } from '../programme/help-numbers.ts';
import type { CommandOf } from '../protocol/commands.ts';
import { accept, type Actor, type Context, type Decision } from './decision.ts';
import { change } from './events.ts';
import type { EveningState } from './state.ts';

/** How often the card of one situation was asked for. Who asked stands nowhere. Its entry's id is the situation. */
export interface HelpAsked {
	count: number;
	/** Of 'danger': since when staff have a signal that nobody put away, in server time, ms since 1970. Else null. */
	since: number | null;
}

/** Asks for a card. An event bears the seat of who gave the command: with anybody's own the log would tell who is in trouble. */
export const nobody: Actor = { role: 'participant', seat: 'nobody', participant: null };

export function decideHelp(state: EveningState, command: CommandOf<'help.ask' | 'help.putAway'>, { now }: Pick<Context, 'now'>): Decision {
	if (command.type === 'help.ask') {
		const { situation } = command;
		const current = state.entries.help.get(situation);
		const since = situation === 'danger' ? (current?.since ?? now) : null;
		if (!current) return accept([{ type: 'help.added', id: situation, fields: { count: 1, since } }]);
		return accept([change('help', situation, current, { count: current.count + 1, since })]);
	}
	const danger = state.entries.help.get('danger');
	// A colleague put this one away, and what stands there now came after it: nobody has seen it yet.
	if (!danger || danger.since !== command.since) return accept([]);
	return accept([change('help', 'danger', danger, { since: null })]);
}

/** How often each card was asked for; those that nobody asked for are left out. */
export function helpCounts(state: EveningState): Partial<Record<HelpSituation, number>> {
	return Object.fromEntries([...state.entries.help].map(([situation, { count }]) => [situation, count]));
}
