import { Live, type Start } from '#client/live/live.svelte.ts';
import { Steps } from '#client/live/steps.svelte.ts';

/** The line to the evening of who came in by a secret link. */
export class Maker<R extends 'moderator' | 'helper' | 'illustrator'> extends Steps<R> {
	readonly live: Live<R>;

	constructor(start: Start<R>) {
		super();
		this.live = new Live(start);
	}
}
