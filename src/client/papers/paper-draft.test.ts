import { expect, test } from 'vitest';
import { dotsPossible, dotsTyped, newPaper, optionsOnPaper, paperCommand, paperDraftOf, paperErrors, type PaperDraft } from './paper-draft.ts';

const rules = { budget: 5, most: 2 };
const draft = (people: string, dots: Record<string, string> = {}): PaperDraft => ({ table: 'Tafel 3', people, dots });

test('says while one types how many dots there are, of how many there can be', () => {
	expect(dotsTyped(draft('4', { 1: '3', 7: ' 8 ', 9: '' }))).toBe(11);
	expect(dotsPossible(draft('4'), rules)).toBe(20);
	expect(dotsPossible(newPaper, rules)).toBeNull();
});

test('says at each field what is wrong with it, and what to do', () => {
	expect(paperErrors(draft('4', { 1: '8', 7: '8' }), rules)).toEqual({});
	expect(paperErrors(newPaper, rules)).toEqual({ people: 'Typ hoeveel mensen een stembiljet inleverden.' });
	expect(paperErrors(draft('vier', { 1: 'acht' }), rules)).toMatchObject({ people: expect.any(String), 1: 'Typ een heel getal.' });
	expect(paperErrors(draft('4', { 1: '9' }), rules)).toEqual({ 1: 'Hoogstens 8: 2 per persoon.' });
	expect(paperErrors(draft('2', { 1: '4', 7: '4', 9: '4' }), rules)).toEqual({ all: '12 stippen is te veel: 2 mensen hebben er samen 10. Tel nog eens.' });
});

test('lists each theme that stands on the paper, those of a merged card apart', () => {
	expect(optionsOnPaper({ options: ['10', '2'], parts: { '2': ['2', '7'] } })).toEqual(['2', '7', '10']);
	expect(optionsOnPaper({ options: ['b', 'a'] })).toEqual(['a', 'b']);
});

test('a saved count is typed again as it was', () => {
	const view = { id: 'paper-one', round: 'round-one', table: 'Tafel 3', people: 4, dots: { 1: 3 }, at: 0 };
	expect(paperCommand(paperDraftOf(view), 'round-one', 'paper-one')).toEqual({ type: 'paper.count', paper: 'paper-one', round: 'round-one', table: 'Tafel 3', people: 4, dots: { 1: 3 } });
	expect(paperDraftOf({ ...view, table: undefined } as never).table).toBe('');
});
