import type { Grams } from './grams.ts';

/** In how many texts each gram stands, kept as texts come and go: what stands in nearly all of them tells nothing. */
export interface Rarity {
	add(grams: Grams): void;
	remove(grams: Grams): void;
	/** The inverse document frequency, ln((1 + texts) / (1 + texts with it)); 0 for a gram that no text has. */
	of(gram: string): number;
}

export function createRarity(): Rarity {
	const texts = new Map<string, number>();
	let all = 0;
	return {
		add(grams) {
			all += 1;
			for (const gram of grams.keys()) texts.set(gram, (texts.get(gram) ?? 0) + 1);
		},
		remove(grams) {
			all -= 1;
			for (const gram of grams.keys()) {
				const left = texts.get(gram)! - 1;
				if (left === 0) texts.delete(gram);
				else texts.set(gram, left);
			}
		},
		of(gram) {
			const having = texts.get(gram);
			return having === undefined ? 0 : Math.log((1 + all) / (1 + having));
		}
	};
}
