import type { CatchUpAnswer, Frame, Snapshot } from '#shared/protocol/frames.ts';
import { applyPatch } from '#shared/views/merge-patch.ts';

/** A role's view as this page holds it, kept up to date by frames. */
export class Replica<View> {
	#view = $state.raw() as View;
	#seq: number;
	#epoch = $state.raw('');

	constructor(snapshot: Snapshot<View>) {
		this.#view = snapshot.view;
		this.#seq = snapshot.seq;
		this.#epoch = snapshot.epoch;
	}

	get view(): View {
		return this.#view;
	}
	get seq(): number {
		return this.#seq;
	}
	get epoch(): string {
		return this.#epoch;
	}

	/** Takes a frame up: ignores what it has, applies what fits, and reports a gap. */
	take(frame: Frame): 'applied' | 'ignored' | 'gap' {
		if (frame.epoch !== this.#epoch) return 'gap';
		if (frame.to <= this.#seq) return 'ignored';
		if (frame.from !== this.#seq) return 'gap';
		this.#view = applyPatch(this.#view, frame.changes);
		this.#seq = frame.to;
		return 'applied';
	}

	/** Takes what the server answered to 'where are we': the frames that lack, or the whole view. */
	catchUp(answer: CatchUpAnswer): void {
		if ('snapshot' in answer) {
			this.#view = answer.snapshot.view as View;
			this.#seq = answer.snapshot.seq;
			this.#epoch = answer.snapshot.epoch;
		} else for (const frame of answer.frames) this.take(frame);
	}
}
