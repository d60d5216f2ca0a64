import type { PabulibFile } from '#shared/programme/pabulib.ts';

const themes = ['Te hard rijden', 'Zwerfvuil', 'Plek voor jongeren', 'Donkere paden', 'Parkeren', 'Een bankje', 'Lawaai', 'Elkaar kennen'];

/** A vote of so many people over eight themes: three to five dots each, at most two on a theme. The same at each call. */
export function madeUpVote(people: number): PabulibFile {
	return {
		meta: { description: 'Oefening' },
		voteType: 'cumulative',
		projects: themes.map((name, index) => ({ id: String(index + 1), name })),
		ballots: Array.from({ length: people }, (_, voter) => ({ voter: String(voter + 1), dots: dotsOf(voter) }))
	};
}

function dotsOf(voter: number): Record<string, number> {
	const [first, second, third] = [0, 3, 5].map((step) => String(((voter + step * (1 + (voter % 2))) % themes.length) + 1)) as [string, string, string];
	return { [first]: 1 + (voter % 2), [second]: 1 + ((voter >> 1) % 2), [third]: 1 };
}
