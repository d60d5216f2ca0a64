/** SQLite's result codes for 'there is no room': full, and input/output errors such as a file-size limit. */
const noRoom = new Set([10, 13]);
/** And those of the file system. */
const noRoomForFiles: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Is this an error of SQLite's or of the file system's that means: there is no room left? */
export function isNoRoom(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if ('code' in error && noRoomForFiles.has(error.code)) return true;
	// Extended codes (disk full while writing the log) keep the plain code in their lowest byte.
	return 'errcode' in error && noRoom.has(Number(error.errcode) & 0xff);
}
