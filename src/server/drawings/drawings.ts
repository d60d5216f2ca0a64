import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import type { DrawingVersion, Treatment } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { largestUpload, renditionNames } from '#shared/protocol/upload.ts';
import type { Log } from '../log.ts';
import { isDiskFull } from './disk.ts';
import { openDrawingFiles, type DrawingFiles } from './files.ts';
import type { PanelPicture, PanelPictureJob } from './panel-picture.ts';
import { isPdf, PdfPages } from './pdf-pages.ts';
import type { RenderedDrawing, RenderResult } from './render.ts';
import { startRenditions, type Renditions } from './renditions.ts';
import { RoomForPictures } from './room-for-pictures.ts';
import { receiveUpload } from './upload.ts';

/** What came in; of a PDF which of its pages. */
export type ReceivedDrawing = RenderedDrawing & { page?: { number: number; count: number } };

/** The drawings of this server: taken in, and kept as files for as long as an evening names them. */
export class Drawings {
	readonly room: RoomForPictures;
	readonly #files: DrawingFiles;
	readonly #renditions: Renditions;
	/** Its own: a long PDF for the screen holds up no drawing. */
	readonly #pdfs: PdfPages;
	readonly #named: () => Set<string>;
	/** Keeping and removing go one at a time: a file that two drawings share must not go while the second is offered. */
	#turn: Promise<unknown> = Promise.resolve();
	#closed = false;

	private constructor(files: DrawingFiles, renditions: Renditions, pdfs: PdfPages, named: () => Set<string>, room: RoomForPictures) {
		this.#files = files;
		this.#renditions = renditions;
		this.#pdfs = pdfs;
		this.#named = named;
		this.room = room;
	}

	/**
	 * Opens the files of a data folder, and removes those that a crash left without an evening that names them.
	 * @param named the hashes of all files that an evening of this server names.
	 */
	static async open(dataDir: string, named: () => Set<string>, log: Log): Promise<Drawings> {
		const files = await openDrawingFiles(dataDir);
		const renditions = startRenditions({ onCrash: (reason) => log.error({ err: reason }, 'rendering a drawing failed') });
		const pdfs = new PdfPages({ onCrash: (reason) => log.error({ err: reason }, 'a PDF ended its thread') });
		const drawings = new Drawings(files, renditions, pdfs, named, new RoomForPictures(log));
		await drawings.removeUnnamed(await files.list());
		return drawings;
	}

	/** On the same disk as the files; emptied at each start. */
	get temporaryFolder(): string {
		return this.#files.temporaryFolder;
	}

	/**
	 * Receives a picture, or a PDF of which one page becomes a drawing, and makes its renditions. Nothing of it is on disk
	 * afterwards but what `use` kept.
	 * @param use gets them, and where the picture is as it came
	 * @param wanted the number of the page
	 */
	async receive<Result>(request: IncomingMessage, use: (drawing: ReceivedDrawing, original: string) => Promise<Result>, wanted = 1): Promise<Result | Refusal> {
		if (this.#closed) return refuse('upload.broken');
		const upload = await receiveUpload(request, this.#files.temporaryFolder, { limitBytes: largestUpload });
		if (!upload.ok) return this.room.heard(upload);
		try {
			return await this.read(upload.path, use, wanted);
		} finally {
			await rm(upload.path, { force: true });
		}
	}

	/** The same with a file that is here, which is left as it is. */
	async read<Result>(path: string, use: (drawing: ReceivedDrawing, original: string) => Promise<Result>, wanted = 1): Promise<Result | Refusal> {
		return (await isPdf(path)) ? this.#usePage(path, wanted, use) : this.#use(path, use);
	}

	async #use<Result>(path: string, use: (drawing: RenderedDrawing, original: string) => Promise<Result>): Promise<Result | Refusal> {
		const rendered = await this.render(path);
		return rendered.ok ? use(rendered, path) : rendered;
	}

	/** The same for a page of a PDF, of which a picture is made first. */
	async #usePage<Result>(path: string, wanted: number, use: (drawing: ReceivedDrawing, original: string) => Promise<Result>): Promise<Result | Refusal> {
		const picture = join(this.#files.temporaryFolder, `${randomUUID()}.page`);
		try {
			const made = await this.#paintPage(path, wanted, picture);
			return made.ok ? await this.#use(picture, (rendered, original) => use({ ...rendered, page: made.page }, original)) : made;
		} finally {
			await rm(picture, { force: true });
		}
	}

	/** Makes a picture of one page of a PDF, the last where it has fewer. @param picture where it comes */
	async #paintPage(path: string, wanted: number, picture: string): Promise<{ ok: true; page: NonNullable<ReceivedDrawing['page']> } | Refusal> {
		let count = 0;
		let bytes: Uint8Array | undefined;
		const refusal = await this.#pdfs.read(path, { began: (all) => (count = all), page: ({ screen }) => (bytes = screen.bytes) }, wanted);
		if (refusal) return refusal;
		try {
			await writeFile(picture, bytes!);
		} catch (error) {
			if (isDiskFull(error)) return this.room.lacked();
			throw error;
		}
		return { ok: true, page: { number: Math.min(wanted, count), count } };
	}

	/** Makes the renditions of the picture at a path, which is left as it is. @param treatment of a photo, where a person chose one */
	render(path: string, treatment?: Treatment): Promise<RenderResult> {
		return this.#renditions.render(path, treatment);
	}

	/** Makes the picture of a panel of a strip; none of it is kept. */
	renderPanel(job: PanelPictureJob): Promise<PanelPicture | Refusal> {
		return this.#renditions.renderPanel(job);
	}

	/**
	 * Puts the renditions on disk and offers them to an evening. What no evening names after that is off the disk again:
	 * after a refusal, and when `offer` was a repeat of what was accepted before.
	 * @param original where the picture is as it came: it is printed from that, and a photo is cut from it anew
	 */
	keep(drawing: RenderedDrawing, offer: (version: DrawingVersion) => Promise<Answer>, original?: string): Promise<Answer> {
		const { photo, screen } = drawing;
		const { width, height } = screen;
		const contents: (Uint8Array | string)[] = renditionNames.map((name) => drawing[name].bytes);
		if (original !== undefined) contents.push(original);
		return this.keepFiles(contents, (hashes) => {
			const files: DrawingVersion['files'] = { screen: '', phone: '', thumbnail: '' };
			for (const [index, name] of renditionNames.entries()) files[name] = hashes[index]!;
			const kept = hashes[renditionNames.length];
			return offer({ id: nanoid(), files: { ...files, ...(kept !== undefined && { original: kept }) }, width, height, ...(photo && { photo }) });
		});
	}

	/**
	 * The same for any files.
	 * @param contents bytes, or the path of a file that is copied
	 * @param offer gets their hashes, in the same order
	 */
	keepFiles(contents: Iterable<Uint8Array | string>, offer: (hashes: string[]) => Promise<Answer>): Promise<Answer> {
		return this.#inTurn(async () => {
			if (this.#closed) return refuse('server.stopping');
			const put: string[] = [];
			try {
				for (const content of contents) {
					const result = await this.#files.put(content);
					if (!result.ok) return this.room.heard(result);
					put.push(result.hash);
				}
				this.room.kept();
				return await offer(put);
			} finally {
				await this.#removeUnnamed(put);
			}
		});
	}

	/** Where a file is and its size in bytes; undefined when there is none. */
	open(hash: string): Promise<{ path: string; size: number } | undefined> {
		return this.#files.open(hash);
	}

	/** Removes those of these files that no evening names (any more). */
	removeUnnamed(hashes: Iterable<string>): Promise<void> {
		return this.#inTurn(() => this.#removeUnnamed(hashes));
	}

	/** Nothing is taken in any more; what was being offered is settled. */
	async close(): Promise<void> {
		this.#closed = true;
		await this.#pdfs.close();
		this.#renditions.close();
		await this.#turn;
	}

	async #removeUnnamed(hashes: Iterable<string>): Promise<void> {
		const named = this.#named();
		for (const hash of hashes) if (!named.has(hash)) await this.#files.remove(hash);
	}

	#inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
		const result = this.#turn.then(work);
		// One that failed has told its caller; the next goes on.
		this.#turn = result.catch(() => undefined);
		return result;
	}
}
