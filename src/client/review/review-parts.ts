/** The parts of reading along, by what the address ends in: the browser's back button and a reload lead to them. */
export const reviewParts = [
	{ hash: '', name: 'Reacties' },
	{ hash: '#logboek', name: 'Logboek' },
	{ hash: '#geblokkeerd', name: 'Geblokkeerd' },
	{ hash: '#zo-zien-deelnemers-het', name: 'Zo zien deelnemers het' }
] as const;

export type ReviewPart = (typeof reviewParts)[number]['hash'];

/** The part that an address names; the queue where it names none. */
export function partOf(hash: string): ReviewPart {
	return reviewParts.find((part) => part.hash === hash)?.hash ?? '';
}
