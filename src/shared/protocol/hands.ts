import * as v from 'valibot';
import { hint } from './frames.ts';
import { id } from './ids.ts';

/*
 * The volatile lane between facilitators who have the board open: no seq, never stored. What is told in passing can get
 * lost, so each beat tells all again.
 */

/** A page tells at most once in this time, ms: 20 a second. */
export const handPause = 50;
/** And at least once in this time, ms: its beat. */
export const beatEvery = 1000;
/** A hand that was not heard of for this long, ms, is gone; what it held is free. */
export const handGoneAfter = 5000;

const coordinate = v.pipe(v.number(), v.finite());
const length = v.pipe(v.number(), v.finite(), v.minValue(0));
const things = {
	themes: v.pipe(v.array(v.number()), v.maxLength(1000)),
	notes: v.pipe(v.array(id), v.maxLength(500))
};

/** What a facilitator's hand does now, from a page and on to the others. What is left out is as it was. */
export const hand = v.object({
	/** Made by the page: it stays the same when the line breaks and comes back. */
	hand: id,
	/** Where it points, in board units; null where it points nowhere. */
	at: v.optional(v.nullable(v.object({ x: coordinate, y: coordinate }))),
	chosen: v.optional(v.object(things)),
	/** What it carries, or laid down just now; null for nothing. */
	carry: v.optional(v.nullable(hint)),
	/** The part of the board that its window shows, in board units. */
	view: v.optional(v.object({ x: coordinate, y: coordinate, width: length, height: length })),
	/** Does it follow who leads? */
	follows: v.optional(v.boolean()),
	/** It left the board. */
	gone: v.optional(v.literal(true))
});
export type HandMessage = v.InferOutput<typeof hand>;

/** Whose hands are at the board, and whose view the others may follow. */
export const hands = v.object({
	hands: v.array(
		v.object({
			hand: id,
			/** The lowest that was free, from 1: its colour, and its name where it has none. */
			number: v.number(),
			/** Of the account; another hand of the same name has its number behind it. */
			name: v.nullable(v.string())
		})
	),
	/** `before`: who led until this one took over, and can get it back. */
	lead: v.nullable(v.object({ hand: id, before: v.nullable(id) }))
});
export type HandsMessage = v.InferOutput<typeof hands>;

/** To a hand that wanted to carry what another one holds: these things stay in that one's. */
export const held = v.object({ by: id, ...things });
export type HeldMessage = v.InferOutput<typeof held>;

/** A facilitator leads the view, hands it back to who led before, or stops. */
export const lead = v.object({ hand: id, step: v.picklist(['take', 'giveBack', 'stop']) });
export type LeadMessage = v.InferOutput<typeof lead>;
