/**
 * Path of the evening for pages that are the same whoever of two people on a phone asks for them.
 * @param base path that the links of this page begin with
 */
export function eveningPath(base: string): string {
	return base.replace(/\/ander$/, '');
}
