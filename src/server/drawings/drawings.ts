import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { nanoid } from 'nanoid';
import type { DrawingVersion } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import { largestUpload, renditionNames } from '#shared/protocol/upload.ts';
import type { Log } from '../log.ts';
import { openDrawingFiles, type DrawingFiles } from './files.ts';
import type { RenderedDrawing, RenderResult } from './render.ts';
import { startRenditions, type Renditions } from './renditions.ts';
import { receiveUpload } from './upload.ts';

/** The drawings of this server: taken in, and kept as files for as long as an evening names them. */
export class Drawings {
	readonly #files: DrawingFiles;
	readonly #renditions: Renditions;
	readonly #named: () => Set<string>;
	/** Keeping and removing go one at a time: a file that two drawings share must not go while the second is offered. */
	#turn: Promise<unknown> = Promise.resolve();
	#closed = false;

	private constructor(files: DrawingFiles, renditions: Renditions, named: () => Set<string>) {
		this.#files = files;
		this.#renditions = renditions;
		this.#named = named;
	}

	/**
	 * Opens the files of a data folder, and removes those that a crash left without an evening that names them.
	 * @param named the hashes of all files that an evening of this server names.
	 */
	static async open(dataDir: string, named: () => Set<string>, log: Log): Promise<Drawings> {
		const files = await openDrawingFiles(dataDir);
		const renditions = startRenditions({ onCrash: (reason) => log.error({ err: reason }, 'rendering a drawing failed') });
		const drawings = new Drawings(files, renditions, named);
		await drawings.removeUnnamed(await files.list());
		return drawings;
	}

	/** On the same disk as the files; emptied at each start. */
	get temporaryFolder(): string {
		return this.#files.temporaryFolder;
	}

	/** Receives a picture and makes its renditions. Nothing of it is on disk afterwards. */
	async receive(request: IncomingMessage): Promise<RenderResult> {
		if (this.#closed) return refuse('upload.broken');
		const upload = await receiveUpload(request, this.#files.temporaryFolder, { limitBytes: largestUpload });
		if (!upload.ok) return upload;
		try {
			return await this.render(upload.path);
		} finally {
			await rm(upload.path, { force: true });
		}
	}

	/** Makes the renditions of the picture at a path, which is left as it is. */
	render(path: string): Promise<RenderResult> {
		return this.#renditions.render(path);
	}

	/**
	 * Puts the renditions on disk and offers them to an evening. What no evening names after that is off the disk again:
	 * after a refusal, and when `offer` was a repeat of what was accepted before.
	 */
	keep(drawing: RenderedDrawing, offer: (version: DrawingVersion) => Promise<Answer>): Promise<Answer> {
		const { width, height } = drawing.screen;
		const contents = renditionNames.map((name) => drawing[name].bytes);
		return this.keepFiles(contents, (hashes) => {
			const files = { screen: '', phone: '', thumbnail: '' };
			for (const [index, name] of renditionNames.entries()) files[name] = hashes[index]!;
			return offer({ id: nanoid(), files, width, height });
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
					if (!result.ok) return result;
					put.push(result.hash);
				}
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

	/**
	 * Nothing is taken in any more; what was being offered is settled.
	 * @returns false while a picture is still being decoded, which ends with the process, by a signal only.
	 */
	async close(): Promise<boolean> {
		this.#closed = true;
		const idle = await this.#renditions.close();
		await this.#turn;
		return idle;
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
