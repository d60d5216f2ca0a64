import type { NoteView } from '#shared/views/parts.ts';
import { noteSize } from './geometry.ts';
import type { Look } from './look.ts';
import type { Wanted } from './pictures.ts';
import { print } from './print.ts';
import { layTitle } from './title.ts';

/** What is drawn on a note. Two with the same `key` look the same. */
export interface NoteContent {
	id: string;
	text: string;
	key: string;
}

export function noteContent({ id, text }: NoteView): NoteContent {
	return { id, text, key: `${id} ${text}` };
}

/** How far its ink goes beyond the note on each side, in board units. */
export const noteBleed = 2;
export const notePicture = { width: noteSize.width + 2 * noteBleed, height: noteSize.height + 2 * noteBleed } as const;

const side = 14;
/** The corner that is folded over. */
const fold = 22;
const sizes = [22, 20, 18, 16, 14, 12];
const leading = 1.2;
const { width, height } = noteSize;

/** The note's outline as a path, its top left corner at 0, 0. `grow`: so much larger on each side. */
export function noteOutline(grow = 0): Path2D {
	const path = new Path2D();
	path.moveTo(-grow, -grow);
	path.lineTo(width + grow, -grow);
	path.lineTo(width + grow, height + grow - fold);
	path.lineTo(width + grow - fold, height + grow);
	path.lineTo(-grow, height + grow);
	path.closePath();
	return path;
}

/** A canvas with the picture of a note and its bleed, at `step` pixels per board unit: paper and words, no colour of a theme. */
export function printNote({ content, step }: Wanted<NoteContent>, look: Look, syllables: (word: string) => string[]): HTMLCanvasElement {
	return print(notePicture, step, (context) => {
		context.translate(noteBleed, noteBleed);
		drawBareNote(context, look);
		const measure = (text: string, size: number) => {
			context.font = `400 ${size}px ${look.fontText}`;
			return context.measureText(text).width;
		};
		const { lines, size } = layNote(content.text, measure, syllables);
		context.font = `400 ${size}px ${look.fontText}`;
		context.fillStyle = look.ink;
		context.textBaseline = 'alphabetic';
		lines.forEach((line, index) => context.fillText(line, side, 12 + size * (0.85 + leading * index)));
	});
}

/** The paper of a note: what stands there too while its picture is not drawn yet. */
export function drawBareNote(context: CanvasRenderingContext2D, look: Look): void {
	const outline = noteOutline();
	context.fillStyle = look.card;
	context.fill(outline);
	context.strokeStyle = look.ink;
	context.lineWidth = 1.5;
	context.lineJoin = 'round';
	context.stroke(outline);
	context.beginPath();
	context.moveTo(width, height - fold);
	context.lineTo(width - fold, height - fold);
	context.lineTo(width - fold, height);
	context.closePath();
	context.fillStyle = look.line;
	context.fill();
	context.stroke();
}

/** The words in lines, each line break kept, at the largest size that lets them; what does not fit at the smallest ends in '…'. */
export function layNote(text: string, measure: (text: string, size: number) => number, syllables: (word: string) => string[]): { lines: string[]; size: number } {
	const room = { width: width - 2 * side, height: height - 2 * side };
	let laid = { lines: [text], size: sizes[0]! };
	for (const size of sizes) {
		const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [''] : layTitle(line, { ...room, height: 1e6 }, { sizes: [size], leading, measure, syllables }).lines));
		laid = { lines, size };
		if (lines.length * size * leading <= room.height) return laid;
	}
	const most = Math.floor(room.height / (laid.size * leading));
	return { lines: [...laid.lines.slice(0, most - 1), `${laid.lines[most - 1]!.slice(0, -1)}…`], size: laid.size };
}
