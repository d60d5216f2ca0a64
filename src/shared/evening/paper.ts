import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change } from './events.ts';
import type { Round } from './round.ts';
import { detailsOf, type EveningState, type TextId } from './state.ts';

/** What was counted by hand: papers of one table, or of the hall, in one round. */
export interface PaperCount {
	round: string;
	/** Of which table it is, as a person says it; null for the hall. */
	table: TextId | null;
	people: number;
	/** Dots by option; options without any are left out. */
	dots: Record<string, number>;
	/** What it said before it was corrected, oldest first. */
	earlier: PaperVersion[];
	/** Server time of this version, ms since 1970. */
	at: number;
	removed: boolean;
}

/** A count as it was typed at that time. */
export type PaperVersion = Pick<PaperCount, 'people' | 'dots' | 'at'>;

export function decidePaper(state: EveningState, command: CommandOf<'paper.count' | 'paper.remove'>, context: Context): Decision {
	if (detailsOf(state).closed) return refuse('evening.closed');
	const current = state.entries.paper.get(command.paper);
	if (command.type === 'paper.remove') {
		if (!current || current.removed) return refuse('paper.unknown');
		return accept([change('paper', command.paper, current, { removed: true })]);
	}
	const round = state.entries.round.get(command.round);
	if (!round || round.removed) return refuse('round.unknown');
	if (round.phase === 'draft') return refuse('round.notOpen');
	if (current && (current.removed || current.round !== command.round)) return refuse('paper.unknown');
	const { people } = command;
	const dots = Object.fromEntries(Object.entries(command.dots).filter(([, count]) => count > 0));
	if (Object.keys(dots).some((option) => !round.options.includes(option))) return refuse('ballot.option');
	const given = sumOf(dots);
	if (given > people * round.budget) return refuse('paper.budget', { given, most: people * round.budget, people, budget: round.budget });
	const tooMany = Object.entries(dots).find(([, count]) => count > people * round.most);
	if (tooMany) return refuse('paper.most', { given: tooMany[1], most: people * round.most, option: tooMany[0] });
	const { present } = detailsOf(state);
	const counted = people + papersOf(state, command.round).reduce((sum, [id, count]) => sum + (id === command.paper ? 0 : count.people), 0);
	if (present !== null && counted > present) return refuse('paper.present', { people: counted, present });
	const texts = new Texts(context);
	const table = texts.optional(command.table, longest.line, current?.table);
	if (texts.refusal) return texts.refusal;
	const there = table === null ? undefined : countOfTable(state, command, command.table, context.textOf);
	if (there) return refuse('paper.table', { people: there.people });
	if (!current) return accept([{ type: 'paper.added', id: command.paper, fields: { round: command.round, table, people, dots, earlier: [], at: context.now, removed: false } }], texts.bodies);
	const corrected = change('paper', command.paper, current, { people, dots });
	const { people: before, dots: dotsBefore, at, earlier } = current;
	const trace = corrected ? { earlier: [...earlier, { people: before, dots: dotsBefore, at }], at: context.now } : {};
	return accept([change('paper', command.paper, current, { table, people, dots, ...trace })], texts.bodies);
}

/** Another count of the same table in this round: its papers would count twice. However the name is spaced or capitalised. */
function countOfTable(state: EveningState, { paper, round }: CommandOf<'paper.count'>, table: string, textOf: Context['textOf']): PaperCount | undefined {
	const plain = (name: string) => name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('nl');
	return papersOf(state, round).find(([id, count]) => id !== paper && count.table !== null && plain(textOf(count.table)) === plain(table))?.[1];
}

/** The counts of a round that hold, in the order in which they were typed. */
export function papersOf(state: EveningState, round: string): [string, PaperCount][] {
	return [...state.entries.paper].filter(([, count]) => count.round === round && !count.removed);
}

/** Dots on paper per option, of all counts of a round together. */
export function paperTotals(state: EveningState, round: string): Map<string, number> {
	const totals = new Map<string, number>();
	for (const [, { dots }] of papersOf(state, round)) {
		for (const [option, count] of Object.entries(dots)) totals.set(option, (totals.get(option) ?? 0) + count);
	}
	return totals;
}

/** Would these counts still hold under the rules of this round? */
export function papersHold(round: Round, counts: readonly PaperCount[]): boolean {
	return counts.every(({ people, dots }) => sumOf(dots) <= people * round.budget && Object.entries(dots).every(([option, count]) => round.options.includes(option) && count <= people * round.most));
}

function sumOf(dots: Record<string, number>): number {
	return Object.values(dots).reduce((sum, count) => sum + count, 0);
}
