import { nanoid } from 'nanoid';
import type { CollectionCommand } from '#shared/programme/collection/commands.ts';
import type { Totals } from '#shared/programme/collection/totals.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { refusalText } from '../refusal-text.ts';

/** A command as a page gives it; the id is made here. */
export type Given = CollectionCommand extends infer Command ? (Command extends CollectionCommand ? Omit<Command, 'id'> : never) : never;

/** What was just done or refused, in words. */
export interface Said {
	message: string;
	kind: 'done' | 'refused';
	/** It is what 'Ongedaan maken' takes back. */
	back: boolean;
}

/** How often the server is asked what others did, in ms. */
const lookEvery = 1500;

/**
 * What a page of an area's collection has under hand: the list as it was last told, commands, and the way back of each.
 * It asks the server again and again, since several people work at one list; where nothing was committed since, the
 * answer is four bytes.
 */
export class CollectionDesk<View extends { seq: number; totals: Totals }> {
	readonly #base: string;
	readonly #address: () => string;
	readonly #taken: (view: View) => void;
	#view: View = $state.raw()!;
	#said = $state.raw<Said | null>(null);
	#busy = $state(false);
	/** The step that is under way, or was the last. */
	#step: Promise<unknown> = Promise.resolve();
	/** The server did not answer the last time. */
	#away = $state(false);
	/** What was done on this page and can be taken back, the last at the end. */
	#done: string[] = $state([]);
	#asked = 0;
	#isLeft = false;

	/**
	 * @param base the area's path
	 * @param address what the list is asked by, under it: 'nakijken/lijst?lijst=waiting'
	 * @param taken called when another view came
	 */
	constructor(options: { base: string; view: View; address: () => string; taken?: (view: View) => void }) {
		this.#base = options.base;
		this.#view = options.view;
		this.#address = options.address;
		this.#taken = options.taken ?? (() => {});
	}

	get view(): View {
		return this.#view;
	}
	get said(): Said | null {
		return this.#said;
	}
	/** A command is under way: a second press would hit what comes after it. */
	get busy(): boolean {
		return this.#busy;
	}
	get away(): boolean {
		return this.#away;
	}
	get canUndo(): boolean {
		return this.#done.length > 0;
	}

	/** Begins to ask. Call it when the page is mounted. @returns stops it. */
	open(): () => void {
		const timer = setInterval(() => {
			if (document.visibilityState === 'visible' && !this.#busy) void this.look(true);
		}, lookEvery);
		return () => {
			this.#isLeft = true;
			clearInterval(timer);
		};
	}

	/** Asks for the list. @param onlyNew where it is the same as before, nothing comes. */
	async look(onlyNew = false): Promise<void> {
		const asked = (this.#asked += 1);
		const address = this.#address();
		const query = onlyNew ? `${address.includes('?') ? '&' : '?'}stand=${this.#view.seq}` : '';
		const view = await this.#fetch<View | null>(`${address}${query}`);
		// Another was asked for meanwhile, or the page is not there any more.
		if (view === undefined || view === null || asked !== this.#asked || this.#isLeft) return;
		this.#view = view;
		this.#taken(view);
	}

	/** Gives a command, says what it did, and shows what came of it. @returns null where nothing was sent, or no answer came. */
	give(given: Given, done: string): Promise<{ ok: true } | Refusal | null> {
		if (this.#busy) return Promise.resolve(null);
		const step = this.#give(given, done);
		this.#step = step;
		return step;
	}

	async #give(given: Given, done: string): Promise<{ ok: true } | Refusal | null> {
		this.#busy = true;
		const id = nanoid();
		const outcome = await this.#send({ ...given, id } as CollectionCommand);
		if (outcome?.ok) {
			if (!outcome.unchanged) this.#done.push(id);
			this.#said = { message: done, kind: 'done', back: !outcome.unchanged };
		}
		await this.look();
		this.#busy = false;
		return outcome;
	}

	/** Takes back the last step that was done on this page, once it is done: its words stand there before the list follows. */
	undo(): Promise<void> {
		const undone = this.#step.then(() => this.#takeBack());
		this.#step = undone;
		return undone;
	}

	async #takeBack(): Promise<void> {
		const command = this.#done.at(-1);
		if (command === undefined) return;
		this.#busy = true;
		const outcome = await this.#send({ id: nanoid(), type: 'undo', command });
		// What was changed since can't be taken back later either: the step before it can.
		if (outcome) this.#done.pop();
		if (outcome?.ok) this.#said = { message: 'Ongedaan gemaakt.', kind: 'done', back: false };
		await this.look();
		this.#busy = false;
	}

	say(message: string, kind: Said['kind'] = 'refused'): void {
		this.#said = { message, kind, back: false };
	}
	dismiss(): void {
		this.#said = null;
	}

	/** @returns null where no answer came: that is said. */
	async #send(command: CollectionCommand): Promise<{ ok: true; unchanged?: true } | Refusal | null> {
		const outcome = await this.#fetch<{ ok: true; unchanged?: true } | Refusal>('opdracht', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(command) });
		if (outcome === undefined) {
			this.say('Geen verbinding. Er is niets gedaan. Probeer het zo nog eens.');
			return null;
		}
		if (!outcome.ok) this.say(refusalText(outcome));
		return outcome;
	}

	/** @returns undefined where the server is away, or who was signed in is not any more. */
	async #fetch<Answer>(path: string, options?: RequestInit): Promise<Answer | undefined> {
		try {
			const answer = await fetch(`${this.#base}/${path}`, options);
			// Signed out elsewhere: the page to sign in came instead, and leads back here.
			if (answer.redirected) location.reload();
			const told = (await answer.json()) as Answer;
			this.#away = false;
			return answer.status === 403 && options === undefined ? undefined : told;
		} catch {
			this.#away = true;
			return undefined;
		}
	}
}
