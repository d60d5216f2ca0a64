import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, said, tabletSize, undo, type Hall } from './hall.ts';

// Printed cards, each one participant, however many phones it is used on.

let hall: Hall;
let evenings: Prepared[];
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }];
	const rounds = [{ results: 'open' as const, budget: 3, most: 2 }];
	hall = await openHall([{ themes, rounds }, { themes, rounds, commands: [{ type: 'voteCard.make', count: 12 }, { type: 'evening.voteCards', asked: true }] }]);
	evenings = hall.evenings;
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

const more = (page: Page, theme: number) => page.locator(`#thema-${theme}`).getByRole('button', { name: /^Een stip voor/ });
const left = (page: Page) => page.locator('[data-left]').getAttribute('data-left');
const codesOn = (page: Page) => page.locator('.card .code').allInnerTexts();
const joined = (page: Page) => page.locator('[data-joined]').getAttribute('data-joined');

async function printed(evening: Prepared, from: number, to: number): Promise<string[]> {
	const page = await hall.regie(evening, { path: '/instellingen' });
	await page.goto(`${hall.server.local}/regie/stemkaarten/${evening.id}?van=${from}&tot=${to}`);
	return codesOn(page);
}
async function withCard(evening: Prepared, code: string): Promise<Page> {
	const page = await hall.visit(`/mee/${evening.code}?kaart=${code.replace(' ', '')}`, { viewport: phoneSize, hasTouch: true });
	await press(page, 'Doe mee met deze kaart');
	await page.getByText('verbonden', { exact: true }).waitFor();
	return page;
}

it('cards are made, printed and printed again; who comes with one must have it where regie says so', async () => {
	const [evening] = evenings as [Prepared];
	const page = await hall.regie(evening, { path: '/instellingen' });
	await press(page, 'Alleen met kaart');
	await page.getByText('Niemand kan nu meedoen: er zijn nog geen kaarten.').waitFor();
	expect(await findings(page)).toEqual([]);
	await undo(page);
	await page.getByText('Meedoen kan met en zonder stemkaart.').waitFor();
	await page.getByRole('link', { name: 'Maak en druk kaarten af' }).click();
	await page.getByText('Er zijn nog geen kaarten gemaakt.').waitFor();
	await page.getByLabel('Hoeveel kaarten erbij?').fill('veel');
	await press(page, 'Maak kaarten');
	await page.getByText('Typ een getal van 1 tot en met 400.').waitFor();
	expect(await page.getByLabel('Hoeveel kaarten erbij?').inputValue()).toBe('veel');
	await page.getByLabel('Hoeveel kaarten erbij?').fill('12');
	await press(page, 'Maak kaarten');
	await page.getByText('Kaart 1 tot en met 12, 2 vellen.').waitFor();
	const codes = await codesOn(page);
	expect(codes).toHaveLength(12);
	for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4} [A-HJ-NP-Z2-9]{4}$/);
	expect(await findings(page)).toEqual([]);
	const pdf = await page.pdf({ preferCSSPageSize: true });
	expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
	// A reload makes none; more are other ones.
	await page.reload();
	expect(await codesOn(page)).toEqual(codes);
	await page.getByLabel('Hoeveel kaarten erbij?').fill('3');
	await press(page, 'Maak kaarten');
	await page.getByText('Kaart 13 tot en met 15, 1 vel.').waitFor();
	expect((await codesOn(page)).some((code) => codes.includes(code))).toBe(false);
	await page.getByLabel('Opnieuw afdrukken: van kaart').fill('2');
	await page.getByLabel('tot en met kaart', { exact: true }).fill('2');
	await press(page, 'Toon deze');
	await page.getByText('Kaart 2 tot en met 2, 1 vel.').waitFor();
	expect(await codesOn(page)).toEqual([codes[1]]);
	const stranger = await hall.visit(`/regie/stemkaarten/${evening.id}?van=1&tot=2`);
	await expect.poll(() => stranger.getByRole('heading', { level: 1 }).innerText()).toBe('Aanmelden');

	// Not asked for, a card still is its own participant; typed, in its own field.
	const phone = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize });
	await phone.getByText('Ik heb een stemkaart').click();
	await phone.getByLabel('Code op uw stemkaart').fill(codes[0]!.toLowerCase());
	await press(phone, 'Doe mee met deze kaart');
	await phone.getByText('verbonden', { exact: true }).waitFor();
});

it('one ballot for each card, on whatever phone, without JavaScript too; used twice it is the same', async () => {
	const evening = evenings[1]!;
	const [one, two] = await printed(evening, 1, 2) as [string, string];
	const regie = await hall.regie(evening);
	const phone = await withCard(evening, one);
	await more(phone, 1).tap();
	await more(phone, 1).tap();
	await expect.poll(() => left(phone)).toBe('1');
	expect(await phone.getByRole('link', { name: 'Stem ook voor iemand naast u' }).count()).toBe(0);

	// The same card on another phone, without JavaScript, typed on the first page.
	const plain = await hall.visit('/', { viewport: phoneSize, javaScriptEnabled: false });
	await plain.getByRole('textbox').fill(one);
	await plain.locator('form button.button').first().click();
	await press(plain, 'Doe mee met deze kaart');
	expect(await left(plain)).toBe('1');
	await more(plain, 2).click();
	expect(await left(plain)).toBe('0');
	// The first phone is that participant still, and sees it.
	await expect.poll(() => left(phone)).toBe('0');
	await expect.poll(() => joined(regie)).toBe('1');

	// A wrong one is refused with what was typed; without one nobody comes in.
	const other = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true });
	expect(await other.getByRole('button', { name: 'Doe mee', exact: true }).count()).toBe(0);
	await other.getByLabel('Code op uw stemkaart').fill('AAAA AAAA');
	await press(other, 'Doe mee met deze kaart');
	await other.getByText('Deze code is van geen stemkaart van deze avond.').waitFor();
	expect(await other.getByLabel('Code op uw stemkaart').inputValue()).toBe('AAAA AAAA');
	expect(await findings(other)).toEqual([]);
	expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phoneSize.width);
	await other.getByLabel('Code op uw stemkaart').fill(two);
	await press(other, 'Doe mee met deze kaart');
	await other.getByText('verbonden', { exact: true }).waitFor();
	expect(await left(other)).toBe('3');
	// The neighbour's card on this phone: asked first, and then it is the neighbour's ballot.
	await other.goto(`${hall.server.local}/mee/${evening.code}?kaart=${one.replace(' ', '')}`);
	await other.getByText('Op deze telefoon doet al iemand mee.').waitFor();
	expect(await findings(other)).toEqual([]);
	await other.getByRole('link', { name: 'Verder zonder deze kaart' }).tap();
	expect(await left(other)).toBe('3');
	await other.goBack();
	await press(other, 'Doe mee met deze kaart');
	await expect.poll(() => left(other)).toBe('0');
	await expect.poll(() => joined(regie)).toBe('2');

	// A program, the same way.
	const join = async (body: object) => (await fetch(`${hall.server.local}/api/join`, { method: 'POST', body: JSON.stringify(body) })).json();
	expect(await join({ code: evening.code })).toEqual({ ok: false, code: 'voteCard.needed' });
	expect(await join({ code: evening.code, card: 'AAAAAAAA' })).toEqual({ ok: false, code: 'voteCard.unknown' });
	expect(await join({ code: evening.code, card: one })).toMatchObject({ ok: true, evening: evening.id });
});

it('a kiosk takes a card’s code, and a card outlives a new code of the evening', async () => {
	const evening = evenings[1]!;
	const [three] = await printed(evening, 3, 3) as [string];
	const phone = await withCard(evening, three);
	await more(phone, 2).tap();
	await expect.poll(() => left(phone)).toBe('2');
	const page = await hall.visit(evening.links.helper, { viewport: tabletSize, hasTouch: true });
	await page.getByText('verbonden', { exact: true }).waitFor();
	await press(page, 'Start de kiosk op deze tablet');
	const begin = page.getByRole('button', { name: 'Begin', exact: true }).and(page.locator(':not([aria-disabled])'));
	await begin.click();
	await page.getByText('Op deze avond stemt u met een stemkaart.').waitFor();
	await page.getByLabel('Code op uw stemkaart').fill('BBBB BBBB');
	await begin.click();
	await page.getByText('Deze code is van geen stemkaart van deze avond.').waitFor();
	expect(await findings(page)).toEqual([]);
	await page.getByLabel('Code op uw stemkaart').fill(three);
	await begin.click();
	await page.getByRole('button', { name: 'Klaar', exact: true }).waitFor();
	expect(await left(page)).toBe('2');
	await page.getByRole('button', { name: 'Klaar', exact: true }).and(page.locator(':not([aria-disabled])')).click();
	await begin.waitFor();
	expect(await page.getByLabel('Code op uw stemkaart').inputValue()).toBe('');

	const settings = await hall.regie(evening, { path: '/instellingen' });
	await press(settings, /^Nieuwe code/);
	await press(settings, 'Ja, nieuwe code');
	await expect.poll(() => said(settings)).toBe('Er is een nieuwe code. De oude werkt niet meer.');
	const late = await withCard(evening, three);
	expect(await left(late)).toBe('2');
});
