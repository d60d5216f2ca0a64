import type { Ballot } from '../protocol/frames.ts';
import type { Role } from '../protocol/roles.ts';
import type { Feedback } from './feedback.ts';
import type { Noun, Nouns } from './state.ts';

/** An entry came to be, with all its fields. Taking one away is a field (`removed`, a status), so that it can be undone. */
export type Added = { [N in Noun]: { type: `${N}.added`; id: string; fields: Nouns[N] } }[Noun];

/** Fields were written; `was` is what the inverse needs. */
export type Changed = {
	[N in Noun]: { type: `${N}.changed`; id: string; set: Partial<Nouns[N]>; was: Partial<Nouns[N]> };
}[Noun];

export type EveningEvent =
	| Added
	| Changed
	| { type: 'participant.joined'; participant: string }
	| { type: 'ballot.changed'; round: string; participant: string; ballot: Ballot }
	/** `was`: what they said before; its sentence is erased where it is another one now. */
	| { type: 'feedback.given'; participant: string; feedback: Feedback; was: Feedback | null }
	| { type: 'comment.supported'; comment: string; participant: string; supported: boolean }
	/** The command `undone` was taken back by the `changed` events that stand beside this one. */
	| { type: 'step.undone'; undone: string };

/** The version that events are written with. Older ones go through the store's upcasters when they are read. */
export const eventVersion = 3;

/** An event with where it stands and whose command it came from. */
export interface Stored<Event> {
	seq: number;
	/** Server time, ms since 1970; never runs back within a stream. */
	at: number;
	command: string;
	seat: string;
	role: Role;
	/** The type of that command; left out in logs that are older than this was kept. */
	did?: string;
	event: Event;
}

/**
 * The event that writes `set` on an entry.
 * @returns null where every field already has that value: then nothing happened.
 */
export function change<N extends Noun>(noun: N, id: string, current: Nouns[N], set: Partial<Nouns[N]>): Changed | null {
	const written: Partial<Nouns[N]> = {};
	const was: Partial<Nouns[N]> = {};
	for (const key of Object.keys(set) as (keyof Nouns[N])[]) {
		if (sameValue(current[key], set[key])) continue;
		written[key] = set[key];
		was[key] = current[key];
	}
	if (Object.keys(written).length === 0) return null;
	return { type: `${noun}.changed`, id, set: written, was } as Changed;
}

/** Equality of two fields' values: plain data of a few levels. */
export function sameValue(a: unknown, b: unknown): boolean {
	return a === b || JSON.stringify(a) === JSON.stringify(b);
}
