import { createContext } from 'svelte';
import { Live, type Start } from '#client/live/live.svelte.ts';
import { Steps } from '#client/live/steps.svelte.ts';
import type { Hint } from '#shared/protocol/frames.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { refusalText } from './refusal-text.ts';

/** The facilitator's line to the evening: commands are said in words and can be taken back with one press. */
export class Regie extends Steps<'facilitator'> {
	readonly live: Live<'facilitator'>;
	readonly #hintListeners = new Set<(hint: Hint) => void>();

	constructor(start: Start<'facilitator'>) {
		super();
		this.live = new Live(start, {
			hint: (hint) => {
				for (const listen of this.#hintListeners) listen(hint);
			}
		});
	}

	protected override inWords(refusal: Refusal): string {
		return refusalText(refusal);
	}

	/** Empties the screen, or brings back what was there. Said like any step: else the bar takes back the one before it. */
	blank(blank: boolean): void {
		void this.do({ type: 'screen.blank', blank }, blank ? 'Het scherm is leeg.' : 'Het scherm is weer aan.');
	}

	/** Passing hints of other facilitators, for the page that shows them. @returns stops listening. */
	onHint(listen: (hint: Hint) => void): () => void {
		this.#hintListeners.add(listen);
		return () => this.#hintListeners.delete(listen);
	}
}

/** The regie of the page, for every part of it. */
export const [useRegie, provideRegie] = createContext<Regie>();
