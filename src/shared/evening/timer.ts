import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { longestTimer } from '../protocol/text.ts';
import { accept, type Context, type Decision } from './decision.ts';
import { change } from './events.ts';
import { leftOn, type Timer } from './clock.ts';
import { screenOf, type EveningState } from './state.ts';

/** In ms. */
export const minute = 60_000;

export function decideTimer(state: EveningState, { step, minutes }: CommandOf<'screen.timer'>, { now }: Pick<Context, 'now'>): Decision {
	const screen = screenOf(state);
	const { timer } = screen;
	const set = (next: Timer | null) => accept([change('screen', 'this', screen, { timer: next })]);
	if (step === 'set') return set({ left: minutes * minute });
	if (timer === null) return refuse('timer.none');
	const left = leftOn(timer, now);
	switch (step) {
		case 'start':
			return 'deadline' in timer ? accept([]) : set({ deadline: now + left });
		case 'pause':
			// At its end there is nothing to hold: 'De tijd is om' stays true.
			return 'left' in timer || left === 0 ? accept([]) : set({ left });
		case 'add': {
			const longer = Math.min(left + minutes * minute, longestTimer * minute);
			return set('left' in timer ? { left: longer } : { deadline: now + longer });
		}
		case 'clear':
			return set(null);
	}
}
