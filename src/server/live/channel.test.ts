import { beforeEach, describe, expect, it } from 'vitest';
import { emptyEvening, type EveningState } from '#shared/evening/state.ts';
import { Channel } from './channel.ts';

/** A view of one number, made from the state's seq, so that each test says by itself what is seen. */
let shown: { number: number };
let state: EveningState;
let channel: Channel<{ number: number }>;
beforeEach(() => {
	shown = { number: 0 };
	state = emptyEvening();
	channel = new Channel(() => ({ ...shown }), state, () => '');
});

function publish(seq: number, number: number) {
	state.seq = seq;
	shown.number = number;
	return channel.publish(state, () => '', 'epoch-1');
}

describe('a frame', () => {
	it('goes from the view that the role holds to the present one, over all that happened in between', () => {
		expect(publish(3, 1)).toEqual({ epoch: 'epoch-1', from: 0, to: 3, changes: { number: 1 } });
		expect(publish(9, 2)).toEqual({ epoch: 'epoch-1', from: 3, to: 9, changes: { number: 2 } });
	});

	it('is not made where this role sees no change; the next one joins up with the last', () => {
		publish(3, 1);
		expect(publish(7, 1)).toBeNull();
		expect(publish(9, 2)).toMatchObject({ from: 3, to: 9 });
	});
});

describe('catching up', () => {
	beforeEach(() => {
		for (const seq of [2, 4, 6]) publish(seq, seq);
	});
	const from = (seq: number, epoch = 'epoch-1') => channel.catchUp('epoch-1', { epoch, seq });
	const snapshot = { snapshot: { epoch: 'epoch-1', seq: 6, view: { number: 6 } } };

	it('gives nothing to who has everything', () => {
		expect(from(6)).toEqual({ frames: [] });
	});

	it('gives the frames that lack', () => {
		expect(from(2)).toEqual({
			frames: [
				{ epoch: 'epoch-1', from: 2, to: 4, changes: { number: 4 } },
				{ epoch: 'epoch-1', from: 4, to: 6, changes: { number: 6 } }
			]
		});
	});

	it('gives the whole view to who holds nothing, something between two frames, or more than the server', () => {
		expect(channel.catchUp('epoch-1', null)).toEqual(snapshot);
		for (const seq of [1, 3, 7, 1_000]) expect(from(seq)).toEqual(snapshot);
	});

	it('gives the whole view to who is of another epoch, whatever its seq', () => {
		expect(from(6, 'epoch-0')).toEqual(snapshot);
		expect(from(2, 'epoch-0')).toEqual(snapshot);
	});

	it('reads back nothing from before what was hidden', () => {
		channel.forget();
		expect(from(2)).toEqual(snapshot);
		expect(from(6)).toEqual({ frames: [] });
	});

	it('goes 200 frames back, and by a whole view from there', () => {
		for (let seq = 7; seq < 300; seq += 1) publish(seq, seq);
		expect(from(98)).toHaveProperty('snapshot');
		expect(from(99)).toHaveProperty('frames');
	});
});
