import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readPabulib, type PabulibFile } from '#shared/programme/pabulib.ts';
import { rehearse } from '#server/tools/rehearsal.ts';
import { atLeast, atMost, type Benchmark } from './figure.ts';
import { needConnections, startRealServer } from './servers.ts';

const realVotes = resolve(import.meta.dirname, '../../../shared/ballots');
/** The vote that the design names. A smaller one says little about a hall. */
const residentsOfDesign = 2791;
const madeUp = join(import.meta.dirname, 'made-up.pb');

/**
 * The largest real vote at hand, played through the real server: how many residents it has, totals that differ, and
 * dots that were refused.
 */
export const replay: Benchmark = {
	name: 'replay',
	async measure(say, ending) {
		const file = await largestVote();
		if (file === null) say('skipped: no real votes in ../shared/ballots; a made-up one is played instead');
		const vote = file ?? (await readVote(madeUp));
		needConnections(vote.ballots.length);
		say(`playing ${vote.ballots.length} ballots of '${vote.meta.description}'`);
		const server = await startRealServer(ending);
		const result = await rehearse(vote, server, () => {});
		const { residents, dots, mismatches, accepted, ackMs, screenMs } = result;
		say(`${residents} residents, ${dots} dots, ${accepted} accepted; acknowledged p95 ${ackMs.p95} ms, on the screen p95 ${screenMs.p95} ms`);
		return [
			atLeast({ name: 'replay-residents', value: residents, unit: 'residents', least: residentsOfDesign }),
			atMost({ name: 'replay-mismatches', value: mismatches.length, unit: 'totals', most: 0 }),
			atMost({ name: 'replay-refused', value: result.refused, unit: 'dots', most: 0 })
		];
	}
};

async function largestVote(): Promise<PabulibFile | null> {
	const names = await readdir(realVotes).catch(() => []);
	const files = await Promise.all(names.filter((name) => name.endsWith('.pb')).map((name) => readVote(join(realVotes, name))));
	return files.sort((a, b) => b.ballots.length - a.ballots.length)[0] ?? null;
}

async function readVote(path: string): Promise<PabulibFile> {
	const read = readPabulib(await readFile(path, 'utf8'));
	if (!read.ok) throw new Error(`${path} can't be read`);
	return read.file;
}
