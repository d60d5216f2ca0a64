import * as v from 'valibot';

/** Names of what every object inherits ('toString'): in a view, a plain object keyed by ids, one would be taken for an entry. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Ids are made by nanoid on the client or the server: 8 to 36 url-safe characters. */
export const id = v.pipe(
	v.string(),
	v.regex(/^[A-Za-z0-9_-]{8,36}$/),
	v.check((text) => !inherited.has(text))
);
export const themeNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999));
