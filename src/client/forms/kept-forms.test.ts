import { expect, test } from 'vitest';
import type { Shelf } from '#client/live/keep.ts';
import { KeptForms } from './kept-forms.ts';
import { newPractice, newRound, type RoundDraft } from '../regie/avond/round-draft.ts';

const kept = (evening: string, shelf: Shelf | null) => new KeptForms<RoundDraft>('rondes', evening, shelf);

function shelf() {
	const all = new Map<string, string>();
	return { getItem: (key: string) => all.get(key) ?? null, setItem: (key: string, text: string) => void all.set(key, text), removeItem: (key: string) => void all.delete(key) };
}

test('what was typed comes back, of this evening alone, until it is saved or cancelled', () => {
	const tab = shelf();
	const typed = { ...newRound([]), title: 'Wat gaat voor?' };
	kept('one', tab).typed('themes', typed);
	const back = kept('one', tab);
	expect([back.open(['themes']), back.of('themes')]).toEqual(['themes', typed]);
	expect(kept('other', tab).open(['themes'])).toBeNull();
	back.drop('themes');
	expect([back.open(['themes']), kept('one', tab).of('themes')]).toEqual([null, null]);
});

test('the form that was typed in last is the one that opens; a draft that was opened or taken away has none', () => {
	const forms = kept('one', shelf());
	forms.typed('round-1', newRound([]));
	forms.typed('themes', newRound([]));
	forms.typed('practice', newPractice());
	forms.typed('round-1', newRound([]));
	expect(forms.open(['themes', 'practice', 'round-1'])).toBe('round-1');
	expect(forms.open(['themes', 'practice'])).toBe('practice');
});

test('a browser that keeps nothing loses it with the page only', () => {
	const forms = kept('one', null);
	forms.typed('practice', newPractice());
	expect(forms.of('practice')).toEqual(newPractice());
});
