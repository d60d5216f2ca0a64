import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import { openRound } from '#shared/evening/round.ts';
import { detailsOf } from '#shared/evening/state.ts';
import type { RehearsalState } from '#shared/protocol/preflight.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { cookieName } from '../access/cookie.ts';
import type { App } from '../app.ts';
import { readMeta, writeMeta } from '../store/database.ts';
import { beginRehearsal } from './begin-rehearsal.ts';
import type { RehearsalJob, RehearsalMessage } from './rehearsal-process.ts';

const program = join(import.meta.dirname, 'rehearsal-process.ts');
/** Names the evening of a rehearsal in the database until it is taken away: a power cut would leave it in the list. */
const metaKey = 'rehearsal';
/** How often it is looked whether a round was opened elsewhere, in ms. */
const lookEvery = 250;
/** Below everything else that runs here: the server answers first. */
const lowPriority = 10;

/** The rehearsals that regie starts: one at a time, in an evening of its own that is taken away after. */
export class Rehearsals {
	readonly #app: App;
	#state: RehearsalState = { phase: 'none' };
	#child: ChildProcess | null = null;
	/** Settles when the one that runs has ended and its evening is gone. */
	#running: Promise<void> | null = null;
	/** It was told to end, maybe before its process began. */
	#ending = false;
	#why: Extract<RehearsalState, { phase: 'ended' }>['why'] = 'fault';

	constructor(app: App) {
		this.#app = app;
	}

	get state(): RehearsalState {
		return this.#state;
	}

	/** Takes away the evening of a rehearsal that a power cut broke off. */
	async clear(): Promise<void> {
		const left = readMeta(this.#app.database, metaKey) ?? '';
		if (left !== '') await this.#takeAway(left, null);
	}

	/**
	 * Starts one and comes back at once. Refused: `rehearsal.running`, `rehearsal.roundOpen { evening }`, and what making an
	 * evening is refused for.
	 * @param url where this server is reached from this computer
	 */
	async start(url: string, phones: number): Promise<{ ok: true } | Refusal> {
		if (this.#running) return refuse('rehearsal.running');
		const busy = this.#eveningWithRound(null);
		if (busy !== null) return refuse('rehearsal.roundOpen', { evening: busy });
		let refusal: Refusal | null = null;
		await new Promise<void>((begun) => {
			this.#state = { phase: 'running', phones, progress: { step: 'connecting', done: 0, of: phones } };
			// Kept before anything is waited for: a second press in this moment is refused.
			this.#running = this.#run(url, phones, (refused) => {
				refusal = refused;
				begun();
			}).finally(() => {
				this.#running = null;
				begun();
			});
		});
		return refusal ?? { ok: true };
	}

	/** Ends the one that runs, and waits until its evening is gone. */
	async stop(why: 'stopped' | 'roundOpened' = 'stopped'): Promise<void> {
		this.#why = why;
		this.#ending = true;
		this.#child?.kill('SIGKILL');
		await this.#running;
	}

	async #run(url: string, phones: number, begun: (refusal: Refusal | null) => void): Promise<void> {
		const app = this.#app;
		this.#why = 'fault';
		this.#ending = false;
		const made = await beginRehearsal(app, 'Oefening').catch((error: unknown) => {
			if (app.room.lacks(error)) return refuse('disk.full');
			app.log.error({ err: error }, 'a rehearsal could not begin');
			return refuse('server.fault');
		});
		if (!made.ok) {
			this.#state = { phase: 'none' };
			return begun(made);
		}
		const { evening, code, facilitator, screen } = made;
		const watch = setInterval(() => this.#eveningWithRound(evening) !== null && void this.stop('roundOpened'), lookEvery);
		try {
			writeMeta(app.database, metaKey, evening);
			const child = (this.#child = fork(program, { execArgv: [], env: {}, stdio: 'ignore' }));
			if (child.pid !== undefined) setPriority(child.pid, lowPriority);
			child.on('message', (message: RehearsalMessage) => this.#hear(message, phones));
			child.send({ url, phones, evening, code, cookie: `${cookieName}=${made.cookie}`, facilitator, screen } satisfies RehearsalJob);
			begun(null);
			if (this.#ending) child.kill('SIGKILL');
			await once(child, 'exit');
		} catch (error) {
			app.log.error({ err: error }, 'a rehearsal failed');
		} finally {
			clearInterval(watch);
			this.#child = null;
			await this.#takeAway(evening, made.newArea);
			if (this.#state.phase === 'running') this.#state = { phase: 'ended', at: Date.now(), why: this.#why };
		}
	}

	#hear(message: RehearsalMessage, phones: number): void {
		if ('progress' in message) this.#state = { phase: 'running', phones, progress: message.progress };
		else this.#state = { phase: 'done', at: Date.now(), outcome: message.outcome };
	}

	/** The title of an evening of which a round is open, besides that of the rehearsal; null where there is none. */
	#eveningWithRound(except: string | null): string | null {
		const busy = this.#app.evenings.all().find(({ id, state }) => id !== except && openRound(state) !== null);
		return busy ? busy.textOf(detailsOf(busy.state).title) : null;
	}

	async #takeAway(evening: string, area: string | null): Promise<void> {
		const app = this.#app;
		try {
			if (app.evenings.kept(evening)) await app.destroyEvening(evening, 'rehearsal');
			// Refused where somebody put an evening in it meanwhile: then it is wanted.
			if (area !== null) await app.programme.submit({ id: nanoid(), type: 'area.remove', area }, 'rehearsal');
			writeMeta(app.database, metaKey, '');
		} catch (error) {
			// Its name stays in the database: the next start takes it away.
			app.log.error({ err: error }, 'the evening of a rehearsal stays until the next start');
		}
	}
}
