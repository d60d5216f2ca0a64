import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licences } from '#shared/programme/licences.ts';
import { pixelsOf, type Paper } from '#shared/strip/papers.ts';
import { isDiskFull } from '../drawings/disk.ts';
import type { Drawings } from '../drawings/drawings.ts';
import type { PanelPicture, PanelPictureJob } from '../drawings/panel-picture.ts';
import type { Log } from '../log.ts';
import { pageOf } from './page.ts';
import { Printer } from './printer.ts';
import { layOut, onPixels, sheetOf } from './sheet.ts';
import type { StripNow } from './strip-now.ts';

/** `page`: that one as a PNG, from 0; null for all of them as a PDF. */
export type Wanted = { paper: Paper; page: number | null };
/** What came of it: the file, or why there is none. `left`: whoever asked went away. */
export type MadeStrip = Uint8Array | 'failed' | 'full' | 'left';

/** A drawing that is taken down meanwhile: so often it is begun anew. */
const mostAttempts = 4;
/** Of a picture on the web page, in pixels. */
const pageBox = { width: 1600, height: 2400 };

/**
 * Strips as files, each made anew of what stands when it is asked for, and kept nowhere. One at a time: the drawings of two
 * would be in memory together.
 */
export class Strips {
	readonly #drawings: Drawings;
	readonly #printer: Printer;
	#turn: Promise<unknown> = Promise.resolve();
	#closed = false;

	constructor(drawings: Drawings, log: Log) {
		this.#drawings = drawings;
		this.#printer = new Printer(log);
	}

	/** On paper, as a PDF; or one of its pages as a PNG. @param read gives the strip as it stands */
	onPaper(read: () => StripNow, wanted: Wanted, signal: AbortSignal): Promise<MadeStrip> {
		return this.#inTurn(read, signal, (strip) => this.#print(strip, wanted, signal));
	}

	/** As one web page with all that it shows in it. */
	asPage(read: () => StripNow, signal: AbortSignal): Promise<MadeStrip> {
		return this.#inTurn(read, signal, async (strip) => {
			const pictures: PanelPicture[] = [];
			for (const panel of strip.panels.keys()) {
				const picture = signal.aborted ? null : await this.#picture(strip, panel, pageBox, 'page');
				if (picture === null) return null;
				pictures.push(picture);
			}
			return Buffer.from(pageOf(strip, pictures));
		});
	}

	/** Ends what is under way and what waits. */
	async close(): Promise<void> {
		this.#closed = true;
		this.#printer.close();
		await this.#turn;
	}

	#inTurn(read: () => StripNow, signal: AbortSignal, make: (strip: StripNow) => Promise<Uint8Array | null>): Promise<MadeStrip> {
		const made = this.#turn.then(() => this.#make(read, signal, make));
		this.#turn = made.catch(() => undefined);
		return made;
	}

	async #make(read: () => StripNow, signal: AbortSignal, make: (strip: StripNow) => Promise<Uint8Array | null>): Promise<MadeStrip> {
		for (let attempt = 0; attempt < mostAttempts && !this.#closed; attempt++) {
			if (signal.aborted) return 'left';
			const strip = read();
			if (strip.panels.length === 0) return 'failed';
			try {
				const made = await make(strip);
				// What was taken down or replaced while it was made is not in it either.
				const now = new Set(read().versions.map(({ id }) => id));
				if (strip.versions.every(({ id }) => now.has(id))) return made ?? (signal.aborted ? 'left' : 'failed');
			} catch (error) {
				if (isDiskFull(error)) return 'full';
				throw error;
			}
		}
		return 'failed';
	}

	/** Null where it can't be made of this. */
	async #print(strip: StripNow, { paper, page }: Wanted, signal: AbortSignal): Promise<Uint8Array | null> {
		const { pages, pictures } = layOut(strip, paper, page);
		if (pages.length === 0) return null;
		const folder = await mkdtemp(join(this.#drawings.temporaryFolder, 'strip-'));
		try {
			const files = new Map<number, string>();
			for (const { panel, width, height } of pictures) {
				const picture = signal.aborted ? null : await this.#picture(strip, panel, { width, height }, 'print');
				if (picture === null) return null;
				const file = `${panel}.${picture.type}`;
				await writeFile(join(folder, file), picture.bytes);
				files.set(panel, file);
			}
			const sheet = sheetOf(strip, paper, pages, files);
			await writeFile(join(folder, 'strip.json'), JSON.stringify(page === null ? sheet : onPixels(sheet, paper)));
			const printed = await this.#printer.print({ folder, document: 'strip', picture: page === null ? null : pixelsOf[paper] });
			return printed ? await readFile(join(folder, page === null ? 'strip.pdf' : 'strip.png')) : null;
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}

	/** Of the file as it came, where that was kept and can be read; else of what the screen shows. */
	async #picture({ panels, versions }: StripNow, panel: number, box: { width: number; height: number }, use: PanelPictureJob['use']): Promise<PanelPicture | null> {
		const { drawing, frame } = panels[panel]!;
		const { files, photo } = versions[panel]!;
		const rights = { credit: drawing.credit ?? '', licence: licences.find(({ key }) => key === drawing.licence)?.name ?? '' };
		for (const [hash, treatment] of [[files.original, photo], [files.screen, undefined]] as const) {
			const file = hash === undefined ? undefined : await this.#drawings.open(hash);
			const picture = file && (await this.#drawings.renderPanel({ path: file.path, treatment, frame, box, use, rights }));
			if (picture?.ok) return picture;
		}
		return null;
	}
}
