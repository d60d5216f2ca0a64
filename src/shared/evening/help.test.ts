import { describe, expect, it } from 'vitest';
import { nobody } from './help.ts';
import { facilitator, Hall, moderator, secondFacilitator } from './test-hall.ts';

const ask = (hall: Hall, situation: 'danger' | 'home') => hall.do(nobody, { type: 'help.ask', situation });

describe('hulp of melden', () => {
	it('is counted by situation, and the log tells of nobody', () => {
		const hall = new Hall();
		hall.resident('ans');
		for (const situation of ['home', 'danger', 'home'] as const) ask(hall, situation);
		expect(hall.view('facilitator').help.counts).toEqual({ home: 2, danger: 1 });
		const asked = hall.log.filter(({ event }) => event.type.startsWith('help.'));
		expect(asked).toHaveLength(3);
		expect(asked.map(({ seat }) => seat)).toEqual(['nobody', 'nobody', 'nobody']);
		expect(JSON.stringify(asked)).not.toMatch(/participant-|seat-/);
		expect(hall.replayed().entries.help).toEqual(hall.state.entries.help);
	});

	it('is for facilitators alone', () => {
		const hall = new Hall();
		ask(hall, 'danger');
		for (const role of ['moderator', 'screen', 'participant', 'illustrator'] as const) expect(hall.view(role)).not.toHaveProperty('help');
	});

	it('of danger stands as a signal since the first one, until it is put away, and only of danger', () => {
		const hall = new Hall();
		ask(hall, 'home');
		expect(hall.view('facilitator').help).not.toHaveProperty('since');
		ask(hall, 'danger');
		const since = hall.now;
		ask(hall, 'danger');
		expect(hall.view('facilitator').help).toEqual({ counts: { home: 1, danger: 2 }, since });
		hall.do(facilitator, { type: 'help.putAway', since });
		expect(hall.view('facilitator').help).toEqual({ counts: { home: 1, danger: 2 } });
		ask(hall, 'danger');
		expect(hall.view('facilitator').help.since).toBe(hall.now);
	});

	it('a signal that came after the one that was put away stays', () => {
		const hall = new Hall();
		ask(hall, 'danger');
		const seen = hall.now;
		hall.do(facilitator, { type: 'help.putAway', since: seen });
		ask(hall, 'danger');
		const since = hall.now;
		// A colleague presses as well, and means the one that both saw.
		expect(hall.give(secondFacilitator, { type: 'help.putAway', since: seen })).toMatchObject({ ok: true, events: [] });
		expect(hall.view('facilitator').help.since).toBe(since);
	});

	it('putting away is taken back, unless there is a newer signal; a press on a phone is not', () => {
		const hall = new Hall();
		const asked = ask(hall, 'danger');
		const since = hall.now;
		const put = hall.do(facilitator, { type: 'help.putAway', since });
		hall.do(secondFacilitator, { type: 'undo', command: put });
		expect(hall.view('facilitator').help.since).toBe(since);
		const again = hall.do(facilitator, { type: 'help.putAway', since });
		ask(hall, 'danger');
		expect(hall.give(facilitator, { type: 'undo', command: again })).toMatchObject({ ok: false, code: 'undo.changedSince' });
		expect(hall.give(facilitator, { type: 'undo', command: asked })).toMatchObject({ ok: false, code: 'undo.unknown' });
		expect(hall.give(moderator, { type: 'undo', command: again })).toMatchObject({ ok: false, code: 'undo.unknown' });
	});
});
