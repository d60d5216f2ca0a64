/**
 * The code of a scout or of a card that is passed on: V07 is scout 7, V07-03 the card for the third of the ten that 7
 * talks with, V07-03-2 for the second of the five that those ask, V07-03-2-1 for the first of their two. It holds no name.
 */
export interface CardCode {
	scout: number;
	/** The steps from the scout on: none for the scout's own code. */
	path: readonly number[];
}

/** How many each wave asks: a scout ten, those five each, and those two each. */
export const waves = [10, 5, 2] as const;

/**
 * Reads a code as people type it: in any case, with or without hyphens' spaces, O for 0.
 * @returns null for what no card can say.
 */
export function readCardCode(typed: string): CardCode | null {
	const [, scout, rest = ''] = /^V(\d{1,3})((?:-\d{1,2}){0,3})$/.exec(typed.toUpperCase().replace(/O/g, '0').replace(/\s+/g, '').replace(/[‐–—]/g, '-')) ?? [];
	if (scout === undefined || Number(scout) === 0) return null;
	const path = rest.split('-').slice(1).map(Number);
	return path.every((step, wave) => step >= 1 && step <= waves[wave]!) ? { scout: Number(scout), path } : null;
}

/** The code as it stands on a card. */
export function cardCode({ scout, path }: CardCode): string {
	const [first, ...later] = path;
	return ['V' + String(scout).padStart(2, '0'), ...(first === undefined ? [] : [String(first).padStart(2, '0')]), ...later.map(String)].join('-');
}

/** The cards that whoever answered on this one passes on. */
export function cardsToPassOn({ scout, path }: CardCode): CardCode[] {
	const many = waves[path.length];
	return Array.from({ length: many ?? 0 }, (_, index) => ({ scout, path: [...path, index + 1] }));
}
