import { cosine, gramsOf, type Grams } from './grams.ts';
import { createRarity, type Rarity } from './rarity.ts';

/** From this cosine on, two statements are offered as nearly the same. `npm run bench:suggestions` tells what it costs and brings on noisy copies. */
const alike = 0.55;

/** Candidates are looked for by a statement's rarest grams, until this many places were seen: it bounds the time among 25,000. */
const mostSeen = 20_000;

/** As many candidates are compared in full. */
const candidates = 60;

export interface NearDuplicate {
	id: string;
	/** Cosine of the two, from 0.55 to 1. */
	likeness: number;
}

/** Statements that say nearly the same in nearly the same words. It offers pairs; a person merges. */
export interface NearDuplicates {
	/** @throws a RangeError when a statement has that id already */
	add(id: string, text: string): void;
	/** Forgets a statement; an unknown id does nothing. */
	remove(id: string): void;
	/** Those most like the statement first. @returns empty for an unknown id */
	of(id: string): NearDuplicate[];
}

/**
 * Cosine of TF-IDF vectors over character 3-to-5-grams, over an inverted index: with 25,000 statements only those that
 * share a rare gram are compared.
 */
export function createNearDuplicates(): NearDuplicates {
	const rarity = createRarity();
	const all = new Map<string, Grams>();
	const having = new Map<string, Set<string>>();

	return {
		add(id, text) {
			if (all.has(id)) throw new RangeError(`statement ${id} is known already`);
			const grams = gramsOf(text);
			all.set(id, grams);
			rarity.add(grams);
			for (const gram of grams.keys()) {
				const ids = having.get(gram);
				if (ids) ids.add(id);
				else having.set(gram, new Set([id]));
			}
		},
		remove(id) {
			const grams = all.get(id);
			if (!grams) return;
			all.delete(id);
			rarity.remove(grams);
			for (const gram of grams.keys()) {
				const ids = having.get(gram)!;
				ids.delete(id);
				if (ids.size === 0) having.delete(gram);
			}
		},
		of(id) {
			const grams = all.get(id);
			if (!grams) return [];
			const own = weighed(grams, rarity);
			return likeliest(own)
				.filter((other) => other !== id)
				.map((other) => ({ id: other, likeness: cosine(own, weighed(all.get(other)!, rarity)) }))
				.filter(({ likeness }) => likeness >= alike)
				.sort((one, other) => other.likeness - one.likeness);
		}
	};

	/** Who share most of what is rare with it, itself included. */
	function likeliest(own: Grams): string[] {
		const shared = new Map<string, number>();
		let seen = 0;
		for (const { ids, weight } of [...own].map(([gram, weight]) => ({ ids: having.get(gram)!, weight })).sort((one, other) => one.ids.size - other.ids.size)) {
			if (seen > mostSeen) break;
			seen += ids.size;
			for (const id of ids) shared.set(id, (shared.get(id) ?? 0) + weight * weight);
		}
		return [...shared]
			.sort(([, one], [, other]) => other - one)
			.slice(0, candidates)
			.map(([id]) => id);
	}
}

/** Each gram by its rarity; a vector of length 1. */
function weighed(grams: Grams, rarity: Rarity): Grams {
	const weights = new Map<string, number>();
	let squares = 0;
	for (const [gram, weight] of grams) {
		const rare = weight * rarity.of(gram);
		weights.set(gram, rare);
		squares += rare * rare;
	}
	// Where every text is the same, nothing is rare.
	if (squares === 0) return grams;
	const length = Math.sqrt(squares);
	for (const [gram, weight] of weights) weights.set(gram, weight / length);
	return weights;
}
