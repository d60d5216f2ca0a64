import { randomInt } from 'node:crypto';
import { papersOf, paperTotals } from '#shared/evening/paper.ts';
import { countedAt, detailsOf, tallyOf, type EveningState } from '#shared/evening/state.ts';
import type { Round } from '#shared/evening/round.ts';
import { writeCsv } from '#shared/programme/csv.ts';
import { mainThemes, type MainTheme } from '#shared/programme/main-theme.ts';
import { writePabulib } from '#shared/programme/pabulib.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { TextOf } from '#shared/views/parts.ts';
import { resultsRemark } from '#shared/views/results-remark.ts';
import { helpShown } from './help-export.ts';

export const exportFormats = ['json', 'csv', 'pb'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A closed round as it is handed out. Ballots are shuffled and numbered afresh: none leads back to a participant. */
export interface RoundExport {
	evening: { title: string; area: string; date: string; code: string; rehearsal: boolean };
	round: { number: number; title: string; budget: number; most: number };
	/** What must always be said with these numbers. */
	remark: string;
	/** Head count typed in (null where nobody did), participants, ballots with at least one dot, people whose papers were counted by hand. */
	counts: { present: number | null; joined: number; voted: number; onPaper: number };
	/** In the order of the round. `dots`: by phone; `paper`: counted by hand, besides. `ballots`: how many phones gave it at least one dot. `source`: its id in the file it came from. `into`: the theme that it was merged into. */
	themes: { number: number; title: string; main: MainTheme; explanation: string; dots: number; paper: number; ballots: number; source: string | null; into: number | null }[];
	/** Theme number -> dots. */
	ballots: Record<string, number>[];
	/** What was counted by hand, per table; '' for the hall. */
	papers: { table: string; people: number; dots: Record<string, number> }[];
	/** Of the whole evening: how often each card of 'Hulp of melden' was shown. */
	help: { situation: string; shown: number }[];
}

/**
 * A closed round over themes, out of the evening's state.
 * @param number the round to export; the last closed one by default.
 * @returns `round.unknown` without such a round, `round.notClosed` while it is open.
 */
export function exportRound(state: EveningState, text: TextOf, number?: number): RoundExport | Refusal {
	const rounds = [...state.entries.round].filter(([, round]) => round.kind === 'themes' && !round.removed);
	const found =
		number === undefined
			? rounds.filter(([, round]) => round.phase === 'closed').sort(([a], [b]) => state.closings.get(a)!.seq - state.closings.get(b)!.seq).at(-1)
			: rounds.find(([, round]) => round.number === number);
	if (!found) return refuse('round.unknown');
	const [id, round] = found;
	// An open round may still hide its results, and its numbers are not yet anybody's result.
	if (round.phase !== 'closed') return refuse('round.notClosed');
	const details = detailsOf(state);
	const tally = tallyOf(state, id);
	const ballots = shuffled([...tally.ballots.values()].map(({ dots }) => dots).filter((dots) => Object.keys(dots).length > 0));
	const papers = papersOf(state, id).map(([, { table, people, dots }]) => ({ table: table === null ? '' : text(table), people, dots }));
	return {
		evening: {
			title: text(details.title),
			area: text(details.area),
			date: details.date,
			code: details.code,
			rehearsal: details.rehearsal
		},
		round: { number: round.number, title: text(round.title), budget: round.budget, most: round.most },
		remark: resultsRemark,
		counts: { ...countedAt(state, id), voted: tally.voted, onPaper: papers.reduce((sum, { people }) => sum + people, 0) },
		themes: themesOf(state, text, id, round, ballots),
		ballots,
		papers,
		help: helpShown(state)
	};
}

/** Writes an export as a file's text. */
export function formatExport(exported: RoundExport, format: ExportFormat): string {
	switch (format) {
		case 'json':
			return `${JSON.stringify(exported, null, '\t')}\n`;
		case 'csv':
			return writeCsv([
				['nummer', 'thema', 'hoofdthema', 'stippen', 'telefoon', 'papier', 'stemmen', 'samen met', 'opmerking'],
				...exported.themes.map(({ number, title, main, dots, paper, ballots, into }) => [
					number,
					title,
					mainThemeName(main),
					dots + paper,
					dots,
					paper,
					ballots,
					into ?? '',
					remarkOf(exported)
				])
			]);
		case 'pb':
			return writePabulib({
				meta: {
					description: exported.evening.title,
					country: 'Netherlands',
					unit: exported.evening.area,
					instance: `${exported.evening.code} ${exported.round.number}`,
					budget: '0',
					rule: 'unknown',
					date_begin: exported.evening.date,
					date_end: exported.evening.date,
					max_sum_points: String(exported.round.budget),
					max_points: String(exported.round.most),
					language: 'nl',
					// Papers were counted together: they are nobody's ballot, and stand in the other formats.
					comment: [remarkOf(exported), ...(exported.counts.onPaper > 0 ? [`zonder ${exported.counts.onPaper} papieren stemmen`] : [])].join('; ')
				},
				projects: exported.themes.map((theme) => ({
					id: String(theme.number),
					cost: 0,
					votes: theme.ballots,
					score: theme.dots,
					name: theme.title,
					category: mainThemeName(theme.main),
					description: theme.explanation
				})),
				ballots: exported.ballots.map((dots, index) => ({ voter: String(index + 1), dots }))
			});
	}
}

function themesOf(state: EveningState, text: TextOf, id: string, round: Round, ballots: Record<string, number>[]): RoundExport['themes'] {
	const onPaper = paperTotals(state, id);
	return round.options.map((option) => {
		const theme = state.entries.theme.get(option)!;
		// Counted from the ballots themselves, so that totals and ballots can't tell two stories.
		const given = ballots.map((dots) => dots[option] ?? 0);
		return {
			number: theme.number,
			title: text(theme.title),
			main: theme.main,
			explanation: theme.explanation === null ? '' : text(theme.explanation),
			dots: given.reduce((sum, dots) => sum + dots, 0),
			paper: onPaper.get(option) ?? 0,
			ballots: given.filter((dots) => dots > 0).length,
			source: theme.source,
			into: theme.into
		};
	});
}

function remarkOf({ evening, remark, counts }: RoundExport): string {
	return [...(evening.rehearsal ? ['oefening'] : []), remark, ...(counts.onPaper > 0 ? ['papier met de hand geteld'] : [])].join('; ');
}

function mainThemeName(main: MainTheme): string {
	return mainThemes.find(({ key }) => key === main)!.name;
}

/** Fisher and Yates, with the system's randomness: the order of joining must not be guessed back. */
function shuffled<Entry>(entries: Entry[]): Entry[] {
	for (let last = entries.length - 1; last > 0; last -= 1) {
		const other = randomInt(last + 1);
		[entries[last], entries[other]] = [entries[other]!, entries[last]!];
	}
	return entries;
}
