import { describe, expect, it } from 'vitest';
import { facilitator, Hall, helper, moderator, projector, secondFacilitator } from '../evening/test-hall.ts';
import { emptyEvening } from '../evening/state.ts';
import { evolve } from '../evening/evolve.ts';
import { historyViews, longestHistory } from './history.ts';

describe('the history', () => {
	it('tells who did what and when, of all staff and of nobody else', () => {
		const hall = new Hall();
		const round = hall.round('open');
		const ans = hall.resident('ans');
		hall.dots(ans, round, '1', 2);
		const comment = hall.comment(ans, 'Hallo', 'waiting');
		const bea = hall.resident('bea');
		const approved = hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'approved' });
		hall.do(bea, { type: 'comment.support', comment, supported: true });
		const spoken = hall.do(helper, { type: 'comment.add', comment: hall.newId('comment'), theme: 2, text: 'Hoi' });
		hall.do(projector, { type: 'screen.blank', blank: true });
		const closed = hall.do(secondFacilitator, { type: 'round.close', round });
		const { history } = hall.view('facilitator');
		expect(Object.entries(history).slice(-3)).toEqual([
			[approved, { at: expect.any(Number), by: 'moderator', did: 'comment.review', themes: [1], to: 'approved' }],
			[spoken, { at: expect.any(Number), by: 'helper', did: 'comment.add', fixed: true, themes: [2] }],
			[closed, { at: hall.now, by: 'facilitator', seat: 'seat-second-facilitator', did: 'round.close', round: { kind: 'themes', number: 1 } }]
		]);
		expect(Object.keys(history)).toHaveLength(7);
		expect(hall.view('moderator')).not.toHaveProperty('history');
	});

	it('shows what was taken back as such, until that was taken back as well', () => {
		const hall = new Hall();
		const closed = hall.do(facilitator, { type: 'evening.door', door: 'closed' });
		const back = hall.do(secondFacilitator, { type: 'undo', command: closed });
		expect(hall.view('facilitator').history).toMatchObject({ [closed]: { undone: true, fixed: true }, [back]: { did: 'undo', undoes: closed } });
		hall.do(facilitator, { type: 'undo', command: back });
		const { history } = hall.view('facilitator');
		expect(history[closed]).not.toHaveProperty('undone');
		expect(history).toMatchObject({ [closed]: { fixed: true }, [back]: { undone: true, fixed: true } });
	});

	it('has nothing to press where a step can never be taken back', () => {
		const hall = new Hall();
		const code = hall.do(facilitator, { type: 'evening.code' });
		expect(hall.view('facilitator').history[code]).toMatchObject({ did: 'evening.code', fixed: true });
	});

	it('holds the last steps only', () => {
		const hall = new Hall();
		for (let count = 1; count <= longestHistory + 20; count += 1) hall.do(facilitator, { type: 'evening.present', present: count });
		const { history } = hall.view('facilitator');
		expect(Object.keys(history)).toHaveLength(longestHistory);
		expect(Object.values(history).map(({ to }) => to).slice(0, 2)).toEqual([21, 22]);
	});

	it('knows the clock, and a log that is older than types of commands', () => {
		const hall = new Hall();
		hall.do({ role: 'facilitator', seat: 'clock', participant: null }, { type: 'evening.door', door: 'closed' });
		expect(Object.values(hall.view('facilitator').history).at(-1)).toMatchObject({ by: 'clock' });
		const old = emptyEvening();
		for (const { did: _, ...stored } of hall.log) evolve(old, stored);
		expect(Object.values(historyViews(old)).at(-1)).toEqual({ at: hall.now, by: 'clock', did: '' });
	});
});
