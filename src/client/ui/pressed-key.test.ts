import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pressedKey } from './pressed-key.ts';

/** An element as far as a key asks about it: by what it is, and by what it stands in. */
class FakeElement {
	readonly #matches: (selector: string) => boolean;
	constructor(kind: 'text' | 'figures' | 'button' | 'in a dialog') {
		this.#matches = (selector) =>
			(kind === 'text' && selector.startsWith('input:not')) ||
			(kind === 'figures' && (selector.startsWith('input:not') || selector.includes('numeric'))) ||
			(kind === 'in a dialog' && selector.includes('dialog'));
	}
	matches(selector: string): boolean {
		return this.#matches(selector);
	}
	closest(selector: string): this | null {
		return this.#matches(selector) ? this : null;
	}
}
beforeEach(() => vi.stubGlobal('Element', FakeElement));
afterEach(() => vi.unstubAllGlobals());

const press = (key: string, target: unknown, held: Partial<KeyboardEvent> = {}) => pressedKey({ key, target, ...held } as KeyboardEvent);

it('is the key in small letters, wherever nothing is typed', () => {
	expect([press('B', null), press('PageDown', new FakeElement('button')), press('7', new FakeElement('button'))]).toEqual(['b', 'pagedown', '7']);
});

it('is none in a field or a dialog, held down, or with another key', () => {
	expect([press('b', new FakeElement('text')), press('b', new FakeElement('in a dialog'))]).toEqual([null, null]);
	for (const held of [{ repeat: true }, { ctrlKey: true }, { altKey: true }, { metaKey: true }, { isComposing: true }, { defaultPrevented: true }]) expect(press('b', null, held)).toBeNull();
});

it('in a field for figures a letter is for the page, all else for the field: a theme that was put on by its number is blanked at once', () => {
	const field = new FakeElement('figures');
	expect(press('B', field)).toBe('b');
	expect(['7', 'Enter', 'ArrowLeft', 'Backspace', '.', ',', ' '].map((key) => press(key, field))).toEqual(Array.from({ length: 7 }, () => null));
});
