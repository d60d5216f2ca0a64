import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server, type ServerOptions, type Upload } from '@tus/server';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { largestUpload } from '#shared/protocol/upload.ts';
import { hasRoom } from './disk.ts';

/** Where files arrive in pieces. */
export const incomingPath = '/api/upload';
/** How long what arrived in part waits for the rest, in ms: an evening, and the night after it. */
const waitsFor = 24 * 60 * 60 * 1000;
/** Fewer free bytes than this and a piece that could not be written found a full disk. */
const aPiece = 1024 * 1024;

/** What a request begins: the file's id, unguessable, the evening that it is for, and the seat that sends it. */
interface Begun {
	id: string;
	evening: string;
	seat: string;
}

type ServerRequest = Parameters<NonNullable<ServerOptions['namingFunction']>>[0];

/**
 * Files that arrive in pieces over lines that break, by the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload):
 * what arrived stays on disk, also through a restart, and the rest is asked for. Nobody can read it there; who may go on with
 * it is for the caller to say, by `ownerOf`. Begun again, it begins anew. It is used once, or removed a day after it began.
 */
export class Incoming {
	readonly #folder: string;
	readonly #store: FileStore;
	readonly #server: Server;
	/** What a request begins. */
	readonly #begun = new WeakMap<object, Begun>();
	/** What is being made of a file. */
	readonly #used = new Map<string, Promise<unknown>>();

	private constructor(folder: string, refused: (refusal: Refusal) => { status: number; body: string }) {
		this.#folder = folder;
		this.#store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: waitsFor });
		this.#server = new Server({
			path: incomingPath,
			datastore: this.#store,
			maxSize: largestUpload,
			// Its own pages only.
			allowedOrigins: () => false,
			// Without the host: a page reaches the server by one address, and a proxy by another.
			generateUrl: (_request, { id }) => `${incomingPath}/${id}`,
			namingFunction: (request) => this.#begunBy(request).id,
			onUploadCreate: async (request) => {
				const { evening, seat } = this.#begunBy(request);
				return { metadata: { evening, seat } };
			},
			onResponseError: async (_request, error) => {
				const refusal = await this.#refusalFor('status_code' in error ? error.status_code : 500);
				if (refusal === null) return undefined;
				const { status, body } = refused(refusal);
				return { status_code: status, body };
			}
		});
	}

	/** @param folder made where it is missing. @param refused how a refusal is answered over HTTP */
	static async open(folder: string, refused: (refusal: Refusal) => { status: number; body: string }): Promise<Incoming> {
		await mkdir(folder, { recursive: true });
		const incoming = new Incoming(folder, refused);
		await incoming.removeOld();
		return incoming;
	}

	/** Answers a POST that begins a file. */
	async begin(request: IncomingMessage, response: ServerResponse, begun: Begun): Promise<void> {
		this.#begun.set(request, begun);
		await this.removeOld();
		await this.#server.handle(request, response);
	}

	/** Who began a file, and for which evening; undefined where it is not here. */
	async ownerOf(id: string): Promise<Omit<Begun, 'id'> | undefined> {
		if (!/^[\w-]+$/.test(id)) return undefined;
		const { evening, seat } = (await this.#facts(id))?.metadata ?? {};
		return evening && seat ? { evening, seat } : undefined;
	}

	/** Answers a HEAD, PATCH or DELETE of a file that was begun. */
	async goOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
		await this.#server.handle(request, response);
	}

	/**
	 * Has `work` done with a file that arrived whole, and then removes it, unless the same may go well later (a full disk).
	 * Asked for again meanwhile, it gives the result of the first.
	 * @returns 'upload.broken' where the file is not here, or not whole: the sender brings it then
	 */
	use<Result>(id: string, work: (path: string) => Promise<Result>, isFinal: (result: Result) => boolean): Promise<Result | Refusal> {
		// Its only users ask for the same result.
		const busy = this.#used.get(id) as Promise<Result | Refusal> | undefined;
		const using = busy ?? this.#useOnce(id, work, isFinal).finally(() => this.#used.delete(id));
		this.#used.set(id, using);
		return using;
	}

	/** Removes what arrived of a file, if anything did. */
	async remove(id: string): Promise<void> {
		await this.#store.remove(id).catch(async (error: unknown) => {
			if (existsSync(join(this.#folder, id))) throw error;
			// Its sender removed it meanwhile; or a power cut came between the file and what is noted of it.
			await rm(join(this.#folder, `${id}.json`), { force: true });
		});
	}

	/** Removes what arrived for an evening that is destroyed. */
	async removeOf(evening: string): Promise<void> {
		for (const id of await this.#ids()) {
			if ((await this.#facts(id))?.metadata?.['evening'] === evening) await this.remove(id);
		}
	}

	/** Removes what was begun a day ago. */
	async removeOld(): Promise<void> {
		for (const id of await this.#ids()) {
			const begun = (await this.#facts(id))?.creation_date;
			if (begun !== undefined && Date.now() - Date.parse(begun) > waitsFor) await this.remove(id);
		}
	}

	async #useOnce<Result>(id: string, work: (path: string) => Promise<Result>, isFinal: (result: Result) => boolean): Promise<Result | Refusal> {
		const path = join(this.#folder, id);
		if (!existsSync(path)) return refuse('upload.broken');
		const { offset, size } = await this.#store.getUpload(id);
		if (offset !== size) return refuse('upload.broken');
		const result = await work(path);
		if (isFinal(result)) await this.remove(id);
		return result;
	}

	/** Of all that is noted, also where its file is gone: the store lists those that have both. */
	async #ids(): Promise<string[]> {
		return (await readdir(this.#folder)).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
	}

	/** What is noted of a file; undefined where it was used or removed meanwhile. */
	async #facts(id: string): Promise<Upload | undefined> {
		try {
			return await this.#store.configstore.get(id);
		} catch (error) {
			if (existsSync(join(this.#folder, id))) throw error;
			return undefined;
		}
	}

	#begunBy({ runtime }: ServerRequest): Begun {
		return this.#begun.get(runtime!.node!.req)!;
	}

	/** What an answer of the protocol's means to a person; null where the sender goes on by itself. */
	async #refusalFor(status: number): Promise<Refusal | null> {
		if (status === 413) return refuse('drawing.tooLarge');
		return status >= 500 && !(await hasRoom(this.#folder, aPiece)) ? refuse('disk.full') : null;
	}
}
