import { rm, mkdtemp, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import type { ExhibitPage } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { largestUpload, type ExhibitProgress, type UploadNote } from '#shared/protocol/upload.ts';
import type { Log } from '../log.ts';
import { isDiskFull } from './disk.ts';
import type { Drawings } from './drawings.ts';
import { isPdf, PdfPages } from './pdf-pages.ts';
import type { Rendition } from './render.ts';
import { receiveUpload } from './upload.ts';

/** A picture or a PDF that came in, made into pages that no evening has yet. */
export interface MadeExhibit {
	ok: true;
	kind: 'picture' | 'pdf';
	/** Of each page where its pictures are, or what is in them. */
	pages: { screen: string | Uint8Array; thumbnail: string | Uint8Array; width: number; height: number }[];
	/** The pages that its file has. */
	count: number;
	notes: UploadNote[];
	/** Throws away what is on disk of it. What an evening got stays. */
	dispose(): Promise<void>;
}

/** What regie brings along for the screen: pictures, taken in as drawings are, and PDFs. */
export class Exhibits {
	readonly #drawings: Drawings;
	readonly #pdfs: PdfPages;

	constructor(drawings: Drawings, log: Log) {
		this.#drawings = drawings;
		this.#pdfs = new PdfPages({ onCrash: (reason) => log.error({ err: reason }, 'a PDF ended its thread') });
	}

	/**
	 * Receives a picture or a PDF: what it is, its first bytes say.
	 * @param progress told each page of a PDF that was made
	 * @param signal breaks it off: nobody waits for it any more
	 */
	async receive(request: IncomingMessage, progress: (progress: ExhibitProgress) => void, signal: AbortSignal): Promise<MadeExhibit | Refusal> {
		const folder = this.#drawings.temporaryFolder;
		const upload = await receiveUpload(request, folder, { limitBytes: largestUpload });
		if (!upload.ok) return this.#drawings.room.heard(upload);
		try {
			return (await isPdf(upload.path)) ? await this.#pagesOf(upload.path, progress, signal) : await this.#picture(upload.path);
		} finally {
			await rm(upload.path, { force: true });
		}
	}

	/** Puts the pages on disk and offers them to an evening, as `Drawings.keep` does. */
	keep({ pages }: MadeExhibit, offer: (pages: ExhibitPage[]) => Promise<Answer>): Promise<Answer> {
		const contents = pages.flatMap(({ screen, thumbnail }) => [screen, thumbnail]);
		return this.#drawings.keepFiles(contents, (hashes) =>
			offer(pages.map(({ width, height }, index) => ({ id: nanoid(), files: { screen: hashes[2 * index]!, thumbnail: hashes[2 * index + 1]! }, width, height })))
		);
	}

	close(): Promise<void> {
		return this.#pdfs.close();
	}

	async #picture(path: string): Promise<MadeExhibit | Refusal> {
		const made = await this.#drawings.render(path);
		if (!made.ok) return made;
		const { screen, thumbnail, notes } = made;
		const page = { screen: screen.bytes, thumbnail: thumbnail.bytes, width: screen.width, height: screen.height };
		return { ok: true, kind: 'picture', pages: [page], count: 1, notes, dispose: async () => {} };
	}

	/** Pages go to disk as they come: fifty scans together are more than should stand in memory. */
	async #pagesOf(path: string, progress: (progress: ExhibitProgress) => void, signal: AbortSignal): Promise<MadeExhibit | Refusal> {
		const folder = await mkdtemp(join(this.#drawings.temporaryFolder, 'pages-'));
		const dispose = () => rm(folder, { recursive: true, force: true });
		const pages: MadeExhibit['pages'] = [];
		const writing: Promise<string>[] = [];
		const write = async ({ bytes }: Rendition, name: string): Promise<string> => {
			const place = join(folder, name);
			await writeFile(place, bytes);
			return place;
		};
		let [count, made] = [0, 0];
		const refusal = await this.#pdfs.read(path, {
			began: (all, wanted) => {
				[count, made] = [all, wanted];
				progress({ page: 0, of: wanted });
			},
			page: ({ screen, thumbnail }) => {
				const { width, height } = screen;
				const number = pages.length + 1;
				const files = [write(screen, `${number}-screen`), write(thumbnail, `${number}-thumbnail`)] as const;
				// Told below; unhandled it would end the program meanwhile.
				for (const file of files) file.catch(() => {});
				writing.push(...files);
				pages.push({ screen: join(folder, `${number}-screen`), thumbnail: join(folder, `${number}-thumbnail`), width, height });
				progress({ page: number, of: made });
			},
			signal
		});
		try {
			await Promise.all(writing);
			if (refusal === null) return { ok: true, kind: 'pdf', pages, count, notes: [], dispose };
		} catch (error) {
			await dispose();
			if (isDiskFull(error)) return this.#drawings.room.lacked();
			throw error;
		}
		await dispose();
		return refusal;
	}
}
