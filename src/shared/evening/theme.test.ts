import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { facilitator, Hall, participantCalled, secondFacilitator } from './test-hall.ts';

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

	it('is free for a file that names it, when its theme was removed before anybody heard of it', () => {
		give({ type: 'theme.remove', themes: [2, 3] });
		expect(add({ title: 'Groen', number: 3 })).toMatchObject({ ok: true });
		expect(hall.view('screen').themes['3']?.title).toBe('Groen');
	});

	it('is not given to a theme that names none, for ‘thema 2’ may have been said aloud', () => {
		give({ type: 'theme.remove', themes: [2, 3] });
		add({ title: 'Groen' }, { title: 'Honden' });
		expect(numbers()).toEqual([1, 4, 5]);
	});

	it('begins at 1 again for a list that went as a whole before anybody heard of it', () => {
		give({ type: 'theme.remove', themes: [1, 2, 3] });
		add({ title: 'Groen' });
		expect(numbers()).toEqual([1]);
	});

	const hearing: [string, () => unknown][] = [
		['somebody joined', () => hall.resident('Ans')],
		['the screen showed the cards', () => {
			give({ type: 'screen.show', show: { mode: 'cards', round: null } });
			give({ type: 'screen.show', show: { mode: 'join' } });
		}],
		['a round over it was opened', () => hall.round('open')]
	];
	it.each(hearing)('is never given again once %s', (_, hear) => {
		hear();
		for (const round of hall.state.entries.round.keys()) {
			give({ type: 'round.close', round });
			give({ type: 'round.remove', round });
		}
		give({ type: 'theme.remove', themes: [1, 2, 3] });
		expect(add({ title: 'Groen', number: 2 })).toEqual(refuse('theme.numberTaken', { number: 2 }));
		add({ title: 'Groen' });
		expect(numbers()).toEqual([4]);
		// Regie knows it before it asks.
		expect(hall.view('facilitator').spent).toContain(2);
		expect(hall.replayed().heard).toEqual(hall.state.heard);
	});

	it('is free again when adding it was undone: a mended file comes in under its own numbers', () => {
		const themes = [{ title: 'Groen', number: 7 }];
		hall.give(facilitator, { type: 'theme.add', themes: themes.map((theme) => ({ main: 'overig', ...theme })) }, 'wrong-file');
		expect(give({ type: 'undo', command: 'wrong-file' })).toMatchObject({ ok: true });
		expect(hall.view('facilitator').spent).toBeUndefined();
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
		expect(hall.view('facilitator').spent).toEqual([2]);
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
		expect(hall.view('facilitator').places['1']).toMatchObject({ x: 40, y: -60.5 });
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
		expect(hall.view('facilitator').places['1']).toMatchObject({ x: 9, y: 9 });
		hall.do(facilitator, { type: 'undo', command: move });
		expect(hall.view('facilitator').places['1']).toEqual(before);
	});

	it('stay where a colleague laid them, for a move that waited for a line', () => {
		const view = () => hall.state.seq;
		const seen = view();
		hall.do(secondFacilitator, { type: 'theme.move', moves: [{ theme: 1, x: 5, y: 5 }], seen });
		const late = { type: 'theme.move', moves: [{ theme: 1, x: 90, y: 90 }, { theme: 2, x: 90, y: 90 }], seen } as const;
		expect(hall.give(facilitator, { ...late, moves: [...late.moves] })).toEqual(refuse('board.movedSince'));
		expect(hall.view('facilitator').places).toMatchObject({ 1: { x: 5, y: 5 } });
		// One's own moves follow each other before their views come; and who saw it there may move it.
		expect(hall.give(secondFacilitator, { type: 'theme.move', moves: [{ theme: 1, x: 6, y: 6 }], seen }).ok).toBe(true);
		expect(hall.give(facilitator, { ...late, moves: [...late.moves], seen: view() }).ok).toBe(true);
		const note = { type: 'note.add', note: 'note-one', text: 'Later', x: 0, y: 0 } as const;
		hall.do(facilitator, note);
		hall.do(secondFacilitator, { type: 'note.move', notes: [{ note: 'note-one', x: 1, y: 1 }], seen: view() });
		expect(hall.give(facilitator, { type: 'note.move', notes: [{ note: 'note-one', x: 2, y: 2 }], seen })).toEqual(refuse('board.movedSince'));
	});

	it('tell what was moved last, and an undo brings that back; what moved together has the same, what never moved has none', () => {
		const moved = () => Object.fromEntries(Object.entries(hall.view('facilitator').places).map(([number, { moved }]) => [number, moved]));
		expect(moved()).toEqual({ 1: undefined, 2: undefined });
		hall.do(facilitator, { type: 'theme.move', moves: [{ theme: 2, x: 5, y: 5 }, { theme: 1, x: 9, y: 9 }] });
		expect(moved()[1]).toBe(moved()[2]);
		hall.do(facilitator, { type: 'theme.move', moves: [{ theme: 1, x: 50, y: 5 }] });
		expect(moved()[1]).toBeGreaterThan(moved()[2]!);
		hall.do(facilitator, { type: 'theme.edit', theme: 2, set: { title: 'Anders' } });
		expect(moved()[1]).toBeGreaterThan(moved()[2]!);
		hall.do(facilitator, { type: 'theme.move', moves: [{ theme: 2, x: 5, y: 5 }] });
		// That was no move.
		expect(moved()[1]).toBeGreaterThan(moved()[2]!);
		const before = moved()[2];
		const away = hall.do(facilitator, { type: 'theme.move', moves: [{ theme: 2, x: 70, y: 5 }] });
		hall.do(facilitator, { type: 'theme.move', moves: [{ theme: 1, x: 80, y: 5 }] });
		hall.do(facilitator, { type: 'undo', command: away });
		expect(moved()).toEqual({ 1: expect.any(Number), 2: before });
	});

	/** Cards of 320 × 200 that share paper. */
	function covering(): string[] {
		const places = Object.entries(hall.view('facilitator').places);
		return places.flatMap(([one, a], index) =>
			places.slice(index + 1).flatMap(([other, b]) => (Math.abs(a.x - b.x) < 320 && Math.abs(a.y - b.y) < 200 ? [`${one} on ${other}`] : []))
		);
	}
	const many = (count: number) => Array.from({ length: count }, (_, index) => ({ title: `Thema ${index}` }));

	it('of new cards do not cover one another', () => {
		add(...many(30));
		expect(covering()).toEqual([]);
	});

	it('of new cards cover none that is there, after some were removed and one was dragged', () => {
		add(...many(57));
		give({ type: 'theme.remove', themes: [2, 3, 17, 41] });
		give({ type: 'theme.move', moves: [{ theme: 5, x: 500, y: 20 }] });
		const before = hall.view('facilitator').places;
		add(...many(4));
		expect(covering()).toEqual([]);
		add(...many(60));
		expect(covering()).toEqual([]);
		expect(hall.view('facilitator').places).toMatchObject(before);
	});

	it('of new cards lie under no note', () => {
		give({ type: 'note.add', note: 'note-000001', text: 'Niet vergeten', x: 390, y: 260 });
		add(...many(30));
		const under = Object.values(hall.view('facilitator').places).filter(({ x, y }) => x < 390 + 240 && 390 < x + 320 && y < 260 + 160 && 260 < y + 200);
		expect(under).toEqual([]);
	});

	it.each([24, 60, 120, 200])('of %i cards lie in a shape like a screen’s', (count) => {
		add(...many(count - 3));
		const places = Object.values(hall.view('facilitator').places);
		const shape = (Math.max(...places.map(({ x }) => x)) + 320) / (Math.max(...places.map(({ y }) => y)) + 200);
		expect(shape).toBeGreaterThan(1.4);
		expect(shape).toBeLessThan(2.3);
	});
});

it('a theme lies where it was added, others of the list where there is room', () => {
	const hall = new Hall();
	hall.do(facilitator, { type: 'theme.add', themes: [{ title: 'Hier', main: 'overig', at: { x: 50, y: -70 } }, { title: 'Ergens', main: 'overig' }] });
	const { places } = hall.view('facilitator');
	expect(places[4]).toMatchObject({ x: 50, y: -70 });
	expect(places[5]).not.toEqual(places[4]);
});

describe('a theme that is marked gevoelig', () => {
	let draft: string;
	beforeEach(() => {
		draft = hall.round('draft');
	});
	const mark = () => hall.do(facilitator, { type: 'theme.edit', theme: 1, set: { grave: true } });
	const seen = () => {
		const { themes, rounds } = hall.view('facilitator');
		return { grave: Object.values(themes).filter(({ grave }) => grave).map(({ number }) => number), options: rounds[draft]!.options };
	};

	it('leaves the rounds that were not opened yet, and one undo brings both back', () => {
		const practice = hall.practice(['Koffie', 'Thee']);
		const marked = mark();
		expect(seen()).toEqual({ grave: [1, 3], options: ['2'] });
		expect(hall.view('facilitator').rounds[practice]!.options).toEqual(['a', 'b']);
		const back = hall.do(facilitator, { type: 'undo', command: marked });
		expect(seen()).toEqual({ grave: [3], options: ['1', '2'] });
		hall.do(facilitator, { type: 'undo', command: back });
		expect(seen()).toEqual({ grave: [1, 3], options: ['2'] });
	});

	it('stays in a round where it was ticked again, whatever else is changed of it or marked once more', () => {
		mark();
		hall.do(facilitator, { type: 'round.edit', round: draft, set: { themes: [1, 2] } });
		hall.do(facilitator, { type: 'theme.edit', theme: 1, set: { title: 'Auto’s', grave: true } });
		hall.do(facilitator, { type: 'round.open', round: draft });
		expect(hall.view('participant').rounds[draft]!.options).toEqual(['1', '2']);
	});

	it('leaves with all of its card, and can leave nothing to open', () => {
		hall.do(facilitator, { type: 'theme.merge', themes: [2], into: 1 });
		const marked = mark();
		expect(seen().options).toEqual([]);
		expect(hall.give(facilitator, { type: 'round.open', round: draft })).toEqual(refuse('round.noOptions'));
		hall.do(facilitator, { type: 'theme.split', themes: [{ theme: 2, x: 0, y: 0 }] });
		expect(seen().options).toEqual([]);
		hall.do(facilitator, { type: 'undo', command: marked });
		expect(seen()).toEqual({ grave: [3], options: ['1', '2'] });
	});

	it('stays in a round in which dots may have been given', () => {
		hall.do(facilitator, { type: 'round.open', round: draft });
		mark();
		expect(seen().options).toEqual(['1', '2']);
	});

	it('is not unmarked by undo once a colleague chose the themes anew, or opened the round', () => {
		const marked = mark();
		const chosen = hall.do(secondFacilitator, { type: 'round.edit', round: draft, set: { themes: [1] } });
		expect(hall.give(facilitator, { type: 'undo', command: marked })).toEqual(refuse('undo.changedSince'));
		hall.do(secondFacilitator, { type: 'undo', command: chosen });
		const opened = hall.do(secondFacilitator, { type: 'round.open', round: draft });
		expect(hall.give(facilitator, { type: 'undo', command: marked })).toEqual(refuse('undo.changedSince'));
		hall.do(secondFacilitator, { type: 'undo', command: opened });
		hall.do(secondFacilitator, { type: 'round.edit', round: draft, set: { title: 'Anders' } });
		hall.do(facilitator, { type: 'undo', command: marked });
		expect(seen()).toEqual({ grave: [3], options: ['1', '2'] });
	});
});
