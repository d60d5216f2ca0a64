/**
 * Cookie under `/mee`, readable by the page: a card of 'Hulp of melden' was chosen, so what was typed at themes and not
 * sent is taken off this phone. It says nothing of which card, and is gone once the page has done so.
 */
export const wipeDraftsCookie = 'wis';
