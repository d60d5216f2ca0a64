import { Worker } from 'node:worker_threads';
import { nanoid } from 'nanoid';
import { formsOfBatch, halfBatches } from '#shared/programme/collection/batch.ts';
import { mostAtOnce } from '#shared/programme/collection/commands.ts';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { formatOf, newestFormat, newestNotice } from '#shared/programme/collection/form.ts';
import type { Form } from '#shared/programme/collection/state.ts';
import { likenessOf } from '#shared/programme/form-import/form-rows.ts';
import { rowError } from '#shared/programme/row-error.ts';
import type { FormFileAsk, FormFileCheck, FormFileLook, FormFileTaken } from '#shared/protocol/form-file.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { Log } from '../../log.ts';
import type { Outcome } from '../../live/queue.ts';
import type { By, Collection } from '../collection.ts';
import { themeNames } from '../theme-names.ts';
import type { FileForm, ImportJob, ImportResult } from './import-job.ts';
import type { ImportNews } from './import-worker.ts';

type Answer = FormFileLook | FormFileCheck | FormFileTaken | (Refusal & { check?: FormFileCheck });

/** A file is read within this time, in ms, or not at all. */
const mostMs = 60_000;

/** An import that was done, for the list of them. */
export interface ImportEntry {
	batch: string;
	/** '' once it was taken back. */
	name: string;
	operator: string;
	forms: number;
	at: number;
	withdrawn: number | null;
	/** It is still coming in. */
	coming: boolean;
}

/** Files of forms: read in a thread, one after the other, and taken in whole or not at all. */
export class Imports {
	readonly #collection: Collection;
	readonly #time: () => number;
	readonly #log: Log;
	#turn: Promise<unknown> = Promise.resolve();
	#stop: (() => void) | null = null;
	#closed = false;

	constructor(options: { collection: Collection; time: () => number; log: Log }) {
		this.#collection = options.collection;
		this.#time = options.time;
		this.#log = options.log;
	}

	/**
	 * Looks at a file, checks it, or takes it in.
	 * @param tell hears how far it is, from 0 to 1
	 * @returns a refusal of the file itself; `batch.rows` with what is wrong where its rows keep it out; `batch.known`
	 */
	read(file: { bytes: Uint8Array; name: string }, ask: FormFileAsk, area: string, account: string, tell: (progress: number) => void): Promise<Answer> {
		return this.#queued(() => this.#read(file, ask, area, account, tell));
	}

	/** Takes a file back. Refused: what its first part is refused with; a part that fails later goes at the next start. */
	withdraw(batch: string, account: string): Promise<Outcome> {
		return this.#queued(() => this.#takeBack(batch, { account }));
	}

	/** Ends what was begun when the server stopped: a file that came half goes, and one that went half too. */
	async mend(): Promise<void> {
		for (const batch of halfBatches(this.#collection.state)) await this.#queued(() => this.#takeBack(batch, { server: true }));
	}

	/** The files that came in, the newest first. */
	list(area: string): ImportEntry[] {
		const { state, textOf } = this.#collection;
		return [...state.entries.batch]
			.filter(([, one]) => one.area === area)
			.map(([batch, { name, operator, forms, came, at, withdrawn }]) => ({ batch, name: name === null ? '' : textOf(name), operator, forms, at, withdrawn, coming: withdrawn === null && came < forms }))
			.reverse();
	}

	/** Ends what is being read. */
	close(): void {
		this.#closed = true;
		this.#stop?.();
	}

	#jobOf(bytes: Uint8Array, ask: FormFileAsk, area: string): ImportJob {
		const { state, textOf } = this.#collection;
		const formatVersion = newestFormat(state);
		const forms = [...state.entries.form.values()].filter((form) => form.area === area && form.withdrawn === null);
		return {
			bytes,
			ask,
			area,
			formatVersion,
			format: formatOf(state, formatVersion)!,
			notice: newestNotice(state),
			themes: themeNames(state, textOf, area),
			today: dutchDay(this.#time()),
			known: ask.step === 'look' ? [] : forms.map((form) => likenessOf({ ...form, answers: wordsOf(form, textOf) })),
			batches: Object.fromEntries([...state.entries.batch].map(([batch, { at, withdrawn }]) => [batch, { at, withdrawn: withdrawn !== null }]))
		};
	}

	/** The code of a form that is there already opens that one: the row is named. */
	#withTakenCodes(check: FormFileCheck, forms: readonly FileForm[]): FormFileCheck {
		const taken = forms.filter(({ code }) => code !== null && this.#collection.formOfCode(code) !== null).map(({ row }) => rowError(row, 'code-taken', {}));
		if (taken.length === 0) return check;
		return { ...check, errors: [...check.errors, ...taken].sort((one, other) => one.row - other.row).slice(0, 100), errorCount: check.errorCount + taken.length };
	}

	async #read(file: { bytes: Uint8Array; name: string }, ask: FormFileAsk, area: string, account: string, tell: (progress: number) => void): Promise<Answer> {
		const takes = ask.step === 'take';
		const job = this.#jobOf(file.bytes, ask, area);
		const result = await this.#inThread(job, (progress) => tell(takes ? progress / 2 : progress));
		if (!result.ok) return result;
		if (result.look !== null) return result.look;
		const check = this.#withTakenCodes(result.check!, result.forms);
		if (!takes) return check;
		if (check.known !== null) return refuse('batch.known');
		if (check.errorCount > 0 || check.forms === 0) return { ...refuse('batch.rows'), check };
		const collection = this.#collection;
		const { batch, forms } = result;
		const whole = { type: 'batch.receive', batch, area, name: file.name, operator: account, format: job.formatVersion, notice: job.notice, total: forms.length } as const;
		for (let from = 0; from < forms.length; from += mostAtOnce) {
			const part = forms.slice(from, from + mostAtOnce).map(({ row: _row, code, ...form }) => ({ ...form, proof: code === null ? null : collection.proofOf(code) }));
			const outcome = this.#closed ? refuse('server.stopping') : await collection.submit({ ...whole, id: nanoid(), forms: part }, { account });
			if (!outcome.ok) {
				// All or nothing. Where this fails too, the next start does it.
				if (from > 0) await this.#takeBack(batch, { server: true });
				return outcome;
			}
			tell(0.5 + (from + part.length) / forms.length / 2);
		}
		return { step: 'take', batch, forms: check.forms, statements: check.statements };
	}

	async #takeBack(batch: string, by: By): Promise<Outcome> {
		let outcome: Outcome;
		do outcome = await this.#collection.submit({ id: nanoid(), type: 'batch.withdraw', batch }, by);
		while (outcome.ok && formsOfBatch(this.#collection.state, batch).length > 0);
		return outcome;
	}

	/** One file at a time: each may take a few hundred megabytes, and the same one given twice at once would come twice. */
	#queued<Result>(run: () => Promise<Result>): Promise<Result> {
		const result = this.#turn.then(run);
		this.#turn = result.catch(() => {});
		return result;
	}

	#inThread(job: ImportJob, tell: (progress: number) => void): Promise<ImportResult> {
		if (this.#closed) return Promise.resolve(refuse('server.stopping'));
		// A file has no business with what this program was started with.
		const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { workerData: job, env: {}, resourceLimits: { maxOldGenerationSizeMb: 768 } });
		worker.unref();
		return new Promise((resolve) => {
			const settle = (result: ImportResult): void => {
				clearTimeout(timer);
				this.#stop = null;
				resolve(result);
				void worker.terminate();
			};
			const timer = setTimeout(() => settle(refuse('formFile.tooSlow')), mostMs);
			this.#stop = () => settle(refuse('server.stopping'));
			worker.on('message', (news: ImportNews) => ('progress' in news ? tell(news.progress) : settle(news.result)));
			worker.on('error', (error) => {
				this.#log.warn({ err: error }, 'a file of forms could not be read');
				settle(refuse('formFile.broken'));
			});
			// After `settle` this does nothing any more.
			worker.on('exit', () => settle(refuse('formFile.broken')));
		});
	}
}

function wordsOf({ answers }: Form, textOf: (id: string) => string): Record<string, string | string[]> {
	return Object.fromEntries(Object.entries(answers).map(([question, value]) => [question, 'text' in value ? textOf(value.text) : 'option' in value ? value.option : [...value.themes]]));
}
