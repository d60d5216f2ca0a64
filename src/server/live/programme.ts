import {
	decideProgramme,
	emptyProgramme,
	evolveProgramme,
	mayStaff,
	type ProgrammeCommand,
	type ProgrammeEvent,
	type ProgrammeState
} from '#shared/programme/programme.ts';
import type { ProgrammeRole } from '#shared/programme/collection/roles.ts';
import type { TemplateSegment } from '#shared/programme/run-sheet-template.ts';
import type { Log } from '../log.ts';
import { programmeStream, type EventStore } from '../store/event-store.ts';
import { Queue, type Outcome } from './queue.ts';

/** The one programme of this server: its areas and the list of its evenings. */
export class Programme {
	readonly #queue: Queue<ProgrammeState, ProgrammeCommand, ProgrammeEvent>;

	constructor(options: { store: EventStore; time: () => number; log: Log }) {
		this.#queue = new Queue({
			stream: programmeStream,
			rules: { empty: emptyProgramme, decide: decideProgramme, evolve: evolveProgramme },
			store: options.store,
			newCode: () => {
				throw new Error('A programme has no join code');
			},
			time: options.time,
			log: options.log,
			committed: () => {}
		});
	}

	/** `account`: who does it, so that the log can say so. */
	submit(command: ProgrammeCommand, account: string): Promise<Outcome> {
		return this.#queue.submit(command, { role: 'facilitator', seat: account, participant: null });
	}

	/** The areas in the order in which they were made. */
	areas(): { id: string; name: string; evenings: string[] }[] {
		const { areas, evenings } = this.#queue.state;
		return [...areas]
			.filter(([, area]) => !area.removed)
			.map(([id, area]) => ({
				id,
				name: this.#queue.textOf(area.name),
				evenings: [...evenings].filter(([, evening]) => evening.area === id && !evening.removed).map(([evening]) => evening)
			}));
	}

	areaName(id: string): string | null {
		const area = this.#queue.state.areas.get(id);
		return area && !area.removed ? this.#queue.textOf(area.name) : null;
	}

	/** What this account is in an area; nothing in one that is gone. */
	rolesOf(account: string, area: string): readonly ProgrammeRole[] {
		const found = this.#queue.state.areas.get(area);
		return found && !found.removed ? (found.people[account] ?? []) : [];
	}

	/** Who does what in an area, by account. */
	peopleOf(area: string): [string, readonly ProgrammeRole[]][] {
		return Object.entries(this.#queue.state.areas.get(area)?.people ?? {});
	}

	/** May this account say who does what in that area? */
	mayStaff(account: string, area: string): boolean {
		const found = this.#queue.state.areas.get(area);
		return found !== undefined && !found.removed && mayStaff(found, account);
	}

	/** Is this evening in the programme, and not removed? */
	has(evening: string): boolean {
		return this.#queue.state.evenings.get(evening)?.removed === false;
	}

	/** Evenings that were removed and not yet destroyed: they can be brought back. */
	removedEvenings(): string[] {
		return [...this.#queue.state.evenings].filter(([, evening]) => evening.removed).map(([id]) => id);
	}

	/** The area that an evening, listed or removed, belongs to. */
	areaOf(evening: string): { id: string; name: string; removed: boolean } | null {
		const { areas, evenings } = this.#queue.state;
		const id = evenings.get(evening)?.area ?? '';
		const area = areas.get(id);
		return area ? { id, name: this.#queue.textOf(area.name), removed: area.removed } : null;
	}

	/** Run-sheets that were saved, in the order in which they were. */
	templates(): { id: string; name: string; segments: TemplateSegment[] }[] {
		return [...this.#queue.state.templates].filter(([, { removed }]) => !removed).map(([id, { name, segments }]) => ({
			id,
			name: this.#queue.textOf(name),
			segments: segments.map(({ title, notes, ...rest }) => ({ ...rest, title: this.#queue.textOf(title), notes: notes === null ? '' : this.#queue.textOf(notes) }))
		}));
	}

	/** What a command did, while it stands and was not taken back. */
	done(command: string): ProgrammeEvent | null {
		const step = this.#queue.state.steps.get(command);
		return step && !step.undone ? step.event : null;
	}

	textOf(id: string): string {
		return this.#queue.textOf(id);
	}

	/** Every evening, removed ones too: their streams are kept until they are destroyed. */
	eveningIds(): string[] {
		return [...this.#queue.state.evenings.keys()];
	}

	get isEmpty(): boolean {
		return this.#queue.state.seq === 0;
	}

	stop(): Promise<void> {
		return this.#queue.stop();
	}
}
