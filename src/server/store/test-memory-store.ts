import type { Stored } from '#shared/evening/events.ts';
import { StoreFull, type EventStore, type Group } from './event-store.ts';

/** A store for tests of what stands upon it: keeps everything in memory, and fails where it is told to. */
export class MemoryStore implements EventStore {
	/** What the next appends do, in order; after that they succeed. */
	failures: ('full' | 'broken')[] = [];
	/** Reading fails as long as this is set. */
	unreadable = false;
	readonly groups: Group<unknown>[] = [];
	readonly #events = new Map<string, string[]>();
	readonly #texts = new Map<string, Map<string, string>>();

	load<Event>(stream: string) {
		if (this.unreadable) throw new Error('The disk is gone');
		return {
			// Through JSON, as events go through a database.
			events: (this.#events.get(stream) ?? []).map((stored) => JSON.parse(stored) as Stored<Event>),
			texts: new Map(this.#texts.get(stream))
		};
	}

	async append<Event>(group: Group<Event>): Promise<void> {
		const failure = this.failures.shift();
		if (failure === 'full') throw new StoreFull();
		if (failure === 'broken') throw new Error('The disk is broken');
		this.groups.push(group);
		const events = this.#events.get(group.stream) ?? [];
		this.#events.set(group.stream, [...events, ...group.events.map((stored) => JSON.stringify(stored))]);
		const texts = this.#texts.get(group.stream) ?? new Map<string, string>();
		for (const [id, body] of Object.entries(group.texts)) texts.set(id, body);
		for (const id of group.erase) texts.delete(id);
		this.#texts.set(group.stream, texts);
	}

	streams(): string[] {
		return [...this.#events.keys()];
	}

	destroy(stream: string): void {
		this.#events.delete(stream);
		this.#texts.delete(stream);
	}
}
