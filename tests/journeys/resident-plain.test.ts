import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { launchBrowser } from '../browser.ts';
import { direct, prepareEvening, type Prepared } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';

// The same evening for who has no JavaScript: every step is a plain form.

let dataDir: string;
let server: TestServer;
let browser: Browser;
let evening: Prepared;
let page: Page;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-plain-'));
	evening = await prepareEvening(dataDir, {
		themes: 12,
		rounds: [{ title: 'Ronde 1' }],
		comments: [{ theme: 2, text: 'Vooral op zaterdag.' }]
	});
	[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser()]);
});
beforeEach(async () => {
	page = await newPage();
	await comeIn(page);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

async function newPage(): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
	return context.newPage();
}

async function comeIn(on: Page): Promise<void> {
	await on.goto(server.hall);
	await on.getByLabel('De code op het scherm').fill(evening.code.toLowerCase());
	await on.getByRole('button', { name: 'Verder' }).click();
	await on.getByRole('button', { name: 'Doe mee' }).click();
}

const give = (theme: number) => page.getByRole('button', { name: `Een stip voor thema ${theme},` });
/** What stands at a + that can give no more, and is read with it. */
async function why(theme: number): Promise<string> {
	const words = await give(theme).getAttribute('aria-describedby');
	return page.locator(`#${words}`).innerText();
}
const dots = (theme: number) => page.locator(`#thema-${theme} [data-dots]`).getAttribute('data-dots');

describe('without JavaScript', () => {
	it('dots are given and taken back, one form each, and the page stays where it was', async () => {
		await give(7).click();
		expect(page.url()).toBe(`${server.hall}/mee/${evening.code}#thema-7`);
		await give(7).click();
		expect(await dots(7)).toBe('2');
		await expect.poll(() => page.getByText('Nog 3 stippen').isVisible()).toBe(true);
		await page.getByRole('button', { name: 'Een stip weg bij thema 7,' }).click();
		expect(await dots(7)).toBe('1');
	});

	it('too many dots are refused in the page', async () => {
		for (const theme of [3, 3]) await give(theme).click();
		// Before one tries it, the page says at each + why it can't be.
		expect(await why(3)).toBe('U kunt hier niet meer dan 2 stippen zetten. Kies een andere kaart.');
		for (const theme of [4, 4, 5]) await give(theme).click();
		// Without a dot left another card is no advice.
		for (const theme of [3, 6]) expect(await why(theme)).toBe('Uw stippen zijn op. Haal er eerst één weg.');
		await give(6).click({ force: true });
		await expect.poll(() => page.getByRole('alert').innerText()).toBe('Uw stippen zijn op. Haal er eerst één weg.');
		expect(await dots(3)).toBe('2');
	});

	it('a form from an older page changes nothing, and says so', async () => {
		const old = await page.context().newPage();
		await old.goto(page.url());
		await give(7).click();
		await old.getByRole('button', { name: 'Een stip voor thema 8,' }).click();
		await expect.poll(() => old.getByText('Uw stippen zijn op een ander scherm veranderd.').isVisible()).toBe(true);
		await expect.poll(() => old.locator('#thema-7 [data-dots]').getAttribute('data-dots')).toBe('1');
	});

	it('a comment is sent, refused with its words kept, and taken back into the field', async () => {
		await page.locator('#thema-2 a').click();
		const field = page.getByLabel('Uw reactie');
		const long = 'Te lang. '.repeat(80);
		await field.fill(long);
		await page.getByRole('button', { name: 'Plaats uw reactie' }).click();
		await expect.poll(() => page.getByText('500 tekens of minder').isVisible()).toBe(true);
		expect((await field.inputValue()).trim()).toBe(long.trim());
		await field.fill('Ook bij het plein.');
		await page.getByRole('button', { name: 'Plaats uw reactie' }).click();
		await expect.poll(() => page.getByText('wacht op goedkeuring').isVisible()).toBe(true);
		await expect.poll(() => field.inputValue()).toBe('');
		await page.getByRole('button', { name: 'Haal weg' }).click();
		await expect.poll(() => page.getByText('Uw reactie is weg.').isVisible()).toBe(true);
		await expect.poll(() => field.inputValue()).toBe('Ook bij het plein.');
	});

	it('one recognises what another said', async () => {
		await page.goto(`${server.hall}/mee/${evening.code}/2`);
		const recognise = page.getByRole('button', { name: 'Dat herken ik' });
		await recognise.click();
		await expect.poll(() => recognise.getAttribute('aria-pressed')).toBe('true');
		expect(await page.locator('main').innerText()).toContain('1 keer herkend');
		await recognise.click();
		await expect.poll(() => recognise.getAttribute('aria-pressed')).toBe('false');
		expect(await page.locator('main').innerText()).not.toContain('keer herkend');
	});

	it('a return code brings the dots to another phone', async () => {
		await give(9).click();
		await page.getByRole('link', { name: 'Verder op een andere telefoon' }).click();
		await page.getByRole('button', { name: 'Geef mij een terugkeercode' }).click();
		const code = await page.locator('.code.panel').innerText();
		const other = await newPage();
		await other.goto(`${server.hall}/mee/${evening.code}`);
		await other.getByText('Ik heb een terugkeercode').click();
		await other.getByLabel('Terugkeercode').fill(code);
		await other.getByRole('button', { name: 'Ga verder' }).click();
		await expect.poll(() => other.locator('#thema-9 [data-dots]').getAttribute('data-dots')).toBe('1');
		// The first phone is out, and is told how to come in again.
		await page.goto(`${server.hall}/mee/${evening.code}`);
		await expect.poll(() => page.getByRole('button', { name: 'Doe mee' }).isVisible()).toBe(true);
	});

	it('a comment that can’t be sent any more is refused in words, and its own words are there to copy', async () => {
		const direction = await direct(server.local, evening.facilitator);
		const other = await page.context().newPage();
		const send = async (theme: number) => {
			await page.goto(`${server.hall}/mee/${evening.code}/${theme}`);
			await page.getByLabel('Uw reactie').fill('Lang over nagedacht.');
			return () => page.getByRole('button', { name: 'Plaats uw reactie' }).click();
		};
		// Another's card took it in meanwhile: the words are for theme 3 all the same, also after a refusal.
		await page.goto(`${server.hall}/mee/${evening.code}/3`);
		await page.getByLabel('Uw reactie').fill('Te lang. '.repeat(80));
		await direction.do({ type: 'theme.merge', themes: [3, 5], into: 5 });
		await page.getByRole('button', { name: 'Plaats uw reactie' }).click();
		await expect.poll(() => page.getByText('Uw reactie komt bij thema 3.').isVisible()).toBe(true);
		await page.getByLabel('Uw reactie').fill('Kort over drie.');
		await page.getByRole('button', { name: 'Plaats uw reactie' }).click();
		await expect.poll(() => page.getByRole('listitem').filter({ hasText: 'Kort over drie.' }).getByText('thema 3', { exact: true }).isVisible()).toBe(true);
		const atClosing = await send(4);
		await direction.do({ type: 'evening.close', closed: true });
		await atClosing();
		await expect.poll(() => page.getByRole('alert').innerText()).toBe('De avond is afgelopen. Er kan niets meer bij. Uw reactie is niet verstuurd. U kunt de tekst nog kopiëren.');
		await expect.poll(() => page.getByText('Lang over nagedacht.').isVisible()).toBe(true);
		await direction.do({ type: 'evening.close', closed: false });
		// The end of an evening closes its round.
		await direction.do({ type: 'round.reopen', round: evening.rounds[0]! });

		await direction.do({ type: 'theme.add', themes: [{ title: 'Net te laat', main: 'overig', number: 14 }] });
		// Residents' pages hear of a new theme within a second.
		await expect.poll(async () => (await page.goto(`${server.hall}/mee/${evening.code}/14`), page.getByLabel('Uw reactie').count())).toBe(1);
		const atRemoval = await send(14);
		await direction.do({ type: 'theme.remove', themes: [14] });
		await expect.poll(async () => (await other.goto(`${server.hall}/mee/${evening.code}/14`), other.getByLabel('Uw reactie').count())).toBe(0);
		await atRemoval();
		await expect.poll(() => page.getByRole('alert').innerText()).toContain('Thema 14 bestaat niet meer. Uw reactie is niet verstuurd.');
		await expect.poll(() => page.getByText('Lang over nagedacht.').isVisible()).toBe(true);

		// A browser that threw its cookies away.
		const withoutCookie = await send(4);
		await page.context().clearCookies();
		await withoutCookie();
		await expect.poll(() => page.getByRole('alert').innerText()).toContain('Deze pagina hoort niet bij uw telefoon. Doe opnieuw mee met de code.');
		await expect.poll(() => page.getByText('Lang over nagedacht.').isVisible()).toBe(true);
		await expect.poll(() => page.getByRole('button', { name: 'Doe mee' }).isVisible()).toBe(true);
		direction.close();
	});

	it('a dot after the round was closed is refused in words', async () => {
		const direction = await direct(server.local, evening.facilitator);
		await direction.do({ type: 'round.close', round: evening.rounds[0]! });
		await give(7).click();
		await expect.poll(() => page.getByRole('alert').first().innerText()).toBe('De ronde is gesloten. Wat u het laatst koos, kwam te laat.');
		await direction.do({ type: 'round.reopen', round: evening.rounds[0]! });
		// With the next round open it says which one it is about.
		await page.goto(`${server.hall}/mee/${evening.code}`);
		await direction.do({ type: 'round.close', round: evening.rounds[0]! });
		const fields = { title: 'De volgende', budget: 3, most: 1, results: 'hidden' as const };
		await direction.do({ type: 'round.add', round: 'volgende-01', kind: 'themes', ...fields, themes: [1, 2, 3], lines: [] });
		await direction.do({ type: 'round.open', round: 'volgende-01' });
		await give(7).click();
		await expect.poll(() => page.getByRole('alert').first().innerText()).toMatch(/^‘.+’ De ronde is gesloten\. Wat u het laatst koos, kwam te laat\.$/);
		await direction.do({ type: 'round.close', round: 'volgende-01' });
		await direction.do({ type: 'round.reopen', round: evening.rounds[0]! });
		direction.close();
	});
});

it('the page that was rendered has nothing that axe finds wrong, before any script ran', async () => {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	// With scripts on, so that axe can run, but without ours.
	await context.route('**/*.js*', (route) => route.abort());
	const own = await context.newPage();
	await comeIn(own);
	await expect.poll(() => own.getByRole('heading', { name: 'Waar zet u uw stippen?' }).isVisible()).toBe(true);
	expect(await findings(own)).toEqual([]);
	await own.goto(`${server.hall}/mee/${evening.code}/2`);
	expect(await findings(own)).toEqual([]);
	await context.close();
});
