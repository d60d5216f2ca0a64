import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pressedKey } from './pressed-key.ts';

type Kind = 'a text' | 'figures' | 'a day' | 'a text to take along' | 'a choice' | 'a button' | 'in a dialog';
/** A part of the selectors in pressed-key.ts by which each is known. */
const knownBy: Record<Kind, string[]> = {
	'a text': ['textarea'],
	figures: ['textarea', 'numeric'],
	'a day': ['textarea', 'date'],
	'a text to take along': ['textarea', 'readonly'],
	'a choice': ['textarea', 'select'],
	'a button': [],
	'in a dialog': ['dialog']
};

/** An element as far as a key asks about it: by what it is, and by what it stands in. */
class FakeElement {
	readonly #kind: Kind;
	readonly options: { text: string }[];
	constructor(kind: Kind, ...options: string[]) {
		this.#kind = kind;
		this.options = options.map((text) => ({ text }));
	}
	matches(selector: string): boolean {
		return selector === 'select' ? this.#kind === 'a choice' : knownBy[this.#kind].some((part) => selector.includes(part));
	}
	closest(selector: string): this | null {
		return this.matches(selector) ? this : null;
	}
}
beforeEach(() => vi.stubGlobal('Element', FakeElement));
afterEach(() => vi.unstubAllGlobals());

const press = (key: string, target: unknown, held: Partial<KeyboardEvent> = {}) => pressedKey({ key, target, ...held } as KeyboardEvent);

it('is the key in small letters, wherever nothing is typed', () => {
	expect([press('B', null), press('PageDown', new FakeElement('a button')), press('7', new FakeElement('a button'))]).toEqual(['b', 'pagedown', '7']);
});

it('is none in a field or a dialog, held down, or with another key', () => {
	expect([press('b', new FakeElement('a text')), press('b', new FakeElement('in a dialog'))]).toEqual([null, null]);
	for (const held of [{ repeat: true }, { ctrlKey: true }, { altKey: true }, { metaKey: true }, { isComposing: true }, { defaultPrevented: true }]) expect(press('b', null, held)).toBeNull();
});

it.each<Kind>(['figures', 'a day', 'a text to take along'])('where no letter is typed (%s) a letter is for the page, and all else for the field', (kind) => {
	const field = new FakeElement(kind);
	expect(press('B', field)).toBe('b');
	expect(['7', 'Enter', 'ArrowLeft', 'Backspace', '.', ',', ' '].map((key) => press(key, field))).toEqual(Array.from({ length: 7 }, () => null));
});

it('in a list of choices a letter is for the page where no choice begins with it', () => {
	expect(press('b', new FakeElement('a choice', '1 Groen en bomen', '2 Afval'))).toBe('b');
	expect(press('b', new FakeElement('a choice', 'verkeer', 'Buren'))).toBeNull();
	expect(press('ArrowDown', new FakeElement('a choice', 'verkeer'))).toBeNull();
});
