/**
 * Path of the evening for pages that are the same whoever of two people on a phone asks for them; null in a kiosk, which
 * its pages would lead out of.
 * @param base path that the links of this page begin with
 */
export function eveningPath(base: string): string | null {
	return base.startsWith('/kiosk/') ? null : base.replace(/\/ander$/, '');
}
