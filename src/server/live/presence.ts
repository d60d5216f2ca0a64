import type { PictureSize, Presence as PresenceMessage, ShownPage } from '#shared/protocol/frames.ts';
import { roles, type Role } from '#shared/protocol/roles.ts';

/** A screen beats every 2 s; after this long without a beat regie is told, in ms. */
const silentAfter = 5000;
/** Regie hears of comings and goings at most this often, in ms. */
const pace = 1000;

interface Room {
	/** Socket -> its seat. Two tabs of one phone are one phone. */
	sockets: Record<Role, Map<string, string>>;
	/** Socket of a screen -> when it last beat, monotonic ms, the page that it showed then, and its size where it tells that. */
	beats: Map<string, { at: number; shown: ShownPage | null; size: PictureSize | null }>;
	/** The names of facilitators who are there or were, by seat. */
	names: Map<string, string>;
	/** A screen was there and is not any more. */
	screenLost: boolean;
}

/** Who is connected to which evening now. Volatile: never stored, told to regie only. */
export class Presence {
	readonly #namesOf: (evening: string) => Iterable<[string, string]>;
	readonly #tell: (evening: string, presence: PresenceMessage) => void;
	readonly #rooms = new Map<string, Room>();
	readonly #changed = new Set<string>();
	readonly #timer: NodeJS.Timeout;

	/** @param namesOf of facilitators who have a seat in the evening, by seat: of those who left before the server began too */
	constructor(tell: (evening: string, presence: PresenceMessage) => void, namesOf: (evening: string) => Iterable<[string, string]> = () => []) {
		this.#tell = tell;
		this.#namesOf = namesOf;
		this.#timer = setInterval(() => this.#report(), pace).unref();
	}

	/** @param name of a facilitator's account; null where there is none */
	entered(evening: string, role: Role, socket: string, seat: string, name: string | null = null): void {
		const room = this.#room(evening);
		if (name !== null) room.names.set(seat, name);
		room.sockets[role].set(socket, seat);
		if (role === 'screen') {
			room.beats.set(socket, { at: performance.now(), shown: null, size: null });
			room.screenLost = false;
		}
		this.#changed.add(evening);
	}

	left(evening: string, role: Role, socket: string): void {
		const room = this.#room(evening);
		room.sockets[role].delete(socket);
		room.beats.delete(socket);
		if (role === 'screen' && room.sockets.screen.size === 0) room.screenLost = true;
		this.#changed.add(evening);
	}

	/** A screen's sign of life. A turned page is told at once: regie holds the page that it was told of. */
	beat(evening: string, socket: string, shown: ShownPage | null = null, size: PictureSize | null = null): void {
		const { beats } = this.#room(evening);
		const before = beats.get(socket)?.shown ?? null;
		beats.set(socket, { at: performance.now(), shown, size });
		if (JSON.stringify(before) !== JSON.stringify(shown)) this.#tell(evening, this.of(evening));
	}

	/** Who is there now. */
	of(evening: string): PresenceMessage {
		const { sockets, beats, names, screenLost } = this.#room(evening);
		const now = performance.now();
		const isSilent = ({ at }: { at: number }) => now - at > silentAfter;
		// What a silent screen showed, the hall may not see any more.
		const shown = [...beats.values()].find((beat) => beat.shown !== null && !isSilent(beat))?.shown;
		const size = [...beats.values()].find((beat) => beat.size !== null)?.size;
		return {
			...(shown && { shown }),
			...(size && { size }),
			facilitators: [...new Set(sockets.facilitator.values())],
			names: Object.fromEntries(names),
			moderators: seats(sockets.moderator),
			helpers: seats(sockets.helper),
			// Two windows of one computer may be two projectors.
			screens: sockets.screen.size,
			participants: seats(sockets.participant),
			illustrators: seats(sockets.illustrator),
			screenSilent: screenLost || [...beats.values()].some(isSilent)
		};
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	#report(): void {
		for (const [evening, room] of this.#rooms) {
			// A screen falls silent without any message: that is the point.
			if (!this.#changed.has(evening) && room.beats.size === 0) continue;
			this.#tell(evening, this.of(evening));
		}
		this.#changed.clear();
	}

	#room(evening: string): Room {
		let room = this.#rooms.get(evening);
		if (!room) {
			const sockets = Object.fromEntries(roles.map((role) => [role, new Map<string, string>()])) as Room['sockets'];
			this.#rooms.set(evening, (room = { sockets, beats: new Map(), names: new Map(this.#namesOf(evening)), screenLost: false }));
		}
		return room;
	}
}

function seats(sockets: Map<string, string>): number {
	return new Set(sockets.values()).size;
}
