import { io, type Socket } from 'socket.io-client';
import { BallotKeep, Ballots, type KeptBallots } from '#client/live/ballots.ts';
import { Outbox } from '#client/live/outbox.ts';
import { joinEvening } from '#server/tools/simulated-phone.ts';
import type { Answer, CatchUpAnswer, Own } from '#shared/protocol/frames.ts';
import { protocolVersion } from '#shared/protocol/version.ts';

/** A phone that keeps what was acknowledged, and offers it to a server that lacks it: the page's own ballots and outbox, without a page. */
export class KeepingPhone {
	readonly ballots: Ballots;
	participant = '';
	readonly #socket: Socket;
	readonly #outbox: Outbox;
	readonly #kept: BallotKeep;
	#live = false;

	private constructor(url: string, cookie: string, seat: string) {
		const items = new Map<string, string>();
		this.#kept = new BallotKeep('ballots', {
			getItem: (key) => items.get(key) ?? null,
			setItem: (key, text) => void items.set(key, text),
			removeItem: (key) => void items.delete(key)
		});
		this.#socket = io(url, {
			transports: ['websocket'],
			forceNew: true,
			extraHeaders: { cookie },
			// As a page's: see client/live/live.svelte.ts.
			reconnectionDelay: 300,
			reconnectionDelayMax: 3000,
			randomizationFactor: 0.6,
			timeout: 5000,
			auth: { version: protocolVersion, seat }
		});
		this.#outbox = new Outbox({
			transport: (command, answered) => void (this.#live && this.#socket.emit('command', command, (answer: Answer) => answered(answer))),
			keep: null,
			changed: () => {}
		});
		this.ballots = new Ballots({ send: (command) => this.#outbox.send(command), keep: this.#kept, changed: () => {}, refused: () => {} });
		this.#socket.on('state', ({ own }: CatchUpAnswer & { own: Own }) => {
			this.participant = own.participant;
			this.#live = true;
			this.#outbox.resend();
			this.ballots.learn(own);
			this.ballots.resume();
		});
		this.#socket.on('own', (own: Own) => this.ballots.learn(own));
		this.#socket.on('disconnect', () => (this.#live = false));
	}

	/** Joins over HTTP and opens the line. */
	static async join(url: string, code: string): Promise<KeepingPhone> {
		const { cookie, seat } = await joinEvening(url, code);
		const phone = new KeepingPhone(url, cookie, seat);
		await new Promise<void>((settle) => phone.#socket.once('state', () => settle()));
		return phone;
	}

	get isLive(): boolean {
		return this.#live;
	}
	/** Nothing is under way. */
	get isSettled(): boolean {
		return this.ballots.allSaved && this.#outbox.pending.length === 0;
	}
	/** The ballots that a server acknowledged. */
	get acknowledged(): KeptBallots['acknowledged'] {
		return this.#kept.value.acknowledged;
	}

	/** Settles when the line broke and is there again. @returns that moment, by `performance.now()` */
	async back(): Promise<number> {
		if (this.#live) await new Promise<void>((settle) => this.#socket.once('disconnect', () => settle()));
		await new Promise<void>((settle) => this.#socket.once('state', () => settle()));
		return performance.now();
	}

	close(): void {
		this.#socket.close();
	}
}
