import * as v from 'valibot';
import { readCardCode } from '../collection/card-code.ts';
import type { Format, Question } from '../collection/format.ts';
import { cellText, isFilled, type Cell } from './table.ts';

/**
 * What a column holds: '' is left out; `q:goed` the answer to a question; `card`, `day` and `code` those of the form;
 * `statement` one answer in a row, to the question that `asked` names, or else to the mapping's own.
 */
export const target = v.pipe(v.string(), v.regex(/^(|card|day|code|statement|asked|q:[a-z]{2,20})$/));

/** How a file is read. */
export const mapping = v.strictObject({
	/** Counts from 0; of a sheet file alone. */
	sheet: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
	/** The row that holds the headers, from 1. */
	header: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
	/** By column. */
	columns: v.pipe(v.array(target), v.maxLength(500)),
	/** The question that statements answer where their row names none. */
	asks: v.pipe(v.string(), v.regex(/^[a-z]{2,20}$/)),
	/** Leaves out forms that are there already with the very same words. */
	skipKnown: v.boolean()
});
export type Mapping = v.InferOutput<typeof mapping>;

/** The columns of a file of which the guess can look at so many rows for its headers. */
const headerWithin = 20;

const names: Record<string, readonly string[]> = {
	card: ['kaart', 'kaartcode', 'codekaart', 'code van de kaart', 'verkenner', 'wie stelde u deze vragen', 'doorgeefkaart'],
	day: ['dag', 'datum', 'dag van het gesprek', 'datum van het gesprek', 'gesprek op', 'datum gesprek'],
	code: ['code', 'code bewoner', 'code van de bewoner', 'bewonerscode', 'code strookje', 'strookje'],
	statement: ['uitspraak', 'uitspraken', 'statement', 'comment body', 'comment', 'opmerking', 'reactie', 'antwoord'],
	asked: ['vraag', 'question']
};

/** Guesses the row of headers, and what each column holds. @param asks the question that statements answer as long as nobody chose one */
export function guessMapping(rows: readonly Cell[][], format: Format, sheet = 0): Mapping {
	let best: { header: number; columns: string[]; known: number } | null = null;
	for (const [index, row] of rows.slice(0, headerWithin).entries()) {
		if (!isFilled(row)) continue;
		const columns = guessColumns(row, rows.slice(index + 1, index + 50), format);
		const known = columns.filter((one) => one !== '').length;
		if (best === null || known > best.known) best = { header: index + 1, columns, known };
	}
	return { sheet, header: best?.header ?? 1, columns: best?.columns ?? [], asks: firstOpen(format), skipKnown: false };
}

/** Guesses what each column holds by its header. Of two with one label the first column is the first question's. */
export function guessColumns(header: readonly Cell[], below: readonly Cell[][], format: Format): string[] {
	const taken = new Set<string>();
	const take = (target: string | null): string => {
		if (target === null || taken.has(target)) return '';
		taken.add(target);
		return target;
	};
	return header.map((cell, column) => {
		const key = keyOf(cellText(cell));
		if (key === '') return '';
		const question = format.questions.find(({ id, label }) => !taken.has(`q:${id}`) && (key === id || key === keyOf(label)));
		if (question) return take(`q:${question.id}`);
		const named = Object.keys(names).find((one) => names[one]!.includes(key));
		if (named === 'code' || named === 'card') {
			// 'Code' is the card's for some, the resident's for others: what stands below it tells.
			const first = below.map((row) => cellText(row[column] ?? null).trim()).find((text) => text !== '');
			if (first !== undefined && readCardCode(first) !== null) return take('card');
		}
		if (named !== undefined) return take(named);
		const like = format.questions.find(({ id, label }) => !taken.has(`q:${id}`) && key.length >= 8 && (keyOf(label).includes(key) || key.includes(keyOf(label))));
		return like ? take(`q:${like.id}`) : '';
	});
}

/** The question that a row means, by its label or its id; undefined where none is meant. */
export function questionOf(text: string, format: Format): Question | undefined {
	const key = keyOf(text);
	return format.questions.find(({ id, label }) => key === id || key === keyOf(label));
}

/** What people may be told about a place that nobody chose: the first open question. */
function firstOpen(format: Format): string {
	return format.questions.find(({ kind }) => kind === 'open')?.id ?? '';
}

/** A header without capitals, accents and marks: 'Wat gaat hier goed?' is 'wat gaat hier goed'. */
function keyOf(text: string): string {
	return text
		.normalize('NFD')
		.toLowerCase()
		.replace(/\p{M}/gu, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
