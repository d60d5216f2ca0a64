import * as v from 'valibot';
import { id, themeNumber } from './ids.ts';

/**
 * Null: pages turn by themselves. A number holds the page on which that card stands (in a theme: that piece of text),
 * counted from 0. Not a number of a page: which cards stand on page 3 depends on the window and on every title.
 */
export const held = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)));
const heldOrNot = v.optional(held, null);

/** What the screen shows: chosen in regie. */
export const show = v.variant('mode', [
	v.object({ mode: v.literal('join') }),
	/** What evening this is, and its house rules. */
	v.object({ mode: v.literal('welcome') }),
	/** A round's question. */
	v.object({ mode: v.literal('question'), round: id }),
	/** What regie typed: see `screen.text`. */
	v.object({ mode: v.literal('text') }),
	/** The clock: see `screen.timer`. */
	v.object({ mode: v.literal('timer') }),
	/** Asks what everyone thought of the evening. */
	v.object({ mode: v.literal('faces') }),
	v.object({ mode: v.literal('cards'), round: v.nullable(id), held: heldOrNot }),
	/** The first five places, or what comes after them: see `partsOf`. */
	v.object({ mode: v.literal('ranking'), round: id, part: v.optional(v.picklist(['top', 'rest']), 'top'), held: heldOrNot }),
	v.object({ mode: v.literal('theme'), theme: themeNumber, held: heldOrNot }),
	/** A comment, in a balloon. */
	v.object({ mode: v.literal('comment'), comment: id, held: heldOrNot }),
	/** `played`: its stages, one after the other. Counted up with each press, so that it is played again. */
	v.object({ mode: v.literal('drawing'), drawing: id, played: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))) }),
	/** A picture, or a page of a PDF, that regie brought along. Its pages never turn by themselves: null is the first one. */
	v.object({ mode: v.literal('exhibit'), exhibit: id, held: heldOrNot }),
	/** The strip, panel by panel. They never turn by themselves: null is the first one. */
	v.object({ mode: v.literal('strip'), held: heldOrNot })
]);
export type Show = v.InferOutput<typeof show>;

/** What is shown, in a view or in a command: of either only what names it. */
type Subject =
	| { mode: 'join' | 'welcome' | 'text' | 'timer' | 'faces' | 'strip' }
	| { mode: 'question'; round: string }
	| { mode: 'cards'; round?: string | null }
	| { mode: 'ranking'; round: string; part?: 'top' | 'rest' | undefined }
	| { mode: 'theme'; theme: number }
	| { mode: 'comment'; comment: string }
	| { mode: 'drawing'; drawing: string }
	| { mode: 'exhibit'; exhibit: string };

/** The longest name of a subject, in UTF-16 units. */
export const longestSubject = 80;

/** Names what is shown, whichever of its pages: the screen tells its page under this name, and pages are turned under it. */
export function subjectOf(show: Subject): string {
	switch (show.mode) {
		case 'join':
		case 'welcome':
		case 'text':
		case 'timer':
		case 'faces':
		case 'strip':
			return show.mode;
		case 'theme':
			return `theme ${show.theme}`;
		case 'comment':
			return `comment ${show.comment}`;
		case 'drawing':
			return `drawing ${show.drawing}`;
		case 'exhibit':
			return `exhibit ${show.exhibit}`;
		case 'ranking':
			return `ranking ${show.round}${show.part === 'rest' ? ' rest' : ''}`;
		default:
			return `${show.mode} ${show.round ?? ''}`;
	}
}
