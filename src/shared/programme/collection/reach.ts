import { readCardCode, waves } from './card-code.ts';
import type { CollectionState, Form } from './state.ts';

/** How far a scout's cards went: forms, not people, for nobody is known by a card. */
export interface Chain {
	/** Forms in all. */
	talks: number;
	/** Forms by wave: the scout's own talks (also under the scout's code alone), those of whom they asked, and those of them. */
	waves: readonly [number, number, number];
	/** How many different cards came back, by wave: a card that was used twice counts once. */
	cards: readonly [number, number, number];
	/** The day of the last talk as told: YYYY-MM-DD; null where none told it. */
	lastDay: string | null;
}

/** An area's reach in numbers. Withdrawn forms are in no other number. */
export interface Reach {
	talks: number;
	waves: readonly [number, number, number];
	/** Talks under no scout's code. */
	withoutCard: number;
	origins: Readonly<Record<Form['origin'], number>>;
	withdrawn: number;
	/** Scouts of the area, and how many of them brought anything. */
	scouts: number;
	active: number;
}

/** How many each wave would be with every card passed on: 10, 50 and 100 for one scout. */
export const fullChain: readonly [number, number, number] = [waves[0], waves[0] * waves[1], waves[0] * waves[1] * waves[2]];

const none: Chain = { talks: 0, waves: [0, 0, 0], cards: [0, 0, 0], lastDay: null };

/** The chains of all scouts by their number, in one pass over the forms. Who brought nothing is not in it. */
export function chainsOf(state: CollectionState): Map<number, Chain> {
	const found = new Map<number, { talks: number; waves: [number, number, number]; cards: Set<string>[]; lastDay: string | null }>();
	for (const { card, withdrawn, day } of state.entries.form.values()) {
		const code = card === null || withdrawn !== null ? null : readCardCode(card);
		if (!code) continue;
		const chain = found.get(code.scout) ?? { talks: 0, waves: [0, 0, 0], cards: [new Set(), new Set(), new Set()], lastDay: null };
		const wave = waveOf(code.path);
		chain.talks += 1;
		chain.waves[wave] += 1;
		if (code.path.length > 0) chain.cards[wave]!.add(card!);
		if (day !== null && (chain.lastDay === null || day > chain.lastDay)) chain.lastDay = day;
		found.set(code.scout, chain);
	}
	return new Map([...found].map(([scout, { cards, ...chain }]) => [scout, { ...chain, cards: cards.map(({ size }) => size) as [number, number, number] }]));
}

/** One scout's chain, by their number. */
export function chainOf(state: CollectionState, scout: number): Chain {
	return chainsOf(state).get(scout) ?? none;
}

/** What an area's scouts, paper and files brought, in numbers. */
export function reachOf(state: CollectionState, area: string): Reach {
	const reach = { talks: 0, waves: [0, 0, 0] as [number, number, number], withoutCard: 0, origins: { phone: 0, paper: 0, file: 0 }, withdrawn: 0 };
	const brought = new Set<number>();
	for (const form of state.entries.form.values()) {
		if (form.withdrawn === null && form.card !== null) brought.add(readCardCode(form.card)!.scout);
		if (form.area !== area) continue;
		if (form.withdrawn !== null) {
			reach.withdrawn += 1;
			continue;
		}
		reach.talks += 1;
		reach.origins[form.origin] += 1;
		if (form.card === null) reach.withoutCard += 1;
		else reach.waves[waveOf(readCardCode(form.card)!.path)] += 1;
	}
	const scouts = [...state.entries.scout.values()].filter((scout) => scout.area === area && !scout.removed);
	return { ...reach, scouts: scouts.length, active: scouts.filter(({ number }) => brought.has(number)).length };
}

function waveOf(path: readonly number[]): 0 | 1 | 2 {
	return Math.max(0, path.length - 1) as 0 | 1 | 2;
}
