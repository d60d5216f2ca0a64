import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand, type PanelFrame } from '#shared/protocol/commands.ts';
import { cornerOf, divided, drawnFrame, inReadingOrder, movedBy, withCorner } from './frames.ts';

const part = fc.double({ min: -0.5, max: 1.5, noNaN: true });
const place = fc.record({ x: part, y: part });
const isTaken = (frame: PanelFrame) => parseCommand({ id: 'command-1', type: 'panel.edit', panel: 'panel-one', set: { frame } }) !== null;

describe('a frame', () => {
	it('is what was drawn, from whichever corner; a tap is none', () => {
		expect(drawnFrame({ x: 0.5, y: 0.75 }, { x: 0.25, y: 0.25 })).toEqual({ x: 0.25, y: 0.25, width: 0.25, height: 0.5 });
		expect(drawnFrame({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.9 })).toBeNull();
	});

	it('stays within its drawing and is taken by the server, however it is drawn, moved and made larger', () => {
		fc.assert(
			fc.property(place, place, fc.array(fc.record({ kind: fc.constantFrom('move', 'first', 'last'), to: place }), { maxLength: 6 }), (from, to, steps) => {
				let frame = drawnFrame(from, to);
				if (!frame) return;
				for (const step of steps) frame = step.kind === 'move' ? movedBy(frame, step.to) : withCorner(frame, step.kind as 'first' | 'last', step.to);
				expect(isTaken(frame)).toBe(true);
			})
		);
	});

	it('keeps the corner that was not taken', () => {
		const frame = { x: 0.2, y: 0.2, width: 0.4, height: 0.4 };
		const larger = withCorner(frame, 'first', { x: 0.1, y: 0.3 });
		expect(cornerOf(larger, 'first')).toEqual({ x: 0.1, y: 0.3 });
		expect(cornerOf(larger, 'last').x).toBeCloseTo(0.6);
		expect(cornerOf(larger, 'last').y).toBeCloseTo(0.6);
	});
});

describe('frames of one drawing', () => {
	it('divide it in rows, with room between them, and are read row by row', () => {
		const six = divided(2, 3);
		expect(six.every(isTaken)).toBe(true);
		expect(inReadingOrder([...six].reverse())).toEqual(six);
	});

	it('stand in one row where they overlap in height', () => {
		const left = { x: 0, y: 0.05, width: 0.4, height: 0.4 };
		const right = { x: 0.5, y: 0, width: 0.4, height: 0.4 };
		const below = { x: 0, y: 0.6, width: 0.9, height: 0.3 };
		expect(inReadingOrder([below, right, left])).toEqual([left, right, below]);
	});
});
