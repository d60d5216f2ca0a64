import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on the page as it stands now: a rule and the element per finding, empty where all is well. */
export async function findings(page: Page): Promise<string[]> {
	await page.evaluate(source);
	const results: AxeResults = await page.evaluate('axe.run(document)');
	return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
