import { Worker } from 'node:worker_threads';
// Not used here, yet it must be loaded on the main thread: when the last worker that holds sharp's
// libraries ends, they would be unloaded, and the next worker could not register them again.
import 'sharp';
import type { Treatment } from '#shared/protocol/commands.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { PanelPicture, PanelPictureJob } from './panel-picture.ts';
import type { RenderedDrawing, RenderResult } from './render.ts';
import type { RenderJob } from './worker.ts';

/** Makes renditions in one worker thread, a drawing at a time, in the order of the calls. */
export type Renditions = {
	/**
	 * Checks the file at `path` and makes its renditions; the file is left as it is.
	 * Never rejects: a thread that crashed is replaced and gives `drawing.notAPicture`, one that
	 * takes too long `drawing.tooSlow`, and `upload.broken` comes after `close`.
	 */
	render(path: string, treatment?: Treatment): Promise<RenderResult>;
	/** Makes one picture for a strip, in its turn among the drawings that come in. */
	renderPanel(job: PanelPictureJob): Promise<PanelPicture | Refusal>;
	/**
	 * Answers everything waiting with `upload.broken` and ends the thread. Waits no longer than
	 * `CLOSE_WAIT_MS` for a step inside libvips, which can't be broken off: false when one is still
	 * under way. `process.exit` then waits for it too (seconds, for 60 megapixels); a signal does not.
	 */
	close(): Promise<boolean>;
};

/** What the thread gives back: each job its own kind. */
type Made = RenderedDrawing | PanelPicture;
type Wanted = { panel: PanelPictureJob } | { path: string; treatment: Treatment | undefined };

/** The longest `close` waits, in milliseconds. */
export const CLOSE_WAIT_MS = 500;

/**
 * Starts the worker thread.
 * @param options.timeLimitMs the time one drawing may take, 30 seconds unless told
 * @param options.onCrash told about each thread that ended by itself, for the log
 * @param options.program the thread's program, `worker.ts` unless told
 */
export function startRenditions(
	options: { timeLimitMs?: number; onCrash?: (reason: unknown) => void; program?: URL } = {}
): Renditions {
	const { timeLimitMs = 30_000, onCrash = () => {}, program = new URL('./worker.ts', import.meta.url) } = options;
	let worker: Worker | undefined;
	let closed = false;
	let answerPending: ((result: Made | Refusal) => void) | undefined;
	let queue: Promise<unknown> = Promise.resolve();

	function startWorker(): Worker {
		const started = new Worker(program);
		// The thread alone must not keep a server alive that has nothing else to do.
		started.unref();
		let reason: unknown;
		started.on('message', (result: Made | Refusal) => {
			// A thread given up on may still answer; by then the answer belongs to nobody.
			if (worker === started) answerPending?.(result);
		});
		started.on('error', (error) => {
			reason = error;
		});
		started.on('exit', (exitCode) => {
			if (worker !== started) return;
			worker = undefined;
			onCrash(reason ?? new Error(`The drawings' thread ended by itself with code ${exitCode}`));
			answerPending?.(refuse('drawing.notAPicture'));
		});
		return started;
	}

	/** Not awaited: ending a thread takes as long as the libvips step that it is in. */
	function abandonWorker(): void {
		const abandoned = worker;
		worker = undefined;
		void abandoned?.terminate();
	}

	function run(job: Wanted): Promise<Made | Refusal> {
		if (closed) return Promise.resolve(refuse('upload.broken'));
		worker ??= startWorker();
		const current = worker;
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				abandonWorker();
				answerPending?.(refuse('drawing.tooSlow'));
			}, timeLimitMs);
			answerPending = (result) => {
				answerPending = undefined;
				clearTimeout(timer);
				resolve(result);
			};
			current.postMessage({ ...job, timeLimitMs } satisfies RenderJob);
		});
	}

	function inTurn(job: Wanted): Promise<Made | Refusal> {
		const result = queue.then(() => run(job));
		queue = result;
		return result;
	}

	worker = startWorker();
	return {
		render: (path, treatment) => inTurn({ path, treatment }) as Promise<RenderResult>,
		renderPanel: (panel) => inTurn({ panel }) as Promise<PanelPicture | Refusal>,
		async close() {
			closed = true;
			const last = worker;
			worker = undefined;
			answerPending?.(refuse('upload.broken'));
			if (last === undefined) return true;
			let timer: NodeJS.Timeout | undefined;
			const waited = new Promise<false>((resolve) => {
				timer = setTimeout(() => resolve(false), CLOSE_WAIT_MS);
			});
			const ended = last.terminate().then(() => true);
			try {
				return await Promise.race([ended, waited]);
			} finally {
				clearTimeout(timer);
			}
		}
	};
}
