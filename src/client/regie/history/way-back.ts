import type { HistoryView } from '#shared/views/history.ts';

/** How one goes back to a step. */
export interface WayBack {
	/** The commands to take back, in this order. */
	commands: string[];
	/** How many later steps stay, since they can never be taken back (a new code, a drawing that was offered), or are votes. */
	staying: number;
}

/**
 * What must be taken back so that all is as right after a step, the newest first. What was taken back since and what did
 * so cancel each other out: taking back the one would bring back the other.
 * @param history by command, the oldest first
 */
export function wayBackTo(target: string, history: Record<string, HistoryView>): WayBack {
	const commands = Object.keys(history);
	const later = commands.slice(commands.indexOf(target) + 1);
	/** The step that was done, taken back, done again…: the first of it -> those of it that came later, the oldest first. */
	const chains = Map.groupBy(later, (command) => firstOf(command, history));
	const tops = new Set([...chains.values()].filter((chain) => chain.length % 2 === 1).map((chain) => chain.at(-1)!));
	const standing = later.filter((command) => tops.has(command)).reverse();
	const back = standing.filter((command) => !history[command]!.fixed && !isVotes(command, history));
	return { commands: back, staying: standing.length - back.length };
}

/** Papers are people's dots: they stay, as those of phones do. Each count can be taken back by itself. */
function isVotes(command: string, history: Record<string, HistoryView>): boolean {
	return history[firstOf(command, history)]?.did.startsWith('paper.') ?? false;
}

function firstOf(command: string, history: Record<string, HistoryView>): string {
	const undoes = history[command]?.undoes;
	return undoes === undefined ? command : firstOf(undoes, history);
}
