/**
 * The options of a round in an order of this participant's own: by chance, so that no theme gains by standing first;
 * the same at every visit; and a theme that is added later moves no other.
 * @param participant seeds the order
 */
export function ownOrder(options: readonly string[], participant: string): string[] {
	return [...options].sort((a, b) => lot(participant, a) - lot(participant, b) || a.localeCompare(b));
}

/** A number that looks drawn: FNV-1a over both, then mixed, since close texts have close sums (32 bits, by Murmur3). */
function lot(participant: string, option: string): number {
	let hash = 0x811c9dc5;
	for (const character of `${participant}:${option}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
