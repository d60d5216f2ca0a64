import type { Format } from '../programme/collection/format.ts';
import type { MainTheme } from '../programme/main-theme.ts';

/**
 * What a phone needs to hold talks, also later without a line: the same for every card, so that a page that was kept
 * under one card serves another. It holds no names.
 */
export interface FormStart {
	/** The server's time when the page was made, in ms since 1970. */
	now: number;
	areas: readonly { id: string; name: string }[];
	/** The area of each scout's number. */
	scouts: Readonly<Record<number, string>>;
	/** The default themes, and those of one area. */
	themes: readonly { code: string; title: string; main: MainTheme; area?: string }[];
	format: { version: number; format: Format };
	notice: { version: number; text: string };
}

/** What a scout's own page says, in numbers. */
export interface ScoutStart {
	number: number;
	area: { id: string; name: string };
	/** Talks by wave: of ten, fifty and a hundred. */
	waves: readonly [number, number, number];
	lastDay: string | null;
	/** Which of the ten cards have a talk. */
	used: readonly number[];
	reach: { talks: number; scouts: number; active: number; waves: readonly [number, number, number]; withoutCard: number; statements: number };
}
