import { shortcuts } from '#client/regie/shortcuts.svelte.ts';
import type { Board } from './board.svelte.ts';
import type { Direction } from './order.ts';

/** Figures that follow each other within this time are one number, ms. */
const figuresWithin = 1200;
/** One step of an arrow key, in board units; with Shift. */
export const nudgeStep = 20;
const nudgeFar = 100;

/** What does something by itself when it has the keyboard. */
const controls = 'button, a, input, select, textarea, summary, [role=button]';

const arrows: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
export const towards: Record<Direction, { x: number; y: number }> = {
	left: { x: -1, y: 0 },
	right: { x: 1, y: 0 },
	up: { x: 0, y: -1 },
	down: { x: 0, y: 1 }
};

/** What keys can ask of the page around the board. */
export interface Page {
	/** Puts the keyboard on a card, or on a note by its id. */
	focus(thing: number | string): void;
	find(): void;
	help(): void;
	/** Says what to do first, where a key has nothing to work on. @param done that was done: then the words go */
	advise(words: string, done: () => boolean): void;
}

/**
 * The board's keys. Arrow keys carry what is chosen; with nothing chosen they go from card to card. Keys that belong to
 * something else on the page (a field, a dialog) are left alone.
 */
export class BoardKeys {
	readonly #board: Board;
	readonly #page: Page;
	#space = false;
	#figures = '';
	#figuresAt = 0;

	constructor(board: Board, page: Page) {
		this.#board = board;
		this.#page = page;
	}

	/** The space bar is down: a drag pans. */
	get space(): boolean {
		return this.#space;
	}

	down(event: KeyboardEvent): void {
		const board = this.#board;
		if (event.defaultPrevented || isIn(event.target, 'input, textarea, select, [contenteditable], dialog[open]')) return;
		// 7, Space, 3: those are two numbers. With Shift, figures are typed on some keyboards.
		if (!/^\d$|^Shift$/.test(event.key)) this.#figures = '';
		const held = event.ctrlKey || event.metaKey;
		if (held && !event.altKey) {
			const done = this.#withCtrl(event.key.toLowerCase(), event.shiftKey);
			if (done) event.preventDefault();
			return;
		}
		const direction = arrows[event.key];
		// In the open panel they scroll.
		if (direction && !event.altKey && !isIn(event.target, 'aside')) {
			this.#arrow(direction, event.shiftKey);
			event.preventDefault();
			return;
		}
		switch (event.key) {
			case ' ':
				// A button that has the focus is pressed by it, at the end.
				if (!isIn(event.target, controls)) event.preventDefault();
				this.#space = true;
				return;
			case 'Enter':
				// On a card's button the button does it.
				if (!isIn(event.target, controls)) this.#open();
				return;
			case 'Delete':
			case 'Backspace':
				return this.#remove();
			case 'F2':
				event.preventDefault();
				return this.#rewrite();
			case 'Escape':
				// What arrow keys moved lies there already for who moved it; only what a pointer holds goes back.
				if (board.hand.byKeys) board.hand.drop();
				if (board.hand.full) board.hand.giveUp();
				else if (board.opened !== null) board.close();
				else if (board.finder.query !== '') board.finder.query = '';
				else board.chooseNone();
				return;
		}
		this.#single(event);
	}

	up(event: KeyboardEvent): void {
		if (event.key === ' ') this.#space = false;
	}

	/** The window lost the keyboard: the end of a key may never be heard. */
	blur(): void {
		this.#space = false;
		this.#board.hand.drop();
	}

	#withCtrl(key: string, shift: boolean): boolean {
		if (shift) return false;
		if (key === 'a') this.#board.chooseAll();
		else if (key === 'z') this.#board.undo();
		else if (key === 'f') this.#page.find();
		else return false;
		return true;
	}

	#arrow(direction: Direction, far: boolean): void {
		const board = this.#board;
		if (board.chosen > 0) {
			const { x, y } = towards[direction];
			const step = far ? nudgeFar : nudgeStep;
			board.hand.nudge({ x: x * step, y: y * step });
			return;
		}
		const next = board.way.next(direction);
		if (next !== null) this.#page.focus(next);
	}

	/** What was chosen with the mouse or a finger. */
	#open(): void {
		const { choice, chosen, chosenGroup, groups, selected, selectedNotes } = this.#board;
		if (chosenGroup && (chosen > 1 || choice.group === chosenGroup.id)) groups.fold(chosenGroup, !chosenGroup.folded);
		else if (chosen === 1) {
			for (const only of selected) this.#board.open(only);
			for (const only of selectedNotes) this.#board.writeNote(only);
		}
	}

	/** The text that the keyboard is on, or what is chosen. */
	#rewrite(): void {
		const board = this.#board;
		const { choice, chosen, chosenGroup, focused, groups, notes, selected, selectedNotes } = board;
		const [only] = selected;
		const [onlyNote] = selectedNotes;
		if (focused !== null) this.#board.write(focused);
		else if (groups.focused !== null) this.#board.renameGroup(groups.focused);
		else if (notes.focused !== null) this.#board.writeNote(notes.focused);
		// Of a group's only card the title may be meant.
		else if (chosenGroup && (chosen > 1 || choice.group === chosenGroup.id)) this.#board.renameGroup(chosenGroup.id);
		else if (chosen !== 1) this.#page.advise('Kies één kaart, één briefje of één groep. Druk dan op F2.', () => board.chosen === 1 || board.chosenGroup !== null || (board.focused ?? board.groups.focused ?? board.notes.focused) !== null);
		else if (only !== undefined) this.#board.write(only);
		else if (onlyNote !== undefined) this.#board.writeNote(onlyNote);
	}

	/** Notes alone: a theme's card is not taken away by a key. The note that the keyboard is on goes before what is chosen. */
	#remove(): void {
		const { notes, selected, selectedNotes } = this.#board;
		if (notes.focused !== null && !selectedNotes.has(notes.focused)) notes.remove([notes.focused]);
		else if (selected.size > 0) this.#board.told = 'Delete verwijdert alleen briefjes. Een thema verwijdert u op de pagina Thema’s.';
		else if (selectedNotes.size > 0) notes.remove(selectedNotes);
	}

	/** '7' goes to theme 7, '1' and '2' soon after to theme 12. */
	#figure(figure: string, now: number): void {
		this.#figures = (now - this.#figuresAt < figuresWithin ? this.#figures : '') + figure;
		this.#figuresAt = now;
		this.#board.way.goTo(this.#figures, (number) => this.#page.focus(number));
	}

	#single(event: KeyboardEvent): void {
		const key = shortcuts.pressed(event);
		if (key === null) return;
		if (/^\d$/.test(key)) return this.#figure(key, event.timeStamp);
		// By their place: with Shift they are another sign on each keyboard.
		if (event.shiftKey && event.code === 'Digit0') return this.#board.camera.zoomTo(1, this.#board.focusedPlace);
		if (event.shiftKey && event.code === 'Digit1') return this.#board.camera.fit(this.#board.corners);
		switch (key) {
			case '+':
			case '=':
				return this.#board.camera.zoom(1, this.#board.focusedPlace);
			case '-':
				return this.#board.camera.zoom(-1, this.#board.focusedPlace);
			case 'n':
				event.preventDefault();
				return this.#board.addNote();
			case 't':
				event.preventDefault();
				return this.#board.addTheme();
			case 'g':
				if (this.#board.selected.size === 0) return this.#page.advise('Kies eerst de kaarten van de groep. Druk dan op G.', () => this.#board.selected.size > 0);
				event.preventDefault();
				return this.#board.makeGroup(this.#board.selected);
			case 's':
				if (!this.#board.merging.menu) return this.#page.advise('Kies eerst de kaarten die samen horen. Druk dan op S.', () => this.#board.merging.can(this.#board.selected));
				return this.#board.merging.menu.show();
			case 'v':
				return this.#board.lead.toggle();
			case '/':
				event.preventDefault();
				return this.#page.find();
			case '?':
				return this.#page.help();
		}
	}
}

function isIn(target: EventTarget | null, what: string): boolean {
	return target instanceof Element && target.closest(what) !== null;
}
