import { beforeEach, describe, expect, it } from 'vitest';
import { facilitator, Hall, helper, illustrator, secondFacilitator, versionCalled } from '#shared/evening/test-hall.ts';
import { wayBackTo } from './way-back.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});
const door = (to: 'open' | 'closed') => hall.do(facilitator, { type: 'evening.door', door: to });
const present = (count: number) => hall.do(secondFacilitator, { type: 'evening.present', present: count });
const undo = (command: string) => hall.do(facilitator, { type: 'undo', command });
const wayBack = (target: string) => wayBackTo(target, hall.view('facilitator').history);

describe('the way back to a step', () => {
	it('is what was done after it, the newest first, whoever did it', () => {
		const first = door('closed');
		const second = present(10);
		const third = present(20);
		expect(wayBack(first)).toEqual({ commands: [third, second], staying: 0 });
		expect(wayBack(third)).toEqual({ commands: [], staying: 0 });
	});

	it('passes over what was taken back already', () => {
		const first = door('closed');
		const second = present(10);
		undo(second);
		expect(wayBack(first).commands).toEqual([]);
	});

	it('takes back the taking back of what was done before it', () => {
		const first = present(10);
		const target = door('closed');
		const back = undo(first);
		expect(wayBack(target).commands).toEqual([back]);
	});

	it('of what was done again takes back the last', () => {
		const target = door('closed');
		const again = undo(undo(present(10)));
		expect(wayBack(target).commands).toEqual([again]);
		hall.do(facilitator, { type: 'undo', command: again });
		expect(wayBack(target).commands).toEqual([]);
		expect(hall.view('facilitator').present).toBeUndefined();
	});

	it('leaves papers that were counted, which each can be taken back by themselves', () => {
		const round = hall.round('open');
		const target = door('closed');
		const count = hall.do(helper, { type: 'paper.count', paper: 'paper-one', round, table: '', people: 2, dots: { 1: 1 } });
		const last = present(10);
		expect(wayBack(target)).toEqual({ commands: [last], staying: 1 });
		const again = undo(undo(count));
		expect(wayBack(target)).toEqual({ commands: [last], staying: 1 });
		expect(hall.view('facilitator').history[again]?.fixed).toBeUndefined();
	});

	it('leaves what somebody said in the hall', () => {
		const target = door('closed');
		hall.do(helper, { type: 'comment.add', comment: 'comment-1', theme: 1, text: 'Er is geen bankje.' });
		const last = present(10);
		expect(wayBack(target)).toEqual({ commands: [last], staying: 1 });
	});

	it('leaves what can never be taken back, and counts it', () => {
		const target = door('closed');
		hall.do(illustrator, { type: 'drawing.offer', drawing: 'drawing-1', version: versionCalled('a'), theme: null, title: '', credit: '' });
		hall.do(facilitator, { type: 'evening.code' });
		const last = present(10);
		expect(wayBack(target)).toEqual({ commands: [last], staying: 2 });
	});
});
