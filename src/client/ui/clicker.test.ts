import { expect, test } from 'vitest';
import { clickOf, hurry, Toggling } from './clicker.ts';

test('a clicker turns pages and blanks, whatever keys its maker chose', () => {
	expect(['pagedown', 'arrowright', 'arrowdown', ' '].map((key) => clickOf(key, true))).toEqual(['next', 'next', 'next', 'next']);
	expect(['pageup', 'arrowleft', 'arrowup'].map((key) => clickOf(key, true))).toEqual(['previous', 'previous', 'previous']);
	expect(['b', '.'].map((key) => clickOf(key, true))).toEqual(['blank', 'blank']);
	expect(['f', 'escape', 'toString', null].map((key) => clickOf(key?.toLowerCase() ?? null, true))).toEqual([null, null, null, null]);
});
test('on a page that scrolls, what scrolls it stays what it is', () => {
	expect(['pagedown', 'arrowleft', '.'].map((key) => clickOf(key, false))).toEqual(['next', 'previous', 'blank']);
	expect(['arrowdown', 'arrowup', ' '].map((key) => clickOf(key, false))).toEqual([null, null, null]);
});

test('a key that bounces is pressed once', () => {
	const blanking = new Toggling();
	expect([0, 30, hurry - 1, hurry, hurry + 30, 3 * hurry].map((at) => blanking.counts(at))).toEqual([true, false, false, true, false, true]);
});
