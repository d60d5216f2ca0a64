import * as v from 'valibot';

/**
 * What a person typed: control characters go (a line feed stays), CRLF becomes LF, the ends are trimmed. HTML is
 * text like any other. Of more than two line breaks on end two stay, or a few words would make a tall, empty balloon.
 * Length is counted in UTF-16 units, as `maxlength` in a browser does.
 */
export function cleanText(text: string): string {
	return (
		text
			.replace(/\r\n?/g, '\n')
			// Half a character cannot be stored: after a restart the text would be another one.
			.replace(/\p{Surrogate}/gu, '\uFFFD')
			// Bidi overrides would let a comment change how the text around it reads on the wall.
			.replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g, ' ')
			.replace(/\n(?:[^\S\n]*\n){2,}/g, '\n\n')
			.trim()
	);
}

/** Themes that a drawing stands for at most, besides its own: as many as a round has. */
export const mostAlso = 200;

/** The least side of a panel's frame, as a part of its drawing's. */
export const leastFrame = 0.02;

/** Stages of a series (sketch, ink, colour) at most, the one that is current included. */
export const mostStages = 8;

/** Sentences that a drawing was made from at most. */
export const mostSources = 12;

/** Illustrators in the order of turns at most. */
export const mostTurns = 20;

/** The longest texts, in UTF-16 units. */
export const longest = { title: 120, explanation: 600, quote: 300, comment: 500, line: 80, alt: 600, lettering: 1000, rule: 60, heading: 60, ownText: 160, note: 280, runNotes: 1000, network: 32, message: 200, caption: 200 } as const;

/** The largest head count that is taken for one. */
export const mostPresent = 100_000;

/** What a hall can be, in metres: the width of its picture, and how far from it the last seat is. */
export const widthOfPicture = { least: 0.5, most: 30 } as const;
export const farthestSeat = { least: 1, most: 200 } as const;

/** What a wifi password of WPA has, in letters and figures; one without has none. */
export const wifiPassword = { shortest: 8, longest: 63 } as const;

/** Lines of a facilitator's own text at most: more are too many to read from the last row. */
export const mostOwnLines = 5;

/** The longest that the hall's clock can be set to, in minutes. */
export const longestTimer = 180;

/** The longest that a segment of the run-sheet can be planned for, in minutes. */
export const longestSegment = 240;

/** On the wire any text of up to 20,000 units is let in, so that `decide` can refuse it by name. */
export const wireText = v.pipe(v.string(), v.maxLength(20_000));
