import { describe, expect, test } from 'vitest';
import { parseCommand } from '#shared/protocol/commands.ts';
import type { RoundView, ThemeView } from '#shared/views/parts.ts';
import { addCommand, draftOf, editCommand, errorsOf, groupBox, newPractice, newRound } from './round-draft.ts';

const themes: ThemeView[] = [
	{ number: 1, title: 'Groen', main: 'openbare-ruimte' },
	{ number: 2, title: 'Drugs', main: 'veiligheid', grave: true }
];

describe('a new round', () => {
	test('takes all themes but the grave ones, and hides its results', () => {
		expect(newRound(themes)).toMatchObject({ themes: [1], results: 'hidden', budget: '5', most: '2' });
	});
	test('can be a practice round that stands ready', () => {
		expect(newPractice()).toMatchObject({ title: 'Koffie of thee?', lines: ['Koffie', 'Thee'] });
		expect(errorsOf(newPractice())).toEqual({});
	});
	test('becomes a command that the server reads', () => {
		expect(parseCommand({ ...addCommand(newRound(themes), 'round-0001'), id: 'command-1' })).not.toBeNull();
		expect(parseCommand({ ...addCommand(newPractice(), 'round-0001'), id: 'command-1' })).toMatchObject({ kind: 'practice', themes: [], lines: ['Koffie', 'Thee'] });
	});
});

test.each([
	[[], 'none'],
	[[1], 'some'],
	[[1, 2], 'all'],
	[[1, 3], 'some']
])('the box of a main theme with %j of its themes 1 and 2, of which the second is grave, shows %s', (ticked, shown) => {
	expect(groupBox(themes, new Set(ticked))).toBe(shown);
});

describe('what is wrong is said at its field', () => {
	const good = newRound(themes);
	test('a round needs a question', () => {
		expect(errorsOf({ ...good, title: '  ' })).toHaveProperty('title');
	});
	test.each(['', '0', '-1', '2,5', 'vijf', '101'])('‘%s’ is no number of dots', (budget) => {
		expect(errorsOf({ ...good, budget })).toHaveProperty('budget');
	});
	test('no theme can get more dots than one has', () => {
		expect(errorsOf({ ...good, budget: '3', most: '4' }).most).toBe('Dit is meer dan het budget. Typ 3 of minder.');
	});
	test('a practice round has something to choose', () => {
		expect(errorsOf({ ...newPractice(), lines: ['Koffie', ' '] })).toHaveProperty('options');
	});
});

test('a saved draft comes back as it was, and is changed as it stands', () => {
	const saved: RoundView = { id: 'round-0001', number: 1, title: 'Wat telt?', kind: 'themes', options: ['1', '2'], budget: 4, most: 3, results: 'open', phase: 'draft' };
	expect(draftOf(saved)).toEqual({ kind: 'themes', title: 'Wat telt?', budget: '4', most: '3', results: 'open', closing: 'hand', themes: [1, 2], lines: [] });
	expect(editCommand(draftOf(saved), saved.id)).toEqual({ type: 'round.edit', round: 'round-0001', set: { title: 'Wat telt?', budget: 4, most: 3, results: 'open', closing: 'hand', themes: [1, 2] } });
});

test('a practice round comes back with its choices in order, and one that is emptied goes', () => {
	const saved: RoundView = { id: 'round-0001', number: 1, title: 'Wat drinkt u?', kind: 'practice', options: ['a', 'b', 'c'], lines: { c: 'Water', a: 'Koffie', b: 'Thee' }, budget: 3, most: 3, results: 'open', phase: 'draft' };
	const draft = draftOf(saved);
	expect(draft.lines).toEqual(['Koffie', 'Thee', 'Water']);
	const change = editCommand({ ...draft, lines: ['Koffie', ' ', 'Soep'] }, saved.id);
	expect(change.set).toEqual({ title: 'Wat drinkt u?', budget: 3, most: 3, results: 'open', closing: 'hand', lines: ['Koffie', 'Soep'] });
	expect(parseCommand({ ...change, id: 'command-1' })).toMatchObject(change);
});
