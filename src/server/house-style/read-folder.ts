import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { lookOf, type Look } from '#shared/house-style/look.ts';
import type { HouseStyleReport, Problem } from '#shared/house-style/report.ts';
import { largestFace, readManifest, type Face, type Manifest } from './manifest.ts';
import { readProperties } from './read-css.ts';
import { logoProblems } from './read-logo.ts';
import { sheetOf } from './sheet.ts';

/** A file of a style as it goes over the line, by its name in the address. */
export interface StyleFile {
	type: 'text/css; charset=utf-8' | 'image/svg+xml' | 'font/woff2';
	body: Buffer;
	/** The same, zipped, of what that makes smaller. */
	zipped?: Buffer;
}

/** A folder as it was read. `files` is empty where it can't be used. */
export interface HouseStyle {
	report: HouseStyleReport;
	files: ReadonlyMap<string, StyleFile>;
}

/** Lower case, so that no disk takes two names for one; no dots or slashes, so that none leads out of the folder. */
export const folderName = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** The largest files, in bytes: a whole theme of NL Design System has some thousands of tokens. */
const largest = { css: 1_000_000, json: 20_000, logo: 200_000 };
/** More than this of faces in one style makes a hall's phones wait. */
const heavyFaces = 60_000;
/** Of one file no more problems are told: the rest is more of the same. */
const mostProblems = 5;

/** Reads `<folder>/<name>`, checks all of it, and writes what will be served. Never throws for what is in the folder. */
export async function readHouseStyle(folder: string, name: string): Promise<HouseStyle> {
	const problems: Problem[] = [];
	const tell = (found: Problem[]) => problems.push(...found.slice(0, mostProblems));
	const read = async (file: string, most: number): Promise<Buffer | null> => {
		const body = await readSmall(join(folder, name, file), most);
		if (Buffer.isBuffer(body)) return body;
		if (body !== 'absent') tell([{ file, words: body === 'large' ? `Dit bestand mag ${Math.floor(most / 1000)} kB zijn.` : 'Dit bestand is niet te lezen.' }]);
		else if (file !== 'logo.svg') tell([{ file, words: 'Dit bestand ontbreekt.' }]);
		return null;
	};
	if (!folderName.test(name)) {
		return broken(name, name, [{ file: '', words: 'De naam van de map mag alleen kleine letters, cijfers en streepjes hebben.' }]);
	}
	const json = await read('huisstijl.json', largest.json);
	const css = await read('huisstijl.css', largest.css);
	const logo = await read('logo.svg', largest.logo);

	const manifest = json && readManifest(json.toString(), 'huisstijl.json');
	if (manifest && !manifest.ok) tell(manifest.problems);
	const title = manifest?.ok ? manifest.manifest.naam : name;
	const properties = css && (await readProperties(css.toString(), 'huisstijl.css'));
	if (properties && !properties.ok) tell(properties.problems);
	if (logo) tell(logoProblems(logo.toString(), 'logo.svg'));
	const faces = manifest?.ok ? await readFaces(manifest.manifest, read, tell) : new Map<string, Buffer>();
	if (problems.length > 0 || !manifest?.ok || !properties?.ok) return broken(name, title, problems);

	const look = lookOf(properties.properties);
	const { lettertypen } = manifest.manifest;
	const used = lettertypen.filter(({ familie }) => familie === look.faces.text || familie === look.faces.head);
	const files = new Map<string, StyleFile>();
	for (const { bestand } of used) files.set(bestand, { type: 'font/woff2', body: faces.get(bestand)! });
	if (logo) files.set('logo.svg', { type: 'image/svg+xml', body: logo, zipped: gzipSync(logo) });
	const sheet = Buffer.from(sheetOf(look, used));
	files.set('stijl.css', { type: 'text/css; charset=utf-8', body: sheet, zipped: gzipSync(sheet) });
	return {
		report: { name, title, path: `${name}/${versionOf(files)}`, logo: logo !== null, problems, colours: look.colours, checks: look.checks, notes: [...look.notes, ...faceNotes(look, lettertypen, used, faces)] },
		files
	};
}

function broken(name: string, title: string, problems: Problem[]): HouseStyle {
	return { report: { name, title, path: null, logo: false, problems, colours: null, checks: [], notes: [] }, files: new Map() };
}

async function readFaces({ lettertypen }: Manifest, read: (file: string, most: number) => Promise<Buffer | null>, tell: (problems: Problem[]) => void): Promise<Map<string, Buffer>> {
	const faces = new Map<string, Buffer>();
	for (const file of new Set(lettertypen.map(({ bestand }) => bestand))) {
		const body = await read(file, largestFace);
		if (body === null) continue;
		if (body.toString('latin1', 0, 4) === 'wOF2') faces.set(file, body);
		else tell([{ file, words: 'Dit is geen lettertype in de vorm WOFF2.' }]);
	}
	return faces;
}

function faceNotes({ faces }: Look, all: Face[], used: Face[], bodies: Map<string, Buffer>): string[] {
	const notes: string[] = [];
	const missing = new Set([faces.text, faces.head].filter((family) => family !== null && !all.some(({ familie }) => familie === family)));
	for (const family of missing) notes.push(`Het lettertype ‘${family}’ heeft geen bestand in de map. Daar houdt u ons lettertype.`);
	for (const family of new Set(all.filter((face) => !used.includes(face)).map(({ familie }) => familie))) {
		notes.push(`Het lettertype ‘${family}’ staat wel in de map, maar niet in huisstijl.css.`);
	}
	const bytes = [...new Set(used.map(({ bestand }) => bestand))].reduce((sum, file) => sum + bodies.get(file)!.length, 0);
	if (bytes > heavyFaces) notes.push(`De lettertypen zijn samen ${Math.round(bytes / 1000)} kB. Boven ${heavyFaces / 1000} kB wachten telefoons in een volle zaal.`);
	return notes;
}

/** Eight digits of what is served: another look has another address, so that no browser keeps the old one. */
function versionOf(files: ReadonlyMap<string, StyleFile>): string {
	const hash = createHash('sha256');
	for (const [name, { body }] of files) hash.update(`${name}\n${body.length}\n`).update(body);
	return hash.digest('hex').slice(0, 8);
}

/** The whole of a file of at most `most` bytes, or why not. */
async function readSmall(path: string, most: number): Promise<Buffer | 'absent' | 'large' | 'unreadable'> {
	try {
		const about = await stat(path);
		// Opening a pipe would wait for ever.
		if (!about.isFile()) return 'unreadable';
		return about.size > most ? 'large' : await readFile(path);
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : 'unreadable';
	}
}
