import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname, '../house-styles');
/** Stands in for the example's face: that of balloons, which nobody takes for text or heads. */
const face = resolve(import.meta.dirname, '../../src/client/ui/fonts/comic-latin.woff2');

/** Puts the three house styles in a data folder, as an operator does: the example, one with only Utrecht's tokens, a broken one. */
export async function putHouseStyles(dataDir: string): Promise<void> {
	await cp(fixtures, join(dataDir, 'huisstijl'), { recursive: true });
	await cp(face, join(dataDir, 'huisstijl/voorbeeld/voorbeeld-rond.woff2'));
}
