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

const clockInAmsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'medium' });

/**
 * When it is that time in the Netherlands, in ms since 1970. The laptop of a facilitator may think that it is elsewhere.
 * @param day an ISO date
 * @param time '19:00'
 */
export function dutchTime(day: string, time: string): number {
	const asUtc = Date.parse(`${day}T${time}Z`);
	// Twice: in the hours around a change of the clocks the first guess may lie on the other side of it.
	const guess = asUtc - aheadOfUtc(asUtc);
	return asUtc - aheadOfUtc(guess);
}

/** How far clocks in the Netherlands are ahead of UTC at that time, in ms. */
function aheadOfUtc(at: number): number {
	return Date.parse(`${clockInAmsterdam.format(at).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}

/** A calendar day in Dutch. @param iso as `2026-03-12`. */
export function longDay(iso: string): string {
	return new Date(`${iso}T00:00Z`).toLocaleDateString('nl-NL', {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC'
	});
}
