import { mainThemeKeys, type MainTheme } from '#shared/programme/main-theme.ts';
import { handColours } from './others.ts';

/** The page's tokens, as a canvas wants them: CSS colours and font families. */
export interface Look {
	paper: string;
	card: string;
	ink: string;
	muted: string;
	line: string;
	loud: string;
	info: string;
	onMain: string;
	main: Record<MainTheme, string>;
	/** Of other facilitators' hands; ink is read on each. */
	hands: string[];
	fontHead: string;
	fontText: string;
	weightHead: string;
	weightStrong: string;
}

/** Reads the tokens that hold where `element` stands: a municipality's own, or high contrast, included. */
export function readLook(element: Element): Look {
	const style = getComputedStyle(element);
	const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
	return {
		paper: token('paper'),
		card: token('card'),
		ink: token('ink'),
		muted: token('muted'),
		line: token('line'),
		loud: token('loud'),
		info: token('info'),
		onMain: token('on-main'),
		main: Object.fromEntries(mainThemeKeys.map((key) => [key, token(`main-${key}`)])) as Record<MainTheme, string>,
		hands: Array.from({ length: handColours }, (_, colour) => token(`hand-${colour + 1}`)),
		fontHead: token('font-head'),
		fontText: token('font-text'),
		weightHead: token('weight-head'),
		weightStrong: token('weight-strong')
	};
}

/**
 * Loads the faces that these texts need. Text drawn before its face is there keeps the system's type, and its lines
 * were broken by other widths. Settles when all came or failed: a missing face is no reason to show no board.
 */
export async function loadFaces(look: Look, texts: Iterable<string>): Promise<void> {
	const characters = [...new Set([...texts].join(''))].join('');
	const faces = [`${look.weightHead} 20px ${look.fontHead}`, `${look.weightStrong} 20px ${look.fontText}`, `400 20px ${look.fontText}`];
	await Promise.allSettled(faces.map((face) => document.fonts.load(face, characters || 'a')));
}
