import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { facilitator, Hall, participantCalled } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

const give = (command: CommandInput) => hall.give(facilitator, command);
const numbers = () => Object.keys(hall.view('participant').themes).map(Number);
const add = (...themes: { title: string; number?: number }[]) =>
	give({ type: 'theme.add', themes: themes.map((theme) => ({ main: 'overig', ...theme })) });

describe('the number of a theme', () => {
	it('is given in order', () => {
		expect(numbers()).toEqual([1, 2, 3]);
		add({ title: 'Groen' });
		expect(numbers()).toEqual([1, 2, 3, 4]);
	});

	it('can be chosen, and the others go around it', () => {
		add({ title: 'Groen' }, { title: 'Honden', number: 5 }, { title: 'Jongeren' });
		expect(hall.view('screen').themes['4']?.title).toBe('Groen');
		expect(hall.view('screen').themes['5']?.title).toBe('Honden');
		expect(hall.view('screen').themes['6']?.title).toBe('Jongeren');
	});

	it('is free again when its theme was removed before anybody used it', () => {
		give({ type: 'theme.remove', themes: [2, 3] });
		expect(add({ title: 'Groen', number: 3 }, { title: 'Honden' })).toMatchObject({ ok: true });
		expect(hall.view('screen').themes['3']?.title).toBe('Groen');
		expect(hall.view('screen').themes['2']?.title).toBe('Honden');
	});

	it('is free again when adding it was undone: a mended file comes in under its own numbers', () => {
		const themes = [{ title: 'Groen', number: 7 }];
		hall.give(facilitator, { type: 'theme.add', themes: themes.map((theme) => ({ main: 'overig', ...theme })) }, 'wrong-file');
		expect(give({ type: 'undo', command: 'wrong-file' })).toMatchObject({ ok: true });
		expect(add({ title: 'Groen en bomen', number: 7 })).toMatchObject({ ok: true });
		// The first file is gone for good: taking it back again must not take the second.
		expect(give({ type: 'undo', command: 'wrong-file' })).toEqual(refuse('undo.twice'));
		expect(hall.view('screen').themes['7']?.title).toBe('Groen en bomen');
	});

	it('is never given again once a round, a comment or a drawing named it', () => {
		hall.resident('Ans');
		hall.give(participantCalled('Ans'), { type: 'comment.add', comment: 'comment-1', theme: 2, text: 'Veel zakken' });
		give({ type: 'theme.remove', themes: [2] });
		expect(add({ title: 'Groen', number: 2 })).toEqual(refuse('theme.numberTaken', { number: 2 }));
		add({ title: 'Groen' });
		expect(numbers()).toEqual([1, 3, 4]);
	});

	it('twice in one file is refused, and nothing of the file is kept', () => {
		expect(add({ title: 'Groen', number: 8 }, { title: 'Honden', number: 8 })).toEqual(refuse('theme.numberTaken', { number: 8 }));
		expect(numbers()).toEqual([1, 2, 3]);
	});

	it('ends at 999', () => {
		expect(add({ title: 'Laatste', number: 999 })).toMatchObject({ ok: true });
		const many = Array.from({ length: 200 }, (_, index) => ({ title: `Thema ${index}` }));
		for (let batch = 0; batch < 4; batch += 1) add(...many);
		expect(add(...many)).toEqual(refuse('theme.tooMany', { most: 1000 }));
	});
});

describe('what a theme says', () => {
	it('is the same for every role that sees it', () => {
		give({
			type: 'theme.add',
			themes: [{ title: ' Groen ', main: 'openbare-ruimte', explanation: 'Meer bomen', mentioned: 12, quotes: ['Mooi', '  ', 'Kaal'], source: 'p4' }]
		});
		const theme = { number: 4, title: 'Groen', main: 'openbare-ruimte', explanation: 'Meer bomen', mentioned: 12, quotes: ['Mooi', 'Kaal'] };
		for (const role of ['facilitator', 'moderator', 'screen', 'participant', 'illustrator'] as const)
			expect(hall.view(role).themes['4']).toEqual(theme);
	});

	it('changes field by field: what an edit does not name stays', () => {
		give({ type: 'theme.add', themes: [{ title: 'Groen', main: 'overig', explanation: 'Meer bomen', mentioned: 12, quotes: ['Mooi'], grave: true }] });
		give({ type: 'theme.edit', theme: 4, set: { title: 'Bomen' } });
		expect(hall.view('screen').themes['4']).toEqual({
			number: 4, title: 'Bomen', main: 'overig', explanation: 'Meer bomen', mentioned: 12, quotes: ['Mooi'], grave: true
		});
		give({ type: 'theme.edit', theme: 4, set: { explanation: '', mentioned: null, quotes: [], grave: false } });
		expect(hall.view('screen').themes['4']).toEqual({ number: 4, title: 'Bomen', main: 'overig' });
	});

	it('has a title, of 120 characters at most', () => {
		expect(add({ title: '\t' })).toEqual(refuse('text.empty'));
		expect(add({ title: 'a'.repeat(121) })).toEqual(refuse('text.tooLong', { most: 120, length: 121 }));
		expect(give({ type: 'theme.edit', theme: 1, set: { title: '' } })).toEqual(refuse('text.empty'));
		expect(give({ type: 'theme.edit', theme: 99, set: { title: 'Groen' } })).toEqual(refuse('theme.unknown', { theme: 99 }));
	});
});

describe('removing themes', () => {
	it('takes them away everywhere', () => {
		give({ type: 'theme.remove', themes: [1, 3] });
		expect(numbers()).toEqual([2]);
		expect(Object.keys(hall.view('facilitator').places)).toEqual(['2']);
	});

	it('is refused once they are in a round that was opened: dots would go with them', () => {
		const round = hall.round('open');
		expect(give({ type: 'theme.remove', themes: [3, 2] })).toEqual(refuse('theme.inRound', { theme: 2, round: 1 }));
		expect(numbers()).toEqual([1, 2, 3]);
		give({ type: 'round.close', round });
		give({ type: 'round.remove', round });
		expect(give({ type: 'theme.remove', themes: [2] })).toMatchObject({ ok: true });
	});

	it('is allowed while the round is a draft', () => {
		hall.round('draft');
		expect(give({ type: 'theme.remove', themes: [2] })).toMatchObject({ ok: true });
	});
});

describe('places on the board', () => {
	it('are the facilitators’ alone', () => {
		give({ type: 'theme.move', moves: [{ theme: 1, x: 40, y: -60.5 }] });
		expect(hall.view('facilitator').places['1']).toEqual({ x: 40, y: -60.5 });
		expect(JSON.stringify(hall.view('screen'))).not.toContain('60.5');
		expect(JSON.stringify(hall.view('participant'))).not.toContain('60.5');
	});

	it('of several cards change together or not at all', () => {
		const moves = [{ theme: 1, x: 5, y: 5 }, { theme: 99, x: 5, y: 5 }];
		expect(give({ type: 'theme.move', moves })).toEqual(refuse('theme.unknown', { theme: 99 }));
		expect(hall.view('facilitator').places['1']).not.toEqual({ x: 5, y: 5 });
	});

	it('of one card named twice are where it was put last, and one undo brings it back', () => {
		const before = hall.view('facilitator').places['1'];
		const move = hall.do(facilitator, { type: 'theme.move', moves: [{ theme: 1, x: 5, y: 5 }, { theme: 1, x: 9, y: 9 }] });
		expect(hall.view('facilitator').places['1']).toEqual({ x: 9, y: 9 });
		hall.do(facilitator, { type: 'undo', command: move });
		expect(hall.view('facilitator').places['1']).toEqual(before);
	});

	it('of new cards do not cover one another', () => {
		add(...Array.from({ length: 30 }, (_, index) => ({ title: `Thema ${index}` })));
		const places = Object.values(hall.view('facilitator').places).map(({ x, y }) => `${x} ${y}`);
		expect(new Set(places).size).toBe(33);
	});
});
