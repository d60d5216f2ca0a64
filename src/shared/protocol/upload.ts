import * as v from 'valibot';
import { id, themeNumber } from './ids.ts';
import { refusalCodes } from './refusals.ts';

/** The largest picture that is taken in, in bytes. */
export const largestUpload = 40 * 1024 * 1024;

/**
 * The query of `PUT /api/drawing`, whose body is the picture itself, or nothing where it arrived in pieces before. Ids are made by the sender: the same `command`
 * again, after a line that broke, gives one drawing and not two. Text stands in none of it, since addresses end up in
 * the logs of servers in between.
 */
export const uploadQuery = v.object({
	/** The signed text that names the seat. */
	seat: v.string(),
	command: id,
	drawing: id,
	/** '1': the file arrived whole at `/api/upload/<command>`. */
	brought: v.optional(v.literal('1')),
	/** '1': a new version of that drawing. */
	replace: v.optional(v.literal('1')),
	/** '1', with `replace`: the next stage of a series; the version before stays, to be played. */
	stage: v.optional(v.literal('1')),
	/** With `replace`: the version that a person saw and means to replace. Where another came meanwhile it is refused with `drawing.otherVersion`; a stage never is. */
	from: v.optional(id),
	/** The theme that its maker suggests. */
	theme: v.optional(v.pipe(v.string(), v.regex(/^[1-9][0-9]*$/), v.transform(Number), themeNumber)),
	/** The page of a PDF that becomes the drawing; the first where none is named. */
	page: v.optional(v.pipe(v.string(), v.regex(/^[1-9][0-9]{0,3}$/), v.transform(Number)))
});
export type UploadQuery = v.InferInput<typeof uploadQuery>;

/** The query of `POST /api/upload`, by which a file begins to arrive in pieces at `/api/upload/<command>`. */
export const beginQuery = v.object({ seat: v.string(), command: id });

/**
 * The query of `POST /api/drawing/crop`, whose body is a treatment as JSON: the photo of a drawing is cut otherwise. `from`:
 * the version that was seen. The same `command` again is one cut.
 */
export const cropQuery = v.object({ seat: v.string(), command: id, drawing: id, from: id });
export type CropQuery = v.InferInput<typeof cropQuery>;

/** What a person must be told about a picture that was taken: only its first frame or page is kept, or its colours were changed. */
export const uploadNotes = ['animated', 'firstPage', 'converted'] as const;
export type UploadNote = (typeof uploadNotes)[number];

/** The answer. `version` is the part of the pictures' address; `page`: of a PDF the one that was taken, of so many. */
export const uploadAnswer = v.variant('ok', [
	v.object({ ok: v.literal(true), drawing: id, version: id, notes: v.array(v.picklist(uploadNotes)), page: v.optional(v.object({ number: v.number(), count: v.number() })) }),
	v.object({
		ok: v.literal(false),
		code: v.picklist(refusalCodes),
		parameters: v.optional(v.record(v.string(), v.union([v.string(), v.number()])))
	})
]);
export type UploadAnswer = v.InferOutput<typeof uploadAnswer>;

/** Pages of a PDF that are taken at most: the first ones. */
export const mostPages = 50;

/** Pictures and PDFs that regie may have ready for the screen at a time. */
export const mostExhibits = 40;

/**
 * The query of `PUT /api/exhibit`, whose body is a picture or a PDF for the screen. As with a drawing, the same `command`
 * again is one exhibit. What the file is called goes along as its `Content-Disposition`, for the same reason.
 */
export const exhibitQuery = v.object({ seat: v.string(), command: id, exhibit: id });
export type ExhibitQuery = v.InferInput<typeof exhibitQuery>;

/** A line of the answer while pages are made, before the last line, which is the answer itself. */
export const exhibitProgress = v.object({ page: v.number(), of: v.number() });
export type ExhibitProgress = v.InferOutput<typeof exhibitProgress>;

/** The last line of the answer. `pages` were kept, of `count` that the file has. */
export const exhibitAnswer = v.variant('ok', [
	v.object({ ok: v.literal(true), exhibit: id, pages: v.number(), count: v.number(), notes: v.array(v.picklist(uploadNotes)) }),
	v.object({
		ok: v.literal(false),
		code: v.picklist(refusalCodes),
		parameters: v.optional(v.record(v.string(), v.union([v.string(), v.number()])))
	})
]);
export type ExhibitAnswer = v.InferOutput<typeof exhibitAnswer>;

/** The renditions at `/schermbeeld/<page>/<rendition>`. */
export const pageRenditions = ['screen', 'thumbnail'] as const;
export type PageRendition = (typeof pageRenditions)[number];

/** The renditions at `/tekening/<version>/<rendition>`. */
export const renditionNames = ['screen', 'phone', 'thumbnail'] as const;
export type RenditionName = (typeof renditionNames)[number];

/**
 * The answer to `PUT /api/evening-file`. `command`: of the programme, by which the evening goes out of the list again; null
 * where it took the place of one. Refused with `eveningFile.present` while nobody said that it may: its parameters say
 * what is here (`id`, `title`, `joined`, `at`) and what the file holds (`fileJoined`, `fileAt`).
 */
export const eveningFileAnswer = v.variant('ok', [
	v.object({ ok: v.literal(true), evening: id, command: v.nullable(id) }),
	v.object({
		ok: v.literal(false),
		code: v.picklist(refusalCodes),
		parameters: v.optional(v.record(v.string(), v.union([v.string(), v.number()])))
	})
]);
export type EveningFileAnswer = v.InferOutput<typeof eveningFileAnswer>;
