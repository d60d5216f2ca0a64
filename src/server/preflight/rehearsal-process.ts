import type { RehearsalOutcome, RehearsalProgress } from '#shared/protocol/preflight.ts';
import { play } from '../tools/rehearsal.ts';
import { SimulatedHall } from '../tools/simulated-hall.ts';
import { madeUpVote } from './made-up-vote.ts';

/** What the server gives this program at its start. */
export interface RehearsalJob {
	/** Where the server is reached from this computer. */
	url: string;
	phones: number;
	evening: string;
	code: string;
	/** The Cookie header that proves regie and screen of that evening. */
	cookie: string;
	facilitator: string;
	screen: string;
}
/** What it tells the server. */
export type RehearsalMessage = { progress: RehearsalProgress } | { outcome: RehearsalOutcome };

/** As often as a person can follow it; 300 phones tell of 1,000 steps. */
const tellEvery = 200;

// The phones of a rehearsal, in a process of their own: a server that played them itself would measure its own play.
process.once('message', (job: RehearsalJob) => void run(job));
// The server ended: nobody wants to know any more.
process.once('disconnect', () => process.exit(0));

async function run({ url, phones, ...made }: RehearsalJob): Promise<void> {
	const hall = await SimulatedHall.enter(url, made);
	let told = -Infinity;
	const result = await play(hall, madeUpVote(phones), (progress) => {
		if (performance.now() - told < tellEvery && progress.done < progress.of) return;
		told = performance.now();
		tell({ progress });
	});
	const { residents, dots, refused, mismatches, ackMs, screenMs } = result;
	// Only once it has left: the end of this process would cut it off.
	tell({ outcome: { phones: residents, dots, refused, mismatches: mismatches.length, ackMs: ackMs.p95, screenMs: screenMs.p95 } }, () => process.exit(0));
}

function tell(message: RehearsalMessage, sent: () => void = () => {}): void {
	process.send?.(message, sent);
}
