import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { BallotKeep, Ballots, type KeptBallots } from '#client/live/ballots.ts';
import { Keep, type Shelf } from '#client/live/keep.ts';
import { Outbox } from '#client/live/outbox.ts';
import { Replica } from '#client/live/replica.svelte.ts';
import type { Command, CommandInput } from '#shared/protocol/commands.ts';
import type { Answer, CatchUpAnswer, Frame, Own } from '#shared/protocol/frames.ts';
import type { Refusal, RefusalCode } from '#shared/protocol/refusals.ts';
import type { Role } from '#shared/protocol/roles.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { Views } from '#shared/views/views.ts';
import type { Chance } from './chance.ts';

/** What the network does to single messages. A calm one does nothing. */
export interface Weather {
	/** How long a message lingers on its way, in ms; 0 lets it pass at once and in order. */
	delay(): number;
	/** Does it arrive a second time? */
	twice(): boolean;
}
export const calm: Weather = { delay: () => 0, twice: () => false };

/** By whom a line is opened. */
export interface Seated {
	address: string;
	/** The Cookie header: `name=value`. */
	cookie: string;
	/** The token of the seat. */
	seat: string;
}

type State = CatchUpAnswer & { own?: Own; serverTime: number };

/** What stays on a phone when its page is closed. */
export function newShelf(): Shelf {
	const items = new Map<string, string>();
	return {
		getItem: (key) => items.get(key) ?? null,
		setItem: (key, text) => void items.set(key, text),
		removeItem: (key) => void items.delete(key)
	};
}

/**
 * A page's line without a page: the client's own replica and outbox, wired as its Live class does, on a socket of Node.
 * Messages pass through the weather on their way.
 */
export class Line<R extends Role> {
	readonly socket: Socket;
	readonly replica: Replica<Views[R]>;
	readonly outbox: Outbox;
	own: Own | null = null;
	/** Everything that came in, as it came, in the order in which it was sent. */
	received: unknown[] | null = null;
	/** Why the server would not have it. */
	refusal: Refusal | null = null;
	#live = false;
	#catchingUp = false;
	readonly #weather: Weather;

	constructor({ address, cookie, seat }: Seated, options: { shelf?: Shelf; weather?: Weather; resumed?: (own: Own | null) => void; learned?: (own: Own) => void } = {}) {
		this.#weather = options.weather ?? calm;
		this.replica = new Replica<Views[R]>({ epoch: '', seq: 0, view: {} as Views[R] });
		this.socket = io(address, {
			autoConnect: false,
			forceNew: true,
			transports: ['websocket'],
			extraHeaders: { cookie },
			reconnectionDelay: 50,
			reconnectionDelayMax: 300,
			// As on a page: a line that broke while it was opened is not waited for.
			timeout: 3000,
			auth: (give) =>
				give({ version: protocolVersion, seat, ...(this.replica.epoch !== '' && { epoch: this.replica.epoch, seq: this.replica.seq }) })
		});
		this.outbox = new Outbox({
			transport: (command, answered) => this.#carry(() => this.#live && this.socket.emit('command', command, (answer: Answer) => this.#carry(() => answered(answer)))),
			keep: options.shelf ? new Keep<Command[]>('outbox', [], options.shelf) : null,
			changed: () => {}
		});
		this.socket.on('state', (state: State) => {
			this.received?.push(state);
			this.replica.catchUp(state);
			if (state.own) this.own = state.own;
			this.#live = true;
			// What was asked over the line before is not answered any more: in this weather a gap may come before that times out.
			this.#catchingUp = false;
			this.refusal = null;
			this.outbox.resend();
			options.resumed?.(state.own ?? null);
		});
		this.socket.on('frame', (frame: Frame) => {
			this.received?.push(frame);
			this.#carry(() => {
				if (this.replica.take(frame) === 'gap') this.#catchUp();
			});
		});
		this.socket.on('own', (own: Own) => {
			this.received?.push(own);
			this.own = own;
			options.learned?.(own);
		});
		this.socket.on('refused', (refusal: Refusal) => (this.refusal = refusal));
		this.socket.on('disconnect', () => (this.#live = false));
		this.socket.on('connect_error', (error: Error & { data?: Refusal }) => {
			if (!error.data) return;
			this.refusal = error.data;
			if (['rate.slowDown', 'server.fault', 'server.stopping', 'disk.full'].includes(error.data.code)) setTimeout(() => this.socket.connect(), 500);
		});
	}

	get isLive(): boolean {
		return this.#live;
	}

	get view(): Views[R] {
		return this.replica.view;
	}

	/** Opens the line and waits until the view is there. @throws where it is refused. */
	async open(): Promise<this> {
		this.socket.connect();
		await until(() => this.#live || this.refusal !== null, 'a line');
		if (this.refusal) throw new Error(this.refusal.code);
		return this;
	}

	close(): void {
		this.#live = false;
		this.socket.disconnect();
	}

	/** The line breaks, as in a lift: nothing more comes or goes, and it comes back by itself. */
	drop(): void {
		this.socket.io.engine.close();
	}

	/** Settles when the answer is there, however often the line broke before. */
	send(command: CommandInput, id?: string): Promise<Answer> {
		return this.outbox.send(command, id);
	}

	#catchUp(): void {
		if (this.#catchingUp) return;
		this.#catchingUp = true;
		this.socket.timeout(5000).emit('catch-up', { epoch: this.replica.epoch, seq: this.replica.seq }, (unanswered: Error | null, answer: CatchUpAnswer | Refusal) => {
			this.#catchingUp = false;
			// The line broke: the next 'state' brings everything.
			if (unanswered) return;
			this.received?.push(answer);
			if (!('ok' in answer)) this.replica.catchUp(answer);
		});
	}

	#carry(message: () => void): void {
		const deliver = () => {
			const delay = this.#weather.delay();
			if (delay === 0) message();
			else setTimeout(message, delay);
		};
		deliver();
		if (this.#weather.twice()) deliver();
	}
}

/** A participant's phone: a line, its ballots, and what it keeps on its shelf. */
export class TestPhone {
	readonly line: Line<'participant'>;
	readonly ballots: Ballots;
	/** Wishes that the server refused for good. */
	readonly refused: RefusalCode[] = [];
	readonly #kept: BallotKeep;

	constructor(seated: Seated, weather: Weather = calm, shelf: Shelf = newShelf()) {
		this.#kept = new BallotKeep('ballots', shelf);
		this.line = new Line<'participant'>(seated, {
			shelf,
			weather,
			learned: (own) => this.ballots.learn(own),
			resumed: (own) => {
				if (own) this.ballots.learn(own);
				this.ballots.resume();
			}
		});
		this.ballots = new Ballots({
			send: (command) => this.line.send(command),
			keep: this.#kept,
			changed: () => {},
			refused: (_round, _option, code) => this.refused.push(code)
		});
	}

	/** The ballots that the server acknowledged to this phone. */
	get acknowledged(): KeptBallots['acknowledged'] {
		return this.#kept.value.acknowledged;
	}
}

/** Everyone taps for `ms`: one dot more here, one less there, within what each may give. */
export async function tapAll(phones: readonly TestPhone[], { round, options, budget, most }: { round: string; options: readonly string[]; budget: number; most: number }, chance: Chance, ms: number): Promise<void> {
	const end = performance.now() + ms;
	while (performance.now() < end) {
		const { ballots } = chance.of(phones);
		const dots = ballots.dots(round);
		const option = chance.of(options);
		const given = Object.values(dots).reduce((sum, count) => sum + count, 0);
		const more = (dots[option] ?? 0) < most && given < budget && chance.is(0.65);
		ballots.set(round, option, Math.max(0, (dots[option] ?? 0) + (more ? 1 : -1)));
		await sleep(chance.below(4));
	}
}

/** Joins over HTTP, as a browser that never was there. @throws with the refusal's code. */
export async function join(address: string, code: string, cookie?: string): Promise<Seated & { participant: string }> {
	const response = await fetch(`${address}/api/join`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...(cookie !== undefined && { cookie }) },
		body: JSON.stringify({ code })
	});
	const joined = (await response.json()) as { ok: true; seat: string; participant: string } | Refusal;
	if (!joined.ok) throw new Error(joined.code);
	return { address, cookie: cookie ?? response.headers.get('set-cookie')!.split(';', 1)[0]!, seat: joined.seat, participant: joined.participant };
}

/** Waits for something to come true. @throws after `ms`, naming what did not. */
export async function until(isTrue: () => boolean, what: string, ms = 20_000): Promise<void> {
	const end = performance.now() + ms;
	while (!isTrue()) {
		if (performance.now() > end) throw new Error(`After ${ms} ms there is no ${what}`);
		await sleep(10);
	}
}
