/**
 * Cuts the font files beside this one out of the installed @fontsource packages: only the characters that fonts.css
 * names for a file, only the weights we set, only the features we use (tabular figures among them). And the same faces as
 * TrueType files in one weight, for what is printed: Typst takes neither WOFF nor an axis.
 *
 * Run by hand after changing a range or a package: `node src/client/ui/fonts/subset.ts`. Prints each file's bytes.
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

type Weight = number | { min: number; max: number };

const packages = new URL('../../../../node_modules/', import.meta.url);
const bricolage = '@fontsource-variable/bricolage-grotesque';
const atkinson = '@fontsource-variable/atkinson-hyperlegible-next';
const noto = '@fontsource-variable/noto-sans';
const comic = '@fontsource/comic-neue';

/** One weight for heads: the whole axis would double a phone's fonts, and heads are never set light. */
const headWeight = 760;
const textWeights = { min: 400, max: 700 };

const files: Record<string, { source: string; weight?: Weight; script?: true }> = {
	'bricolage-latin.woff2': { source: `${bricolage}/files/bricolage-grotesque-latin-wght-normal.woff2`, weight: headWeight },
	'bricolage-latin-ext.woff2': { source: `${bricolage}/files/bricolage-grotesque-latin-ext-wght-normal.woff2`, weight: headWeight },
	'atkinson-latin.woff2': { source: `${atkinson}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2`, weight: textWeights },
	'atkinson-latin-ext.woff2': { source: `${atkinson}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2`, weight: textWeights },
	'comic-latin.woff2': { source: `${comic}/files/comic-neue-latin-700-normal.woff2` },
	'noto-cyrillic.woff2': { source: `${noto}/files/noto-sans-cyrillic-wght-normal.woff2`, weight: 400, script: true },
	'noto-greek.woff2': { source: `${noto}/files/noto-sans-greek-wght-normal.woff2`, weight: 400, script: true },
	'noto-devanagari.woff2': { source: `${noto}/files/noto-sans-devanagari-wght-normal.woff2`, weight: 400, script: true },
	'noto-vietnamese.woff2': { source: `${noto}/files/noto-sans-vietnamese-wght-normal.woff2`, weight: 400, script: true }
};

const licences: Record<string, string> = {
	'OFL-bricolage-grotesque.txt': bricolage,
	'OFL-atkinson-hyperlegible-next.txt': atkinson,
	'OFL-comic-neue.txt': comic,
	'OFL-noto-sans.txt': noto
};

/** The characters of a CSS unicode-range list such as `U+20-7E, U+A0`. */
function charactersOf(ranges: string): string {
	let characters = '';
	for (const range of ranges.split(',')) {
		const [first, last = first] = range.trim().replace(/^U\+/i, '').split('-');
		for (let code = parseInt(first ?? '', 16); code <= parseInt(last ?? '', 16); code++) characters += String.fromCodePoint(code);
	}
	return characters;
}

const latin = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'liga', 'tnum', 'lnum'];

const css = await readFile(new URL('fonts.css', import.meta.url), 'utf8');
for (const [name, { source, weight, script }] of Object.entries(files)) {
	const face = css.split('@font-face').find((block) => block.includes(`./${name}`));
	const ranges = face?.match(/unicode-range:([^;]+);/)?.[1];
	if (ranges === undefined) throw new Error(`fonts.css names no range for ${name}`);
	const cut = await subsetFont(await readFile(new URL(source, packages)), charactersOf(ranges), {
		targetFormat: 'woff2',
		noHinting: true,
		// Other scripts need their own shaping features, so those keep all.
		...(script ? {} : { keepFeatures: latin }),
		...(weight === undefined ? {} : { variationAxes: { wght: weight } })
	});
	await writeFile(new URL(name, import.meta.url), cut);
	console.log(`${name}\t${cut.length}`);
}
const printed = new URL('../../../server/strip/fonts/', import.meta.url);
for (const [family, weight] of [['bricolage', headWeight], ['atkinson', textWeights.min]] as const) {
	for (const part of ['latin', 'latin-ext']) {
		const name = `${family}-${part}`;
		const { source } = files[`${name}.woff2`]!;
		const ranges = css.split('@font-face').find((block) => block.includes(`./${name}.woff2`))!.match(/unicode-range:([^;]+);/)![1]!;
		const cut = await subsetFont(await readFile(new URL(source, packages)), charactersOf(ranges), { targetFormat: 'truetype', noHinting: true, keepFeatures: latin, variationAxes: { wght: weight } });
		await writeFile(new URL(`${name}.ttf`, printed), cut);
		console.log(`${name}.ttf\t${cut.length}`);
	}
}
for (const name of ['OFL-bricolage-grotesque.txt', 'OFL-atkinson-hyperlegible-next.txt']) await copyFile(new URL(`${licences[name]}/LICENSE`, packages), new URL(name, printed));
for (const [name, folder] of Object.entries(licences)) {
	await copyFile(new URL(`${folder}/LICENSE`, packages), new URL(name, import.meta.url));
}
