import { randomUUID, type KeyObject } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { originalsOf } from '#shared/evening/drawing.ts';
import { detailsOf } from '#shared/evening/state.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { longest } from '#shared/protocol/text.ts';
import type { Drawings } from '../drawings/drawings.ts';
import { HEAD_BYTES, identify, pictureFileKinds } from '../drawings/kind.ts';
import type { HouseStyles } from '../house-style/house-styles.ts';
import type { LiveEvening } from '../live/evening.ts';
import type { Evenings } from '../live/evenings.ts';
import type { Programme } from '../live/programme.ts';
import type { Sockets } from '../live/sockets.ts';
import { newestVersion } from '../store/database.ts';
import type { EventStore } from '../store/event-store.ts';
import type { Room } from '../store/room.ts';
import { copyLog, putEvening } from './put-evening.ts';
import { readEveningFile, type EveningFile } from './read-evening-file.ts';
import { fileKeyOf, publicNameOf, unseal } from './seal.ts';
import { writeSealed } from './write-evening-file.ts';

export interface TakenIn {
	ok: true;
	evening: LiveEvening;
	/** By which it can be taken out of the list again; null where it took the place of the one that was there. */
	command: string | null;
}

interface Parts {
	database: DatabaseSync;
	room: Room;
	/** The server's. */
	key: string;
	store: EventStore;
	programme: Programme;
	evenings: Evenings;
	drawings: Drawings;
	houseStyles: HouseStyles;
	sockets: Sockets;
}

/** Evenings that go to another server as a file, and come back. */
export class EveningFiles {
	readonly #parts: Parts;
	/** One at a time: two files of one evening would both find it lacking. */
	#turn: Promise<unknown> = Promise.resolve();

	readonly #fileKey: KeyObject;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#fileKey = fileKeyOf(parts.key);
	}

	/** The public key of this server, for who closes a file for it. No secret. */
	get publicName(): string {
		return publicNameOf(this.#fileKey);
	}

	/**
	 * Writes an evening to a new file in the folder for what is under way; the caller removes it.
	 * @param forServer the public key of the server that it is for; this one where it is ''
	 * @returns refused: `eveningFile.key`
	 * @throws what the disk throws
	 */
	async write(evening: LiveEvening, forServer = ''): Promise<{ ok: true; path: string; lacking: number } | Refusal> {
		const { database, key, drawings, programme } = this.#parts;
		const path = join(drawings.temporaryFolder, `${randomUUID()}.avond`);
		const area = programme.areaOf(evening.id)?.name ?? evening.textOf(detailsOf(evening.state).area);
		return writeSealed(database, key, { id: evening.id, area, state: evening.state }, (hash) => drawings.open(hash), path, forServer.trim() || this.publicName);
	}

	/**
	 * Takes an evening in from a file, with everyone who joined it: wholly or not at all.
	 * @param replace the id of the evening that may be replaced, once somebody said so. The one that was there stays, among
	 * the removed ones.
	 * @param account who does it
	 * @returns refused: `eveningFile.otherServer`, what `readEveningFile` refuses; `eveningFile.present` with `{ id, title, joined, at, fileJoined,
	 * fileAt }` (participants, and ms since 1970 of the last event, here and in the file); `disk.full`.
	 */
	take(path: string, replace: string | null, account: string): Promise<TakenIn | Refusal> {
		const taken = this.#turn.then(() => this.#take(path, replace, account));
		this.#turn = taken.catch(() => undefined);
		return taken;
	}

	async #take(path: string, replace: string | null, account: string): Promise<TakenIn | Refusal> {
		const opened = join(this.#parts.drawings.temporaryFolder, `${randomUUID()}.db`);
		try {
			const is = await unseal(path, opened, this.#fileKey, newestVersion);
			return is === 'ok' ? await this.#takeOpened(opened, replace, account) : refuse(`eveningFile.${is}`);
		} catch (error) {
			if (this.#parts.room.lacks(error)) return refuse('disk.full');
			throw error;
		} finally {
			await rm(opened, { force: true });
		}
	}

	async #takeOpened(path: string, replace: string | null, account: string): Promise<TakenIn | Refusal> {
		const { drawings, evenings, houseStyles } = this.#parts;
		const read = await readEveningFile(path);
		if (!read.ok) return read;
		const { file } = read;
		try {
			const present = evenings.kept(file.id);
			if (present && replace !== file.id) return refuse('eveningFile.present', this.#aboutBoth(present, file));
			let taken: TakenIn | undefined;
			const kept = await drawings.keepFiles(picturesOf(file), async (hashes) => {
				// A picture with another name than its content has: the name is what says that it was looked at.
				if (hashes.some((hash, index) => hash !== file.hashes[index])) return refuse('eveningFile.damaged');
				const result = present ? await this.#replace(present, file, account) : await this.#add(file, account);
				if (result.ok) taken = result;
				return result.ok ? { ok: true, seq: file.state.seq } : result;
			});
			if (!kept.ok) return kept;
			await evenings.tellAreaNames(account);
			await evenings.leaveBrokenStyles(await houseStyles.reports(), account);
			return taken!;
		} catch (error) {
			if (error instanceof NoPicture) return refuse('eveningFile.damaged');
			throw error;
		} finally {
			file.close();
		}
	}

	#aboutBoth(present: LiveEvening, file: EveningFile) {
		const last = this.#parts.database.prepare('SELECT MAX(at) AS at FROM events WHERE stream = ?').get(present.id);
		return {
			id: file.id,
			title: present.textOf(detailsOf(present.state).title),
			joined: present.state.joined,
			at: Number(last?.at ?? 0),
			fileJoined: file.state.joined,
			fileAt: file.log.at(-1)!.at
		};
	}

	async #add(file: EveningFile, account: string): Promise<TakenIn | Refusal> {
		const { database, store, evenings } = this.#parts;
		putEvening(database, file);
		const command = nanoid();
		const listed = await this.#list(file, command, account);
		if (!listed.ok) {
			// Not listed it is nobody's, and the next start throws it away; it has its room back now.
			store.destroy(file.id, Date.now());
			return listed;
		}
		const evening = evenings.adopt(file.id);
		await this.#withOwnCode(evening, account);
		return { ok: true, evening, command };
	}

	/** The one that was there is kept first, under another id: whatever happens after that, it is not lost. */
	async #replace(present: LiveEvening, file: EveningFile, account: string): Promise<TakenIn | Refusal> {
		const { database, store, programme, evenings, sockets } = this.#parts;
		const kept = nanoid(12);
		const area = programme.areaOf(present.id)!.id;
		const wasRemoved = !programme.has(present.id);
		copyLog(database, present.id, kept);
		const former = evenings.adopt(kept);
		const facilitator = { role: 'facilitator' as const, seat: account, participant: null };
		const marked = `${present.textOf(detailsOf(present.state).title).slice(0, longest.title - keptMark.length)}${keptMark}`;
		const done = [
			await former.submit({ id: nanoid(), type: 'evening.rename', title: marked }, facilitator),
			// Brought back one day, it may not be reached by the code of the other.
			await former.submit({ id: nanoid(), type: 'evening.code' }, facilitator),
			await programme.submit({ id: nanoid(), type: 'evening.list', evening: kept, area }, account),
			await programme.submit({ id: nanoid(), type: 'evening.remove', evening: kept }, account)
		];
		const refused = done.find((answer) => !answer.ok);
		if (refused?.ok === false) {
			await this.#destroyKept(kept, account);
			return refused;
		}
		// Nobody changes it from here on; what waits is settled first.
		await present.stop();
		try {
			putEvening(database, file, store.load(present.id));
		} catch (error) {
			evenings.adopt(present.id);
			sockets.renew(present.id);
			await this.#destroyKept(kept, account);
			throw error;
		}
		const evening = evenings.adopt(present.id);
		sockets.renew(present.id);
		if (wasRemoved) await programme.submit({ id: nanoid(), type: 'evening.restore', evening: present.id }, account);
		await this.#withOwnCode(evening, account);
		return { ok: true, evening, command: null };
	}

	/** In the area of that name, made where it lacks. */
	async #list({ id, area: name }: EveningFile, command: string, account: string) {
		const { programme } = this.#parts;
		let area = programme.areas().find((one) => one.name === name)?.id;
		if (area === undefined) {
			area = nanoid(12);
			const added = await programme.submit({ id: nanoid(), type: 'area.add', area, name }, account);
			if (!added.ok) return added;
		}
		return programme.submit({ id: command, type: 'evening.list', evening: id, area }, account);
	}

	async #destroyKept(kept: string, account: string): Promise<void> {
		const { programme, evenings, store } = this.#parts;
		const destroyed = await programme.submit({ id: nanoid(), type: 'evening.destroy', evening: kept }, account);
		// Listed it must have its log, or the server could not start: then it stays among the removed ones.
		if (!destroyed.ok && destroyed.code !== 'evening.unknown') return;
		await evenings.close(kept);
		store.destroy(kept, Date.now());
	}

	/** Another evening of this server may have its code: then it gets a new one, and phones that are in come in by the old one too. */
	async #withOwnCode(evening: LiveEvening, account: string): Promise<void> {
		const isTaken = this.#parts.evenings.all().some((other) => other.id !== evening.id && other.code === evening.code);
		if (isTaken) await evening.submit({ id: nanoid(), type: 'evening.code' }, { role: 'facilitator', seat: account, participant: null });
	}
}

const keptMark = ' (vóór het bestand)';

class NoPicture extends Error {}

/** Each that is shown is a WebP, as the intake makes them: nothing else may be served under that name. What was sent in is any picture. */
function* picturesOf(file: EveningFile): Generator<Uint8Array> {
	const originals = originalsOf(file.state);
	for (const hash of file.hashes) {
		const body = file.picture(hash);
		const kind = identify(body.subarray(0, HEAD_BYTES));
		if (!(originals.has(hash) ? pictureFileKinds.some((one) => one === kind) : kind === 'webp')) throw new NoPicture();
		yield body;
	}
}
