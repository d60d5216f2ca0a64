import { StartRefusal } from '../start-refusal.ts';

/** SQLite's result codes for a file that is no longer what it wrote: pages that can't be read, and no database at all. */
const damage = new Set([11, 26]);

/** A text in the database is not what was written: SQLite finds its pages whole. */
export class DamagedText extends Error {
	override name = 'DamagedText';
}

/** Is this an error that means: what stands on the disk is damaged? */
export function isDamaged(error: unknown): boolean {
	if (error instanceof DamagedText) return true;
	// Extended codes (damaged index, damaged sequence) keep the plain code in their lowest byte.
	return error instanceof Error && 'errcode' in error && damage.has(Number(error.errcode) & 0xff);
}

/** Says that it is damaged, and by which command it is put right. */
export function damaged(what: string): StartRefusal {
	return new StartRefusal(`${what} beschadigd.\nZet een reservekopie terug: npm run restore -- --from BESTAND`);
}
