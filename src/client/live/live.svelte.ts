import { io, type Socket } from 'socket.io-client';
import type { Command, CommandInput } from '#shared/protocol/commands.ts';
import type { Answer, Beat, CatchUpAnswer, Frame, Own, Presence, Snapshot } from '#shared/protocol/frames.ts';
import type { HandMessage, HandsMessage, HeldMessage, LeadMessage } from '#shared/protocol/hands.ts';
import type { Refusal, RefusalCode } from '#shared/protocol/refusals.ts';
import type { Role } from '#shared/protocol/roles.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { Views } from '#shared/views/views.ts';
import { Keep } from './keep.ts';
import { Outbox } from './outbox.ts';
import { Replica } from './replica.svelte.ts';
import { ServerClock } from './server-clock.ts';

/** What the page was rendered with. */
export interface Start<R extends Role> {
	role: R;
	/** The signed text that names the seat. */
	seat: string;
	snapshot: Snapshot<Views[R]>;
	own?: Own;
}

/** 'live': what is shown is what the server has. 'away': the last picture stands. 'refused': reload or sign in. */
export type Status = 'connecting' | 'live' | 'away' | 'refused';

/** Trouble of the server's, not of the seat: it is worth trying again. */
const passing: ReadonlySet<RefusalCode> = new Set(['rate.slowDown', 'server.fault', 'server.stopping', 'disk.full']);
/** How long a line that may be dead gets to answer, in ms: a phone that wakes must be up to date within two seconds. */
const wakeWithin = 1000;

/** Told to whoever runs the socket of a page. */
export interface Listeners {
	/** There is a line (again), and the replica is up to date. */
	resumed?(own: Own | null): void;
	own?(own: Own): void;
	/** A command got its answer; also one from before a reload, of which nobody holds the promise any more. */
	answered?(command: Command, answer: Answer): void;
	hands?: HandListener;
}

/** What facilitators at the board hear of each other's hands: see `hands.ts` of the protocol. */
export interface HandListener {
	hand(message: HandMessage): void;
	hands(message: HandsMessage): void;
	held(message: HeldMessage): void;
}

/** An evening that was removed may be brought back at once: its pages ask again after this long, in ms, for this long. */
const askAgainAfter = 5000;
const askAgainFor = 10 * 60_000;

/** Silence after which a line is taken for dead, in ms: an unanswered beat or command, a try to connect. */
const deadAfter = 5000;

/** A page's line to its evening: the replica of its role's view, and an outbox for its commands. */
export class Live<R extends Role> {
	readonly replica: Replica<Views[R]>;
	readonly #socket: Socket;
	readonly #outbox: Outbox;
	#status = $state<Status>('connecting');
	#refusal = $state.raw<Refusal | null>(null);
	#own = $state.raw<Own | null>(null);
	#presence = $state.raw<Presence | null>(null);
	#pending = $state.raw<Command[]>([]);
	readonly #clock = new ServerClock(() => performance.now());
	/** Goes up at every reading of the clock, which is no rune. */
	#readings = $state(0);
	#catchingUp = false;
	/** Since when the evening is gone; ms since 1970. Null while it is there. */
	#goneSince: number | null = null;
	#asking: ReturnType<typeof setTimeout> | undefined;

	constructor(start: Start<R>, listeners: Listeners = {}) {
		this.replica = new Replica(start.snapshot);
		this.#own = start.own ?? null;
		this.#socket = io({
			autoConnect: false,
			// The hall waits: try again within a second, but not all phones in the same instant.
			reconnectionDelay: 300,
			reconnectionDelayMax: start.role === 'screen' ? 1000 : 3000,
			randomizationFactor: 0.6,
			// After a dead line the browser may hold on to dead connections: a WebSocket is a new one, a poll is not.
			rememberUpgrade: true,
			timeout: deadAfter,
			auth: (give) =>
				give({ version: protocolVersion, seat: start.seat, epoch: this.replica.epoch, seq: this.replica.seq })
		});
		// Staff's commands are for now: after a reload they would surprise. A resident's must arrive.
		const keep = start.role === 'participant' ? new Keep<Command[]>(`wijkverhaal.outbox.${start.seat}`, []) : null;
		this.#outbox = new Outbox({
			transport: (command, answered) => {
				if (!this.#socket.connected || this.#status !== 'live') return;
				// A line may be dead although nobody closed it: a tap is the moment to notice, not the next heartbeat.
				const unanswered = setTimeout(() => void this.#wake(), deadAfter);
				this.#socket.emit('command', command, (answer: Answer) => {
					clearTimeout(unanswered);
					answered(answer);
				});
			},
			keep,
			changed: (pending) => (this.#pending = pending),
			answered: listeners.answered
		});
		this.#pending = this.#outbox.pending;
		this.#listen(listeners);
	}

	get view(): Views[R] {
		return this.replica.view;
	}
	/** The seq of that view. */
	get seen(): number {
		return this.replica.seq;
	}
	get status(): Status {
		return this.#status;
	}
	get refusal(): Refusal | null {
		return this.#refusal;
	}
	get own(): Own | null {
		return this.#own;
	}
	get presence(): Presence | null {
		return this.#presence;
	}
	/** Commands that were not answered yet. */
	get pending(): Command[] {
		return this.#pending;
	}
	/** Now in server time, ms since 1970. */
	get serverNow(): number {
		void this.#readings;
		return this.#clock.now ?? Date.now();
	}

	/** Opens the line; call it in the browser only. @returns closes it. */
	open(): () => void {
		this.#socket.connect();
		const wake = () => void this.#wake();
		document.addEventListener('visibilitychange', wake);
		window.addEventListener('online', wake);
		window.addEventListener('offline', wake);
		// Back from the browser's cache of pages, in which every line was cut.
		const shown = (event: PageTransitionEvent) => event.persisted && wake();
		window.addEventListener('pageshow', shown);
		return () => {
			document.removeEventListener('visibilitychange', wake);
			window.removeEventListener('online', wake);
			window.removeEventListener('offline', wake);
			window.removeEventListener('pageshow', shown);
			clearTimeout(this.#asking);
			this.#socket.close();
		};
	}

	/**
	 * Is the line alive? A phone that wakes up, or a tap that nobody answered, must not wait for the transport to notice
	 * that it died, which takes the better part of a minute.
	 */
	async #wake(): Promise<void> {
		if (document.visibilityState !== 'visible' || this.#status === 'refused') return;
		const alive = this.#socket.connected && (this.#status !== 'live' || (await this.#catchUp(wakeWithin)));
		// While it slept its own clock may have stood still.
		if (alive) {
			this.#clock.anew();
			void this.#readClock();
		}
		// Not only `connect`: that waits for the next try of a line that is down.
		if (!alive) this.#socket.disconnect().connect();
	}

	/** Gives a command; the answer comes after the server's commit, however often the line breaks before. */
	send(command: CommandInput, id?: string): Promise<Answer> {
		return this.#outbox.send(command, id);
	}

	/** Tells other facilitators in passing what the hand on this page does: never stored, and lost where the line is busy, unless `surely`. */
	tellHand(message: HandMessage, surely = false): void {
		if (this.#socket.connected) (surely ? this.#socket : this.#socket.volatile).emit('hand', message);
	}
	/** Leads the view, gives that back, or stops: for now, so that it is not kept for a line that is down. */
	lead(message: LeadMessage): void {
		if (this.#socket.connected) this.#socket.emit('lead', message);
	}

	/**
	 * The screen's sign of life. Unanswered, the line is dead although nobody closed it (a server that lost its power,
	 * another access point): it is opened anew, which else takes the better part of a minute. It tells regie which page
	 * stands there.
	 */
	beat(beat: Beat): void {
		if (!this.#socket.connected) return;
		const { engine } = this.#socket.io;
		this.#socket.timeout(deadAfter).emit('beat', beat, (unanswered: Error | null) => {
			if (unanswered && this.#socket.io.engine === engine) engine.close();
		});
	}

	#listen(listeners: Listeners): void {
		this.#socket.on('state', (state: CatchUpAnswer & { own?: Own; serverTime: number }) => {
			this.replica.catchUp(state);
			if (state.own) this.#own = state.own;
			this.#clock.anew();
			this.#clock.told(state.serverTime);
			void this.#readClock();
			this.#status = 'live';
			this.#refusal = null;
			this.#goneSince = null;
			this.#outbox.resend();
			listeners.resumed?.(state.own ?? null);
		});
		this.#socket.on('frame', (frame: Frame) => {
			if (this.replica.take(frame) === 'gap') void this.#catchUp();
		});
		this.#socket.on('own', (own: Own) => {
			// Sent over one line in order; after a restore an older seq is the true one.
			this.#own = own;
			listeners.own?.(own);
		});
		this.#socket.on('presence', (presence: Presence) => (this.#presence = presence));
		this.#socket.on('hand', (message: HandMessage) => listeners.hands?.hand(message));
		this.#socket.on('hands', (message: HandsMessage) => listeners.hands?.hands(message));
		this.#socket.on('held', (message: HeldMessage) => listeners.hands?.held(message));
		this.#socket.on('refused', (refusal: Refusal) => this.#refuse(refusal));
		this.#socket.on('disconnect', (reason) => {
			if (this.#status === 'refused') return;
			this.#status = 'away';
			// Ended by the server on purpose: the client does not come back by itself, so ask why.
			if (reason === 'io server disconnect') this.#socket.connect();
		});
		this.#socket.on('connect_error', (error: Error & { data?: Refusal }) => {
			if (!error.data) {
				this.#status = 'away';
				return;
			}
			if (passing.has(error.data.code)) {
				this.#status = 'away';
				setTimeout(() => this.#status === 'away' && this.#socket.connect(), 3000);
			} else this.#refuse(error.data);
		});
	}

	/** @returns false where the line gave no answer within that time: the next 'state' brings everything. */
	#catchUp(within = 5000): Promise<boolean> {
		// One at a time: frames that come in meanwhile are gaps too.
		if (this.#catchingUp) return Promise.resolve(true);
		this.#catchingUp = true;
		return new Promise((settle) => {
			// Not awaited: a frame that came along with the answer would be taken up before it, as a gap, and be lost.
			this.#socket.timeout(within).emit('catch-up', { epoch: this.replica.epoch, seq: this.replica.seq }, (unanswered: Error | null, answer: CatchUpAnswer | Refusal) => {
				this.#catchingUp = false;
				if (!unanswered && !('ok' in answer)) this.replica.catchUp(answer);
				settle(!unanswered);
			});
		});
	}

	async #readClock(): Promise<void> {
		await this.#clock.read(() => this.#socket.timeout(deadAfter).emitWithAck('time').catch(() => null));
		this.#readings += 1;
	}

	#refuse(refusal: Refusal): void {
		this.#refusal = refusal;
		this.#status = 'refused';
		this.#socket.disconnect();
		if (refusal.code !== 'evening.unknown') return;
		this.#goneSince ??= Date.now();
		// Not the whole hall in the same instant.
		const wait = askAgainAfter * (0.5 + Math.random());
		if (Date.now() - this.#goneSince < askAgainFor) this.#asking = setTimeout(() => this.#socket.connect(), wait);
	}
}
