/** SQLite's result codes for 'there is no room': full, and input/output errors such as a file-size limit. */
const noRoom = new Set([10, 13]);

/** Is this an error of SQLite's that means: there is no room left? */
export function isNoRoom(error: unknown): boolean {
	if (!(error instanceof Error) || !('errcode' in error)) return false;
	// Extended codes (disk full while writing the log) keep the plain code in their lowest byte.
	return noRoom.has(Number(error.errcode) & 0xff);
}
