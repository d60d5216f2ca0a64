import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname, '../house-styles');

/** Puts the three house styles in a data folder, as an operator does: the example, one with only Utrecht's tokens, a broken one. */
export async function putHouseStyles(dataDir: string): Promise<void> {
	await cp(fixtures, join(dataDir, 'huisstijl'), { recursive: true });
}
