const inAmsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit' });

/**
 * The calendar day in the Netherlands, as ISO date ('2026-11-24'). A server's own clock is often UTC: after midnight an
 * evening would get the date of the day before.
 * @param now ms since 1970
 */
export function dutchDay(now: number): string {
	// Swedish writes its dates so.
	return inAmsterdam.format(now);
}
