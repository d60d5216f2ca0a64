import type { Problem } from '#shared/house-style/report.ts';

const forbidden: [pattern: RegExp, words: string][] = [
	[/<\s*(?:[\w-]+:)?script\b/gi, 'Een logo mag geen script hebben.'],
	[/<\s*(?:[\w-]+:)?(?:foreignobject|iframe|object|embed|audio|video|image|feimage|handler|listener)\b/gi, 'Een logo mag alleen uit lijnen, vlakken en tekst bestaan.'],
	[/\son[a-z]+\s*=/gi, 'Een logo mag niets doen, dus ook niets met ‘on…=’.'],
	[/(?:href|src)\s*=\s*(?!\s*["']\s*#)/gi, 'Een logo mag alleen naar zichzelf wijzen, met #.'],
	[/url\s*\((?!\s*["']?\s*#)|@import/gi, 'Een logo mag niets van een andere plek halen.'],
	[/<!ENTITY|<\?xml-stylesheet/gi, 'Een logo mag geen ENTITY of xml-stylesheet hebben.'],
	[/\bjavascript:|\bdata:/gi, 'Een logo mag geen adres met javascript: of data: hebben.']
];

/**
 * Looks a logo through. What it says here is for who made it: that nothing in it can run, the headers that it is served
 * with see to (web/house-style.ts).
 */
export function logoProblems(source: string, file: string): Problem[] {
	const refuse = (at: number, words: string): Problem => ({ file, line: source.slice(0, at).split('\n').length, words });
	const body = source.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
	const root = /<svg\b[^>]*>/i.exec(body);
	if (!root) return [{ file, words: 'Dit is geen SVG-plaatje.' }];
	const problems = forbidden.flatMap(([pattern, words]) => [...body.matchAll(pattern)].map(({ index }) => refuse(index, words)));
	if (!/\bviewBox\s*=/.test(root[0])) problems.push(refuse(root.index, 'Het logo heeft geen viewBox. Zonder weten wij niet hoe breed het is.'));
	return problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
