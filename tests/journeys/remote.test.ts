import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, said, undo, type Hall } from './hall.ts';

// Regie in one hand: a facilitator walks through the hall with a phone, a colleague stays at the laptop.

let hall: Hall;
let led: Prepared;
let plain: Prepared;
let empty: Prepared;
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }, { title: 'Zwerfvuil' }];
	const segment = (id: string, title: string) => ({ segment: id, title, minutes: 10, show: null, phones: 'comment' as const, round: null, clock: false, notes: '' });
	hall = await openHall([
		{
			themes,
			comments: [{ theme: 2, text: 'Een bankje bij de brug', status: 'waiting' }, { theme: 1, text: 'Bel mij op 06 12345678', status: 'waiting' }],
			commands: [{ type: 'segment.add', segments: [segment('segment-one', 'Opening'), segment('segment-two', 'Ronde 1 Verhaal: klopt dit, en wat mist u nog over verkeersveiligheid en groen?'), segment('segment-three', 'De uitslag en de tekeningen')], before: null }]
		},
		{ themes, rounds: [{ results: 'hidden', budget: 3, most: 2 }] },
		{ themes: [] }
	]);
	[led, plain, empty] = hall.evenings as [Prepared, Prepared, Prepared];
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const lying = { width: 740, height: 360 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).and(page.locator(':not([aria-disabled])'));
const seen = (page: Page) => page.locator('[data-screen]').innerText();

/** Of the buttons under the thumb: those that are too small for one, or not wholly in sight. */
const outOfReach = (page: Page) =>
	page.locator('.thumb .button').evaluateAll((buttons) =>
		buttons
			.map((one) => ({ name: one.textContent.trim(), box: one.getBoundingClientRect() }))
			.filter(({ box }) => box.height < 48 || box.width < 48 || box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight)
			.map(({ name }) => name)
	);

/** Every line of what comes next stands within its button; within the page. */
function nameIsWhole(): boolean {
	const next = document.querySelector('[data-next]')!;
	const words = document.createRange();
	words.selectNodeContents(next.querySelector('.name')!);
	const [name, around] = [next.querySelector('.name')!, next.getBoundingClientRect()];
	const isClipped = getComputedStyle(name).overflow !== 'visible' && name.scrollHeight > name.clientHeight + 10;
	return !isClipped && [...words.getClientRects()].every(({ left, right, top, bottom }) => left >= around.left && right <= around.right && top >= around.top && bottom <= around.bottom);
}

it('opens on a phone by the code in regie, after signing in, and leads the evening with one thumb', async () => {
	const laptop = await hall.regie(led, { who: 'colleague' });
	const screen = await hall.visit(led.links.screen, { viewport: { width: 1920, height: 1080 } });
	await laptop.getByRole('img', { name: 'QR-code: afstandsbediening' }).waitFor();
	const path = await laptop.getByRole('link', { name: 'Open de afstandsbediening' }).getAttribute('href');
	expect(path).toBe(`/regie/${led.id}/afstand`);

	// Nobody signed in on this phone: it asks, and comes back here.
	const phone = await hall.visit(path!, { viewport: phoneSize, hasTouch: true, isMobile: true });
	await phone.getByLabel('Uw naam').fill(led.facilitator.name);
	await phone.getByLabel('Wachtwoord').fill(led.facilitator.password);
	await phone.getByRole('button', { name: 'Aanmelden' }).tap();
	await phone.getByRole('heading', { level: 1, name: 'Afstandsbediening' }).waitFor();
	expect(new URL(phone.url()).pathname).toBe(path);
	await phone.getByText('Verbonden', { exact: true }).waitFor();

	// On, on, back, and that taken back.
	await button(phone, 'Begin: Opening').tap();
	await laptop.getByRole('heading', { name: 'Opening' }).waitFor();
	await button(phone, /^Verder: Ronde 1/).tap();
	await laptop.getByRole('heading', { name: /^Ronde 1 Verhaal/ }).waitFor();
	await button(phone, 'Verder: De uitslag en de tekeningen').waitFor();
	await button(phone, 'Terug').tap();
	await laptop.getByRole('heading', { name: 'Opening' }).waitFor();
	await undo(phone);
	await laptop.getByRole('heading', { name: /^Ronde 1 Verhaal/ }).waitFor();
	// Two taps are one step: the second would go to the segment after it.
	await button(phone, 'Terug').dblclick();
	await laptop.getByRole('heading', { name: 'Opening' }).waitFor();
	await button(phone, /^Verder: Ronde 1/).waitFor();

	// The screen, blank and back; the clock.
	await button(phone, 'Scherm leeg').tap();
	await expect.poll(() => seen(phone)).toBe('Niets. Het scherm is leeg.');
	await laptop.getByRole('banner').getByText('Het scherm is leeg').waitFor();
	await button(phone, 'Scherm weer aan').tap();
	await expect.poll(() => seen(phone)).toMatch(/^Hoe men meedoet/);
	await button(phone, '1 minuut').tap();
	await expect.poll(() => said(phone)).toBe('De klok staat op 1 minuut.');
	await button(phone, '1 minuut').tap();
	await phone.getByText(/^Klok 2:00 staat stil$/).waitFor();
	await button(phone, 'Start').tap();
	await button(phone, 'Pauze').waitFor();
	await laptop.getByRole('button', { name: 'Pauze', exact: true }).waitFor();

	// A theme by its number.
	await phone.getByLabel('Nummer van het thema').fill('9');
	await button(phone, 'Toon').tap();
	await expect.poll(() => said(phone)).toBe('Thema 9 bestaat niet. Typ een ander nummer.');
	await phone.getByLabel('Nummer van het thema').fill('2');
	await button(phone, 'Toon').tap();
	await screen.locator('main[data-subject="theme 2"]').waitFor();
	await expect.poll(() => seen(phone)).toMatch(/^Thema 2, Plek voor jongeren/);

	// What waits: approved, put on the screen; the next one is lit up and hidden for a reason.
	await phone.getByRole('heading', { name: '2 reacties wachten' }).waitFor();
	expect(await findings(phone)).toEqual([]);
	await button(phone, 'Keur goed').tap();
	await phone.getByRole('heading', { name: '1 reactie wacht' }).waitFor();
	await button(phone, 'Op scherm').tap();
	await screen.getByText('Een bankje bij de brug', { exact: true }).waitFor();
	await phone.locator('mark').waitFor();
	await button(phone, 'Verberg').tap();
	await phone.getByRole('group', { name: 'Waarom verbergt u deze reactie?' }).getByRole('button').first().tap();
	await phone.getByRole('heading', { name: 'Er wacht geen reactie' }).waitFor();
	await undo(phone);
	await phone.getByRole('heading', { name: '1 reactie wacht' }).waitFor();
	expect(await findings(phone)).toEqual([]);

	// All of it within reach, upright and on its side, with the longest name.
	for (const size of [phoneSize, lying]) {
		await phone.setViewportSize(size);
		await expect.poll(() => outOfReach(phone)).toEqual([]);
		expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
		expect(await phone.evaluate(nameIsWhole)).toBe(true);
		expect(await findings(phone)).toEqual([]);
	}
	// Type of twice the size: all of it is on the page, and nothing beside it.
	await phone.setViewportSize(phoneSize);
	await phone.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	expect(await phone.evaluate(nameIsWhole)).toBe(true);
	await button(phone, /^Verder: Ronde 1/).scrollIntoViewIfNeeded();
	expect(await phone.locator('[data-next]').evaluate((next) => next.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
	await phone.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
	// A reload at any moment; back to where one came from.
	await phone.reload();
	await expect.poll(() => seen(phone)).toMatch(/^Een reactie bij thema 2/);
	await phone.getByRole('link', { name: 'Wie deed wat' }).tap();
	await phone.getByRole('heading', { level: 1, name: 'Wie deed wat' }).waitFor();
	await phone.goBack();
	await phone.getByRole('heading', { level: 1, name: 'Afstandsbediening' }).waitFor();
});

it('without a run-sheet takes the step that comes next, the same as the colleague’s', async () => {
	const laptop = await hall.regie(plain);
	const phone = await hall.regie(plain, { who: 'colleague', path: '/afstand', viewport: phoneSize });
	await button(phone, 'Zet de kaarten op het scherm').click();
	await button(laptop, 'Sluit ronde 1').waitFor();
	await button(phone, 'Sluit ronde 1').click();
	await laptop.getByText('Ronde 1 is gesloten').first().waitFor();
	await button(phone, 'Laat de uitslag zien').waitFor();
	await undo(phone);
	await button(phone, 'Sluit ronde 1').waitFor();
	expect(await outOfReach(phone)).toEqual([]);
});

it('in an evening without themes leads to where they are made', async () => {
	const phone = await hall.regie(empty, { path: '/afstand', viewport: phoneSize });
	await phone.getByRole('region', { name: 'Bediening' }).getByRole('link').waitFor();
	expect(await findings(phone)).toEqual([]);
});
