import { nanoid } from 'nanoid';
import { receiptHash } from '#shared/programme/collection/receipt.ts';
import type { CollectionCommand, SentForm } from '#shared/programme/collection/commands.ts';
import { decideCollection } from '#shared/programme/collection/decide.ts';
import { evolveCollection } from '#shared/programme/collection/evolve.ts';
import { toldDay } from '#shared/programme/collection/told-day.ts';
import { areaOf, rolesFor, type CollectionRole } from '#shared/programme/collection/roles.ts';
import { emptyCollection, type CollectionEvent, type CollectionState } from '#shared/programme/collection/state.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { normalCode, sign } from '../access/keys.ts';
import type { Programme } from '../live/programme.ts';
import { Queue, type Outcome } from '../live/queue.ts';
import type { Log } from '../log.ts';
import { collectionStream, type EventStore } from '../store/event-store.ts';

/** What the server does of itself: telling what went to an evening, and taking back a file that was begun and not ended. */
const byServer: ReadonlySet<string> = new Set<CollectionCommand['type']>(['theme.sent', 'batch.withdraw']);

/** Who is behind a command: an account with its roles by area, a scout or resident, who have none, or the server for what it alone does. */
export type By = { account: string } | { scout: string } | { resident: true } | { server: true };

/** What a phone may throw its own copy away for: this version of this form is on disk here. */
export interface Receipt {
	form: string;
	version: number;
	hash: string;
}

/** What the scouts of all areas bring, and what people make of it. */
export class Collection {
	readonly #queue: Queue<CollectionState, CollectionCommand, CollectionEvent>;
	readonly #programme: Programme;
	readonly #key: string;
	readonly #time: () => number;
	readonly #heard = new Set<(events: readonly CollectionEvent[]) => void>();

	constructor(options: { store: EventStore; programme: Programme; key: string; time: () => number; log: Log }) {
		this.#programme = options.programme;
		this.#key = options.key;
		this.#time = options.time;
		this.#queue = new Queue({
			stream: collectionStream,
			rules: {
				empty: emptyCollection,
				decide: (state, command, context) => decideCollection(state, command, { ...context, hasArea: (area) => this.#programme.areaName(area) !== null }),
				evolve: evolveCollection
			},
			store: options.store,
			newCode: () => {
				throw new Error('A collection has no join code');
			},
			time: options.time,
			log: options.log,
			committed: (stored) => {
				for (const hear of this.#heard) hear(stored.map(({ event }) => event));
			}
		});
	}

	/** As it stands: to read, never to write. */
	get state(): CollectionState {
		return this.#queue.state;
	}

	/** Looks a text up; '' where it was erased. */
	get textOf(): (id: string) => string {
		return this.#queue.textOf;
	}

	/** Hears what was committed, after it was. */
	onCommitted(hear: (events: readonly CollectionEvent[]) => void): void {
		this.#heard.add(hear);
	}

	/** Gives a command, where its giver may in that area. Refused besides: `person.roleLacks`. */
	submit(command: CollectionCommand, by: By): Promise<Outcome> {
		if (!this.#may(command, by)) return Promise.resolve(refuse('person.roleLacks'));
		const seat = 'account' in by ? by.account : 'scout' in by ? by.scout : 'server' in by ? 'server' : 'resident';
		return this.#queue.submit(command, { role: 'facilitator', seat, participant: null });
	}

	/** Takes a form in; the same one may come any number of times. */
	async receive(form: SentForm, by: By, from: { origin: 'phone' | 'paper' | 'file'; batch?: string } = { origin: 'phone' }): Promise<{ ok: true; receipt: Receipt } | Refusal> {
		const { code, ...sent } = form;
		const hash = receiptHash(form);
		const outcome = await this.submit(
			{
				...sent,
				// Of paper and files a person told the day, also of long ago; of a phone its clock did.
				day: from.origin === 'phone' ? toldDay(sent.day, this.#time()) : sent.day,
				id: nanoid(),
				type: 'form.receive',
				hash,
				proof: code === null ? null : this.proofOf(code),
				origin: from.origin,
				operator: 'account' in by ? by.account : null,
				batch: from.batch ?? null
			},
			by
		);
		return outcome.ok ? { ok: true, receipt: { form: form.form, version: form.version, hash } } : outcome;
	}

	/** The form of a resident's code, as typed; null for none. A withdrawn one is found too: its page says so. */
	formOfCode(typed: string): string | null {
		return this.state.formOfProof.get(this.proofOf(normalCode(typed))) ?? null;
	}

	/** What a code is known by: whoever reads the database cannot open a form with it. */
	proofOf(code: string): string {
		return sign(this.#key, `form ${code}`);
	}

	stop(): Promise<void> {
		return this.#queue.stop();
	}

	#may(command: CollectionCommand, by: By): boolean {
		if ('server' in by) return byServer.has(command.type);
		const allowed = rolesFor(this.state, command);
		if (!('account' in by)) return allowed.includes('scout' in by ? 'scout' : 'resident');
		const area = areaOf(this.state, command);
		const roles: readonly CollectionRole[] =
			area === null ? this.#programme.areas().flatMap(({ id }) => this.#programme.rolesOf(by.account, id)) : this.#programme.rolesOf(by.account, area);
		return roles.some((role) => allowed.includes(role));
	}
}
