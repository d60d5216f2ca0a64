import { dutchDay } from '../dutch-day.ts';

/** A talk that a phone kept for longer than this, in days, is taken for one whose clock is wrong. */
const longestAgo = 366;

/**
 * The day that a phone told of a talk, or null where its clock can't be right: 2019, or after tomorrow. A form is never
 * refused for it, since a scout can't always mend a clock, and the answers are the same.
 * @param day an ISO date
 * @param now ms since 1970
 */
export function toldDay(day: string | null, now: number): string | null {
	const aDay = 24 * 3600_000;
	return day !== null && day >= dutchDay(now - longestAgo * aDay) && day <= dutchDay(now + aDay) ? day : null;
}
