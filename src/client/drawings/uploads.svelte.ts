import { nanoid } from 'nanoid';
import { refuse, type Refusal, type RefusalCode } from '#shared/protocol/refusals.ts';
import { largestUpload, type UploadAnswer, type UploadNote, type UploadQuery } from '#shared/protocol/upload.ts';
import { sendPicture, type Stage, type Underway } from './send-picture.ts';

/**
 * Where a picture stands. 'broken': the line broke; it goes again by itself. Two wait for a person: 'repeated', it was sent
 * before, and 'overtaken', another version came in the place of the one that it was to replace.
 */
export type Progress =
	| { phase: 'waiting' | 'broken' | 'repeated' | 'overtaken' }
	/** `page`: made by the server, of so many. */
	| { phase: 'preparing'; page?: number; of?: number }
	/** `sent`: 0 to 1. */
	| { phase: 'sending'; sent: number }
	/** Of a PDF for the screen `pages` were kept, of `count`; of one that became a drawing `page` says which it is. */
	| { phase: 'taken'; version?: string; notes: UploadNote[]; pages?: number; count?: number; page?: { number: number; count: number } }
	/** `again`: the same picture may be taken the next time. */
	| { phase: 'refused'; refusal: Refusal; again: boolean };

/** What a picture is sent for: a theme that it is about, or the drawing that it is a new version of. */
export interface Purpose {
	theme?: number | undefined;
	replaces?: string | undefined;
	/** The version that stood there when it was chosen. */
	from?: string | undefined;
	/** It is the next stage of a series: the version before stays with it. */
	stage?: boolean | undefined;
	/** The page of a PDF. */
	page?: number | undefined;
}

/** How a picture is sent, and what comes back. */
export type Send = (query: UploadQuery, file: File, underway: Underway) => Promise<UploadAnswer & { pages?: number; count?: number; page?: { number: number; count: number } | undefined }>;

/** A picture on its way as it is kept on this device, for when the page is left or put to sleep. */
export interface Kept {
	file: File;
	purpose: Purpose;
	command: string;
	drawing: string;
	stage: Stage;
}

/** Where pictures on their way are kept. */
export interface Shelf {
	put(kept: Kept): void;
	/** It came so far. */
	reach(command: string, stage: Stage): void;
	remove(command: string): void;
	/** What an earlier page left there, in the order in which it was put. */
	left(): Promise<Kept[]>;
}

/** One picture on its way. Its ids stay the same however often it is sent: that makes it one drawing. */
export class Upload {
	readonly command: string;
	readonly drawing: string;
	readonly file: File;
	/** What it is sent for; what it replaces may be another version after a while. */
	purpose: Purpose;
	/** How far it came. */
	stage: Stage;
	/** The address of the file itself, to show it by. */
	readonly preview: string;
	/** A person said that it is to go, though it was sent before. */
	meant = false;
	readonly stop = new AbortController();
	progress = $state.raw<Progress>({ phase: 'waiting' });

	constructor({ file, purpose, command, drawing, stage }: Kept) {
		this.file = file;
		this.purpose = purpose;
		this.command = command;
		this.drawing = drawing;
		this.stage = stage;
		this.preview = URL.createObjectURL(file);
	}
}

/** Trouble of the line's or the server's: the same picture goes again by itself. */
const passing: ReadonlySet<RefusalCode> = new Set(['upload.broken', 'server.stopping', 'rate.slowDown']);
/** A person may have the same picture sent again: it may be taken then. */
const mayPass: ReadonlySet<RefusalCode> = new Set(['disk.full', 'server.fault', 'drawing.tooSlow']);
const settled: ReadonlySet<Progress['phase']> = new Set(['taken', 'refused', 'repeated', 'overtaken']);
const shortestPause = 1000;
const longestPause = 15_000;

/**
 * The pictures that a page sends, one after the other: over a weak line the first arrives sooner that way. Nothing
 * has to be filled in; after a line that broke, and after a page that was put away, that picture goes on where it stopped.
 */
export class Uploads {
	#items = $state.raw<Upload[]>([]);
	readonly #seat: string;
	readonly #send: Send;
	readonly #taken: (upload: Upload) => void;
	readonly #isThere: ((drawing: string) => boolean) | undefined;
	readonly #versionOf: (drawing: string) => string | undefined;
	/** What arrived from here as a drawing of its own, by its id. */
	readonly #sent = new Map<string, File>();
	#shelf: Shelf | undefined;
	#running = false;
	#goOn: () => void = () => {};

	constructor(options: {
		/** The signed text that names the seat. */
		seat: string;
		/** The server has it. */
		taken?: (upload: Upload) => void;
		/** Was a drawing not withdrawn since? Left out where the same may well be sent twice: nobody is asked about it then. */
		isThere?: (drawing: string) => boolean;
		/** The version of a drawing that stands on the page. */
		versionOf?: (drawing: string) => string | undefined;
		send?: Send;
	}) {
		this.#seat = options.seat;
		this.#send = options.send ?? sendPicture;
		this.#taken = options.taken ?? (() => {});
		this.#isThere = options.isThere;
		this.#versionOf = options.versionOf ?? (() => undefined);
	}

	/** Keeps from now on what is on its way, and goes on with what an earlier page did not get sent. */
	async keepOn(shelf: Shelf): Promise<void> {
		this.#shelf = shelf;
		this.#queue(await shelf.left());
	}

	get items(): Upload[] {
		return this.#items;
	}

	/** Is there something that would be lost with the page? */
	get busy(): boolean {
		return this.#items.some(({ progress }) => !settled.has(progress.phase));
	}

	/** Puts files in line. What arrived before leaves the list. */
	add(files: Iterable<File>, purpose: Purpose = {}): void {
		const added: Kept[] = Array.from(files, (file) => ({ file, purpose, command: nanoid(), drawing: purpose.replaces ?? nanoid(), stage: 'new' }));
		for (const kept of added) this.#shelf?.put(kept);
		this.#queue(added);
	}

	#queue(added: Kept[]): void {
		if (added.length === 0) return;
		for (const upload of this.#items) if (upload.progress.phase === 'taken') this.remove(upload);
		this.#items = [...this.#items, ...added.map((kept) => new Upload(kept))];
		void this.#run();
	}

	/** Does not wait any longer before the next try. Also for when the line is back. */
	tryNow(): void {
		this.#goOn();
	}

	/** What stands now where this one was to come. */
	standsThere({ purpose }: Upload): string | undefined {
		return purpose.replaces === undefined ? undefined : this.#versionOf(purpose.replaces);
	}

	/** Once more: after a refusal that may pass (a full disk), though it was sent before, or in the place of the version that stands there now. */
	again(upload: Upload): void {
		if (upload.progress.phase === 'overtaken') this.#replaceInstead(upload, this.standsThere(upload));
		if (upload.progress.phase === 'repeated') {
			upload.meant = true;
			this.#keep(upload);
		}
		upload.progress = { phase: 'waiting' };
		void this.#run();
	}

	/** Takes it out of the list, and stops it where it is under way. */
	remove(upload: Upload): void {
		upload.stop.abort();
		this.#shelf?.remove(upload.command);
		this.#goOn();
		this.#items = this.#items.filter((one) => one !== upload);
		URL.revokeObjectURL(upload.preview);
	}

	#keep({ file, purpose, command, drawing, stage }: Upload): void {
		this.#shelf?.put({ file, purpose, command, drawing, stage });
	}

	#replaceInstead(upload: Upload, from: string | undefined): void {
		upload.purpose = { ...upload.purpose, from };
		this.#keep(upload);
	}

	/** What was chosen after this one, when it was on its way, is to replace it: nobody else came in between. */
	#goOnFrom({ purpose: { replaces, from } }: Upload, version: string | undefined): void {
		if (replaces === undefined || from === undefined || version === undefined) return;
		for (const one of this.#items) if (one.progress.phase === 'waiting' && one.purpose.replaces === replaces && one.purpose.from === from) this.#replaceInstead(one, version);
	}

	async #run(): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		for (;;) {
			const next = this.#items.find(({ progress }) => progress.phase === 'waiting');
			if (!next) break;
			if (await this.#isRepeated(next)) {
				next.progress = { phase: 'repeated' };
				// Nobody meant it yet: a page that is loaded anew must not send it.
				this.#shelf?.remove(next.command);
			} else await this.#sendUntilSettled(next);
		}
		this.#running = false;
	}

	async #isRepeated({ file, purpose, meant }: Upload): Promise<boolean> {
		if (meant || purpose.replaces !== undefined) return false;
		for (const [drawing, before] of this.#sent) if (this.#isThere?.(drawing) && (await isSame(before, file))) return true;
		return false;
	}

	async #sendUntilSettled(upload: Upload): Promise<void> {
		for (let pause = shortestPause; !upload.stop.signal.aborted; pause = Math.min(2 * pause, longestPause)) {
			const answer = await this.#try(upload);
			if (upload.stop.signal.aborted) return;
			// Something got through: the line is weak, not gone.
			if (upload.progress.phase === 'sending') pause = shortestPause;
			if (answer.ok) {
				const { notes, pages, count, page } = answer;
				const version = 'version' in answer ? answer.version : undefined;
				upload.progress = { phase: 'taken', ...(version !== undefined && { version }), notes, ...(pages !== undefined && { pages }), ...(count !== undefined && { count }), ...(page && { page }) };
				this.#shelf?.remove(upload.command);
				if (upload.purpose.replaces === undefined) this.#sent.set(upload.drawing, upload.file);
				this.#goOnFrom(upload, version);
				this.#taken(upload);
				return;
			}
			if (answer.code === 'drawing.otherVersion') {
				upload.progress = { phase: 'overtaken' };
				return;
			}
			if (!passing.has(answer.code)) {
				const again = mayPass.has(answer.code);
				upload.progress = { phase: 'refused', refusal: answer, again };
				if (!again) this.#shelf?.remove(upload.command);
				return;
			}
			upload.progress = { phase: 'broken' };
			await this.#wait(pause);
		}
	}

	async #try(upload: Upload): ReturnType<Send> {
		const { command, drawing, file, purpose, stop } = upload;
		// Sending all of it only to hear this takes minutes in a hall.
		if (file.size > largestUpload) return refuse('drawing.tooLarge');
		// A folder, or a file that has gone since: a browser calls that a broken line, for ever.
		if (!(await isReadable(file))) return refuse('drawing.notAPicture');
		// A line that is tried again is broken until something goes over it: words and button stay where they are.
		if (upload.progress.phase === 'waiting') upload.progress = { phase: 'sending', sent: 0 };
		const query: UploadQuery = {
			seat: this.#seat,
			command,
			drawing,
			...(purpose.replaces !== undefined && { replace: '1' }),
			...(purpose.stage && { stage: '1' }),
			...(purpose.from !== undefined && { from: purpose.from }),
			...(purpose.theme !== undefined && { theme: String(purpose.theme) }),
			...(purpose.page !== undefined && { page: String(purpose.page) })
		};
		const progress = (sent: number) => (upload.progress = sent < 1 ? { phase: 'sending', sent } : { phase: 'preparing' });
		const page = (page: number, of: number) => (upload.progress = { phase: 'preparing', page, of });
		const reach = (stage: Stage) => {
			upload.stage = stage;
			this.#shelf?.reach(command, stage);
		};
		return this.#send(query, file, { progress, page, stage: upload.stage, reach, signal: stop.signal });
	}

	#wait(ms: number): Promise<void> {
		return new Promise((goOn) => {
			const timer = setTimeout(goOn, ms);
			this.#goOn = () => {
				clearTimeout(timer);
				goOn();
			};
		});
	}
}

async function isReadable(file: Blob): Promise<boolean> {
	try {
		await file.slice(0, 1).arrayBuffer();
		return true;
	} catch {
		return false;
	}
}

/** By their bytes: plain HTTP, as in a hall, has no digest to compare, and a copy has a name and a time of its own. */
async function isSame(one: File, other: File): Promise<boolean> {
	if (one.size !== other.size) return false;
	try {
		const [bytes, others] = (await Promise.all([one.arrayBuffer(), other.arrayBuffer()])).map((buffer) => new Uint8Array(buffer)) as [Uint8Array, Uint8Array];
		return bytes.every((byte, index) => byte === others[index]);
	} catch {
		// One of them is gone: sending tells.
		return false;
	}
}
