import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { subjectOf } from '../protocol/show.ts';
import { refuse } from '../protocol/refusals.ts';
import { facilitator, Hall, projector } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

const show = (show: CommandInput<'screen.show'>['show']) => hall.give(facilitator, { type: 'screen.show', show });

describe('what the screen shows', () => {
	it('begins with how to join', () => {
		expect(hall.view('screen').show).toEqual({ mode: 'join' });
	});

	it('is chosen in regie, and phones hear what the hall looks at', () => {
		const round = hall.round('closed');
		hall.do(facilitator, { type: 'round.show', round, shown: true });
		const drawing = hall.drawing();
		for (const chosen of [
			{ mode: 'cards', round, held: 12 },
			{ mode: 'ranking', round, held: 0 },
			{ mode: 'ranking', round, part: 'rest' },
			{ mode: 'ranking', round },
			{ mode: 'theme', theme: 2, held: 3 },
			{ mode: 'theme', theme: 2 },
			{ mode: 'drawing', drawing },
			{ mode: 'join' }
		] as const) {
			expect(show(chosen)).toMatchObject({ ok: true });
			expect(hall.view('screen').show).toEqual(chosen);
			expect(hall.view('participant').now).toEqual(chosen);
		}
	});

	it('shows the cards in the place of a ranking that is hidden again', () => {
		const round = hall.round('closed');
		hall.do(facilitator, { type: 'round.show', round, shown: true });
		show({ mode: 'ranking', round, held: 6 });
		hall.do(facilitator, { type: 'round.reopen', round });
		expect(hall.view('screen').show).toEqual({ mode: 'cards', round });
		expect(hall.view('participant').now).toEqual({ mode: 'cards', round });
	});

	it('turns its pages by itself where none is held', () => {
		show({ mode: 'cards', round: null, held: null });
		expect(hall.view('screen').show).toEqual({ mode: 'cards' });
	});

	it('is something that is there', () => {
		expect(show({ mode: 'ranking', round: 'round-unknown' })).toEqual(refuse('round.unknown'));
		expect(show({ mode: 'theme', theme: 99 })).toEqual(refuse('theme.unknown', { theme: 99 }));
		expect(show({ mode: 'drawing', drawing: hall.drawing('offered') })).toEqual(refuse('drawing.notOnWall'));
		const round = hall.round('closed');
		hall.do(facilitator, { type: 'round.remove', round });
		expect(show({ mode: 'cards', round, held: null })).toEqual(refuse('round.unknown'));
	});
});

describe('Scherm leeg', () => {
	it('lies over what is shown, and lifting it brings that back', () => {
		show({ mode: 'theme', theme: 2 });
		hall.do(facilitator, { type: 'screen.blank', blank: true });
		expect(hall.view('screen')).toMatchObject({ blank: true, show: { mode: 'theme', theme: 2 } });
		expect(hall.view('participant')).not.toHaveProperty('now');
		hall.do(facilitator, { type: 'screen.blank', blank: false });
		expect(hall.view('screen')).not.toHaveProperty('blank');
		expect(hall.view('participant').now).toEqual({ mode: 'theme', theme: 2 });
	});
});

describe('a clicker', () => {
	const turn = (subject: string, held: number | null, by = projector) => hall.give(by, { type: 'screen.turn', subject, held });

	it('turns the page of what is shown, from the projecting laptop and from regie', () => {
		show({ mode: 'theme', theme: 2 });
		expect(turn('theme 2', 4)).toMatchObject({ ok: true });
		expect(hall.view('screen').show).toEqual({ mode: 'theme', theme: 2, held: 4 });
		expect(turn('theme 2', null, facilitator)).toMatchObject({ ok: true });
		expect(hall.view('screen').show).toEqual({ mode: 'theme', theme: 2 });
	});

	it('turns no page of what was put there meanwhile', () => {
		const round = hall.round('closed');
		hall.do(facilitator, { type: 'round.show', round, shown: true });
		expect(turn('cards ', 6)).toEqual(refuse('screen.elsewhere'));
		expect(turn(`ranking ${round}`, 6)).toMatchObject({ ok: true });
		// Hidden again, the round's cards stand in its place.
		hall.do(facilitator, { type: 'round.show', round, shown: false });
		expect(turn(`ranking ${round}`, 6)).toEqual(refuse('screen.elsewhere'));
		expect(turn(`cards ${round}`, 6)).toMatchObject({ ok: true });
		expect(hall.view('screen').show).toEqual({ mode: 'cards', round, held: 6 });
	});

	it('has nothing to turn where there are no pages', () => {
		expect(turn('join', 1)).toEqual(refuse('screen.elsewhere'));
	});

	it('leaves regie the way back to the picture before', () => {
		const shown = hall.do(facilitator, { type: 'screen.show', show: { mode: 'theme', theme: 2 } });
		turn(subjectOf({ mode: 'theme', theme: 2 }), 4);
		hall.do(facilitator, { type: 'undo', command: shown });
		expect(hall.view('screen').show).toEqual({ mode: 'join' });
		// A turn that was turned on since is another matter.
		show({ mode: 'theme', theme: 1 });
		const turned = hall.do(facilitator, { type: 'screen.turn', subject: 'theme 1', held: 2 });
		turn('theme 1', 4);
		expect(hall.give(facilitator, { type: 'undo', command: turned })).toEqual(refuse('undo.changedSince'));
	});

	it('blanks, and its holder takes nothing else', () => {
		expect(hall.give(projector, { type: 'screen.blank', blank: true })).toMatchObject({ ok: true });
		expect(hall.view('screen').blank).toBe(true);
	});
});
