import { expect, it } from 'vitest';
import { facilitator, Hall } from '../evening/test-hall.ts';
import { byClosing } from './by-closing.ts';

it('a round that was reopened and closed again is the last one, for whoever sees it', () => {
	const hall = new Hall();
	const [first, second] = [hall.round('closed'), hall.round('closed')];
	const order = (role: 'facilitator' | 'participant') => byClosing(hall.view(role).rounds).map(({ id }) => id);
	expect(order('participant')).toEqual([first, second]);
	hall.do(facilitator, { type: 'round.reopen', round: first });
	// Open, it is newer than all that are closed.
	expect(order('facilitator')).toEqual([second, first]);
	hall.do(facilitator, { type: 'round.close', round: first });
	const draft = hall.round('draft');
	expect(order('participant')).toEqual([second, first]);
	expect(order('facilitator')).toEqual([second, first, draft]);
});
