/** The longest address or number that somebody is asked to an evening by, in UTF-16 units. */
export const longestContact = 200;
