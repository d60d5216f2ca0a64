import { Keep } from '#client/live/keep.ts';
import type { MessageView } from '#shared/views/illustrators.ts';

/** Which messages were read on this browser. Open it when the page is mounted. */
export class ReadMessages {
	readonly #keep: Keep<number>;
	/** Server time of the last that was read, ms; until it is known all count as read. */
	#until = $state(Infinity);

	constructor(seat: string) {
		this.#keep = new Keep(`wijkverhaal.gelezen.${seat}`, 0);
	}

	open(): void {
		this.#until = this.#keep.value;
	}

	/** How many of them are new, of those that others sent. */
	unread(messages: Record<string, MessageView>, isOwn: (message: string) => boolean): number {
		return Object.values(messages).filter(({ id, at }) => at > this.#until && !isOwn(id)).length;
	}

	/** A person looked at them. */
	read(messages: Record<string, MessageView>): void {
		const last = Math.max(0, ...Object.values(messages).map(({ at }) => at));
		if (last > this.#until) this.#keep.value = this.#until = last;
	}
}
