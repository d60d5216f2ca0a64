/** '20:45': the time of day in the hall. @param at server time, ms since 1970 */
export function clockTime(at: number): string {
	return new Date(at).toLocaleTimeString('nl-NL', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Amsterdam' });
}
