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
