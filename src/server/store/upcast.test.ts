import { expect, it } from 'vitest';
import { emptyEvening } from '#shared/evening/state.ts';
import { evolve } from '#shared/evening/evolve.ts';
import { eventVersion, type EveningEvent } from '#shared/evening/events.ts';
import { upcast } from './upcast.ts';

/** As version 1 wrote it: the first events of an evening. */
const first = [
	{ type: 'theme.added', id: '1', fields: { number: 1, title: 't1', main: 'verkeer', explanation: null, mentioned: 3, quotes: [], grave: false, source: null, x: 0, y: 0, removed: false } },
	{ type: 'theme.changed', id: '1', set: { x: 40 }, was: { x: 0 } }
];

it('a log of version 1 is read: its themes are in no group, not locked, not hidden', () => {
	const state = emptyEvening();
	for (const [index, { type, ...body }] of first.entries()) {
		const event = upcast(type, 1, body) as EveningEvent;
		evolve(state, { seq: index + 1, at: 0, command: 'command-1', seat: 'seat', role: 'facilitator', event });
	}
	expect(state.entries.theme.get('1')).toMatchObject({ x: 40, group: null, locked: false, hidden: false });
});

it('what is of the present version stays as it is, and what is newer is refused', () => {
	const body = { id: '1', fields: { number: 1 } };
	expect(upcast('theme.added', eventVersion, body)).toEqual({ type: 'theme.added', ...body });
	expect(() => upcast('theme.added', eventVersion + 1, body)).toThrow('newer than this program');
});
