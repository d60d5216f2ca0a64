import type { Look } from '#shared/house-style/look.ts';
import type { Face } from './manifest.ts';

/** Faces that a house style does not bring its letters for come after it, as in tokens.css. */
const ownFaces = {
	text: "'Atkinson Hyperlegible Next', 'Noto Sans', system-ui, sans-serif",
	head: "'Bricolage Grotesque', 'Atkinson Hyperlegible Next', 'Noto Sans', system-ui, sans-serif"
};

/**
 * The stylesheet that pages get: written anew from what was measured, never a word of the municipality's own file.
 * Doubled `:root` wins from tokens.css in whatever order a page has them, and loses from high contrast, which stands on
 * an element. Paper stays white in print.
 * @param faces those that the look uses; their files stand beside the sheet
 */
export function sheetOf({ colours, faces: wanted }: Look, faces: Face[]): string {
	const has = (family: string | null): family is string => faces.some(({ familie }) => familie === family);
	const lines = faces.map(
		({ familie, bestand, dikte, stijl }) =>
			`@font-face { font-family: '${familie}'; src: url('${bestand}') format('woff2'); font-weight: ${dikte}; font-style: ${stijl}; font-display: swap; }`
	);
	const type = [
		...(has(wanted.text) ? [`--font-text: '${wanted.text}', ${ownFaces.text};`] : []),
		...(has(wanted.head) ? [`--font-head: '${wanted.head}', ${ownFaces.head};`] : [])
	];
	if (type.length > 0) lines.push(`:root:root { ${type.join(' ')} }`);
	const { paper, screenDot, loud, onLoud, loudOnInk } = colours;
	lines.push(`@media not print { :root:root { --paper: ${paper}; --screen-dot: ${screenDot}; --loud: ${loud}; --on-loud: ${onLoud}; --loud-on-ink: ${loudOnInk}; } }`);
	return `${lines.join('\n')}\n`;
}
