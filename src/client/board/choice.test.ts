import { beforeEach, expect, it } from 'vitest';
import { Choice } from './choice.svelte.ts';

let gone: Set<number | string>;
let choice: Choice;
beforeEach(() => {
	gone = new Set();
	choice = new Choice((number) => !gone.has(number), (id) => !gone.has(id));
});
const some = (cards: number[], notes: string[] = []) => ({ cards: new Set(cards), notes: new Set(notes) });
const chosen = () => [[...choice.cards], [...choice.notes]];

it('a press chooses that alone; an adding one adds, and takes away what is chosen', () => {
	choice.toggle(some([1]), false);
	choice.toggle(some([], ['note-a']), true);
	expect(chosen()).toEqual([[1], ['note-a']]);
	choice.toggle(some([1]), true);
	expect(chosen()).toEqual([[], ['note-a']]);
	choice.toggle(some([3]), false);
	expect(chosen()).toEqual([[3], []]);
});

it('a group is taken away only where all of it is chosen', () => {
	choice.toggle(some([1, 2]), true);
	choice.toggle(some([2, 3]), true);
	expect(chosen()).toEqual([[1, 2, 3], []]);
	choice.toggle(some([2, 3]), true);
	expect(chosen()).toEqual([[1], []]);
});

it('a band chooses what it holds, over what was chosen; given up, that is chosen again', () => {
	choice.set(some([1]));
	choice.beginBand(true);
	choice.stretch(some([2], ['note-a']));
	choice.stretch(some([], ['note-b']));
	expect(chosen()).toEqual([[1], ['note-b']]);
	choice.giveUpBand();
	expect(chosen()).toEqual([[1], []]);
});

it('knows the group that was pressed, until something else is', () => {
	choice.toggle(some([1]), false, 'group-streets');
	expect(choice.group).toBe('group-streets');
	choice.toggle(some([1]), false);
	expect(choice.group).toBe(null);
});

it('is said in words', () => {
	expect(choice.inWords).toBe('Geen kaart gekozen');
	choice.set(some([7]));
	expect(choice.inWords).toBe('Thema 7 gekozen');
	choice.set(some([7, 8], ['note-a']));
	expect(choice.inWords).toBe('2 kaarten en 1 briefje gekozen');
	choice.set(some([], ['note-a', 'note-b']));
	expect(choice.inWords).toBe('2 briefjes gekozen');
});
