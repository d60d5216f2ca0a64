import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { accept, Texts, type Acceptance, type Context, type Decision } from './decision.ts';
import { change, type EveningEvent } from './events.ts';
import { detailsOf, type EveningState, type TextId } from './state.ts';
import { themeAt } from './theme.ts';

/** 'Ik teken deze': an illustrator is drawing this theme. Others may draw it too, and know it then. */
export interface Claim {
	theme: number;
	/** The illustrator's name, as it was typed; null once it ended: nobody needs the name then. */
	name: TextId | null;
	/** The illustrator's seat. */
	seat: string;
	/** Server time in ms. */
	at: number;
}

export function decideClaim(state: EveningState, command: CommandOf<'claim.add' | 'claim.remove'>, context: Context): Decision {
	const current = state.entries.claim.get(command.claim);
	const { seat } = context.actor;
	if (command.type === 'claim.remove') {
		if (!current || current.seat !== seat) return refuse('claim.unknown');
		const { events, erase } = end([[command.claim, current]]);
		return accept(events, {}, erase);
	}
	if (current) return refuse('message.invalid');
	if (detailsOf(state).closed) return refuse('evening.closed');
	if (!themeAt(state, command.theme)) return refuse('theme.unknown', { theme: command.theme });
	const texts = new Texts(context);
	const name = texts.required(command.name, longest.line);
	if (texts.refusal) return texts.refusal;
	// Pressed in two tabs.
	if (claimsOf(state, seat, command.theme).length > 0) return accept([]);
	return accept([{ type: 'claim.added', id: command.claim, fields: { theme: command.theme, name, seat, at: context.now } }], texts.bodies);
}

/** The drawing is there: whoever sent it does not draw that theme any more. */
export function endClaims(state: EveningState, seat: string, theme: number | null): Pick<Acceptance, 'erase'> & { events: (EveningEvent | null)[] } {
	return end(theme === null ? [] : claimsOf(state, seat, theme));
}

function end(claims: [string, Claim][]): ReturnType<typeof endClaims> {
	return { events: claims.map(([id, claim]) => change('claim', id, claim, { name: null })), erase: claims.flatMap(([, { name }]) => name ?? []) };
}

function claimsOf(state: EveningState, seat: string, theme: number): [string, Claim][] {
	return [...state.entries.claim].filter(([, claim]) => claim.name !== null && claim.seat === seat && claim.theme === theme);
}
