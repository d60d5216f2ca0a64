import type { Browser, BrowserContext, Page } from 'playwright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { launchBrowser } from '../browser.ts';
import { Line } from '../line.ts';
import { TwoLaptops } from '../two-laptops.ts';
import { watch, type Watched } from '../watch.ts';
import { laptop, phoneSize, press, tabletSize } from './hall.ts';

// A second laptop, as those see it who lead the evening and who take part in it.

let two: TwoLaptops;
let browser: Browser;
let watched: Watched[] = [];
beforeEach(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }];
	[two, browser] = await Promise.all([
		TwoLaptops.start({ themes, rounds: [{ results: 'open', budget: 3, most: 3 }], commands: [{ type: 'evening.second', second: true }] }),
		launchBrowser()
	]);
});
afterEach(async () => {
	await browser?.close();
	await two?.end();
	const all = watched.splice(0);
	// The laptop that died answers nobody.
	expect(all.flatMap(({ errors }) => errors).filter((error) => !/net::ERR_|status of [45]\d\d|WebSocket/.test(error))).toEqual([]);
	expect(all.flatMap(({ foreign }) => foreign)).toEqual([]);
});

async function context(options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> {
	const made = await browser.newContext(options);
	watched.push(watch(made, [two.origin, two.at('127.0.0.1')]));
	return made;
}
async function visit(address: string, options: Parameters<Browser['newContext']>[0] = { viewport: laptop }): Promise<Page> {
	const page = await (await context(options)).newPage();
	await page.goto(address);
	return page;
}
async function regie(path: string): Promise<Page> {
	const made = await context({ viewport: laptop });
	await made.addCookies([{ ...two.evening.facilitator.cookieOf, url: two.origin }]);
	const page = await made.newPage();
	await page.goto(`${two.origin}/regie/${two.evening.id}${path}`);
	await page.getByText('Verbonden', { exact: true }).waitFor();
	return page;
}
const check = (page: Page) => page.getByRole('region', { name: 'Reservelaptop', exact: true });
const more = (page: Page, theme: number) => page.locator(`#thema-${theme}`).getByRole('button', { name: /^Een stip voor/ });
const enabled = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).and(page.locator(':not([aria-disabled])')).first();

it('regie shows the one command, whether the laptop follows, and replaces a code that leaked', async () => {
	const page = await regie('/vooraf');
	await check(page).getByText('De reservelaptop volgt. Zijn kopie is hoogstens tien seconden oud.').waitFor();
	expect(await check(page).locator('input').inputValue()).toBe(`npm install && npm run follow -- --from ${two.origin} --code ${two.code}`);
	expect(await findings(page)).toEqual([]);
	const second = await visit(two.page);
	await second.getByText('Deze laptop volgt. De kopie is van', { exact: false }).waitFor();
	expect(await findings(second)).toEqual([]);

	await press(page, 'Nieuwe code: voor de reservelaptop');
	await enabled(page, 'Ja, nieuwe code').click();
	await check(page).getByText('Er volgt nog geen laptop.').waitFor();
	expect(await check(page).locator('input').inputValue()).not.toContain(two.code);
	await second.getByText('De eerste laptop heeft nu een andere code.', { exact: false }).waitFor();
});

it('when the laptop dies the second takes over, and a kiosk and a shared phone bring the dots that it lacks, of people who are not there any more', async () => {
	const kiosk = await visit(two.origin + two.evening.links.helper, { viewport: tabletSize, hasTouch: true });
	await kiosk.getByText('verbonden', { exact: true }).waitFor();
	await press(kiosk, 'Start de kiosk op deze tablet');
	const phone = await visit(`${two.origin}/mee/${two.evening.code}`, { viewport: phoneSize, hasTouch: true });
	await press(phone, 'Doe mee');
	await phone.locator('[data-left]').waitFor();
	// The copy knows the tablet and the phone. From then on it is behind.
	await two.caughtUp();
	await two.second.kill();

	for (let turn = 0; turn < 2; turn += 1) {
		await enabled(kiosk, 'Begin').click();
		await kiosk.getByText('verbonden', { exact: true }).waitFor();
		await more(kiosk, 1).tap();
		await more(kiosk, 1).tap();
		await enabled(kiosk, 'Klaar').click();
		await kiosk.getByText('Dank u wel. Alles is bewaard.').waitFor();
	}
	await more(phone, 2).tap();
	await expect.poll(() => phone.locator('[data-left]').getAttribute('data-left')).toBe('2');
	await phone.getByRole('link', { name: 'Stem ook voor iemand naast u' }).tap();
	await press(phone, 'Begin voor de ander');
	await phone.locator('[data-left="3"]').waitFor();
	for (let dot = 0; dot < 3; dot += 1) await more(phone, 2).tap();
	await phone.locator('[data-left="0"]').waitFor();
	await phone.getByText('Opgeslagen').first().waitFor();
	// Whoever looks at the phone now is the first of the two.
	await phone.getByRole('link', { name: 'U', exact: true }).tap();
	await phone.locator('[data-left="2"]').waitFor();
	await expect.poll(() => phone.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('wijkverhaal.served.')).length)).toBe(2);

	const overview = await regie('/vooraf');
	await two.first.kill();
	// Where nobody chose an address the program has all of them, as on most laptops.
	two.second = await two.started(1, '0.0.0.0');
	const second = await visit(two.page);
	await second.getByText('De eerste laptop antwoordt niet', { exact: false }).waitFor();
	expect(await findings(second)).toEqual([]);
	const secondTab = await second.context().newPage();
	await secondTab.goto(two.page);
	await press(second, 'Neem over');
	await second.waitForURL('**/regie');
	await secondTab.waitForURL('**/regie');
	await second.getByRole('heading', { level: 1 }).waitFor();

	const facilitator = await new Line<'facilitator'>({ ...two.evening.facilitator, address: two.origin }).open();
	await expect.poll(() => facilitator.view.rounds[two.evening.rounds[0]!]?.totals, { timeout: 20_000 }).toEqual({ 1: 4, 2: 4 });
	facilitator.close();
	// Pages that ask the server again and again outlive the time that it was away.
	await overview.getByText('Verbonden', { exact: true }).waitFor();
	await check(overview).getByText('Deze laptop nam zelf over', { exact: false }).waitFor();
	// The tablet is for the next person all the while.
	await enabled(kiosk, 'Begin').waitFor();
	expect(await kiosk.getByText('wordt nog verstuurd', { exact: false }).count()).toBe(0);
});

it('the laptop that was relieved says so on its own page, and follows the other from there', async () => {
	await two.second.kill();
	two.second = await two.started(1, '127.0.0.4');
	await two.follows();
	const page = await visit(two.page);
	await press(page, 'Neem over');
	// On this computer its page is at the other address now.
	await expect.poll(() => two.stand(two.origin), { timeout: 20_000 }).toBe('relieved');
	const first = await visit(`${two.origin}/`);
	await first.getByRole('heading', { level: 1, name: 'De avond gaat verder op een andere laptop' }).waitFor();
	expect(await findings(first)).toEqual([]);
	await first.getByLabel('Adres van de andere laptop').fill('geen adres!');
	await press(first, 'Volg die laptop');
	await first.getByText('Dit is geen adres.', { exact: false }).waitFor();
	await first.getByLabel('Adres van de andere laptop').fill('127.0.0.9:1');
	await press(first, 'Volg die laptop');
	await first.getByText('Op dit adres antwoordt niemand.', { exact: false }).waitFor();
	await first.getByLabel('Adres van de andere laptop').fill(two.at('127.0.0.4').slice('http://'.length));
	await press(first, 'Volg die laptop');
	await expect.poll(() => two.stand(two.at('127.0.0.1')), { timeout: 20_000 }).toBe('follows');
	await two.follows();
});
