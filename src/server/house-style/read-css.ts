import type { AST } from 'svelte/compiler';
import type { Properties } from '#shared/house-style/look.ts';
import type { Problem } from '#shared/house-style/report.ts';

/** What may never stand in a value, and how it is called to who must take it away. */
const forbidden: [pattern: RegExp, words: string][] = [
	[/url\s*\(/i, 'url() mag niet: een huisstijl haalt niets van een andere plek.'],
	[/(image|image-set|cross-fade|element|src)\s*\(/i, 'Plaatjes mogen niet: een huisstijl haalt niets van een andere plek.'],
	[/expression\s*\(/i, 'expression() mag niet: een huisstijl voert niets uit.'],
	[/[a-z][a-z0-9+.-]*:\/\/|\b(https?|javascript|data|ftp|file):|^\s*['"]?\/\//i, 'Een adres mag niet: een huisstijl haalt niets van een andere plek.'],
	[/[<>]/, 'De tekens < en > mogen hier niet.'],
	[/\\/, 'Het teken \\ mag hier niet.'],
	[/[{}]/, 'Accolades mogen hier niet.']
];
/** `:root`, a class, an attribute as `[data-theme='x']`, or some of these on one element. */
const themeSelector = /^(:root|\.[\w-]+|\[data-[\w-]+(=("[\w-]*"|'[\w-]*'|[\w-]+))?\])+$/;

/**
 * Reads a theme of custom properties alone. Of two values of one property the last counts, as in CSS.
 * @returns the properties, or every line that may not be there, from top to bottom.
 */
export async function readProperties(source: string, file: string): Promise<{ ok: true; properties: Properties } | { ok: false; problems: Problem[] }> {
	// Svelte's own parser; most servers have no house style, and need no compiler in memory.
	const { parseCss } = await import('svelte/compiler');
	const lineOf = lineCounter(source);
	const problems: Problem[] = [];
	const properties = new Map<string, { value: string; line: number }>();
	const refuse = (at: number, words: string) => problems.push({ file, line: lineOf(at), words });

	let sheet: AST.CSS.StyleSheetFile;
	try {
		sheet = parseCss(source);
	} catch (error) {
		const at = error instanceof Error && 'position' in error && Array.isArray(error.position) ? Number(error.position[0]) : 0;
		// The end of the file is the line after its last words.
		refuse(Math.min(at, source.trimEnd().length), 'Dit is geen geldige CSS. Kijk of er een teken ontbreekt of te veel is.');
		return { ok: false, problems };
	}
	for (const rule of sheet.children) {
		if (rule.type === 'Atrule') {
			refuse(rule.start, `@${rule.name} mag niet: alleen eigen kleuren en lettertypen, zoals --naam: waarde;`);
			continue;
		}
		for (const { start, end } of rule.prelude.children) {
			const selector = source.slice(start, end);
			if (!themeSelector.test(selector)) refuse(start, `‘${short(selector)}’ mag niet: gebruik :root, of de class van het thema.`);
		}
		for (const inside of rule.block.children) {
			if (inside.type !== 'Declaration') {
				refuse(inside.start, 'Hier mag geen blok in een ander blok staan.');
				continue;
			}
			const { property, start } = inside;
			// An important property is still the same property, and nothing here competes with it.
			const value = inside.value.replace(/\s*!\s*important\s*$/i, '');
			if (!/^--[\w-]+$/.test(property)) refuse(start, `‘${short(property)}’ mag niet: alleen namen die met -- beginnen.`);
			else {
				const why = forbidden.find(([pattern]) => pattern.test(value));
				if (why) refuse(start, `${property}: ${why[1]}`);
				else properties.set(property, { value, line: lineOf(start) });
			}
		}
	}
	return problems.length === 0 ? { ok: true, properties } : { ok: false, problems };
}

function short(text: string): string {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Tells the line of a place in a text, counted from 1. */
function lineCounter(source: string): (at: number) => number {
	let seen = 0;
	let line = 1;
	return (at) => {
		// Mostly the next place lies further on: counting from the start each time would cost a theme of 1 MB seconds.
		if (at < seen) [seen, line] = [0, 1];
		for (; seen < at; seen++) if (source[seen] === '\n') line++;
		return line;
	};
}
