/**
 * A list as it stands on a page that others change as well: what was there keeps its place, also once it was dealt
 * with, and what is new comes below. Otherwise a row slips away under the finger when somebody else is faster.
 * @param shown ids as they stand on the page
 * @param listed ids that belong in the list now
 * @returns `shown` itself where nothing is new
 */
export function keepPlaces(shown: string[], listed: string[]): string[] {
	const present = new Set(shown);
	const fresh = listed.filter((id) => !present.has(id));
	return fresh.length === 0 ? shown : [...shown, ...fresh];
}
