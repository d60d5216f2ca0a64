import type { EveningState } from '#shared/evening/state.ts';
import type { CatchUpAnswer, Frame, Snapshot } from '#shared/protocol/frames.ts';
import { difference } from '#shared/views/merge-patch.ts';
import type { TextOf } from '#shared/views/parts.ts';

/** Frames kept for those who missed some; further back a snapshot is shorter. */
const mostBuffered = 200;

/**
 * What one role has been told. `published` is the view as the role holds it; a frame is the difference from there to
 * the view of the present state, so that no frame can hold what the view withholds.
 */
export class Channel<View extends object> {
	published: { seq: number; view: View };
	readonly #make: (state: EveningState, text: TextOf) => View;
	#buffer: Frame[] = [];

	constructor(make: (state: EveningState, text: TextOf) => View, state: EveningState, text: TextOf) {
		this.#make = make;
		this.published = { seq: state.seq, view: make(state, text) };
	}

	/** Brings the role up to date. @returns the frame to send, or null where this role sees no change. */
	publish(state: EveningState, text: TextOf, epoch: string): Frame | null {
		const view = this.#make(state, text);
		const changes = difference(this.published.view, view);
		if (changes === null) return null;
		const frame = { epoch, from: this.published.seq, to: state.seq, changes };
		this.published = { seq: state.seq, view };
		this.#buffer.push(frame);
		if (this.#buffer.length > mostBuffered) this.#buffer.shift();
		return frame;
	}

	/** What was hidden, withdrawn or erased may not be read back from an older frame. */
	forget(): void {
		this.#buffer = [];
	}

	/** The frames from a replica's seq on, or the whole view. */
	catchUp(epoch: string, has: { epoch: string; seq: number } | null): CatchUpAnswer {
		if (has?.epoch === epoch) {
			if (has.seq === this.published.seq) return { frames: [] };
			const start = this.#buffer.findIndex((frame) => frame.from === has.seq);
			if (start >= 0) return { frames: this.#buffer.slice(start) };
		}
		return { snapshot: this.snapshot(epoch) };
	}

	snapshot(epoch: string): Snapshot<View> {
		return { epoch, ...this.published };
	}
}
