import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Treatment } from '#shared/protocol/commands.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { PanelPicture, PanelPictureJob } from './panel-picture.ts';
import type { RenderJob, RenderNews } from './render-process.ts';
import type { RenderedDrawing, RenderResult } from './render.ts';

/** Makes renditions in a process of its own, a drawing at a time, in the order of the calls. */
export type Renditions = {
	/**
	 * Checks the file at `path` and makes its renditions; the file is left as it is.
	 * Never rejects: a process that crashed is replaced and gives `drawing.notAPicture`, one that
	 * takes too long `drawing.tooSlow`, and `upload.broken` comes after `close`.
	 */
	render(path: string, treatment?: Treatment): Promise<RenderResult>;
	/** Makes one picture for a strip, in its turn among the drawings that come in. */
	renderPanel(job: PanelPictureJob): Promise<PanelPicture | Refusal>;
	/** Answers everything waiting with `upload.broken`, and ends what is under way. */
	close(): void;
};

/** What the process gives back: each job its own kind. */
type Made = RenderedDrawing | PanelPicture;
type Wanted = { panel: PanelPictureJob } | { path: string; treatment: Treatment | undefined };

/**
 * As setpriority(2) has it: a third of a processor that others want too. On a laptop of two cores that are both busy a photo
 * then takes 6 to 10 s; at 10 it took 16 to 23 s, and with more to do, or lower, longer than it may.
 */
const lowPriority = 5;

/**
 * Starts the process: a fault in a decoder ends nothing else, and what is in a step of libvips can be broken off.
 * @param options.timeLimitMs the time one drawing may take, 30 seconds unless told
 * @param options.onCrash told about each process that ended by itself, for the log
 * @param options.program `render-process.ts` unless told
 */
export function startRenditions(
	options: { timeLimitMs?: number; onCrash?: (reason: unknown) => void; program?: URL } = {}
): Renditions {
	const { timeLimitMs = 30_000, onCrash = () => {}, program = new URL('./render-process.ts', import.meta.url) } = options;
	let child: ChildProcess | undefined;
	let closed = false;
	let answerPending: ((result: Made | Refusal) => void) | undefined;
	let queue: Promise<unknown> = Promise.resolve();

	function startProcess(): ChildProcess {
		// A picture has no business with what this program was started with. Of more arenas glibc gives little back: ten
		// pictures of 60 megapixels left 480 MB more, against 200.
		const started = fork(fileURLToPath(program), { execArgv: [], env: { MALLOC_ARENA_MAX: '2' }, stdio: 'ignore', serialization: 'advanced' });
		let reason: unknown;
		const lost = (why: unknown) => {
			if (child !== started) return;
			child = undefined;
			onCrash(reason ?? why);
			answerPending?.(refuse('drawing.notAPicture'));
		};
		started.on('message', (news: RenderNews) => {
			if ('crashed' in news) reason = new Error(news.crashed);
			// A process given up on may still answer; by then the answer belongs to nobody.
			else if (child === started) answerPending?.(news);
		});
		// The computer has no room for another process.
		started.on('error', lost);
		started.on('exit', (code, signal) => lost(new Error(`The drawings' process ended by itself with code ${code ?? signal}`)));
		// It alone must not keep a server alive that has nothing else to do.
		started.unref();
		started.channel?.unref();
		try {
			// Dots go before drawings.
			if (started.pid !== undefined) setPriority(started.pid, lowPriority);
		} catch {
			// It ended already, which is told in a moment.
		}
		return started;
	}

	function abandonProcess(): void {
		const abandoned = child;
		child = undefined;
		abandoned?.kill('SIGKILL');
	}

	function run(job: Wanted): Promise<Made | Refusal> {
		if (closed) return Promise.resolve(refuse('upload.broken'));
		child ??= startProcess();
		const current = child;
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				abandonProcess();
				answerPending?.(refuse('drawing.tooSlow'));
			}, timeLimitMs);
			answerPending = (result) => {
				answerPending = undefined;
				clearTimeout(timer);
				resolve(result);
			};
			// One that can't be reached has ended, which is told by itself.
			current.send({ ...job, timeLimitMs } satisfies RenderJob, () => {});
		});
	}

	function inTurn(job: Wanted): Promise<Made | Refusal> {
		const result = queue.then(() => run(job));
		queue = result;
		return result;
	}

	child = startProcess();
	return {
		render: (path, treatment) => inTurn({ path, treatment }) as Promise<RenderResult>,
		renderPanel: (panel) => inTurn({ panel }) as Promise<PanelPicture | Refusal>,
		close() {
			closed = true;
			abandonProcess();
			answerPending?.(refuse('upload.broken'));
		}
	};
}
