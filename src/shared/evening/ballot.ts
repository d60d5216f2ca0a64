import type { CommandOf } from '../protocol/commands.ts';
import type { Ballot } from '../protocol/frames.ts';
import { refuse } from '../protocol/refusals.ts';
import { accept, type Context, type Decision } from './decision.ts';
import type { Round } from './round.ts';
import { detailsOf, tallyOf, type EveningState } from './state.ts';

export const emptyBallot: Ballot = { revision: 0, dots: {} };

type BallotCommand = CommandOf<'ballot.set' | 'ballot.offer'>;

/** The ballot of a participant in a round; an empty one of revision 0 where none was given. */
export function ballotOf(state: EveningState, round: string, participant: string): Ballot {
	return tallyOf(state, round).ballots.get(participant) ?? emptyBallot;
}

/**
 * A ballot is set, not added to: a number of dots for one option, and the revision it was based on. Offering
 * (after a change of epoch) brings a whole ballot that is newer than the server's.
 */
export function decideBallot(state: EveningState, command: BallotCommand, context: Context): Decision {
	const { participant } = context.actor;
	const round = state.entries.round.get(command.round);
	if (!round || round.removed) return refuse('round.unknown');
	if (participant === null) return refuse('role.notAllowed');
	if (round.phase === 'draft') return refuse('round.notOpen');
	// First: the end of the evening closed its round, and what counts for a dot is that it came too late.
	if (round.phase === 'closed') return refuse('round.closed');
	if (detailsOf(state).closed) return refuse('evening.closed');
	const current = ballotOf(state, command.round, participant);

	if (command.type === 'ballot.offer') {
		// Not newer: the server has it already, or something later. That is no failure of the phone's.
		if (command.revision <= current.revision) return accept([]);
		return cast(round, command.round, participant, { revision: command.revision, dots: withoutZeros(command.dots) });
	}
	if (command.revision !== current.revision) return refuse('ballot.stale');
	const dots = { ...current.dots, [command.option]: command.dots };
	if (command.dots === 0) delete dots[command.option];
	if (!round.options.includes(command.option)) return refuse('ballot.option');
	return cast(round, command.round, participant, { revision: current.revision + 1, dots });
}

function cast(round: Round, id: string, participant: string, ballot: Ballot): Decision {
	const counts = Object.values(ballot.dots);
	if (Object.keys(ballot.dots).some((option) => !round.options.includes(option))) return refuse('ballot.option');
	// First: without a dot left no other card helps.
	if (counts.reduce((given, dots) => given + dots, 0) > round.budget) return refuse('ballot.budget', { budget: round.budget });
	if (counts.some((dots) => dots > round.most)) return refuse('ballot.most', { most: round.most });
	return accept([{ type: 'ballot.changed', round: id, participant, ballot }]);
}

function withoutZeros(dots: Ballot['dots']): Ballot['dots'] {
	return Object.fromEntries(Object.entries(dots).filter(([, count]) => count > 0));
}

/** Puts a ballot in the place of the one before it and mends what they add up to. */
export function countBallot(state: EveningState, round: string, participant: string, ballot: Ballot): void {
	let tally = state.tallies.get(round);
	if (!tally) state.tallies.set(round, (tally = { ballots: new Map(), totals: new Map(), voted: 0 }));
	const before = tally.ballots.get(participant) ?? emptyBallot;
	for (const [option, dots] of Object.entries(before.dots)) tally.totals.set(option, tally.totals.get(option)! - dots);
	for (const [option, dots] of Object.entries(ballot.dots)) tally.totals.set(option, (tally.totals.get(option) ?? 0) + dots);
	tally.voted += Number(hasDots(ballot)) - Number(hasDots(before));
	tally.ballots.set(participant, ballot);
}

function hasDots(ballot: Ballot): boolean {
	return Object.keys(ballot.dots).length > 0;
}
