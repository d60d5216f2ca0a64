import type { Cell } from './table.ts';

const months = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'];

/** Days since 30 December 1899, as Excel counts them: from 1 January 2000 up to 2100. */
const serial = { first: 36_526, last: 73_050, of1970: 25_569 } as const;

/**
 * A day as people and sheets write it: '24-11-2026', '24/11/26', '24 november 2026', '2026-11-24', with or without a
 * time, or the number that Excel keeps for it.
 * @returns an ISO date; null for what is no day of this century.
 */
export function readDay(cell: Cell): string | null {
	if (cell === null || typeof cell === 'boolean') return null;
	if (typeof cell === 'object') return isThisCentury(cell.day) ? cell.day : null;
	if (typeof cell === 'number') return dayOfSerial(cell);
	const text = cell.trim().toLowerCase();
	if (/^\d{5}([.,]\d+)?$/.test(text)) return dayOfSerial(Number(text.replace(',', '.')));
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d.*)?$/.exec(text);
	if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const dutch = /^(?:[a-z]{2,9}\.? )?(\d{1,2})[-/. ]+(\d{1,2}|[a-z]{3,9})\.?[-/. ]+(\d{4}|\d{2})(?: \d.*)?$/.exec(text);
	if (!dutch) return null;
	const [, day, named, year] = dutch as unknown as [string, string, string, string];
	// 'mrt' is March.
	const month = /^\d/.test(named) ? Number(named) : months.findIndex((one) => one.startsWith(named === 'mrt' ? 'maart' : named)) + 1;
	return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, Number(day));
}

function dayOfSerial(number: number): string | null {
	if (number < serial.first || number >= serial.last) return null;
	return new Date((Math.floor(number) - serial.of1970) * 86_400_000).toISOString().slice(0, 10);
}

/** Null for 30 February, which would else become a day of March. */
function dayOf(year: number, month: number, day: number): string | null {
	const date = new Date(Date.UTC(year, month - 1, day));
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
	const iso = date.toISOString().slice(0, 10);
	return isThisCentury(iso) ? iso : null;
}

function isThisCentury(iso: string): boolean {
	return iso >= '2000-01-01' && iso < '2100-01-01';
}
