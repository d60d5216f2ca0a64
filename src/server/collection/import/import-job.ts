import { createHash } from 'node:crypto';
import type { RowForm } from '#shared/programme/collection/commands.ts';
import type { Format } from '#shared/programme/collection/format.ts';
import { receiptHash } from '#shared/programme/collection/receipt.ts';
import { readForms, statementsIn, type ReadForm } from '#shared/programme/form-import/form-rows.ts';
import { guessColumns, guessMapping, type Mapping } from '#shared/programme/form-import/mapping.ts';
import { cellText, isFilled, type Table } from '#shared/programme/form-import/table.ts';
import type { ThemeName } from '#shared/programme/form-import/theme-names.ts';
import type { FormFileAsk, FormFileCheck, FormFileLook } from '#shared/protocol/form-file.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { readFormFile } from './read-file.ts';

/** What the thread is given. */
export interface ImportJob {
	bytes: Uint8Array;
	ask: FormFileAsk;
	area: string;
	format: Format;
	formatVersion: number;
	notice: number;
	themes: ThemeName[];
	today: string;
	/** `likenessOf` the forms that are there. */
	known: string[];
	/** The files that came in: when, in ms since 1970, and whether they were taken back. */
	batches: Record<string, { at: number; withdrawn: boolean }>;
}

/** A form of a file, and the resident's code that stood beside it. */
export type FileForm = Omit<RowForm, 'proof'> & { row: number; code: string | null };

/** What the thread says at its end. */
export type ImportResult = Refusal | { ok: true; batch: string; look: FormFileLook | null; check: FormFileCheck | null; forms: FileForm[] };

/** Findings that are told; of more than these nobody reads on. */
const mostTold = 100;
/** Forms that are shown before they come in. */
const mostShown = 5;
const sampleLength = 80;

/** Reads a file, and what it holds by the mapping. @param tell hears how far it is, from 0 to 1 */
export async function runImport(job: ImportJob, tell: (progress: number) => void): Promise<ImportResult> {
	const { ask } = job;
	tell(0.05);
	const read = await readFormFile(job.bytes, ask.mapping?.sheet ?? ask.sheet);
	if (!read.ok) return read;
	tell(0.6);
	const { table, key } = read;
	const { batch, attempt, known } = batchOf(key, job);
	if (ask.step === 'look' || ask.mapping == null) {
		return { ok: true, batch, look: { step: 'look', sheets: read.sheets, rows: table.rows.filter(isFilled).length, ...looked(table, ask, job.format), known }, check: null, forms: [] };
	}
	const result = readForms(table, ask.mapping, { format: job.format, themes: job.themes, today: job.today, known: new Set(job.known) });
	tell(0.8);
	const check: FormFileCheck = {
		step: 'check',
		forms: result.forms.length,
		statements: statementsIn(result.forms, job.format),
		skipped: result.skipped,
		errors: result.errors.slice(0, mostTold),
		errorCount: result.errors.length,
		warnings: result.warnings.slice(0, mostTold),
		warningCount: result.warnings.length,
		preview: result.forms.slice(0, mostShown).map((form) => ({ row: form.row, fields: fieldsOf(form, job) })),
		known
	};
	// Codes alone are looked up before: no words need go over for that.
	if (ask.step === 'check' || result.errors.length > 0) return { ok: true, batch, look: null, check, forms: result.forms.map((form) => ({ ...toForm(form, key, attempt, job), answers: {} })) };
	const forms = result.forms.map((form) => toForm(form, key, attempt, job));
	tell(0.9);
	return { ok: true, batch, look: null, check, forms };
}

function looked(table: Table, ask: FormFileAsk, format: Format): Pick<FormFileLook, 'columns' | 'mapping'> {
	const guessed: Mapping = guessMapping(table.rows, format, ask.sheet);
	const header = ask.header ?? guessed.header;
	const headers = table.rows[header - 1] ?? [];
	const below = table.rows.slice(header, header + 50);
	const width = Math.max(headers.length, ...below.map((row) => row.length));
	const padded = Array.from({ length: width }, (_, column) => headers[column] ?? null);
	return {
		columns: padded.map((cell, column) => ({
			name: cellText(cell).trim().slice(0, sampleLength),
			sample: (below.map((row) => cellText(row[column] ?? null).trim()).find((text) => text !== '') ?? '').slice(0, sampleLength)
		})),
		mapping: { ...guessed, header, columns: guessColumns(padded, below, format) }
	};
}

function fieldsOf(form: ReadForm, { format, themes }: ImportJob): { label: string; text: string }[] {
	const answers = format.questions.flatMap(({ id, label, options }) => {
		const answer = form.answers[id];
		if (answer === undefined) return [];
		if (typeof answer !== 'string') return [{ label, text: answer.map((code) => themes.find((theme) => theme.id === code)?.title ?? code).join('; ') }];
		return [{ label, text: options?.find((option) => option.id === answer)?.label ?? answer }];
	});
	return [...(form.card === null ? [] : [{ label: 'Kaart', text: form.card }]), ...(form.day === null ? [] : [{ label: 'Dag', text: cellText({ day: form.day }) }]), ...answers];
}

/** The id of the file, by its rows. One that was taken back may come again: as another. `known`: when it came, where it stands. */
function batchOf(key: string, { area, batches }: ImportJob): { batch: string; attempt: number; known: number | null } {
	for (let attempt = 0; ; attempt += 1) {
		const batch = idOf(area, key, attempt);
		const before = batches[batch];
		if (before === undefined) return { batch, attempt, known: null };
		if (!before.withdrawn) return { batch, attempt, known: before.at };
	}
}

/** The id that this row has every time: of the file's rows, its place, and how often the file was taken back. */
function toForm(form: ReadForm, key: string, attempt: number, { area, formatVersion, notice }: ImportJob): FileForm {
	const { row, card, day, code, answers } = form;
	const id = idOf(area, key, attempt, row);
	return { row, form: id, card, day, code, answers, hash: receiptHash({ form: id, version: 1, area, card, format: formatVersion, notice, day, code, answers }) };
}

/** An id of a file, or of a row in it. */
function idOf(...parts: (string | number)[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 24);
}

