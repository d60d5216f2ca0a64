/** Every code with which the intake of a drawing can be refused; each names a text in `drawing-refusals.*.json`. */
export const drawingRefusals = [
	'drawing.empty',
	'drawing.notAPicture',
	'drawing.truncated',
	'drawing.svg',
	'drawing.kind',
	'drawing.tooManyPixels',
	'drawing.tooWide',
	'drawing.tooLarge',
	'drawing.tooSlow',
	'disk.full',
	'upload.broken'
] as const;

export type DrawingRefusal = (typeof drawingRefusals)[number];

/**
 * What a person must be told about a drawing that was taken: only its first frame is kept
 * (`animated`), or its colours were changed from CMYK or 16 bits (`converted`).
 * The text of a note stands under `drawing.animated` and `drawing.converted`.
 */
export const drawingNotes = ['animated', 'converted'] as const;

export type DrawingNote = (typeof drawingNotes)[number];
