import { nanoid } from 'nanoid';
import { rowErrorText } from '#messages/row-error-text.ts';
import { themesFromPabulib } from '#shared/programme/theme-lines.ts';
import { countBallots, type PabulibFile } from '#shared/programme/pabulib.ts';
import type { RehearsalProgress } from '#shared/protocol/preflight.ts';
import { StartRefusal } from '../start-refusal.ts';
import { percentiles } from './percentiles.ts';
import type { RoundExport } from './round-export.ts';
import { SimulatedHall } from './simulated-hall.ts';
import type { SimulatedPhone } from './simulated-phone.ts';

/** Residents per second who begin to vote. */
const startingPerSecond = 150;

export interface RehearsalResult {
	residents: number;
	dots: number;
	/** Dots, not commands. */
	accepted: number;
	refused: number;
	/** Does the file publish totals? Without, the server's are held against its ballots alone. */
	published: boolean;
	mismatches: { theme: string; expected: number; got: number }[];
	ackMs: { p50: number; p95: number; p99: number };
	/** From the tap to the frame on the screen that holds it. */
	screenMs: { p50: number; p95: number; p99: number };
	/** Resident memory of the server at the end, in MB, as it says itself. */
	serverRssMb: number;
}

/**
 * Plays a real vote through a real server: an evening of the file's PROJECTS, a round with open results, one connection
 * per line of VOTES, all connected before the first dot. The totals are read from the server's own export.
 * @throws {StartRefusal} where the server refuses the key or a set-up command.
 */
export async function rehearse(
	file: PabulibFile,
	server: { url: string; key: string },
	tell: (progress: RehearsalProgress) => void
): Promise<RehearsalResult> {
	return play(await SimulatedHall.open(server, (file.meta.description ?? 'Oefening').slice(0, 120)), file, tell);
}

/** The same in a hall that was entered already. */
export async function play(hall: SimulatedHall, file: PabulibFile, tell: (progress: RehearsalProgress) => void): Promise<RehearsalResult> {
	try {
		return await playIn(hall, file, tell);
	} finally {
		// Also where the server went away: its phones would try to come back for ever.
		hall.close();
	}
}

async function playIn(hall: SimulatedHall, file: PabulibFile, tell: (progress: RehearsalProgress) => void): Promise<RehearsalResult> {
	const { screen } = hall;
	const of = file.ballots.length;
	const { round, optionOf } = await openRound(hall, file);
	await hall.connectPhones(round, of, (done) => tell({ step: 'connecting', done, of }));

	const shownAt: { to: number; at: number }[] = [];
	screen.onFrame = ({ to }) => shownAt.push({ to, at: performance.now() });
	const result = await vote(hall.phones, file, optionOf, (done) => tell({ step: 'voting', done, of }));
	await hall.direct({ type: 'round.close', round });
	await until(() => screen.view.rounds[round]?.phase === 'closed');

	const response = await fetch(`${hall.url}/uitslag/${hall.evening}.json`, { headers: { cookie: hall.cookie } });
	const exported = (await response.json()) as RoundExport;
	const health = (await (await fetch(`${hall.url}/health`)).json()) as { memoryMb: number };

	const screenTimes = result.given.map(({ seq, at }) => (shownAt.find(({ to }) => to >= seq)?.at ?? Infinity) - at);
	return {
		residents: file.ballots.length,
		dots: result.dots,
		accepted: result.accepted,
		refused: result.dots - result.accepted,
		published: file.projects.some((project) => (file.voteType === 'approval' ? project.votes : (project.score ?? project.votes)) !== undefined),
		mismatches: compare(file, exported),
		ackMs: percentiles(result.ackTimes),
		screenMs: percentiles(screenTimes),
		serverRssMb: health.memoryMb
	};
}

async function openRound(hall: SimulatedHall, file: PabulibFile) {
	const { rows, errors } = themesFromPabulib(file);
	// A project without a theme would have no place to give its dots to.
	if (errors.length > 0) throw new StartRefusal(`Project ${errors[0]!.row} kan geen thema worden. ${rowErrorText(errors[0]!)}`);
	const optionOf = new Map(rows.map((row, index) => [row.source!, String(row.number ?? index + 1)]));
	for (let start = 0; start < rows.length; start += 200) {
		const themes = rows.slice(start, start + 200).map(({ row: _, ...theme }, index) => ({
			...theme,
			number: theme.number ?? start + index + 1
		}));
		await hall.direct({ type: 'theme.add', themes });
	}
	const sums = file.ballots.map(({ dots }) => Object.values(dots).reduce((sum, count) => sum + count, 0));
	const round = nanoid();
	await hall.direct({
		type: 'round.add',
		round,
		kind: 'themes',
		title: 'Waar zet u uw stippen?',
		budget: Math.max(1, ...sums),
		most: Math.max(1, ...file.ballots.flatMap(({ dots }) => Object.values(dots))),
		results: 'open',
		themes: rows.map((row, index) => row.number ?? index + 1),
		lines: []
	});
	await hall.direct({ type: 'round.open', round });
	await hall.direct({ type: 'screen.show', show: { mode: 'cards', round } });
	return { round, optionOf };
}

async function vote(phones: SimulatedPhone[], file: PabulibFile, optionOf: Map<string, string>, told: (voted: number) => void) {
	const result = { dots: 0, accepted: 0, ackTimes: [] as number[], given: [] as { seq: number; at: number }[] };
	const spreadMs = (phones.length / startingPerSecond) * 1000;
	let voted = 0;
	told(voted);
	await Promise.all(
		phones.map(async (phone, index) => {
			// In the order of the file, evenly: chance would make two runs incomparable.
			await new Promise((next) => setTimeout(next, (index / phones.length) * spreadMs));
			for (const [project, dots] of Object.entries(file.ballots[index]!.dots)) {
				result.dots += dots;
				const at = performance.now();
				const { answer, ms } = await phone.give(optionOf.get(project)!, dots);
				result.ackTimes.push(ms);
				if (!answer.ok) continue;
				result.accepted += dots;
				result.given.push({ seq: answer.seq, at });
			}
			told((voted += 1));
		})
	);
	return result;
}

/** The totals that the file publishes beside the server's; what it does not publish is counted anew from its ballots. */
function compare(file: PabulibFile, exported: RoundExport): RehearsalResult['mismatches'] {
	const counted = countBallots(file);
	const got = new Map(exported.themes.map(({ source, dots, ballots }) => [source, { dots, ballots }]));
	const mismatches = [];
	for (const project of file.projects) {
		const { dots = 0, ballots = 0 } = got.get(project.id) ?? {};
		const { score, votes } = counted.get(project.id)!;
		const expected = file.voteType === 'approval' ? (project.votes ?? votes) : (project.score ?? score);
		if (dots !== expected) mismatches.push({ theme: project.name, expected, got: dots });
		if (file.voteType === 'approval' || project.votes === undefined) continue;
		// With points `votes` are the ballots that name it, those too that give it none.
		const named = ballots + file.ballots.filter((ballot) => ballot.dots[project.id] === 0).length;
		if (named !== project.votes) mismatches.push({ theme: `${project.name}, stemmen`, expected: project.votes, got: named });
	}
	const voters = file.ballots.filter(({ dots }) => Object.values(dots).some((count) => count > 0)).length;
	if (exported.counts.voted !== voters) mismatches.push({ theme: 'stemmen', expected: voters, got: exported.counts.voted });
	return mismatches;
}

async function until(condition: () => boolean): Promise<void> {
	const end = performance.now() + 10_000;
	while (!condition() && performance.now() < end) await new Promise((next) => setTimeout(next, 20));
}
