import { nanoid } from 'nanoid';
import { createStore, del, set, values, type UseStore } from 'idb-keyval';
import { Keep } from '#client/live/keep.ts';
import type { Stage } from './send-picture.ts';
import type { Kept, Shelf } from './uploads.svelte.ts';

/** A picture that nobody went on with for so long is taken off this device, in ms. */
const keptFor = 24 * 60 * 60 * 1000;
/** How long another page of this browser gets to say what it is sending itself, in ms. */
const answersIn = 300;

/** What pages tell each other: one asks what the others have, and each says what is its own. */
type Said = { asks: string; seat: string } | { has: string[] };

interface Row extends Omit<Kept, 'stage'> {
	seat: string;
	at: number;
}

/**
 * Keeps the pictures that a seat sends in this browser's IndexedDB until they have arrived: an iPad puts a page away
 * when it sleeps, and loads it anew. Pages that are open at the same time tell each other what is theirs. Where the
 * browser refuses (private browsing, full) a picture is kept as long as its page lives.
 */
export class KeptPictures implements Shelf {
	readonly #seat: string;
	readonly #store: UseStore;
	/** Command -> how far it came. Beside the files: writing those again for each stage takes long on an iPad. */
	readonly #stages: Keep<Record<string, Stage>>;
	readonly #pages = new BroadcastChannel('wijkverhaal.sturen');
	/** Command -> when it was put here, of this page. */
	readonly #own = new Map<string, number>();
	/** While this page asks what an earlier one left: since when, with a name behind it, and whether another page that asked before goes on instead. */
	#asking: { as: string; yields: boolean } | null = null;
	#last = 0;

	constructor(seat: string) {
		this.#seat = seat;
		this.#store = createStore('wijkverhaal', 'pictures');
		this.#stages = new Keep(`wijkverhaal.sturen.${seat}`, {});
		this.#pages.onmessage = ({ data }: MessageEvent<Said>) => {
			if (!('asks' in data)) return;
			this.#say({ has: [...this.#own.keys()] });
			// Two that are opened together, as a browser does with its tabs: the first to ask goes on.
			if (this.#asking === null || data.seat !== this.#seat) return;
			if (data.asks < this.#asking.as) this.#asking.yields = true;
			else this.#say({ asks: this.#asking.as, seat: this.#seat });
		};
	}

	put({ stage: _, ...kept }: Kept): void {
		// Of those that are chosen together each has a time of its own: it is their order.
		const at = this.#own.get(kept.command) ?? (this.#last = Math.max(Date.now(), this.#last + 1));
		this.#own.set(kept.command, at);
		const row: Row = { ...kept, seat: this.#seat, at };
		set(kept.command, row, this.#store).catch(() => {});
	}

	reach(command: string, stage: Stage): void {
		this.#stages.value = { ...this.#stages.value, [command]: stage };
	}

	remove(command: string): void {
		this.#own.delete(command);
		const { [command]: _, ...others } = this.#stages.value;
		this.#stages.value = others;
		del(command, this.#store).catch(() => {});
	}

	async left(): Promise<Kept[]> {
		const asking = (this.#asking = { as: `${Date.now()} ${nanoid()}`, yields: false });
		const others = await this.#othersHave(asking.as);
		const rows = await values<Row>(this.#store).catch(() => []);
		const left: Row[] = [];
		for (const row of rows) {
			if (Date.now() - row.at > keptFor) this.remove(row.command);
			else if (row.seat === this.#seat && !others.has(row.command) && !this.#own.has(row.command)) left.push(row);
		}
		this.#asking = null;
		if (asking.yields) return [];
		for (const { command, at } of left) this.#own.set(command, at);
		return left.sort((a, b) => a.at - b.at).map((row) => ({ ...row, stage: this.#stages.value[row.command] ?? 'new' }));
	}

	/** Pages are told nothing any more. */
	close(): void {
		this.#pages.close();
	}

	#say(said: Said): void {
		this.#pages.postMessage(said);
	}

	async #othersHave(as: string): Promise<Set<string>> {
		const others = new Set<string>();
		const listen = ({ data }: MessageEvent<Said>) => {
			if ('has' in data) for (const command of data.has) others.add(command);
		};
		this.#pages.addEventListener('message', listen);
		this.#say({ asks: as, seat: this.#seat });
		await new Promise((goOn) => setTimeout(goOn, answersIn));
		this.#pages.removeEventListener('message', listen);
		return others;
	}
}
