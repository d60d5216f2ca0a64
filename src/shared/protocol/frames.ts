import * as v from 'valibot';
import { hideReasonKeys } from '../review/hide-reasons.ts';
import { id } from './ids.ts';
import { refusalCodes } from './refusals.ts';
import { longestSubject } from './show.ts';

/** A JSON Merge Patch (RFC 7396) of the role's view: null deletes, objects merge, all else replaces. */
export type MergePatch = { [key: string]: unknown };
const patch = v.record(v.string(), v.unknown());
const seq = v.pipe(v.number(), v.integer(), v.minValue(0));
const epoch = v.string();

/** From one state of the role's view to a later one. */
export const frame = v.object({ epoch, from: seq, to: seq, changes: patch });
export type Frame = v.InferOutput<typeof frame>;

/** The whole view of a role, at a seq of a stream. */
export const snapshot = v.object({ epoch, seq, view: patch });
export interface Snapshot<View = unknown> {
	epoch: string;
	seq: number;
	view: View;
}

/**
 * What only this participant may see: the ballots, the own comments (held back ones too), what was supported. Comes with
 * every state and after each commit that touched it; the socket that gave a ballot finds that in its answer instead.
 */
export const own = v.object({
	epoch,
	seq,
	participant: v.string(),
	ballots: v.record(v.string(), v.object({ revision: v.number(), dots: v.record(v.string(), v.number()) })),
	comments: v.record(v.string(), v.object({ id: v.string(), theme: v.number(), text: v.string(), status: v.picklist(['waiting', 'approved', 'hidden']), reason: v.optional(v.picklist(hideReasonKeys)) })),
	supported: v.array(v.string()),
	/** What they thought of the evening, once they said so. */
	feedback: v.optional(v.object({ face: v.number(), sentence: v.string() }))
});
export type Own = v.InferOutput<typeof own>;
export type Ballot = Own['ballots'][string];

/**
 * The acknowledgement of a command: sent after the commit, the same again for a repeated id. `unchanged`: everything was
 * as the command wants it already, so nothing was done that could be taken back.
 */
export const answer = v.variant('ok', [
	v.object({ ok: v.literal(true), seq, unchanged: v.optional(v.literal(true)), ballot: v.optional(v.object({ revision: v.number(), dots: v.record(v.string(), v.number()) })) }),
	v.object({
		ok: v.literal(false),
		code: v.picklist(refusalCodes),
		parameters: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
		/** With `ballot.*` refusals: the ballot as the server has it. */
		ballot: v.optional(v.object({ revision: v.number(), dots: v.record(v.string(), v.number()) }))
	})
]);
export type Answer = v.InferOutput<typeof answer>;

/** What a socket says when it connects (Socket.IO's `auth`). */
export const hello = v.object({
	version: v.number(),
	/** The seat it acts for: the signed text that the page or the join answer gave. */
	seat: v.string(),
	/** What the replica holds already. */
	epoch: v.optional(epoch),
	seq: v.optional(seq)
});
export type Hello = v.InferOutput<typeof hello>;

/** Asked after a gap: `{ epoch, seq }`; answered by the frames that are missing, or by a snapshot. */
export const catchUp = v.object({ epoch, seq });
export type CatchUpAnswer = { frames: Frame[] } | { snapshot: Snapshot };

/** What a facilitator's hand carries over the board, or laid down just now: a part of `hand`, see hands.ts. */
export const hint = v.object({
	kind: v.picklist(['drag', 'drop']),
	themes: v.pipe(v.array(v.object({ theme: v.number(), x: v.number(), y: v.number() })), v.maxLength(1000)),
	notes: v.optional(v.pipe(v.array(v.object({ note: id, x: v.number(), y: v.number() })), v.maxLength(500)), [])
});
export type Hint = v.InferOutput<typeof hint>;

const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999));
/**
 * Which page of how many a screen shows. It lays its pages out by measuring, so it alone knows. `first`, `before`, `after`:
 * the card (in a theme: the piece of text) that stands first on this page, the one before and the one after; see `held`
 * of a `show`.
 */
export const shownPage = v.object({
	/** What has these pages: see `subjectOf`. What regie chose since, they say nothing about. */
	subject: v.pipe(v.string(), v.maxLength(longestSubject)),
	page: place,
	count: place,
	first: place,
	before: v.nullable(place),
	after: v.nullable(place)
});
export type ShownPage = v.InferOutput<typeof shownPage>;

/** How large a screen's picture is, in the pixels of its projector. */
const pictureSize = v.object({ width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)), height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)) });
export type PictureSize = v.InferOutput<typeof pictureSize>;

/** A screen's sign of life, with its page where it has several, and its size. */
export const beat = v.object({ shown: v.nullable(shownPage), size: v.optional(pictureSize) });
export type Beat = v.InferOutput<typeof beat>;

/**
 * Who is connected now, for regie only; volatile. `screenSilent`: a screen that was there stopped beating. `shown`: the
 * page of the screen that was there first, where it has several; `size`: that of the first screen that told it.
 */
export const presence = v.object({
	shown: v.optional(shownPage),
	size: v.optional(pictureSize),
	/** Seats of facilitators. */
	facilitators: v.array(v.string()),
	/** The names of facilitators who are here or were, by seat; without those who have none (a rehearsal) or signed out. */
	names: v.record(v.string(), v.string()),
	moderators: v.number(),
	helpers: v.number(),
	screens: v.number(),
	participants: v.number(),
	illustrators: v.number(),
	screenSilent: v.boolean()
});
export type Presence = v.InferOutput<typeof presence>;
