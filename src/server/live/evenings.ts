import { nanoid } from 'nanoid';
import { copyCommands } from '#shared/evening/copy.ts';
import type { Actor } from '#shared/evening/decision.ts';
import { detailsOf } from '#shared/evening/state.ts';
import { filesOf, picturesOf, type Drawing } from '#shared/evening/drawing.ts';
import { exhibitFilesOf } from '#shared/evening/exhibit.ts';
import { parseCommand, type CommandInput, type DrawingVersion, type ExhibitPage } from '#shared/protocol/commands.ts';
import type { HouseStyleReport } from '#shared/house-style/report.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { newCode, normalCode } from '../access/keys.ts';
import type { Log } from '../log.ts';
import type { EventStore } from '../store/event-store.ts';
import { LiveEvening, type Audience } from './evening.ts';
import type { Programme } from './programme.ts';

/** Letters of a join code: said aloud, typed on any phone. */
const codeLength = 5;

/** The evenings that run on this server, each with its queue. */
export class Evenings {
	readonly #evenings = new Map<string, LiveEvening>();
	readonly #store: EventStore;
	readonly #programme: Programme;
	readonly #audience: Audience;
	readonly #epochOf: (evening: string) => string;
	readonly #time: () => number;
	readonly #log: Log;

	constructor(options: { store: EventStore; programme: Programme; audience: Audience; epochOf: (evening: string) => string; time: () => number; log: Log }) {
		this.#store = options.store;
		this.#programme = options.programme;
		this.#audience = options.audience;
		this.#epochOf = options.epochOf;
		this.#time = options.time;
		this.#log = options.log;
		for (const id of options.programme.eveningIds()) this.#evenings.set(id, this.#open(id));
	}

	/** The evening with this id, unless it was removed from the programme. */
	get(id: string): LiveEvening | null {
		return this.#programme.has(id) ? (this.#evenings.get(id) ?? null) : null;
	}

	/** The evening with this id, also one that was removed: regie names it, brings it back or destroys it. */
	kept(id: string): LiveEvening | null {
		return this.#evenings.get(id) ?? null;
	}

	/** The evening that people reach by this code, however they typed it. */
	byCode(typed: string): LiveEvening | 'code.unknown' | 'code.replaced' {
		const code = normalCode(typed);
		const all = this.all();
		const evening = all.find((one) => one.code === code);
		if (evening) return evening;
		return this.byFormerCode(code).length > 0 ? 'code.replaced' : 'code.unknown';
	}

	/** The evenings that people reached by this code before it was replaced. */
	byFormerCode(typed: string): LiveEvening[] {
		const code = normalCode(typed);
		return this.all().filter((one) => detailsOf(one.state).formerCodes.includes(code));
	}

	/** All that were not removed. */
	all(): LiveEvening[] {
		return [...this.#evenings.values()].filter(({ id }) => this.#programme.has(id));
	}

	/**
	 * Makes an evening and puts it in the programme. `actor`: the account that does it.
	 * @param filling what is in it from the beginning. Where any of it is refused (a full disk), no evening is made.
	 */
	async begin(
		fields: { title: string; area: string; date: string },
		actor: string,
		command: string = nanoid(),
		filling: CommandInput[] = []
	): Promise<{ ok: true; evening: LiveEvening } | Refusal> {
		const area = this.#programme.areaName(fields.area);
		if (area === null) return refuse('area.unknown');
		const evening = this.#open(nanoid(12));
		const facilitator: Actor = { role: 'facilitator', seat: actor, participant: null };
		const begun = await evening.submit({ id: nanoid(), type: 'evening.begin', title: fields.title, area, date: fields.date }, facilitator);
		if (!begun.ok) return begun;
		const filled = await Promise.all(filling.map((input) => evening.submit(parseCommand({ ...input, id: nanoid() })!, facilitator)));
		// Listed last: until then nobody sees it, and the next start throws it away after a power cut.
		const refused =
			filled.find((answer) => !answer.ok) ??
			(await this.#programme.submit({ id: command, type: 'evening.list', evening: evening.id, area: fields.area }, actor));
		if (!refused.ok) {
			await this.#forget(evening);
			return { ok: false, code: refused.code, ...(refused.parameters && { parameters: refused.parameters }) };
		}
		this.#evenings.set(evening.id, evening);
		return { ok: true, evening };
	}

	/**
	 * A new evening in the same area, planned as that one: without what people gave, and with a code of its own. Refused:
	 * `evening.unknown`, and what `begin` refuses.
	 */
	async copy(id: string, fields: { title: string; date: string }, actor: string, command: string = nanoid()): Promise<{ ok: true; evening: LiveEvening } | Refusal> {
		const original = this.get(id);
		const area = this.#programme.areaOf(id);
		if (!original || !area) return refuse('evening.unknown');
		const filling = copyCommands(original.state, (text) => original.textOf(text), () => nanoid());
		return this.begin({ ...fields, area: area.id }, actor, command, filling);
	}

	/** An evening that was not listed: nobody would ever find it. */
	async #forget(evening: LiveEvening): Promise<void> {
		await evening.stop();
		try {
			this.#store.destroy(evening.id, Date.now());
		} catch (error) {
			this.#log.error({ err: error }, 'an evening that was not listed stays until the next start');
		}
	}

	/**
	 * Tells every evening what its area is called now, where it was told something else: after a rename, after a move to
	 * another area, after either was taken back. Removed evenings too, which may be brought back. `actor`: who does it.
	 */
	async tellAreaNames(actor: string): Promise<void> {
		for (const evening of this.#evenings.values()) {
			const name = this.#programme.areaOf(evening.id)?.name;
			if (name === undefined || evening.textOf(detailsOf(evening.state).area) === name) continue;
			await evening.submit(
				{ id: nanoid(), type: 'evening.area', name },
				{ role: 'facilitator', seat: actor, participant: null }
			);
		}
	}

	/**
	 * Evenings in a house style whose folder is broken now get our own colours: else pages that loaded it before would
	 * have other colours than those that come. One whose folder is missing keeps its choice: the folder may still come.
	 */
	async leaveBrokenStyles(styles: readonly HouseStyleReport[], actor: string): Promise<void> {
		const broken = new Set(styles.flatMap(({ name, path }) => (path === null ? [name] : [])));
		for (const evening of this.#evenings.values()) {
			const { style } = detailsOf(evening.state);
			if (!style || !broken.has(style.path.split('/', 1)[0]!)) continue;
			await evening.submit({ id: nanoid(), type: 'evening.style', style: null }, { role: 'facilitator', seat: actor, participant: null });
		}
	}

	/** Ends an evening's queue and takes it out of memory; destroying its data is the caller's next step. */
	async close(id: string): Promise<void> {
		await this.#evenings.get(id)?.stop();
		this.#evenings.delete(id);
	}

	/** Takes up a stream that came to be in the store otherwise than by commands: one that was taken in, or a former state of it. */
	adopt(id: string): LiveEvening {
		const evening = this.#open(id);
		this.#evenings.set(id, evening);
		return evening;
	}

	async stop(): Promise<void> {
		await Promise.all([...this.#evenings.values()].map((evening) => evening.stop()));
	}

	/** The drawing that a version or stage belongs to now, and its evening; null once it was replaced or taken out, or never was. */
	drawingOf(version: string): { evening: LiveEvening; drawing: Drawing; picture: DrawingVersion } | null {
		for (const evening of this.all()) {
			for (const drawing of evening.state.entries.drawing.values()) {
				const picture = picturesOf(drawing).find(({ id }) => id === version);
				if (picture) return { evening, drawing, picture };
			}
		}
		return null;
	}

	/** A page of what is for the screen, and its evening; null once it was removed, or never was. */
	pageOf(id: string): { evening: LiveEvening; page: ExhibitPage } | null {
		for (const evening of this.all()) {
			for (const { removed, pages } of evening.state.entries.exhibit.values()) {
				const page = removed ? undefined : pages.find((one) => one.id === id);
				if (page) return { evening, page };
			}
		}
		return null;
	}

	/** The files, by hash, that any evening names; removed evenings too, which may come back. */
	drawingFiles(): Set<string> {
		return new Set([...this.#evenings.values()].flatMap(({ state }) => [...filesOf(state), ...exhibitFilesOf(state)]));
	}

	#open(id: string): LiveEvening {
		return new LiveEvening({
			id,
			epoch: this.#epochOf(id),
			store: this.#store,
			newCode: () => this.#freeCode(),
			time: this.#time,
			audience: this.#audience,
			log: this.#log
		});
	}

	#freeCode(): string {
		for (;;) {
			const code = newCode(codeLength);
			// An old code stays taken: who types it must hear that it was replaced. A removed evening may come back with its own.
			const isTaken = [...this.#evenings.values()].some(({ state }) => [detailsOf(state).code, ...detailsOf(state).formerCodes].includes(code));
			if (!isTaken) return code;
		}
	}
}
