import * as v from 'valibot';
import { id, themeNumber } from './ids.ts';
import { refusalCodes } from './refusals.ts';

/** The largest picture that is taken in, in bytes. */
export const largestUpload = 40 * 1024 * 1024;

/**
 * The query of `PUT /api/drawing`, whose body is the picture itself. Ids are made by the sender: the same `command`
 * again, after a line that broke, gives one drawing and not two. Text stands in none of it, since addresses end up in
 * the logs of servers in between.
 */
export const uploadQuery = v.object({
	/** The signed text that names the seat. */
	seat: v.string(),
	command: id,
	drawing: id,
	/** '1': a new version of that drawing. */
	replace: v.optional(v.literal('1')),
	/** The theme that its maker suggests. */
	theme: v.optional(v.pipe(v.string(), v.regex(/^[1-9][0-9]*$/), v.transform(Number), themeNumber))
});
export type UploadQuery = v.InferInput<typeof uploadQuery>;

/** What a person must be told about a picture that was taken: only its first frame is kept, or its colours were changed. */
export const uploadNotes = ['animated', 'converted'] as const;
export type UploadNote = (typeof uploadNotes)[number];

/** The answer. `version` is the part of the pictures' address. */
export const uploadAnswer = v.variant('ok', [
	v.object({ ok: v.literal(true), drawing: id, version: id, notes: v.array(v.picklist(uploadNotes)) }),
	v.object({
		ok: v.literal(false),
		code: v.picklist(refusalCodes),
		parameters: v.optional(v.record(v.string(), v.union([v.string(), v.number()])))
	})
]);
export type UploadAnswer = v.InferOutput<typeof uploadAnswer>;

/** The renditions at `/tekening/<version>/<rendition>`. */
export const renditionNames = ['screen', 'phone', 'thumbnail'] as const;
export type RenditionName = (typeof renditionNames)[number];
