import * as v from 'valibot';
import { mapping } from '../programme/form-import/mapping.ts';
import type { Refusal } from './refusals.ts';
import type { RowError } from '../programme/row-error.ts';
import type { Mapping } from '../programme/form-import/mapping.ts';

/** What is asked of a file of forms: which sheets and columns it has, whether all of its rows are right, or to take it in. */
export const formFileStep = v.picklist(['look', 'check', 'take']);
export type FormFileStep = v.InferOutput<typeof formFileStep>;

/** How the file is read. With `look` the sheet and header row alone may be known: the rest is guessed. */
export const formFileAsk = v.strictObject({ step: formFileStep, sheet: v.optional(mapping.entries.sheet, 0), header: v.nullish(mapping.entries.header), mapping: v.nullish(mapping) });
export type FormFileAsk = v.InferOutput<typeof formFileAsk>;

/** How a file looks, before it is known what its columns hold. */
export interface FormFileLook {
	step: 'look';
	sheets: string[];
	/** Filled rows in all, headers included. */
	rows: number;
	/** By column: its header, and what stands below it first. */
	columns: { name: string; sample: string }[];
	mapping: Mapping;
	/** The file stands already: when it came, in ms since 1970. */
	known: number | null;
}

/** What was found in a file: of findings the first ones. */
export interface FormFileCheck {
	step: 'check';
	forms: number;
	statements: number;
	skipped: number;
	errors: RowError[];
	errorCount: number;
	warnings: RowError[];
	warningCount: number;
	/** The first forms, as they would come in: the row, and label and words of each field. */
	preview: { row: number; fields: { label: string; text: string }[] }[];
	known: number | null;
}

/** It came in. */
export interface FormFileTaken {
	step: 'take';
	batch: string;
	forms: number;
	statements: number;
}

/** A line of the answer: how far the server is, from 0 to 1, or the end. */
export type FormFileLine = { progress: number } | FormFileLook | FormFileCheck | FormFileTaken | (Refusal & { check?: FormFileCheck });
