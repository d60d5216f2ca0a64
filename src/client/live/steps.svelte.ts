import { nanoid } from 'nanoid';
import { refusalText } from '#client/ui/refusal-text.ts';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import type { Role } from '#shared/protocol/roles.ts';
import type { Live } from './live.svelte.ts';

/** What was just done, said under the page, with its way back. */
export interface Said {
	message: string;
	kind: 'done' | 'refused';
	/** What 'Ongedaan maken' does; null where there is nothing to take back. */
	back: TakeBack | null;
	/** What that was, in words, where the message is about something else: nothing was done since. */
	undoes: string | null;
	/** The command that `back` takes back; null where that is none, or several. */
	command: string | null;
}

/** Takes one thing back. */
type TakeBack = () => Promise<{ ok: true } | Refusal>;

/** A line whose commands are said in words and can be taken back with one press. */
export abstract class Steps<R extends Role> {
	abstract readonly live: Live<R>;
	#said = $state.raw<Said | null>(null);
	#undoing = $state(false);
	/** Steps under way that will be said. */
	#underWay = $state(0);
	/** The last command, as text, until it is answered. */
	#last: { command: string; answer: Promise<Answer> } | null = null;

	/** What a refusal says to who is on this page. */
	protected inWords(refusal: Refusal): string {
		return refusalText(refusal);
	}

	get view() {
		return this.live.view;
	}
	/** The seq of the view that is shown. */
	get seen(): number {
		return this.live.seen;
	}
	get said() {
		return this.#said;
	}
	/** Nothing can be taken back now: an undo is under way, or a step, and that one would be meant. */
	get busy() {
		return this.#undoing || this.#underWay > 0;
	}

	/**
	 * Gives a command and says what it did. One that changed nothing is not said, and what could be taken back still can.
	 * The same again before the answer is the second click of a double click: one press.
	 * @param done what it did, in words: 'Ronde 1 is open'. Null says nothing (a card was moved): then nothing is offered to undo.
	 * @param undoable false for what can't be taken back (a new join code).
	 * @param id names the command to `undo`, for a page that takes back more than the last thing.
	 */
	async do(command: CommandInput, done: string | null, undoable = true, id?: string): Promise<Answer> {
		const text = JSON.stringify(command);
		// Who names commands keeps count of them.
		if (id === undefined && this.#last?.command === text) return this.#last.answer;
		const last = { command: text, answer: this.#give(command, done, undoable, id ?? nanoid()) };
		this.#last = last;
		const answer = await last.answer;
		if (this.#last === last) this.#last = null;
		return answer;
	}

	async #give(command: CommandInput, done: string | null, undoable: boolean, id: string): Promise<Answer> {
		if (done !== null) this.#underWay += 1;
		const answer = await this.live.send(command, id);
		if (done !== null) this.#underWay -= 1;
		if (!answer.ok) this.say(this.inWords(answer), 'refused');
		else if (done !== null && !answer.unchanged) this.#said = { message: done, kind: 'done', back: undoable ? this.#takingBack(id) : null, undoes: null, command: undoable ? id : null };
		return answer;
	}

	/** Takes a command back: the last thing that was said, unless told otherwise. @returns null where nothing was sent. */
	async undo(command: string | null = null): Promise<{ ok: true } | Refusal | null> {
		const back = command === null ? this.#said?.back : this.#takingBack(command);
		if (!back || (command === null ? this.busy : this.#undoing)) return null;
		this.#undoing = true;
		const answer = await back();
		this.#undoing = false;
		this.#said = answer.ok
			? { message: 'Ongedaan gemaakt.', kind: 'done', back: null, undoes: null, command: null }
			: { message: this.inWords(answer), kind: 'refused', back: null, undoes: null, command: null };
		return answer;
	}

	/**
	 * Takes several commands back, one after the other, and stops at the first that is refused. What was done so can itself
	 * be taken back with one press.
	 * @param nameOf a command in words, within a sentence: 'ronde 1 gesloten'
	 * @param staying how many steps stay besides, since they can never be taken back
	 */
	async undoAll(commands: readonly string[], nameOf: (command: string) => string, staying = 0): Promise<void> {
		if (this.busy) return;
		this.#undoing = true;
		const done: string[] = [];
		let stopped: string | null = null;
		for (const command of commands) {
			const id = nanoid();
			// Before the answer: taken back, it may be named otherwise.
			const name = nameOf(command);
			const answer = await this.live.send({ type: 'undo', command }, id);
			if (!answer.ok) {
				stopped = `Gestopt bij ‘${name}’. ${this.inWords(answer)}`;
				break;
			}
			done.push(id);
		}
		this.#undoing = false;
		const count = done.length === 1 ? '1 stap is ongedaan gemaakt.' : `${done.length} stappen zijn ongedaan gemaakt.`;
		const stay = staying === 0 ? null : staying === 1 ? '1 stap blijft: die kan niet terug, of telt stemmen.' : `${staying} stappen blijven: die kunnen niet terug, of tellen stemmen.`;
		const back = done.length === 0 ? null : () => this.#inTurn(done.toReversed());
		this.#said = { message: [count, stopped ?? stay].filter((part) => part !== null).join(' '), kind: stopped === null ? 'done' : 'refused', back, undoes: null, command: null };
	}

	/** Takes commands back one after the other. @returns the first refusal */
	async #inTurn(commands: readonly string[]): Promise<{ ok: true } | Refusal> {
		for (const command of commands) {
			const answer = await this.live.send({ type: 'undo', command });
			if (!answer.ok) return answer;
		}
		return { ok: true };
	}

	#takingBack(command: string): TakeBack {
		return () => this.live.send({ type: 'undo', command });
	}

	/**
	 * Says something that was no command of this line, or that a command was refused.
	 * @param back how it is taken back, where it can be. Without, what was done before can still be.
	 */
	say(message: string, kind: Said['kind'] = 'done', back: TakeBack | null = null): void {
		const before = this.#said;
		if (back === null && before?.back) this.#said = { message, kind, back: before.back, undoes: before.undoes ?? before.message, command: before.command };
		else this.#said = { message, kind, back, undoes: null, command: null };
	}
	/** These words hold no more, where they are the last: what can still be taken back is said again, or nothing is. */
	unsay(said: Said): void {
		if (this.#said !== said) return;
		const { back, undoes, command } = said;
		this.#said = back && undoes !== null ? { message: undoes, kind: 'done', back, undoes: null, command } : null;
	}
	/** What the button says that takes back what can be. */
	get undoLabel(): string {
		const undoes = this.#said?.undoes;
		return undoes ? `Maak ongedaan: ${undoes.replace(/\.$/, '')}` : 'Ongedaan maken';
	}

	dismiss(): void {
		this.#said = null;
	}
}
