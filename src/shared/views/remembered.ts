/**
 * Makes a part once per entry: entries are replaced, never changed, and an erased text comes with a changed entry.
 * The same object in two views is what lets `difference` pass over it, and a page make nothing twice.
 * @param make what else it is given must not change what it makes of an entry.
 */
export function remembered<Entry extends object, Part, Given extends unknown[]>(make: (entry: Entry, ...given: Given) => Part) {
	const parts = new WeakMap<Entry, Part>();
	return (entry: Entry, ...given: Given): Part => {
		let part = parts.get(entry);
		if (part === undefined) parts.set(entry, (part = make(entry, ...given)));
		return part;
	};
}
