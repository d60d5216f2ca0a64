import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log.ts';
import type { PrintJob, PrintMessage } from './print-process.ts';

const program = fileURLToPath(new URL('./print-process.ts', import.meta.url));

/** Sets a strip in a process of its own, behind everything else. */
export class Printer {
	readonly #log: Log;
	readonly #timeLimitMs: number;
	#child: ChildProcess | null = null;
	#closed = false;

	/** @param timeLimitMs the time that one may take, two minutes unless told */
	constructor(log: Log, timeLimitMs = 120_000) {
		this.#log = log;
		this.#timeLimitMs = timeLimitMs;
	}

	/** Call it for one after the other. Never rejects. @returns false where it could not be made: that stands in the log */
	async print(job: PrintJob): Promise<boolean> {
		if (this.#closed) return false;
		let answer: PrintMessage = { ok: false, reason: 'It took too long, or ended without an answer' };
		// It needs nothing of what this program was started with.
		const child = (this.#child = fork(program, { execArgv: [], env: {}, stdio: 'ignore' }));
		const timer = setTimeout(() => child.kill('SIGKILL'), this.#timeLimitMs);
		child.on('message', (message: PrintMessage) => (answer = message));
		try {
			if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
			child.send(job);
			await once(child, 'exit');
		} catch (error) {
			// The computer has no room for another process.
			answer = { ok: false, reason: String(error) };
		} finally {
			clearTimeout(timer);
			this.#child = null;
		}
		if (!answer.ok && !this.#closed) this.#log.error({ err: new Error(answer.reason) }, 'a strip could not be set');
		return answer.ok;
	}

	/** Ends what is under way. */
	close(): void {
		this.#closed = true;
		this.#child?.kill('SIGKILL');
	}
}
