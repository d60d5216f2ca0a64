import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cleanPhoto, decodeForCutting, lookForSheet } from '../../src/server/drawings/photo.ts';
import { HEAD_BYTES, identify, type PictureFileKind } from '../../src/server/drawings/kind.ts';
import { openPicture, type Picture } from '../../src/server/drawings/picture.ts';
import { screenBox } from '../../src/server/drawings/render.ts';
import { brightness, type Pixels } from '../../src/server/drawings/sheet/pixels.ts';
import { usualContrast } from '../../src/server/drawings/sheet/whiten.ts';

// `npm run bench:photos -- [--dir FOLDER] [--json]`: finds and cleans the sheet in each photo of a folder. Where a
// corners.jsonl stands beside them, its corners are the truth and only its photos are taken.

interface Measured {
	file: string;
	/** The largest corner's distance in % of the diagonal; null without a truth, 100 where no sheet was found. */
	cornerErrorPct: number | null;
	/** The middle brightness of paper, 0 to 255; null where no sheet was found. */
	background: number | null;
	/** The middle brightness of black ink; null where there is none. */
	ink: number | null;
	ms: number;
}

const { values } = parseArgs({ options: { dir: { type: 'string', default: '../shared/drawings' }, json: { type: 'boolean', default: false } } });
const folder = resolve(values.dir);
if (!existsSync(folder)) {
	console.error(`There is no folder ${folder}; name one with photos: npm run bench:photos -- --dir FOLDER`);
	process.exit(1);
}

const photos: Measured[] = [];
const truth = await truthOf(folder);
for (const file of truth.size > 0 ? [...truth.keys()] : await picturesIn(folder)) photos.push(await measure(file));
if (values.json) console.log(JSON.stringify({ photos }));

async function measure(file: string): Promise<Measured> {
	const path = join(folder, file);
	const began = performance.now();
	const picture = await pictureAt(path);
	const { kind, corners } = await lookForSheet(picture.open);
	const clean = corners && cleanPhoto(await decodeForCutting(picture, screenBox.width), { corners, contrast: usualContrast }, screenBox);
	const ms = Math.round(performance.now() - began);
	const { width, height } = picture;
	const known = truth.get(file);
	const far = corners?.map(({ x, y }, index) => Math.hypot(x * width - 0.5 - (known?.[index]?.[0] ?? 0), y * height - 0.5 - (known?.[index]?.[1] ?? 0)));
	const cornerErrorPct = known === undefined ? null : far ? rounded((100 * Math.max(...far)) / Math.hypot(width, height)) : 100;
	const seen = clean && tonesOf(clean);
	console.log(
		`${file}: ${clean ? `corner ${cornerErrorPct ?? '?'} %, paper ${seen!.paper.join(' / ')}, ink ${seen!.ink ?? 'none'}` : kind === 'export' ? 'an export, not touched' : 'no sheet found'}, ${ms} ms`
	);
	return { file, cornerErrorPct, background: seen?.paper[1] ?? null, ink: seen?.ink ?? null, ms };
}

/** `paper`: 5th percentile, median and 95th of what is light and has no colour; `ink`: median of what is dark and has none. */
function tonesOf({ data }: Pixels): { paper: [number, number, number]; ink: number | null } {
	const [paper, ink] = [[] as number[], [] as number[]];
	for (let at = 0; at < data.length; at += 3) {
		const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
		if (Math.max(red, green, blue) - Math.min(red, green, blue) > 30) continue;
		const value = brightness(red, green, blue);
		if (value > 150) paper.push(value);
		else if (value < 110) ink.push(value);
	}
	const at = (all: number[], part: number) => Math.round(all[Math.floor(part * all.length)] ?? 0);
	paper.sort((a, b) => a - b);
	ink.sort((a, b) => a - b);
	return { paper: [at(paper, 0.05), at(paper, 0.5), at(paper, 0.95)], ink: ink.length < data.length / 3000 ? null : at(ink, 0.5) };
}

async function truthOf(folder: string): Promise<Map<string, [number, number][]>> {
	const path = join(folder, 'corners.jsonl');
	if (!existsSync(path)) return new Map();
	const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
	return new Map(lines.map((line) => JSON.parse(line)).map(({ file, corners }) => [file, corners]));
}

/** @throws where the file is no picture that is taken. */
async function pictureAt(path: string): Promise<Picture> {
	const kind = identify((await readFile(path)).subarray(0, HEAD_BYTES));
	const picture = await openPicture(path, kind as PictureFileKind, 60);
	if ('ok' in picture) throw new Error(`${path}: ${picture.code}`);
	return picture;
}

async function picturesIn(folder: string): Promise<string[]> {
	return (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp|heic|heif|avif|tiff?)$/i.test(name)).sort();
}

function rounded(value: number): number {
	return Math.round(value * 1000) / 1000;
}
