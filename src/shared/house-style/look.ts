import { mainThemes } from '../programme/main-theme.ts';
import { contrast, mix, readColour } from './colour.ts';

/** The colours of a house style, `#rrggbb`: what it may change of ours, and the faint dots that follow from its paper. */
export interface Colours {
	paper: string;
	screenDot: string;
	loud: string;
	onLoud: string;
	/** What takes the place of yellow on a bar of ink. */
	loudOnInk: string;
}

/** One pair of colours that meet, in words, with what was measured. */
export interface Check {
	/** 'Tekst op de achtergrond'. */
	pair: string;
	/** To 1: a figure rounded down to a tenth, so that what fails never reads as enough. */
	ratio: number;
	/** What WCAG 2.2 AA asks: 4.5 for text, 3 for edges and signs. */
	least: number;
	/** Which of our colours stays where it fails. */
	part: Part;
}
type Part = 'paper' | 'loud' | 'loudOnInk';

/** The custom properties of a file: each value as it stands there, by its name. */
export type Properties = ReadonlyMap<string, { value: string; line: number }>;

/**
 * Which tokens of NL Design System become which of ours. The first one that a theme has is taken; older themes lack
 * the newer names. Everything else in a theme is left alone: ink, cards, dots, bands and state colours stay ours.
 *
 * | ours | what it is | theirs |
 * |---|---|---|
 * | paper | what all stands on | the document's background, else the page's, the root's |
 * | loud | yellow: what you can do now | the background of the button for the main action, else of any button |
 * | onLoud | the text on it | the text of that same button |
 * | text | the face of all text but balloons | the document's face, else paragraphs', else the sans-serif face |
 * | head | the face of heads and figures | the headings' face, else that of text |
 */
export const tokens = {
	paper: ['--utrecht-document-background-color', '--utrecht-page-background-color', '--utrecht-root-background-color'],
	loud: ['--utrecht-button-primary-action-background-color', '--utrecht-button-background-color'],
	onLoud: { '--utrecht-button-primary-action-background-color': '--utrecht-button-primary-action-color', '--utrecht-button-background-color': '--utrecht-button-color' },
	text: ['--utrecht-document-font-family', '--utrecht-paragraph-font-family', '--utrecht-typography-sans-serif-font-family'],
	head: ['--utrecht-heading-font-family', '--utrecht-heading-1-font-family']
} as const;

/** Our own, as tokens.css has them; a test compares. */
export const own = {
	paper: '#fbf5e6',
	screenDot: '#f0e7d2',
	loud: '#ffd84d',
	onLoud: '#17130e',
	loudOnInk: '#ffd84d',
	ink: '#17130e',
	muted: '#665d50',
	line: '#8b8172',
	ok: '#2a7230',
	info: '#0b5796',
	warning: '#7a4b00',
	error: '#b01530'
} as const;

const white = '#ffffff';

/** What a theme's tokens come to: colours that can all be read, the figures behind them, and what was left out, in words. */
export interface Look {
	colours: Colours;
	checks: Check[];
	/** Names of faces, as the theme has them: the first that it wants. Null: ours. */
	faces: { text: string | null; head: string | null };
	notes: string[];
}

/** Maps a theme's tokens on ours and measures every pair that meets. A part of which one pair fails stays ours. */
export function lookOf(properties: Properties): Look {
	const notes: string[] = [];
	const colourOf = (names: readonly string[]): { name: string; colour: string } | null => {
		const name = names.find((one) => properties.has(one));
		if (name === undefined) return null;
		const value = resolved(properties, name);
		const colour = value === null ? null : readColour(value);
		if (colour === null) notes.push(`Regel ${properties.get(name)!.line}: de kleur van ${name} kunnen wij niet lezen. Schrijf hem als #rrggbb.`);
		return colour === null ? null : { name, colour };
	};
	const paper = colourOf(tokens.paper)?.colour ?? own.paper;
	const button = colourOf(tokens.loud);
	const loud = button?.colour ?? own.loud;
	const words = button === null ? null : colourOf([tokens.onLoud[button.name as keyof typeof tokens.onLoud]]);
	// A theme that names no text for its button: ink or white, whichever reads better.
	const onLoud = words?.colour ?? (contrast(own.ink, loud) >= contrast(white, loud) ? own.ink : white);

	const checks = measure(paper, loud, onLoud);
	const holds = (part: Part) => checks.every((check) => check.part !== part || check.ratio >= check.least);
	const [goodPaper, goodLoud] = [holds('paper'), holds('loud')];
	if (![...tokens.paper, ...tokens.loud, ...tokens.text, ...tokens.head].some((name) => properties.has(name))) {
		notes.push('Er staat geen enkele kleur en geen lettertype in die wij gebruiken. Kijk in de handleiding welke namen dat zijn.');
	}
	return {
		colours: {
			paper: goodPaper ? paper : own.paper,
			screenDot: goodPaper && paper !== own.paper ? mix(paper, own.ink, 0.06) : own.screenDot,
			loud: goodLoud ? loud : own.loud,
			onLoud: goodLoud ? onLoud : own.onLoud,
			loudOnInk: goodLoud && holds('loudOnInk') ? loud : own.loudOnInk
		},
		checks,
		faces: { text: face(properties, tokens.text), head: face(properties, [...tokens.head, ...tokens.text]) },
		notes
	};
}

/** Every pair that meets on a page and of which a house style may change one side. */
function measure(paper: string, loud: string, onLoud: string): Check[] {
	const check = (part: Part, pair: string, least: number, ground: string, fronts: string[]): Check => {
		const lowest = Math.min(...fronts.map((front) => contrast(front, ground)));
		return { pair, ratio: Math.floor(lowest * 10) / 10, least, part };
	};
	return [
		check('paper', 'Tekst op de achtergrond', 4.5, paper, [own.ink]),
		check('paper', 'Grijze tekst op de achtergrond', 4.5, paper, [own.muted]),
		check('paper', 'Meldingen op de achtergrond', 4.5, paper, [own.ok, own.info, own.warning, own.error]),
		// As text their colours stand on cards alone.
		check('paper', 'Stippen en banden op de achtergrond', 3, paper, mainThemes.map(({ colour }) => colour)),
		check('paper', 'Randen en lijnen op de achtergrond', 3, paper, [own.ink, own.line]),
		check('loud', 'Tekst op de knop', 4.5, loud, [onLoud]),
		// The ring is white and ink: the better of the two is what is seen.
		{ ...check('loud', 'Rand om de gekozen knop', 3, loud, []), ratio: Math.floor(Math.max(contrast(white, loud), contrast(own.ink, loud)) * 10) / 10 },
		check('loudOnInk', 'De knopkleur op de donkere balk', 4.5, own.ink, [loud])
	];
}

/** The first family that a token names, without its quotes. */
function face(properties: Properties, names: readonly string[]): string | null {
	const name = names.find((one) => properties.has(one));
	const value = name === undefined ? null : resolved(properties, name);
	return value?.split(',')[0]?.trim().replace(/^(["'])(.*)\1$/, '$2') ?? null;
}

/** Steps that a value may take from token to token: more is a circle. */
const mostSteps = 20;

/** A value whose `var()` were followed; null where that leads nowhere or around. */
export function resolved(properties: Properties, name: string): string | null {
	let value = properties.get(name)?.value ?? null;
	for (let step = 0; value !== null && step < mostSteps; step++) {
		const [whole, wanted, instead] = /^var\(\s*(--[\w-]+)\s*(?:,(.*))?\)$/s.exec(value.trim()) ?? [];
		if (whole === undefined) return value.includes('var(') ? null : value.trim();
		value = properties.get(wanted!)?.value ?? instead ?? null;
	}
	return null;
}
