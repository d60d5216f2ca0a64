import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { StartRefusal } from '../start-refusal.ts';
import { isDiskFull, syncFolder } from './disk.ts';

export type PutResult = { ok: true; hash: string } | Refusal;

/**
 * Files named by what is in them: the sha256 of the content, 64 hexadecimal digits, kept as
 * `ab/cdef….webp`. A file is either there whole, on disk, or not there.
 */
export type DrawingFiles = {
	/** On the same disk as the files, for uploads under way; emptied at each start. */
	temporaryFolder: string;
	/** Keeps bytes, or a copy of the file at a path. The same content twice is one file. */
	put(content: Uint8Array | string): Promise<PutResult>;
	/** Where a file is and its size in bytes; undefined when there is none, or the hash is no hash. */
	open(hash: string): Promise<{ path: string; size: number } | undefined>;
	/**
	 * Removes a file; false when there was none. Whoever calls this has checked that no other
	 * drawing shares the content, and puts nothing at the same time.
	 */
	remove(hash: string): Promise<boolean>;
	/** The hashes of all files, sorted. */
	list(): Promise<string[]>;
};

/**
 * Opens the store under `<dataFolder>/drawings`, made where it is missing, and throws away what a
 * crash left half-written. @throws {StartRefusal} where a file stands in its place; the system's error when the folder
 * can't be made or read.
 */
export async function openDrawingFiles(dataFolder: string): Promise<DrawingFiles> {
	const root = join(dataFolder, 'drawings');
	const temporaryFolder = join(root, 'temporary');
	if (existsSync(root) && !(await stat(root)).isDirectory()) {
		throw new StartRefusal(`${root} is een bestand. Daar horen de tekeningen te staan.\nZet een reservekopie terug: npm run restore -- --from BESTAND`);
	}
	await rm(temporaryFolder, { recursive: true, force: true });
	await mkdir(temporaryFolder, { recursive: true });

	return {
		temporaryFolder,
		async put(content) {
			const temporaryPath = join(temporaryFolder, `${randomUUID()}.part`);
			try {
				const hash = await writeWhole(temporaryPath, content);
				const path = pathOf(root, hash);
				if ((await mkdir(dirname(path), { recursive: true })) !== undefined) await syncFolder(root);
				// Also when the content is there already: a file that was damaged is whole again after this.
				await rename(temporaryPath, path);
				await syncFolder(dirname(path));
				return { ok: true, hash };
			} catch (error) {
				await rm(temporaryPath, { force: true });
				if (isDiskFull(error)) return refuse('disk.full');
				throw error;
			}
		},
		async open(hash) {
			if (!isHash(hash)) return undefined;
			const path = pathOf(root, hash);
			try {
				return { path, size: (await stat(path)).size };
			} catch (error) {
				if (isMissing(error)) return undefined;
				throw error;
			}
		},
		async remove(hash) {
			if (!isHash(hash)) return false;
			const path = pathOf(root, hash);
			try {
				await rm(path);
			} catch (error) {
				if (isMissing(error)) return false;
				throw error;
			}
			// A withdrawn drawing must not be back after a power cut.
			await syncFolder(dirname(path));
			return true;
		},
		list: async () => (await listDrawingFiles(dataFolder)).map(({ hash }) => hash)
	};
}

/**
 * The files under `<dataFolder>/drawings`, by hash. Opens nothing: for a command beside the running server, whose
 * uploads under way must be left alone.
 */
export async function listDrawingFiles(dataFolder: string): Promise<{ hash: string; path: string }[]> {
	const root = join(dataFolder, 'drawings');
	const files: { hash: string; path: string }[] = [];
	for (const folder of await readdir(root).catch(() => [])) {
		if (!/^[0-9a-f]{2}$/.test(folder)) continue;
		for (const name of await readdir(join(root, folder))) {
			const hash = folder + name.replace(/\.webp$/, '');
			if (isHash(hash)) files.push({ hash, path: join(root, folder, name) });
		}
	}
	return files.sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

/** Writes and flushes a new file; gives the sha256 of what was written. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<string> {
	const hash = createHash('sha256');
	const file = await open(path, 'wx');
	try {
		if (typeof content === 'string') {
			for await (const chunk of createReadStream(content)) {
				hash.update(chunk);
				await file.writeFile(chunk);
			}
		} else {
			hash.update(content);
			await file.writeFile(content);
		}
		// Without this a power cut after the rename can leave an empty file under a good name.
		await file.sync();
	} finally {
		await file.close();
	}
	return hash.digest('hex');
}

/** A hash from outside is part of a path: anything else, such as `../`, never gets that far. */
function isHash(text: string): boolean {
	return /^[0-9a-f]{64}$/.test(text);
}

function pathOf(root: string, hash: string): string {
	return join(root, hash.slice(0, 2), `${hash.slice(2)}.webp`);
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
