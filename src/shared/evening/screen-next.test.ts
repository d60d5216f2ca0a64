import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { screenOf } from './state.ts';
import { facilitator, Hall, projector, secondFacilitator } from './test-hall.ts';
import { histories, play, startedHall } from './test-history.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

type Show = CommandInput<'screen.show'>['show'];
const show = (show: Show, by = facilitator) => hall.do(by, { type: 'screen.show', show });
const prepare = (show: Show | null, by = facilitator) => hall.do(by, { type: 'screen.prepare', show });
const next = () => hall.view('facilitator').next;
const theme = (number: number) => ({ mode: 'theme', theme: number }) as const;

describe('what stands ready for the screen', () => {
	it('is seen by facilitators only, and put on by one press', () => {
		const before = hall.view('screen');
		prepare(theme(2));
		expect(hall.view('screen')).toEqual(before);
		expect(hall.view('participant').now).toEqual({ mode: 'join' });
		expect(next()).toEqual({ show: theme(2), view: { ...before, show: theme(2) } });
		show(theme(2), secondFacilitator);
		expect(hall.view('screen').show).toEqual(theme(2));
		expect(next()).toBeUndefined();
	});

	it('stays so while another picture is put on, and gives way to the next that is got ready', () => {
		prepare(theme(2));
		show(theme(1));
		expect(next()?.show).toEqual(theme(2));
		prepare({ mode: 'cards', round: null }, secondFacilitator);
		expect(next()?.show).toEqual({ mode: 'cards' });
		prepare(null);
		expect(next()).toBeUndefined();
	});

	it('comes back with the picture before, when putting it on is undone', () => {
		prepare(theme(2));
		const put = show(theme(2));
		hall.do(secondFacilitator, { type: 'undo', command: put });
		expect(hall.view('screen').show).toEqual({ mode: 'join' });
		expect(next()?.show).toEqual(theme(2));
	});

	it('takes no undo away: a page may be turned and a colleague may get the one after it ready', () => {
		prepare(theme(2));
		const put = show(theme(2));
		hall.do(projector, { type: 'screen.turn', subject: 'theme 2', held: 1 });
		prepare(theme(1), secondFacilitator);
		hall.do(facilitator, { type: 'undo', command: put });
		expect(hall.view('screen').show).toEqual({ mode: 'join' });
		expect(next()?.show).toEqual(theme(1));
	});

	it('is something that may be shown, and is no picture any more when it may not', () => {
		const give = (show: Show) => hall.give(facilitator, { type: 'screen.prepare', show });
		expect(give(theme(99))).toEqual(refuse('theme.unknown', { theme: 99 }));
		expect(give({ mode: 'text' })).toEqual(refuse('text.empty'));
		expect(give({ mode: 'drawing', drawing: hall.drawing('offered') })).toEqual(refuse('drawing.notOnWall'));
		const comment = hall.comment(hall.resident('ans'));
		prepare({ mode: 'comment', comment });
		expect(next()?.view?.comments[comment]).toMatchObject({ text: 'Te weinig bankjes.', projected: true });
		expect(hall.view('screen').comments).toEqual({});
		hall.do(facilitator, { type: 'comment.review', comments: [comment], status: 'hidden' });
		expect(next()).toEqual({ show: { mode: 'comment', comment } });
	});

	it('is in every history what the screen has once it is put on', () => {
		fc.assert(
			fc.property(histories(60), (steps) => {
				const played = startedHall();
				play(played, steps);
				const { next: ready } = screenOf(played.state);
				if (ready === null) return;
				const { view } = played.view('facilitator').next!;
				expect(played.give(facilitator, { type: 'screen.show', show: ready }).ok).toBe(view !== undefined);
				// What stands ready is told as on a lit screen.
				played.give(facilitator, { type: 'screen.blank', blank: false });
				if (view) expect(played.view('screen')).toEqual(view);
			}),
			{ numRuns: 200 }
		);
	});
});
