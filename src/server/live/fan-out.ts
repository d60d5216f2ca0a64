import type { EveningEvent, Stored } from '#shared/evening/events.ts';
import type { EveningState } from '#shared/evening/state.ts';
import type { Frame } from '#shared/protocol/frames.ts';
import { roles, type Role } from '#shared/protocol/roles.ts';
import { subjectOf } from '#shared/protocol/show.ts';
import type { TextOf } from '#shared/views/parts.ts';
import { views, type Views } from '#shared/views/views.ts';
import { Channel } from './channel.ts';

/** Shortest time between two frames of what comes from the hall, in ms: staff and screen see 20 a second, phones one. */
const pace: Record<Role, number> = { facilitator: 50, moderator: 50, helper: 200, screen: 50, illustrator: 200, participant: 1000 };

/**
 * Turns commits into frames, per role at its own pace. What the hall waits for (a round opened or closed, a reveal,
 * something hidden) goes to the phones at once; votes and comments are gathered first. What staff do goes to staff and
 * screen at once, and so before its answer: a page whose step was answered shows it, and a next press builds on it.
 */
export class FanOut {
	readonly channels: { [R in Role]: Channel<Views[R]> };
	readonly #state: () => EveningState;
	readonly #text: TextOf;
	readonly #epoch: string;
	readonly #send: (role: Role, frame: Frame) => void;
	readonly #timers = new Map<Role, NodeJS.Timeout>();
	readonly #sentAt = new Map<Role, number>();

	constructor(options: {
		state: () => EveningState;
		text: TextOf;
		epoch: string;
		send: (role: Role, frame: Frame) => void;
	}) {
		this.#state = options.state;
		this.#text = options.text;
		this.#epoch = options.epoch;
		this.#send = options.send;
		const channel = <R extends Role>(role: R) => new Channel<Views[R]>(views[role], this.#state(), this.#text);
		this.channels = {
			facilitator: channel('facilitator'),
			moderator: channel('moderator'),
			helper: channel('helper'),
			screen: channel('screen'),
			participant: channel('participant'),
			illustrator: channel('illustrator')
		};
	}

	/** After a commit. */
	committed(events: Stored<EveningEvent>[]): void {
		const fromAll = events.some(({ event }) => takesAway(event));
		const fromScreen = events.some(({ event }) => takesWifi(event));
		const urgent = events.some(({ event }) => isUrgent(event));
		const byStaff = events.some(({ role }) => role !== 'participant');
		for (const role of roles) {
			if (fromAll || (fromScreen && role === 'screen')) {
				// The frame that takes it away goes first; then nothing older may be asked for.
				this.publish(role);
				this.channels[role].forget();
			} else if (role === 'participant' ? urgent : byStaff) this.publish(role);
			else this.#publishInTime(role);
		}
	}

	/** No frame goes out any more. */
	stop(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
	}

	#publishInTime(role: Role): void {
		if (this.#timers.has(role)) return;
		const since = performance.now() - (this.#sentAt.get(role) ?? -Infinity);
		if (role !== 'participant' && since >= pace[role]) return this.publish(role);
		// Phones are gathered from the first change on: a lone dot must not wake every phone at once, twice.
		const wait = role === 'participant' ? pace[role] : pace[role] - since;
		this.#timers.set(role, setTimeout(() => this.publish(role), wait));
	}

	/** Sends what the role has not heard yet. */
	publish(role: Role): void {
		clearTimeout(this.#timers.get(role));
		this.#timers.delete(role);
		const frame = this.channels[role].publish(this.#state(), this.#text, this.#epoch);
		if (frame === null) return;
		this.#sentAt.set(role, performance.now());
		this.#send(role, frame);
	}
}

/** Step, reveal, close, hide and withdraw go at once. */
function isUrgent(event: EveningEvent): boolean {
	switch (event.type) {
		case 'round.changed':
		case 'runSheet.changed':
		case 'segment.changed':
		case 'screen.changed':
		case 'evening.changed':
		case 'drawing.changed':
		case 'theme.changed':
			return true;
		default:
			return takesAway(event);
	}
}

/** Does this event take something out of somebody's sight? */
function takesAway(event: EveningEvent): boolean {
	switch (event.type) {
		case 'comment.changed':
			// What waited was in nobody's sight but the reviewers': only its words can go from there.
			return (event.set.status !== undefined && (event.set.status === 'withdrawn' || event.was.status === 'approved')) || event.set.projected === false;
		case 'drawing.changed':
			return event.set.version !== undefined || event.set.stages !== undefined || event.set.from !== undefined || event.set.theme !== undefined || (event.set.status !== undefined && event.set.status !== 'wall');
		case 'theme.changed':
			return event.set.removed === true || event.set.hidden === true || event.set.grave === true || event.set.into != null || event.set.title !== undefined || event.set.explanation !== undefined || event.set.quotes !== undefined;
		case 'round.changed':
			return event.set.removed === true || event.set.shown === false || event.set.phase === 'draft' || event.was.phase === 'closed';
		case 'feedback.given':
			return event.was !== null && event.was.sentence !== null && event.was.sentence !== event.feedback.sentence;
		case 'exhibit.changed':
			return event.set.removed === true;
		case 'strip.changed':
			return event.set.title !== undefined;
		case 'panel.changed':
			return event.set.removed === true || event.set.caption !== undefined;
		case 'claim.changed':
		case 'message.changed':
			// All that changes of them is that they go.
			return true;
		case 'screen.changed': {
			// The screen holds what stands there, and not what stood there.
			const { show: before } = event.was;
			return (before?.mode === 'exhibit' || before?.mode === 'strip') && event.set.show !== undefined && subjectOf(event.set.show) !== subjectOf(before);
		}
		default:
			return false;
	}
}

/** May this event take the hall's wifi, and its password, off the screen? Of all others only regie's frames hold it. */
function takesWifi(event: EveningEvent): boolean {
	switch (event.type) {
		case 'evening.changed':
			return event.set.wifi !== undefined || event.set.wifiShown === false || event.set.closed === true || event.set.door === 'closed';
		case 'screen.changed':
			return event.was.show?.mode === 'join' || event.set.blank === true;
		default:
			return false;
	}
}
