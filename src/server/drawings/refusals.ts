import type { RefusalCode } from '#shared/protocol/refusals.ts';

/** Every code with which the intake of a drawing can be refused; a code of the protocol, with a text in src/messages. */
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
] as const satisfies RefusalCode[];

export type DrawingRefusal = (typeof drawingRefusals)[number];
