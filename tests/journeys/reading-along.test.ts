import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct, type Direction, type Prepared } from '../evening.ts';
import { openHall, phoneSize, said, tabletSize, undo, type Hall } from './hall.ts';
import { overfull, textsOn } from './on-the-screen.ts';

// Reading along, whole: reasons, laying apart, blocking, the log, what participants see, and how fast one person goes.

let hall: Hall;
let evening: Prepared;
let busy: Prepared;
let regie: Direction;
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }, { title: 'Drugs', grave: true }];
	hall = await openHall([{ themes, rounds: [{ budget: 3, most: 2 }] }, { themes }]);
	[evening, busy] = hall.evenings as [Prepared, Prepared];
	regie = await direct(hall.server.local, evening.facilitator);
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(async () => {
	regie?.close();
	await hall?.close();
});

async function readAlong(of = evening, viewport = phoneSize): Promise<Page> {
	const page = await hall.visit(of.links.moderator, { viewport, hasTouch: true, isMobile: true });
	await page.getByText('verbonden', { exact: true }).waitFor();
	return page;
}
async function takePart(options = {}, of = evening): Promise<Page> {
	const page = await hall.visit(`/mee/${of.code}`, { viewport: phoneSize, hasTouch: true, ...options });
	await page.getByRole('button', { name: 'Doe mee' }).click();
	await page.getByRole('link', { name: /Te hard rijden/ }).first().waitFor();
	return page;
}
async function send(page: Page, text: string, theme = 1) {
	if (!page.url().endsWith(`/${theme}`)) await page.goto(`${hall.server.local}/mee/${evening.code}/${theme}`);
	await page.getByRole('textbox').fill(text);
	await page.getByRole('button', { name: 'Plaats uw reactie' }).click();
}
const row = (page: Page, text: string) => page.locator('[data-comment]').filter({ hasText: text });
const list = (page: Page, name: string) => page.getByRole('group', { name: 'Welke reacties' }).getByRole('button', { name: new RegExp(`^${name}`) });
const part = (page: Page, name: string) => page.getByRole('navigation', { name: 'Onderdelen van meelezen' }).getByRole('link', { name });
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

it('hides for a reason that the writer reads, also without JavaScript; lays apart unseen; several at once', async () => {
	const page = await readAlong();
	const [writer, plain] = [await takePart(), await takePart({ javaScriptEnabled: false })];
	await send(writer, 'Die jongens van Jansen rijden te hard.');
	await send(plain, 'Er staan al drempels.');
	await row(page, 'Jansen').getByRole('button', { name: 'Verberg' }).tap();
	expect(await findings(page)).toEqual([]);
	expect(await sideways(page)).toBe(0);
	// Thought better of: nothing happened, and the button is where it was.
	await row(page, 'Jansen').getByRole('button', { name: 'Niet verbergen' }).tap();
	await expect.poll(() => row(page, 'Jansen').getByRole('button', { name: 'Verberg' }).getAttribute('aria-expanded')).toBe('false');
	await ready(row(page, 'Jansen'), 'Verberg').tap();
	await row(page, 'Jansen').getByRole('button', { name: 'Noemt iemand' }).tap();
	await row(page, 'Jansen').getByText('Verborgen: noemt iemand').waitFor();
	await expect.poll(() => said(page)).toBe('De reactie bij thema 1 is verborgen.');
	const why = 'De meelezer heeft het niet geplaatst: uw reactie noemt iemand.';
	await writer.getByText(why).waitFor();
	await writer.reload();
	await writer.getByText(why).waitFor();
	expect(await findings(writer)).toEqual([]);
	await undo(page);
	await writer.getByText('wacht op goedkeuring').waitFor();
	await expect.poll(() => writer.getByText(why).count()).toBe(0);

	// Laid apart: it leaves the queue, and its writer sees no difference.
	await ready(row(page, 'Jansen'), 'Leg apart').tap();
	await expect.poll(() => said(page)).toBe('De reactie bij thema 1 is apart gelegd.');
	await list(page, 'Apart').tap();
	await row(page, 'Jansen').waitFor();
	expect(await findings(page)).toEqual([]);
	await writer.reload();
	await writer.getByText('wacht op goedkeuring').waitFor();
	await list(page, 'Wachten').tap();

	// Several at once get one reason.
	await row(page, 'drempels').waitFor();
	await page.getByLabel('Kies alle').check();
	await page.getByRole('button', { name: 'Verberg 1' }).tap();
	await page.getByRole('group', { name: 'Waarom verbergt u deze reactie?' }).getByRole('button', { name: 'Staat er al' }).tap();
	await list(page, 'Verborgen').tap();
	await row(page, 'drempels').getByText('Staat er al').waitFor();
	await plain.reload();
	await plain.getByText('De meelezer heeft het niet geplaatst: dit staat er al.').waitFor();
	// Another reason, and approved after all.
	await row(page, 'drempels').getByRole('button', { name: 'Andere reden' }).tap();
	expect(await findings(page)).toEqual([]);
	await row(page, 'drempels').getByRole('button', { name: 'Anders' }).tap();
	await row(page, 'drempels').getByText('Anders', { exact: true }).waitFor();
	await ready(row(page, 'drempels'), 'Keur goed').tap();
	await writer.getByText('Er staan al drempels.').waitFor();
});

it('by keyboard: A lays apart, V and a number hide for a reason, Escape does not', async () => {
	const page = await hall.regie(evening, { path: '/reacties' });
	const phone = await hall.phone(evening);
	const first = await phone.comment(2, 'Een dak bij de bank.');
	const second = await phone.comment(2, 'Gaat over voetbal op tv.');
	await row(page, 'voetbal').waitFor();
	await page.keyboard.press('j');
	await page.keyboard.press('a');
	await expect.poll(() => said(page)).toBe('De reactie bij thema 2 is apart gelegd.');
	expect(phone.own.comments[first]?.status).toBe('waiting');
	await page.keyboard.press('v');
	await page.getByRole('group', { name: 'Waarom verbergt u deze reactie?' }).waitFor();
	await page.keyboard.press('Escape');
	await expect.poll(() => page.getByRole('group', { name: 'Waarom verbergt u deze reactie?' }).count()).toBe(0);
	await page.keyboard.press('v');
	await page.getByRole('group', { name: 'Waarom verbergt u deze reactie?' }).waitFor();
	await page.keyboard.press('6');
	await row(page, 'voetbal').getByText('Verborgen: gaat niet over de wijk').waitFor();
	await expect.poll(() => phone.own.comments[second]?.reason).toBe('elsewhere');
	expect(await findings(page)).toEqual([]);
});

it('a blocked participant sends dots and no comments, is told so with the words kept, and is let in again', async () => {
	const page = await readAlong();
	const [writer, plain] = [await takePart(), await takePart({ javaScriptEnabled: false })];
	await send(writer, 'Weg met alles hier.');
	await send(plain, 'Ik zeg nog eens: weg ermee.');
	for (const text of ['Weg met alles', 'weg ermee']) {
		await ready(row(page, text), 'Verberg').tap();
		await row(page, text).getByRole('button', { name: 'Blokkeer deze deelnemer' }).tap();
		await row(page, text).getByText('Deelnemer geblokkeerd').waitFor();
		await expect.poll(() => said(page)).toBe('De deelnemer kan geen reacties meer sturen. Stippen tellen gewoon mee.');
		await row(page, text).getByRole('button', { name: 'Niet verbergen' }).tap();
	}
	const told = 'U kunt nu geen reacties sturen. Uw stippen tellen gewoon mee.';
	for (const phone of [writer, plain]) {
		await send(phone, 'En nog wat.');
		await phone.locator('#uw-reactie').getByText(told).waitFor();
		expect(await phone.getByRole('textbox').inputValue()).toBe('En nog wat.');
	}
	expect(await findings(writer)).toEqual([]);
	await writer.getByRole('button', { name: /^Een stip voor/ }).first().click();
	await writer.getByText('opgeslagen').first().waitFor();

	await part(page, 'Geblokkeerd').tap();
	await page.getByRole('heading', { level: 3, name: 'Deelnemer' }).first().waitFor();
	await expect.poll(() => page.locator('.blocked').innerText()).toContain('Weg met alles hier.');
	expect(await findings(page)).toEqual([]);
	expect(await sideways(page)).toBe(0);
	// The address says where one is.
	await page.reload();
	await page.getByRole('heading', { level: 2, name: 'Geblokkeerd' }).waitFor();
	await page.locator('li').filter({ hasText: 'Weg met alles' }).getByRole('button', { name: 'Hef blokkade op' }).tap();
	await expect.poll(() => said(page)).toBe('De deelnemer kan weer reacties sturen.');
	await writer.getByRole('button', { name: 'Plaats uw reactie' }).click();
	await writer.locator('.own').getByText('En nog wat.').waitFor();
	await undo(page);
	await expect.poll(() => page.locator('.blocked li').count()).toBe(2);
	await page.goBack();
	await page.getByRole('group', { name: 'Welke reacties' }).waitFor();
});

it('the log says who did what, what was taken back, and not one word of it; as a file too', async () => {
	const page = await readAlong();
	const phone = await hall.phone(evening);
	await phone.comment(2, 'Wij willen een trapveldje.');
	await row(page, 'trapveldje').getByRole('button', { name: 'Keur goed' }).tap();
	await expect.poll(() => said(page)).toBe('De reactie bij thema 2 is goedgekeurd.');
	await undo(page);
	await expect.poll(() => said(page)).toBe('Ongedaan gemaakt.');
	await part(page, 'Logboek').tap();
	const lines = page.getByRole('list', { name: 'Wat er gedaan is' }).getByRole('listitem');
	await expect.poll(() => lines.first().innerText()).toMatch(/Goedgekeurd\s+door meelezer, thema 2 Plek voor jongeren\s+ongedaan gemaakt om \d\d:\d\d/);
	expect(await page.locator('.log').innerText()).not.toContain('trapveldje');
	expect(await findings(page)).toEqual([]);
	expect(await sideways(page)).toBe(0);
	const address = await page.getByRole('link', { name: 'Logboek als CSV' }).getAttribute('href');
	const file = await page.evaluate(async (href) => (await fetch(href!)).text(), address);
	expect(file).toMatch(/;meelezer;goedgekeurd;;2;\d{4}-\d\d-\d\d/);
	for (const word of ['trapveldje', 'Jansen', 'weg ermee']) expect(file).not.toContain(word);
	// It is for who reviews.
	const stranger = await takePart();
	expect(await stranger.evaluate(async (href) => (await fetch(href!)).status, address)).toBe(403);
	const colleague = await hall.regie(evening, { path: '/instellingen' });
	expect(await colleague.getByRole('link', { name: 'CSV voor Excel' }).last().getAttribute('href')).toBe(address);
});

it.each(['regie', 'moderator'])('what participants see is seen by the %s as they see it, and follows', async (who) => {
	const page = who === 'regie' ? await hall.regie(evening, { path: '/reacties' }) : await readAlong();
	const phone = await hall.phone(evening);
	const words = `Bloemen op het plein, zegt ${who}.`;
	const id = await phone.comment(1, words);
	await part(page, 'Zo zien deelnemers het').click();
	const frame = page.frameLocator('iframe');
	await frame.getByRole('link', { name: /Te hard rijden/ }).first().click();
	await frame.getByRole('heading', { level: 1, name: 'Te hard rijden' }).waitFor();
	expect(await frame.getByText(words).count()).toBe(0);
	await regie.do({ type: 'comment.review', comments: [id], status: 'approved' });
	await frame.getByText(words).waitFor();
	expect(await findings(page)).toEqual([]);
	// The same that a resident who gave nothing has, word for word.
	const resident = await takePart();
	await resident.goto(`${hall.server.local}/mee/${evening.code}/1`);
	const themeWords = (of: { locator: Page['locator'] }) => of.locator('main').innerText();
	await expect.poll(async () => themeWords(frame as never)).toBe(await themeWords(resident));
	expect(await sideways(page)).toBe(0);
});

it('the screen says how many were sent and how many are shown, at the theme and with the balloon', async () => {
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const phone = await hall.phone(evening);
	const shown = await phone.comment(2, 'Licht bij het pad.');
	await regie.do({ type: 'comment.review', comments: [shown], status: 'approved' });
	await regie.do({ type: 'comment.project', comment: shown, projected: true });
	const count = () => screen.locator('main').innerText().then((words) => /(\d+) ingezonden, (\d+) getoond/.exec(words)?.slice(1).map(Number));
	await expect.poll(count).toBeDefined();
	const [sent, public_] = (await count())!;
	expect(sent).toBeGreaterThan(public_!);
	await phone.comment(2, 'En een fontein.');
	await expect.poll(count).toEqual([sent! + 1, public_]);
	for (const show of [{ mode: 'comment', comment: shown }, { mode: 'theme', theme: 2 }] as const) {
		await regie.do({ type: 'screen.show', show });
		await screen.locator(`main[data-subject^="${show.mode}"]`).waitFor();
		await expect.poll(count).toEqual([sent! + 1, public_]);
		expect(await screen.evaluate(overfull)).toEqual([]);
		const texts = await screen.evaluate(textsOn);
		expect(texts.filter(({ px, whole }) => px < 40 || !whole)).toEqual([]);
		expect(await findings(screen)).toEqual([]);
	}
});

/** A button once it takes presses: after a reason was picked all of them rest for a second. */
function ready(within: ReturnType<typeof row>, name: string) {
	return within.getByRole('button', { name, exact: true }).and(within.page().locator(':not([aria-disabled])'));
}

it('one person on a phone keeps up with 30 comments a minute, two taps each at most, and nothing is seen before', async () => {
	const page = await readAlong(busy);
	const screen = await hall.visit(busy.links.screen);
	const reader = await takePart({}, busy);
	const illustrator = await hall.visit(busy.links.illustrator);
	await illustrator.getByRole('textbox').fill(busy.pin);
	await illustrator.getByRole('button', { name: 'Verder' }).click();
	await illustrator.getByText('verbonden', { exact: true }).waitFor();
	const watched = [screen, reader, illustrator];
	const direction = await direct(hall.server.local, busy.facilitator);
	await reader.goto(`${hall.server.local}/mee/${busy.code}/1`);
	await direction.do({ type: 'screen.show', show: { mode: 'theme', theme: 1 } });
	const phones = await Promise.all([1, 2, 3, 4, 5].map(() => hall.phone(busy)));
	/** A quarter of a minute of it: every reason and way is among them. */
	const total = 10;
	const words = (number: number) => `Inzending ${number} over de straat.`;
	/** Everything that these pages ever had in them. */
	const seen = () => Promise.all(watched.map((one) => one.content())).then((pages) => pages.join());

	const began = Date.now();
	/** What nobody decided about yet is with the moderator alone. */
	const early: string[] = [];
	const approved = new Set<number>();
	const sending = (async () => {
		for (let number = 1; number <= total; number += 1) {
			await phones[number % phones.length]!.comment(1, words(number));
			// Two seconds apart from the first on: 30 a minute.
			const wait = began + number * 1900 - Date.now();
			if (number < total && wait > 0) await new Promise((next) => setTimeout(next, wait));
		}
	})();

	let taps = 0;
	const tap = async (button: ReturnType<typeof ready>) => {
		await button.tap();
		taps += 1;
	};
	const most: number[] = [];
	for (let number = 1; number <= total; number += 1) {
		const item = row(page, words(number));
		await item.waitFor();
		const before = await seen();
		if (before.includes(words(number))) early.push(words(number));
		const from = taps;
		if (number % 3 === 0) {
			await tap(ready(item, 'Verberg'));
			await tap(ready(item, 'Staat er al'));
		} else if (number % 5 === 0) await tap(ready(item, 'Leg apart'));
		else {
			await tap(ready(item, 'Keur goed'));
			approved.add(number);
		}
		await item.locator('.state').waitFor();
		most.push(taps - from);
	}
	await sending;
	const took = (Date.now() - began) / 1000;
	console.log(`Reading along by thumb: ${total} comments in ${took.toFixed(0)} s, ${taps} taps, ${(taps / total).toFixed(2)} a comment, ${Math.max(...most)} at most`);
	expect(Math.max(...most)).toBeLessThanOrEqual(2);
	expect(early).toEqual([]);
	// Each was decided before the next three came: the queue does not grow.
	expect(took).toBeLessThan(26);
	await expect.poll(() => list(page, 'Wachten').innerText()).toMatch(/\s0$/);
	// What was approved comes to the phones, nothing else; on the screen nothing by itself.
	await expect.poll(() => reader.content().then((html) => [...approved].every((number) => html.includes(words(number))))).toBe(true);
	const [onScreen, onPhone, atTable] = await Promise.all(watched.map((one) => one.content()));
	for (let number = 1; number <= total; number += 1) {
		expect(onScreen).not.toContain(words(number));
		if (!approved.has(number)) for (const html of [onPhone, atTable]) expect(html).not.toContain(words(number));
	}
	direction.close();
}, 120_000);

it('fits a tablet, and a phone at 200 % text', async () => {
	const tablet = await readAlong(busy, tabletSize);
	expect(await sideways(tablet)).toBe(0);
	const large = await readAlong(busy);
	await large.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
	for (const name of ['Logboek', 'Geblokkeerd', 'Zo zien deelnemers het']) {
		await part(large, name).tap();
		await large.getByRole('heading', { level: 2, name }).waitFor();
		expect(await sideways(large)).toBe(0);
	}
	await large.evaluate(() => history.go(-3));
	await list(large, 'Verborgen').tap();
	await large.getByRole('button', { name: 'Andere reden' }).first().tap();
	await expect.poll(() => sideways(large)).toBe(0);
});
