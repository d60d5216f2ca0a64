import type { Page, WebSocketRoute } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, tabletSize, type Hall } from './hall.ts';

// One tablet, many people: each turn is a participant of its own, and nothing is left of it for the next.

let hall: Hall;
let evenings: Prepared[];
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }, { title: 'Donkere brandgangen' }];
	const round = { results: 'open' as const, budget: 3, most: 2 };
	const last = { segment: 'segment-last', title: 'Afsluiting', minutes: 5, show: null, phones: 'faces' as const, round: null, clock: false, notes: '' };
	hall = await openHall([
		...Array.from({ length: 6 }, () => ({ themes, rounds: [round] })),
		{ themes, commands: [{ type: 'segment.add' as const, segments: [last], before: null }, { type: 'runSheet.go' as const, to: last.segment, from: null }] }
	]);
	evenings = hall.evenings;
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_|WebSocket/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const begin = (page: Page) => page.getByRole('button', { name: 'Begin', exact: true });
const done = (page: Page) => page.getByRole('button', { name: 'Klaar', exact: true });
const more = (page: Page, theme: number) => page.locator(`#thema-${theme}`).getByRole('button', { name: /^Een stip voor/ });
const left = (page: Page) => page.locator('[data-left]').getAttribute('data-left');

async function kiosk(evening: Prepared, prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
	const page = await hall.visit('/', { viewport: tabletSize, hasTouch: true });
	await prepare(page);
	await page.goto(hall.server.local + evening.links.helper);
	await page.getByText('verbonden', { exact: true }).waitFor();
	await press(page, 'Start de kiosk op deze tablet');
	await begin(page).and(page.locator(':not([aria-disabled])')).waitFor();
	return page;
}
async function takeTurn(page: Page): Promise<void> {
	await begin(page).and(page.locator(':not([aria-disabled])')).click();
	await done(page).waitFor();
	await page.getByText('verbonden', { exact: true }).waitFor();
}
const end = async (page: Page) => {
	await done(page).and(page.locator(':not([aria-disabled])')).click();
	await begin(page).waitFor();
};

it('each turn is a participant with dots and words of its own, of which the next sees nothing', async () => {
	const [evening] = evenings as [Prepared];
	const page = await kiosk(evening);
	const regie = await hall.regie(evening);
	expect(await findings(page)).toEqual([]);
	expect(page.url()).not.toContain(evening.links.helper.split('/').at(-1));
	await takeTurn(page);
	expect(await left(page)).toBe('3');
	await more(page, 1).tap();
	await more(page, 1).tap();
	await expect.poll(() => left(page)).toBe('1');
	await page.getByRole('link', { name: /Plek voor jongeren/ }).first().tap();
	await page.getByRole('heading', { level: 1, name: 'Plek voor jongeren' }).waitFor();
	await page.locator('textarea[name=text]').fill('Een dak boven de bank.');
	expect(await findings(page)).toEqual([]);
	// Not sent: told before it goes.
	await done(page).and(page.locator(':not([aria-disabled])')).click();
	await page.getByRole('heading', { name: 'U typte iets en stuurde het niet.' }).waitFor();
	expect(await findings(page)).toEqual([]);
	await press(page, 'Terug naar mijn tekst');
	await page.locator('form#uw-reactie button').tap();
	await page.getByText('wacht op goedkeuring').waitFor();
	await end(page);
	await page.getByText('Dank u wel. Alles is bewaard.').waitFor();
	expect(await page.locator('body').innerText()).not.toContain('Een dak');
	expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /drafts|outbox/.test(key)))).toEqual([]);

	// The second: no dots, no words, also by the back button and a reload.
	for (const step of [() => page.goBack(), () => page.reload()]) {
		await step();
		await begin(page).waitFor();
		expect(await page.locator('body').innerText()).not.toContain('Een dak');
	}
	await takeTurn(page);
	expect(await left(page)).toBe('3');
	await page.goBack();
	await done(page).waitFor();
	expect(await left(page)).toBe('3');
	expect(page.url()).toMatch(new RegExp(`/kiosk/${evening.id}$`));
	await page.getByRole('link', { name: /Plek voor jongeren/ }).first().tap();
	await page.getByRole('heading', { level: 1, name: 'Plek voor jongeren' }).waitFor();
	expect(await page.locator('body').innerText()).not.toContain('Een dak');
	await page.goBack();
	await more(page, 2).tap();
	await expect.poll(() => left(page)).toBe('2');
	// A reload in the middle of a turn: the start, and the dot counts.
	await page.reload();
	await begin(page).waitFor();
	
	await expect.poll(() => regie.locator('article.round table').innerText()).toMatch(/Te hard rijden[\s\S]*2[\s\S]*Plek voor jongeren[\s\S]*1/);
	await expect.poll(() => regie.locator('[data-joined]').getAttribute('data-joined')).toBe('2');
	// Who opens the evening on this tablet is none of them.
	await page.goto(`${hall.server.local}/mee/${evening.code}`);
	await page.getByRole('button', { name: 'Doe mee', exact: true }).waitFor();
});

it('without a touch it asks, and a minute after the last one the start is there again', async () => {
	const evening = evenings[1]!;
	const page = await kiosk(evening, (page) => page.clock.install());
	await takeTurn(page);
	await more(page, 1).tap();
	await expect.poll(() => left(page)).toBe('2');
	await page.clock.fastForward(45_000);
	await page.getByRole('heading', { name: 'Bent u er nog?' }).waitFor();
	expect(await findings(page)).toEqual([]);
	await press(page, 'Ik ben er nog');
	await page.getByRole('heading', { name: 'Bent u er nog?' }).waitFor({ state: 'detached' });
	expect(await left(page)).toBe('2');
	await page.clock.fastForward(45_000);
	await page.getByRole('heading', { name: 'Bent u er nog?' }).waitFor();
	await page.clock.fastForward(20_000);
	await begin(page).waitFor();
	await page.getByText('Dank u wel. Alles is bewaard.').waitFor();
});

it('when the line drops the turn is kept, and what was given arrives, also after the start stood there again', async () => {
	const evening = evenings[2]!;
	const lines: WebSocketRoute[] = [];
	const page = await kiosk(evening, (page) =>
		page.routeWebSocket(/socket\.io/, (line) => {
			line.connectToServer();
			lines.push(line);
		})
	);
	const phone = await hall.phone(evening);
	const given = () => Object.values(phone.view.rounds)[0]?.totals?.['1'] ?? 0;
	await takeTurn(page);
	await page.context().setOffline(true);
	for (const line of lines) await line.close();
	await page.getByText('Even geen verbinding. Deze tablet bewaart wat u doet.').waitFor();
	await more(page, 1).tap();
	await more(page, 1).tap();
	await expect.poll(() => left(page)).toBe('1');
	expect(await findings(page)).toEqual([]);
	await end(page);
	await page.getByText('Wat net is gegeven, wordt nog verstuurd.').waitFor();
	await page.getByText('Even geen verbinding. Wacht nog met beginnen.').waitFor();
	expect(await findings(page)).toEqual([]);
	expect(given()).toBe(0);
	await page.context().setOffline(false);
	await expect.poll(given).toBe(2);
	await page.getByText('Dank u wel. Alles is bewaard.').waitFor();
});

it('after the dots it is there for what one still wants to say, until the evening is closed; it ends with the helper’s link', async () => {
	const evening = evenings[3]!;
	const page = await kiosk(evening);
	await page.getByText('Geef hier uw stippen.').waitFor();
	const regie = await hall.regie(evening);
	await regie.locator('article.round').first().getByRole('button', { name: 'Sluit' }).click();
	await page.getByText('Nog iets kwijt? Zeg het bij een thema.').waitFor();
	await takeTurn(page);
	await page.getByRole('link', { name: /Donkere brandgangen/ }).first().tap();
	await page.locator('textarea[name=text]').fill('Meer lampen.');
	await page.locator('form#uw-reactie button').tap();
	await page.getByText('wacht op goedkeuring').waitFor();
	await end(page);
	const settings = await hall.regie(evening, { path: '/instellingen' });
	await press(settings, 'Avond sluiten');
	await page.getByText('De avond is afgelopen. Dank u wel.').waitFor();
	expect(await begin(page).count()).toBe(0);
	await press(settings, 'Weer openen');
	await takeTurn(page);
	await page.getByRole('link', { name: /Plek voor jongeren/ }).first().tap();
	await page.locator('textarea[name=text]').fill('Een dak boven de bank.');
	await page.locator('form#uw-reactie button').tap();
	await page.getByText('wacht op goedkeuring').waitFor();
	await page.locator('textarea[name=text]').fill('Nog niet verstuurd.');
	await press(settings, 'Vervangen: Hulp');
	await settings.getByText('Een kiosk stopt meteen, ook als er iemand bezig is.').waitFor();
	await press(settings, 'Ja, vervangen');
	// In the middle of a turn: what was sent stays given, what was typed is nowhere on the tablet, and help is in reach.
	await page.getByRole('heading', { name: 'Deze tablet kan niet verder' }).waitFor();
	await page.getByText('Wat al was verstuurd, is bewaard.').waitFor();
	expect(await findings(page)).toEqual([]);
	await regie.goto(`${hall.server.local}/regie/${evening.id}/reacties`);
	await regie.getByText('Een dak boven de bank.').waitFor();
	await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/verstuurd|Een dak|outbox/);
	await page.goBack();
	await page.getByRole('heading', { name: 'Deze tablet kan niet verder' }).waitFor();
	expect(await page.locator('body').innerText()).not.toContain('Een dak');
	await page.getByRole('link', { name: 'Hulp of melden' }).tap();
	await page.getByRole('button', { name: /^Nu gevaar/ }).tap();
	await page.getByRole('link', { name: 'Bel 112' }).waitFor();
	// Who holds the old link sends regie no signal, and nobody here is told of one.
	expect(await page.getByText('De gespreksleider krijgt nu een seintje.').count()).toBe(0);
	expect(await findings(page)).toEqual([]);
	// Not kept by the browser: with the new link the tablet is a kiosk again.
	const dead = await page.reload();
	expect([dead?.status(), dead?.headers()['cache-control']]).toEqual([410, 'no-store']);
});

it('at the end asks each what they thought of the evening: a face and a sentence, which the next does not see', async () => {
	const evening = evenings[6]!;
	const page = await kiosk(evening);
	const regie = await hall.regie(evening);
	await page.getByText('Zeg hier wat u van de avond vond.').waitFor();
	await takeTurn(page);
	await page.getByRole('heading', { level: 1, name: 'Wat vond u van deze avond?' }).waitFor();
	expect(await findings(page)).toEqual([]);
	await press(page, 'Verstuur');
	await page.getByText('Kies eerst een gezicht.').waitFor();
	await page.getByLabel('Goed', { exact: true }).check();
	await page.getByLabel('Wilt u er iets bij zeggen?').fill('Fijn dat het kon zonder telefoon.');
	await done(page).click();
	await page.getByRole('heading', { name: 'U typte iets en stuurde het niet.' }).waitFor();
	await press(page, 'Terug naar mijn tekst');
	await press(page, 'Verstuur');
	await page.getByText('Dank u wel. Uw mening is bewaard.').waitFor();
	await end(page);
	await takeTurn(page);
	await page.getByRole('heading', { level: 1, name: 'Wat vond u van deze avond?' }).waitFor();
	expect(await page.getByLabel('Goed', { exact: true }).isChecked()).toBe(false);
	expect(await page.getByLabel('Wilt u er iets bij zeggen?').inputValue()).toBe('');
	await page.getByLabel('Heel goed').check();
	await press(page, 'Verstuur');
	await page.getByText('Dank u wel. Uw mening is bewaard.').waitFor();
	await end(page);
	await regie.getByText('1 zin', { exact: true }).click();
	await regie.getByText('Fijn dat het kon zonder telefoon.').first().waitFor();
});

it('‘Hulp of melden’ shows a card over the page, counts it, and leaves no words; the turn goes on', async () => {
	const evening = evenings[5]!;
	const page = await kiosk(evening);
	const regie = await hall.regie(evening);
	const help = page.getByRole('dialog', { name: 'Hulp of melden' });
	// Before anybody begins, by keyboard.
	await page.getByRole('link', { name: 'Hulp of melden' }).press('Enter');
	await help.getByText('Wij kunnen hier niet helpen. Zij wel.').waitFor();
	await page.keyboard.press('Escape');
	await expect.poll(() => help.count()).toBe(0);
	await takeTurn(page);
	await more(page, 1).tap();
	await page.getByRole('link', { name: /Plek voor jongeren/ }).first().tap();
	await page.locator('textarea[name=text]').fill('Er is een inbraak bij de buren.');
	await page.getByText('Is dit een melding, of zoekt u hulp?').waitFor();
	await page.locator('#uw-reactie').getByRole('link', { name: 'Hulp of melden' }).tap();
	await help.getByRole('heading', { level: 1, name: 'Hulp of melden' }).waitFor();
	expect(await help.getByRole('button', { name: /^(?!Terug)/ }).count()).toBe(11);
	expect(await findings(page)).toEqual([]);
	await help.getByRole('button', { name: /^Nu gevaar/ }).tap();
	await help.getByRole('link', { name: 'Bel 112' }).waitFor();
	await help.getByText('De gespreksleider krijgt nu een seintje.').waitFor();
	expect(await findings(page)).toEqual([]);
	await regie.getByRole('alert').filter({ hasText: 'nu gevaar' }).waitFor();
	await regie.getByText('Hulp of melden: 1 keer getoond').waitFor();
	await help.getByRole('button', { name: 'Terug' }).tap();
	// The words went; they can be put back by whoever is still there, and by nobody after.
	expect(await page.locator('textarea[name=text]').inputValue()).toBe('');
	expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('inbraak');
	await page.goBack();
	await expect.poll(() => left(page)).toBe('2');
	await page.getByRole('link', { name: 'Hulp of melden' }).click();
	await help.getByRole('button', { name: /^Discriminatie/ }).tap();
	await help.getByText('Wij tellen alleen hoe vaak een kaart is gekozen.').waitFor();
	await regie.getByText('Hulp of melden: 2 keer getoond').waitFor();
	// The browser's own way back leaves the card, not the turn.
	await page.goBack();
	await expect.poll(() => help.count()).toBe(0);
	// Without a line the card says that nobody knows, and tells it as soon as it can.
	await regie.getByRole('alert').filter({ hasText: 'nu gevaar' }).getByRole('button', { name: 'Gezien, zet weg' }).click();
	await page.context().setOffline(true);
	await page.getByRole('link', { name: 'Hulp of melden' }).click();
	await help.getByRole('button', { name: /^Nu gevaar/ }).tap();
	await help.getByText('De gespreksleider weet nog niets.').waitFor();
	expect(await findings(page)).toEqual([]);
	await page.context().setOffline(false);
	await help.getByText('De gespreksleider krijgt nu een seintje.').waitFor();
	await regie.getByRole('alert').filter({ hasText: 'nu gevaar' }).waitFor();
	await help.getByRole('button', { name: 'Terug' }).tap();
	await end(page);
});

it('in English for who asks for it, and in Dutch for the next; nobody without the helper’s link can make turns', async () => {
	const evening = evenings[4]!;
	const page = await kiosk(evening);
	await page.setViewportSize(phoneSize);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	await press(page, 'English');
	await page.getByText('Give your dots here.').waitFor();
	await begin(page).and(page.locator(':not([aria-disabled])')).click();
	await page.getByRole('button', { name: 'Done', exact: true }).and(page.locator(':not([aria-disabled])')).click();
	await page.getByText('Geef hier uw stippen.').waitFor();

	const stranger = await hall.visit(`/kiosk/${evening.id}`);
	await stranger.getByRole('heading', { name: 'Deze link werkt niet meer' }).waitFor();
	const resident = await hall.visit(`/mee/${evening.code}`);
	await press(resident, 'Doe mee');
	await resident.getByText('verbonden', { exact: true }).waitFor();
	const seat = await resident.evaluate(() => (JSON.parse(document.getElementById('start')!.textContent!) as { start: { seat: string } }).start.seat);
	const take = (body: object) => resident.evaluate(async ([path, json]) => (await fetch(path!, { method: 'POST', headers: { 'content-type': 'application/json' }, body: json! })).json(), [`/kiosk/${evening.id}/beurt`, JSON.stringify(body)]);
	expect(await take({ seat, turn: 'turn-of-a-resident' })).toEqual({ ok: false, code: 'role.notAllowed' });
	expect(await take({ seat: 'guessed', turn: 'turn-of-a-resident' })).toEqual({ ok: false, code: 'seat.unknown' });
	expect(await take({ turn: 7 })).toEqual({ ok: false, code: 'message.invalid' });
});
