import type { TextOf } from './parts.ts';

/**
 * Makes a part once per entry: entries are replaced, never changed, and an erased text comes with a changed entry.
 * The same object in two views is what lets `difference` pass over it.
 */
export function remembered<Entry extends object, Part>(make: (entry: Entry, text: TextOf) => Part) {
	const parts = new WeakMap<Entry, Part>();
	return (entry: Entry, text: TextOf): Part => {
		let part = parts.get(entry);
		if (part === undefined) parts.set(entry, (part = make(entry, text)));
		return part;
	};
}
