import { beforeEach, describe, expect, it } from 'vitest';
import type { Frame } from '#shared/protocol/frames.ts';
import { Replica } from './replica.svelte.ts';

interface View {
	title: string;
	rounds: Record<string, { voted: number }>;
}

let replica: Replica<View>;
beforeEach(() => {
	replica = new Replica<View>({ epoch: 'epoch-1', seq: 5, view: { title: 'Avond', rounds: { one: { voted: 1 } } } });
});

const frame = (from: number, to: number, changes: Frame['changes'], epoch = 'epoch-1'): Frame => ({ epoch, from, to, changes });

describe('a frame', () => {
	it('that fits is taken up; what it does not touch stays the same object', () => {
		const { rounds } = replica.view;
		expect(replica.take(frame(5, 8, { title: 'Gebiedsavond' }))).toBe('applied');
		expect(replica.view).toEqual({ title: 'Gebiedsavond', rounds: { one: { voted: 1 } } });
		expect(replica.view.rounds).toBe(rounds);
		expect(replica.seq).toBe(8);
	});

	it('that was had already is passed over, however often it comes', () => {
		replica.take(frame(5, 8, { title: 'Gebiedsavond' }));
		expect(replica.take(frame(5, 8, { title: 'Anders' }))).toBe('ignored');
		expect(replica.take(frame(2, 5, { title: 'Anders' }))).toBe('ignored');
		expect(replica.view.title).toBe('Gebiedsavond');
	});

	it('that comes too early, or begins before what is here, is a gap and changes nothing', () => {
		expect(replica.take(frame(8, 9, { title: 'Anders' }))).toBe('gap');
		expect(replica.take(frame(4, 9, { title: 'Anders' }))).toBe('gap');
		expect([replica.view.title, replica.seq]).toEqual(['Avond', 5]);
	});

	it('of another epoch is a gap, whatever its seq: the server was put back', () => {
		expect(replica.take(frame(5, 6, { title: 'Anders' }, 'epoch-2'))).toBe('gap');
		expect(replica.take(frame(1, 2, { title: 'Anders' }, 'epoch-2'))).toBe('gap');
	});
});

describe('catching up', () => {
	it('takes the frames that lack, and passes over those that came meanwhile', () => {
		const frames = [frame(5, 6, { rounds: { one: { voted: 2 } } }), frame(6, 9, { rounds: { two: { voted: 0 } } })];
		replica.take(frames[0]!);
		replica.catchUp({ frames });
		expect(replica.view.rounds).toEqual({ one: { voted: 2 }, two: { voted: 0 } });
		expect(replica.seq).toBe(9);
	});

	it('by a snapshot takes its view and its epoch, also where that is further back', () => {
		replica.catchUp({ snapshot: { epoch: 'epoch-2', seq: 3, view: { title: 'Van gisteren', rounds: {} } } });
		expect([replica.epoch, replica.seq, replica.view.title]).toEqual(['epoch-2', 3, 'Van gisteren']);
	});
});
