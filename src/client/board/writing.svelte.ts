import { nanoid } from 'nanoid';
import { refusalText } from '#client/regie/refusal-text.ts';
import type { Regie } from '#client/regie/regie.svelte.ts';
import type { MainTheme } from '#shared/programme/main-theme.ts';
import { suggestedMain } from '#shared/programme/suggest-main.ts';
import type { BoardSteps } from './board-steps.ts';
import type { Point } from './geometry.ts';
import { cardsInWords } from './grouping.ts';

/** What is being typed: the words of something on the board, or those of something new that comes to lie there. */
export type Written =
	| { kind: 'title'; theme: number }
	| { kind: 'newTheme'; at: Point }
	| { kind: 'note'; note: string }
	| { kind: 'newNote'; at: Point }
	| { kind: 'name'; group: string }
	| { kind: 'newGroup'; themes: readonly number[] };

/** Where the keyboard goes on once it was typed; null where there is nothing. */
export type Typed = { theme: number } | { note: string } | { group: string } | null;

/** What one facilitator types on the board itself, until it is saved or left. */
export class Writing {
	readonly #regie: Regie;
	readonly #steps: BoardSteps;
	readonly #placeOf: (written: Written) => Point | undefined;
	#what = $state.raw<Written | null>(null);
	#begun: Point = { x: 0, y: 0 };
	/** What stood there when it was begun, or when it was last told that another changed it. */
	#known = '';
	#chosen = $state<MainTheme | null>(null);
	#busy = false;
	text = $state('');
	/** Why it could not be saved; what was typed still stands. */
	refused = $state<string | null>(null);

	/** @param placeOf where the thing lies whose text it is; undefined where it is gone */
	constructor(regie: Regie, steps: BoardSteps, placeOf: (written: Written) => Point | undefined) {
		this.#regie = regie;
		this.#steps = steps;
		this.#placeOf = placeOf;
	}

	get what(): Written | null {
		return this.#what;
	}
	/** The top left corner of the card that it is typed over. */
	readonly at: Point = $derived.by(() => (this.#what ? this.#placeOf(this.#what) : undefined) ?? this.#begun);
	/** The main theme of a new theme: what was chosen, else what the title seems to belong to. */
	readonly main: MainTheme = $derived(this.#chosen ?? suggestedMain(this.text) ?? 'overig');
	choose(main: MainTheme): void {
		this.#chosen = main;
	}

	/** Begins to type something else; what was typed before is saved first, and stays where that is refused. */
	async begin(what: Written): Promise<void> {
		await this.finish();
		if (this.#what) return;
		this.#chosen = null;
		this.refused = null;
		this.text = this.#known = this.#before(what) ?? '';
		this.#begun = this.#placeOf(what) ?? { x: 0, y: 0 };
		this.#what = what;
	}

	/** It stays as it was. @returns what it was typed for */
	leave(): Typed {
		const what = this.#what;
		this.#what = null;
		switch (what?.kind) {
			case 'title':
				return { theme: what.theme };
			case 'note':
				return { note: what.note };
			case 'name':
				return { group: what.group };
			case 'newGroup':
				return what.themes[0] === undefined ? null : { theme: what.themes[0] };
			default:
				return null;
		}
	}

	/** A press elsewhere: what was typed is saved; where nothing was typed, nothing happens. */
	async finish(): Promise<void> {
		if (!this.#what) return;
		if (this.text.trim() === (this.#before(this.#what) ?? '').trim()) this.leave();
		else await this.save();
	}

	/** @returns what was written; undefined where it is refused, and stays to be typed. */
	async save(): Promise<Typed | undefined> {
		const what = this.#what;
		if (!what || this.#busy) return;
		const text = this.text;
		const before = this.#before(what);
		if (before !== null && text.trim() === before.trim()) return this.leave();
		if (before !== null && before !== '' && before !== this.#known) {
			// Whoever changed it meanwhile would see own words go without a word.
			this.#known = before;
			this.refused = `Een ander maakte er net ‘${before}’ van. Bewaar nog eens om uw tekst te houden.`;
			return;
		}
		this.#busy = true;
		this.refused = null;
		const numbers = new Set(Object.keys(this.#regie.view.themes));
		const id = nanoid();
		const answer = await this.#steps.do(...this.#command(what, text.trim(), id));
		this.#busy = false;
		if (!answer.ok) {
			this.refused = refusalText(answer);
			return;
		}
		// Something else may be typed since.
		if (this.#what === what) this.#what = null;
		switch (what.kind) {
			case 'title':
				return { theme: what.theme };
			case 'note':
				return { note: what.note };
			case 'name':
				return { group: what.group };
			case 'newNote':
				return { note: id };
			case 'newGroup':
				return { group: id };
			case 'newTheme': {
				const { places } = this.#regie.view;
				const added = Object.keys(places).find((number) => !numbers.has(number) && places[number]!.x === what.at.x && places[number]!.y === what.at.y);
				return added === undefined ? null : { theme: Number(added) };
			}
		}
	}

	/** @param id of what comes to be, where it is something new */
	#command(what: Written, text: string, id: string): Parameters<BoardSteps['do']> {
		switch (what.kind) {
			case 'title':
				return [{ type: 'theme.edit', theme: what.theme, set: { title: text } }, `Thema ${what.theme} heet nu ‘${text}’.`];
			case 'newTheme':
				return [{ type: 'theme.add', themes: [{ title: text, main: this.main, at: what.at }] }, `Thema ‘${text}’ toegevoegd.`];
			case 'note':
				return [{ type: 'note.edit', note: what.note, text }, 'Briefje gewijzigd.'];
			case 'newNote':
				return [{ type: 'note.add', note: id, text, ...what.at }, 'Briefje toegevoegd.'];
			case 'name':
				return [{ type: 'group.rename', group: what.group, name: text }, `De groep heet nu ${text}.`];
			case 'newGroup':
				return [{ type: 'group.add', group: id, name: text, themes: [...what.themes] }, `Groep ${text} gemaakt met ${cardsInWords(what.themes.length)}.`];
		}
	}

	/** What stands there now; null of something new. */
	#before(what: Written): string | null {
		const { themes, notes, groups } = this.#regie.view;
		switch (what.kind) {
			case 'title':
				return themes[what.theme]?.title ?? '';
			case 'note':
				return notes[what.note]?.text ?? '';
			case 'name':
				return groups[what.group]?.name ?? '';
			default:
				return null;
		}
	}
}
