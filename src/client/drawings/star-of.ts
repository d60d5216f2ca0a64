/** What somebody said that may be starred: the id of a comment, or which quote of which theme. */
export const starOf = (theme: number, quote: number): string => `${theme}.${quote}`;
