import { ServerResponse, type IncomingMessage, type Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import * as v from 'valibot';
import { admit } from '#shared/protocol/admission.ts';
import { beat, catchUp, hello, type Answer, type Frame, type Own } from '#shared/protocol/frames.ts';
import { hand, lead } from '#shared/protocol/hands.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Role } from '#shared/protocol/roles.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { Seat } from '../access/seats.ts';
import type { Log } from '../log.ts';
import { secure } from '../web/answer.ts';
import type { Audience, LiveEvening } from './evening.ts';
import { Hands, type Sender } from './hands.ts';
import { jsonParser } from './json-parser.ts';
import { Presence } from './presence.ts';
import { passingLimit, Rate } from './rate.ts';

/** Largest message from a client, in bytes: 200 pasted themes with their quotes fit well. */
const largestMessage = 512 * 1024;
/** Who connects too often hears so after this long, in ms. */
const refusedAfter = 2000;
/** These count themselves. */
const counted: ReadonlySet<string> = new Set(['command', 'catch-up']);
/** These too, from a facilitator; from others nobody listens to them. */
const countedOfHands: ReadonlySet<string> = new Set(['hand', 'lead']);

/** What a socket needs to know to let somebody in. */
export interface Door {
	/** The seat that this browser and token prove, and the evening it is in. Joins a seat made after a restored backup. */
	enter(headers: Socket['handshake']['headers'], token: string): Promise<{ seat: Seat; evening: LiveEvening } | Refusal>;
	/** Why a seat that was let in may not stay: it was taken back since, or its evening has gone. Null where all is well. */
	leaves(seat: Seat): Refusal | null;
	/** Has this server been relieved by one with this epoch, which a phone brings? Then it takes nothing more. */
	isRelievedBy(epoch: string): boolean;
	/** The name of who is signed in on this browser. */
	nameOf(headers: Socket['handshake']['headers']): string | null;
	/** The names of facilitators who have a seat in this evening, by seat. */
	namesOf(evening: string): [string, string][];
	/** Origins other than the one a request came in on: the ORIGIN setting. */
	origin: string | undefined;
}

/** The Socket.IO shell: admission, rooms, frames. It knows no rule of the evening. */
export class Sockets implements Audience {
	readonly #door: Door;
	readonly #log: Log;
	readonly #rate: Rate;
	/** Of what is told in passing. */
	readonly #passingRate = new Rate(() => passingLimit);
	readonly #hands: Hands;
	readonly #presence: Presence;
	readonly #sweep: NodeJS.Timeout;
	readonly #io: Server;
	#attached = false;

	constructor(door: Door, rate: Rate, log: Log) {
		this.#door = door;
		this.#rate = rate;
		this.#log = log;
		this.#io = new Server({
			maxHttpBufferSize: largestMessage,
			// A line that died without a word is noticed within 18 s also where nobody taps: a phone may not go on saying 'verbonden'.
			pingInterval: 10_000,
			pingTimeout: 8000,
			serveClient: false,
			// Phones are many and messages small: a deflate context per phone costs more memory than it saves bytes.
			perMessageDeflate: false,
			parser: jsonParser,
			allowRequest: (request, decide) => decide(null, this.#isOwnOrigin(request.headers))
		});
		this.#presence = new Presence((evening, presence) => {
			this.#io.to(room(evening, 'facilitator')).volatile.emit('presence', presence);
		}, (evening) => this.#door.namesOf(evening));
		this.#hands = new Hands({
			hands: (evening, message, socket) => void this.#io.to(socket ?? room(evening, 'facilitator')).emit('hands', message),
			hand: (evening, message, from, surely) => {
				const others = this.#io.to(room(evening, 'facilitator')).except(from);
				(surely ? others : others.volatile).emit('hand', message);
			},
			held: (socket, message) => void this.#io.to(socket).emit('held', message)
		});
		this.#io.use((socket, next) => {
			this.#admit(socket).then(
				(refusal) => next(refusal ? Object.assign(new Error(refusal.code), { data: refusal }) : undefined),
				(error: unknown) => {
					this.#log.error({ err: error }, 'a connection failed');
					next(Object.assign(new Error('server.fault'), { data: refuse('server.fault') }));
				}
			);
		});
		this.#io.on('connection', (socket) => this.#connected(socket));
		this.#sweep = setInterval(() => [this.#rate, this.#passingRate].forEach((rate) => rate.sweep(performance.now())), 60_000).unref();
	}

	attach(server: HttpServer): void {
		this.#io.attach(server);
		// Its long polling is HTTP too, and never passes the handler that gives all other answers these headers.
		this.#io.engine.use((_request: IncomingMessage, response: unknown, next: () => void) => {
			// A WebSocket has no answer to put them on.
			if (response instanceof ServerResponse) secure(response, undefined);
			next();
		});
		this.#attached = true;
	}

	/** The hosts that pages are connected by now, with the port, the one of most pages first. */
	hosts(): string[] {
		const pages = new Map<string, number>();
		for (const { handshake } of this.#io.sockets.sockets.values()) {
			const host = handshake.headers.host;
			if (host !== undefined) pages.set(host, (pages.get(host) ?? 0) + 1);
		}
		return [...pages].sort(([, a], [, b]) => b - a).map(([host]) => host);
	}

	frame(evening: string, role: Role, frame: Frame): void {
		this.#io.to(room(evening, role)).emit('frame', frame);
	}

	own(participant: string, own: () => Own, answered?: string): void {
		const listening = this.#io.sockets.adapter.rooms.get(participant);
		// Nearly everyone has one phone: a message that nobody needs costs as much as the ballot itself.
		if (!listening || (listening.size === 1 && answered !== undefined && listening.has(answered))) return;
		this.#io.to(participant).except(answered ?? []).emit('own', own());
	}

	/** Ends the sockets of seats that were taken back. The client is told why and does not come back by itself. */
	revoke(seats: string[]): void {
		for (const seat of seats) {
			this.#io.to(`seat:${seat}`).emit('refused', refuse('seat.revoked'));
			this.#io.in(`seat:${seat}`).disconnectSockets(true);
		}
	}

	/** Ends every socket of an evening that was destroyed. */
	endEvening(evening: string): void {
		this.#io.in(room(evening)).emit('refused', refuse('evening.unknown'));
		this.#io.in(room(evening)).disconnectSockets(true);
	}

	/** Ends the lines of an evening that was replaced by another state of it. Unlike a disconnect, clients come back by themselves. */
	renew(evening: string): void {
		for (const socket of this.#io.sockets.adapter.rooms.get(room(evening)) ?? []) this.#io.sockets.sockets.get(socket)?.conn.close();
	}

	async close(): Promise<void> {
		clearInterval(this.#sweep);
		this.#presence.stop();
		this.#hands.stop();
		// Closing the transport, unlike a disconnect, lets clients come back when the server does.
		for (const socket of this.#io.sockets.sockets.values()) socket.conn.close();
		// A program that only reads the folder (an export) never attached it, and Socket.IO then has nothing to close.
		if (this.#attached) await this.#io.close();
	}

	#isOwnOrigin(headers: Socket['handshake']['headers']): boolean {
		if (headers.origin === undefined) return true;
		if (headers.origin === this.#door.origin) return true;
		return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
	}

	async #admit(socket: Socket): Promise<Refusal | null> {
		const greeting = v.safeParse(hello, socket.handshake.auth);
		if (!greeting.success) return refuse('message.invalid');
		if (greeting.output.version !== protocolVersion) return refuse('protocol.version');
		const entered = await this.#door.enter(socket.request.headers, greeting.output.seat);
		if ('ok' in entered) return entered;
		const { seat } = entered;
		if (greeting.output.epoch !== undefined && this.#door.isRelievedBy(greeting.output.epoch)) return refuse('server.stopping');
		// Connecting counts as a message: each one costs a whole view.
		const now = performance.now();
		if (this.#rate.isPaused(seat.id, now) || this.#rate.take(seat.id, seat.role, now) !== 'go') {
			// Answered at once, a phone that floods would be back the next millisecond.
			await new Promise((next) => setTimeout(next, refusedAfter).unref());
			return refuse('rate.slowDown');
		}
		socket.data = { ...entered, greeting: greeting.output };
		return null;
	}

	#connected(socket: Socket): void {
		const { seat, evening, greeting } = socket.data as {
			seat: Seat;
			evening: LiveEvening;
			greeting: v.InferOutput<typeof hello>;
		};
		// Only what is needed later: with thousands of phones each field counts.
		socket.data = {};
		// It was in no room yet when seats were taken back: else it would stay until it reconnects.
		const leaves = this.#door.leaves(seat);
		if (leaves) {
			socket.emit('refused', leaves);
			socket.disconnect(true);
			return;
		}
		const rooms = [room(evening.id), room(evening.id, seat.role), `seat:${seat.id}`];
		if (seat.participant !== null) rooms.push(seat.participant);
		void socket.join(rooms);
		const name = seat.role === 'facilitator' ? this.#door.nameOf(socket.request.headers) : null;
		this.#presence.entered(evening.id, seat.role, socket.id, seat.id, name);
		socket.on('disconnect', () => this.#presence.left(evening.id, seat.role, socket.id));

		const has =
			greeting.epoch !== undefined && greeting.seq !== undefined ? { epoch: greeting.epoch, seq: greeting.seq } : null;
		// In the same turn as joining the room: no frame can fall between.
		socket.emit('state', {
			...evening.catchUp(seat.role, has),
			...(seat.participant !== null && { own: evening.own(seat.participant) }),
			serverTime: evening.now
		});

		this.#on(socket, 'command', (message) => this.#command(socket, seat, evening, message));
		this.#on(socket, 'catch-up', (message) => {
			if (!this.#goes(socket, seat)) return refuse('rate.slowDown');
			const asked = v.safeParse(catchUp, message);
			return asked.success ? evening.catchUp(seat.role, asked.output) : refuse('message.invalid');
		});
		// For the offset of the page's clock; counted as any message, below.
		this.#on(socket, 'time', () => evening.now);
		// What nobody listens to is read all the same.
		const countsItself = (event: string) => counted.has(event) || (seat.role === 'facilitator' && countedOfHands.has(event));
		socket.onAny((event) => void (countsItself(event) || this.#goes(socket, seat)));
		if (seat.role === 'screen') {
			this.#on(socket, 'beat', (message) => {
				const parsed = v.safeParse(beat, message);
				this.#presence.beat(evening.id, socket.id, parsed.success ? parsed.output.shown : null, parsed.success ? (parsed.output.size ?? null) : null);
				return null;
			});
		}
		if (seat.role === 'facilitator') {
			// What is told in passing is dropped while the line is being made, and nobody tells it again until somebody comes.
			socket.emit('presence', this.#presence.of(evening.id));
			this.#listenToHand(socket, { seat: seat.id, socket: socket.id, name }, seat, evening.id);
		}
	}

	/** What a facilitator does on the board, told in passing to the others of the evening. */
	#listenToHand(socket: Socket, sender: Sender, seat: Seat, evening: string): void {
		socket.emit('hands', this.#hands.of(evening));
		socket.on('disconnect', () => this.#hands.left(evening, socket.id));
		this.#on(socket, 'hand', (message) => {
			const rate = this.#passingRate.take(seat.id, seat.role, performance.now());
			if (rate === 'flood') setImmediate(() => socket.conn.close());
			const parsed = v.safeParse(hand, message);
			if (rate === 'go' && parsed.success) this.#hands.hear(evening, sender, parsed.output);
			return null;
		});
		this.#on(socket, 'lead', (message) => {
			const parsed = v.safeParse(lead, message);
			if (this.#goes(socket, seat) && parsed.success) this.#hands.lead(evening, sender, parsed.output);
			return null;
		});
	}

	#command(socket: Socket, seat: Seat, evening: LiveEvening, message: unknown): Promise<Answer> | Refusal {
		const admitted = admit(message, seat.role, this.#goes(socket, seat));
		if (!admitted.ok) return admitted;
		return evening.submit(admitted.command, { role: seat.role, seat: seat.id, participant: seat.participant }, { socket: socket.id });
	}

	/** Takes one message off what the seat may send now. A seat that floods loses its line for a while. */
	#goes(socket: Socket, seat: Seat): boolean {
		const rate = this.#rate.take(seat.id, seat.role, performance.now());
		if (rate === 'flood') setImmediate(() => socket.conn.close());
		return rate === 'go';
	}

	/**
	 * Answers a message with what `handle` returns. Every handler is wrapped once: a message that trips a bug is
	 * answered, and the process lives on.
	 */
	#on(socket: Socket, event: string, handle: (message: unknown) => unknown): void {
		socket.on(event, async (...values: unknown[]) => {
			const acknowledge = values.at(-1);
			let answer: unknown;
			try {
				answer = await handle(values[0]);
			} catch (error) {
				this.#log.error({ err: error }, 'a message failed');
				answer = refuse('server.fault');
			}
			if (typeof acknowledge === 'function') acknowledge(answer);
		});
	}
}

function room(evening: string, role?: Role): string {
	return role === undefined ? evening : `${evening}:${role}`;
}
