import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on the page as it stands now: a rule and the element per finding, empty where all is well. */
export async function findings(page: Page): Promise<string[]> {
	if (await page.evaluate(() => !('axe' in window))) await page.evaluate(source);
	// What is well is not gathered, nor sent over: that took three quarters of the time. Style sheets and sound are not
	// fetched for it either: no rule that is on by itself needs them here.
	return page.evaluate(
		`axe.run(document, { resultTypes: ['violations'], preload: false }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160))))`
	);
}
