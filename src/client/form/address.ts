/** The path under which talks are held. */
export const formPath = '/vraag';

/** Where a resident sees, corrects and withdraws by their code. */
export const answersPath = '/antwoord';

/** The card code in an address, as it stands there; '' for none. */
export function cardOfPath(pathname: string): string {
	const [, card = ''] = /^\/vraag\/([^/]+)\/?$/.exec(pathname) ?? [];
	try {
		return decodeURIComponent(card);
	} catch {
		return card;
	}
}

/** What is shown: it stands behind the '#', which no server gets, so that the phone's own way back goes a step back. */
export type Place = { at: 'home' } | { at: 'help'; card: boolean } | { at: 'talk'; id: string; step: string };

export function placeOf(hash: string): Place {
	const [first = '', second = ''] = hash.replace(/^#/, '').split('/');
	if (first === 'hulp') return { at: 'help', card: second === 'kaart' };
	return first === '' || second === '' ? { at: 'home' } : { at: 'talk', id: first, step: second };
}

export function hashOf(place: Place): string {
	if (place.at === 'home') return '#';
	if (place.at === 'help') return place.card ? '#hulp/kaart' : '#hulp';
	return `#${place.id}/${place.step}`;
}
