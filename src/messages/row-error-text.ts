import texts from './row-errors.nl.json' with { type: 'json' };
import type { RowError } from '#shared/programme/row-error.ts';
import type { Finding } from '#shared/programme/theme-import.ts';

const units: Record<Finding['unit'], string> = { line: 'Regel', row: 'Rij' };

/** What is wrong with a row and what to do now, in Dutch. */
export function rowErrorText({ code, params, unit = 'row' }: Pick<RowError, 'code' | 'params'> & Partial<Pick<Finding, 'unit'>>): string {
	return texts[code].replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = name === 'unit' ? units[unit].toLowerCase() : (params[name] ?? '');
		return typeof value === 'number' ? value.toLocaleString('nl-NL') : value;
	});
}

/** Where a finding is: 'Rij 4'. */
export function placeOf({ unit, row }: Pick<Finding, 'unit' | 'row'>): string {
	return `${units[unit]} ${row}`;
}
