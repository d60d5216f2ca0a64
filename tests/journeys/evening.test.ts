import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { EveningToMake } from '../evening.ts';
import { joinPhone, type Phone } from '../phones.ts';
import { openHall, phoneSize, press, said, undo, type Hall } from './hall.ts';

// An evening from regie: two facilitators at laptops, residents' phones, on the built program.

const themes: EveningToMake['themes'] = [
	{ title: 'Groen en bomen', main: 'openbare-ruimte' },
	{ title: 'Te hard rijden', main: 'verkeer' },
	{ title: 'Buurthuis', main: 'samenleven' },
	{ title: 'Drugs op straat', main: 'veiligheid', grave: true }
];
const shown: EveningToMake = { themes, rounds: [{ title: 'Wat telt?', phase: 'shown', ballots: [{ 1: 2 }] }] };
const wanted = { round: { themes }, haste: { themes, rounds: [{ title: 'Wat gaat voor?', phase: 'open' as const, ballots: [{ 1: 2 }] }, { title: 'Daarna', phase: 'draft' as const }, { title: 'Nog een', phase: 'draft' as const }] }, many: { themes: 53 }, practice: { themes }, comments: { themes }, queue: { themes }, screen: shown, numbers: shown };

let hall: Hall;
/** The evening that was made for that story. */
const evening = (story: keyof typeof wanted) => hall.evenings[Object.keys(wanted).indexOf(story)]!;

beforeAll(async () => {
	hall = await openHall(Object.values(wanted));
});
afterEach(async () => expect(await hall.empty()).toEqual({ errors: [], foreign: [] }));
afterAll(() => hall?.close());

/** A round by its name: 'Ronde 1'. */
const round = (page: Page, name: string) => page.locator('article.round').filter({ has: page.getByRole('heading', { name: new RegExp(`^${name} `) }) });
/** 'true' while a button takes no press. */
const blocked = (button: Locator) => expect.poll(() => button.getAttribute('aria-disabled'));
const nextStep = (page: Page) => page.locator('[data-next]');

describe('a round with hidden results', () => {
	it('is made, opened, closed, seen by regie alone, shown, and reopened with its votes; each step goes back', async () => {
		const [anna, bram] = await Promise.all([hall.regie(evening('round')), hall.regie(evening('round'), { who: 'colleague' })]);
		const phones = await Promise.all([0, 1, 2].map(() => hall.phone(evening('round'))));
		const [one, two, three] = phones as [Phone, Phone, Phone];

		// Made, taken back, made again.
		for (const again of [false, true]) {
			await press(anna, 'Stemronde');
			await expect.poll(() => anna.getByRole('checkbox', { name: /Drugs op straat/ }).isChecked()).toBe(false);
			await anna.getByLabel('De vraag').fill('Wat gaat voor?');
			await anna.getByLabel('Stippen per persoon').fill('3');
			await press(anna, 'Bewaar');
			await round(bram, 'Ronde 1').getByText('Nog niet begonnen').waitFor();
			if (again) break;
			await undo(anna);
			await round(bram, 'Ronde 1').waitFor({ state: 'detached' });
		}
		await expect.poll(() => round(bram, 'Ronde 1').innerText()).toContain('3 thema’s · 3 stippen, hoogstens 2 per thema');
		await round(anna, 'Ronde 1').getByRole('button', { name: 'Wijzig' }).click();
		await anna.getByLabel('De vraag').fill('Wat gaat voor alles?');
		await press(anna, 'Bewaar');
		await round(bram, 'Ronde 1').getByText('Wat gaat voor alles?').waitFor();
		await undo(anna);
		await round(bram, 'Ronde 1').getByText('Wat gaat voor?').waitFor();
		const top = () => bram.locator('#rondes').boundingBox();
		const before = await top();

		// Opened, taken back, opened again: by the one next step.
		await expect.poll(() => nextStep(anna).innerText()).toBe('Open ronde 1');
		await nextStep(anna).click();
		await expect.poll(() => Object.values(one.view.rounds)).toMatchObject([{ phase: 'open', title: 'Wat gaat voor?' }]);
		await undo(anna);
		await expect.poll(() => Object.values(one.view.rounds)).toEqual([]);
		await round(anna, 'Ronde 1').getByRole('button', { name: 'Open' }).click();
		await round(bram, 'Ronde 1').getByText('Open, uitslag verborgen').waitFor();
		await expect.poll(() => Object.keys(one.view.rounds)).toHaveLength(1);
		const [id] = Object.keys(one.view.rounds) as [string];

		// Dots: everyone sees how many voted, nobody what for.
		expect(await Promise.all([one.dots(id, '2', 2), two.dots(id, '2', 1), three.dots(id, '3', 1)])).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
		for (const page of [anna, bram]) {
			await page.locator('[data-voted="3"]').waitFor();
			await expect.poll(() => page.locator('[data-joined]').innerText()).toBe('3');
			await expect.poll(() => round(page, 'Ronde 1').innerText()).toContain('Uitslag verborgen tot u de ronde sluit');
			expect(await page.locator('main [data-dots], main table').count()).toBe(0);
		}
		expect(one.heard).not.toContain('totals');
		expect(await top()).toEqual(before);

		// Pressed twice in a row: the second press is the first one's, and the button says that it waits.
		await expect.poll(() => nextStep(anna).innerText()).toBe('Zet de kaarten op het scherm');
		await nextStep(anna).dblclick();
		await expect.poll(() => nextStep(anna).getAttribute('aria-disabled')).toBe('true');
		await expect.poll(() => nextStep(anna).innerText()).toBe('Sluit ronde 1');
		await expect.poll(() => nextStep(anna).getAttribute('aria-disabled')).toBeNull();
		expect(one.view.rounds[id]?.phase).toBe('open');
		await undo(anna);
		await expect.poll(() => one.view.now).toEqual({ mode: 'join' });

		// Closed by the other facilitator, taken back, closed: then regie knows, the hall does not.
		await round(bram, 'Ronde 1').getByRole('button', { name: 'Sluit' }).click();
		await round(anna, 'Ronde 1').getByText('Gesloten, alleen u ziet de uitslag').waitFor();
		await undo(bram);
		await round(anna, 'Ronde 1').getByText('Open, uitslag verborgen').waitFor();
		await blocked(round(bram, 'Ronde 1').getByRole('button', { name: 'Sluit' })).toBeNull();
		// By keyboard: the button goes away, the focus stays with the round.
		await round(bram, 'Ronde 1').getByRole('button', { name: 'Sluit' }).press('Enter');
		await round(bram, 'Ronde 1').getByRole('button', { name: 'Heropen' }).waitFor();
		expect(await round(bram, 'Ronde 1').evaluate((article) => article === document.activeElement)).toBe(true);
		expect(await top()).toEqual(before);
		const rows = round(anna, 'Ronde 1').locator('tbody tr');
		await expect.poll(() => rows.allInnerTexts().then((texts) => texts.map((text) => text.replace(/\s+/g, ' ')))).toEqual([
			expect.stringMatching(/^1 .*Te hard rijden.* 3$/),
			expect.stringMatching(/^2 .*Buurthuis.* 1$/),
			expect.stringMatching(/^ thema 1 Groen en bomen 0$/)
		]);
		await expect.poll(() => round(anna, 'Ronde 1').innerText()).toContain('Eén stem per telefoon, beurt of stemkaart, niet op naam gecontroleerd.');
		await expect.poll(() => one.view.rounds[id]?.phase).toBe('closed');
		expect(one.heard).not.toContain('totals');

		// Shown, hidden again by undo, shown.
		await nextStep(anna).getByText('Laat de uitslag zien').waitFor();
		const ready = () => expect.poll(() => nextStep(anna).getAttribute('aria-disabled')).toBeNull();
		await ready();
		await nextStep(anna).click();
		await expect.poll(() => one.view.rounds[id]?.totals).toEqual({ 1: 0, 2: 3, 3: 1 });
		expect(one.view.now).toEqual({ mode: 'ranking', round: id });
		await expect.poll(() => said(anna)).toBe('De zaal ziet nu de uitslag van ronde 1, op scherm en telefoons.');
		await undo(anna);
		await expect.poll(() => one.view.rounds[id]?.totals).toBeUndefined();
		expect(one.view.now).toEqual({ mode: 'join' });
		await press(anna, /^Scherm leeg/);
		await round(anna, 'Ronde 1').getByRole('button', { name: 'Laat de uitslag zien' }).click();
		await expect.poll(() => one.view.rounds[id]?.totals).toEqual({ 1: 0, 2: 3, 3: 1 });
		await expect.poll(() => said(anna)).toBe('Telefoons tonen nu de uitslag van ronde 1. Het scherm is nog leeg.');
		expect(one.view.now).toBeUndefined();

		// Reopened with its votes; closing again counts the new dot as well.
		await round(bram, 'Ronde 1').getByRole('button', { name: 'Heropen' }).click();
		await expect.poll(() => one.view.rounds[id]).toMatchObject({ phase: 'open', voted: 3 });
		expect(one.view.rounds[id]?.totals).toBeUndefined();
		expect(one.own.ballots[id]?.dots).toEqual({ 2: 2 });
		await undo(bram);
		await expect.poll(() => one.view.rounds[id]).toMatchObject({ phase: 'closed', totals: { 2: 3 } });
		await round(bram, 'Ronde 1').getByRole('button', { name: 'Heropen' }).click();
		await expect.poll(() => three.view.rounds[id]?.phase).toBe('open');
		expect(await three.dots(id, '1', 2)).toMatchObject({ ok: true });
		await round(anna, 'Ronde 1').getByRole('button', { name: 'Sluit' }).click();
		await expect.poll(() => rows.first().innerText()).toMatch(/Te hard rijden/);
		await expect.poll(() => rows.nth(1).innerText()).toMatch(/^2\s+thema\s+1\s+Groen en bomen/);

		// Taken away and brought back, votes and all.
		// It asks first, and a double click is no answer to that.
		await round(anna, 'Ronde 1').getByRole('button', { name: /^Haal weg/ }).dblclick();
		await round(anna, 'Ronde 1').getByText('Ronde 1 heeft 3 stemmen.').waitFor();
		expect(await findings(anna)).toEqual([]);
		await expect.poll(() => round(bram, 'Ronde 1').count()).toBe(1);
		await press(anna, 'Ja, haal weg');
		await round(bram, 'Ronde 1').waitFor({ state: 'detached' });
		await undo(anna);
		await expect.poll(() => round(bram, 'Ronde 1').locator('tbody tr').first().innerText()).toMatch(/3$/);
		expect(await findings(anna)).toEqual([]);
	});

	it('warns above 15 themes, says what is wrong at its field, and keeps what was typed', async () => {
		const page = await hall.regie(evening('many'), { viewport: phoneSize });
		await press(page, 'Stemronde');
		const grave = await page.getByText('gevoelig', { exact: true }).count();
		await page.getByText(`${53 - grave} thema’s gekozen.`).waitFor();
		await expect.poll(() => page.getByText('Meer dan 15 is veel').count()).toBe(1);
		// Those that 'all' leaves out are told, and their group does not look as if it were in.
		await page.getByText(`${grave} gevoelige thema’s doen niet mee.`).waitFor();
		const partly = () => page.getByRole('checkbox', { name: 'Overlast', exact: true }).evaluate((box) => [(box as HTMLInputElement).checked, (box as HTMLInputElement).indeterminate]);
		expect(await partly()).toEqual([false, true]);
		await page.getByRole('checkbox', { name: 'Overlast', exact: true }).click();
		await expect.poll(partly).toEqual([false, false]);
		await page.getByRole('checkbox', { name: 'Overlast', exact: true }).click();
		await expect.poll(partly).toEqual([false, true]);
		await press(page, 'Geen');
		await page.getByRole('checkbox', { name: 'Verkeer', exact: true }).check();
		await expect.poll(() => page.getByText('Meer dan 15 is veel').count()).toBe(0);
		await page.getByLabel('Stippen per persoon').fill('0');
		await page.getByLabel('De vraag').fill('Waar beginnen we?');
		await press(page, 'Bewaar');
		await page.getByText('Typ een getal van 1 tot en met 100.').waitFor();
		await expect.poll(() => page.getByLabel('Stippen per persoon').evaluate((field) => field === document.activeElement)).toBe(true);
		await expect.poll(() => page.getByLabel('De vraag').inputValue()).toBe('Waar beginnen we?');
		expect(await findings(page)).toEqual([]);

		// A look at another page and a reload: the form is still open, with what was typed.
		await page.getByRole('link', { name: 'Thema’s' }).click();
		await page.getByRole('heading', { name: /^Thema’s/ }).waitFor();
		await page.getByRole('link', { name: 'Avond', exact: true }).click();
		await expect.poll(() => page.getByLabel('De vraag').inputValue()).toBe('Waar beginnen we?');
		await page.getByLabel('Stippen per persoon').fill('4');
		await page.reload();
		await expect.poll(() => page.getByLabel('Stippen per persoon').inputValue()).toBe('4');
		await expect.poll(() => page.getByRole('checkbox', { name: 'Verkeer', exact: true }).isChecked()).toBe(true);
		await press(page, 'Niet bewaren');
		await page.reload();
		await page.getByText('Verbonden', { exact: true }).waitFor();
		await expect.poll(() => page.getByLabel('De vraag').count()).toBe(0);
	});
});

describe('a press that was meant for what stood there before', () => {
	/** Two clicks in the same place, that many ms apart: what stands there may be another thing by then. */
	async function twice(page: Page, button: Locator, apart: number) {
		await blocked(button).toBeNull();
		await button.scrollIntoViewIfNeeded();
		const box = (await button.boundingBox())!;
		const at = [box.x + box.width / 2, box.y + box.height / 2] as const;
		await page.mouse.click(...at);
		await page.waitForTimeout(apart);
		await page.mouse.click(...at);
	}

	it('does nothing on the one next step when the other facilitator took it first, and the button says that it waits', async () => {
		const [anna, bram] = await Promise.all([hall.regie(evening('haste')), hall.regie(evening('haste'), { who: 'colleague' })]);
		const phone = await hall.phone(evening('haste'));
		const [id] = Object.keys(phone.view.rounds) as [string];
		await nextStep(anna).click();
		await expect.poll(() => nextStep(bram).innerText()).toBe('Sluit ronde 1');
		await blocked(nextStep(bram)).toBeNull();
		await nextStep(bram).focus();
		const { x, y } = (await nextStep(bram).boundingBox())!;
		const until = Date.now() + 700;
		await nextStep(anna).click();
		await nextStep(bram).getByText('Laat de uitslag zien').waitFor();
		// By mouse and by keyboard, again and again within the second.
		do {
			expect(await nextStep(bram).evaluate((button) => [button.getAttribute('aria-disabled'), button === document.activeElement])).toEqual(['true', true]);
			await bram.mouse.click(x + 20, y + 20);
			await bram.keyboard.press('Enter');
		} while (Date.now() < until);
		await blocked(nextStep(bram)).toBeNull();
		expect(phone.view.rounds[id]?.totals).toBeUndefined();
		await nextStep(bram).click();
		await expect.poll(() => phone.view.rounds[id]?.totals).toMatchObject({ 1: 2 });
	});

	it.each([130])('twice on a row that goes takes away one row, and the way back brings it (%i ms)', async (apart) => {
		const page = await hall.regie(evening('haste'));
		await twice(page, round(page, 'Ronde 3').getByRole('button', { name: 'Haal weg' }), apart);
		await expect.poll(() => said(page)).toBe('Ronde 3 is weggehaald.');
		await expect.poll(() => round(page, 'Ronde 2').count()).toBe(1);
		await undo(page);
		await round(page, 'Ronde 3').waitFor();
	});

	it.each([0, 130])('twice on a theme that goes is once, and the way back brings it (%i ms)', async (apart) => {
		const page = await hall.regie(evening('many'), { path: '/themas' });
		await twice(page, page.getByRole('button', { name: /^Verwijderen: thema 3,/ }), apart);
		await expect.poll(() => said(page)).toMatch(/^Thema 3, .* is verwijderd/);
		await page.waitForTimeout(200);
		await expect.poll(() => page.locator('[data-theme]').count()).toBe(52);
		await undo(page);
		await page.locator('[data-theme="3"]').waitFor();
	});

	it.each([130])('twice on an evening that goes is once, and the way back brings it (%i ms)', async (apart) => {
		const page = await hall.regie(evening('haste'));
		await page.goto(`${hall.server.local}/regie`);
		const rows = page.locator('article.evening');
		await expect.poll(() => rows.count()).toBe(hall.evenings.length);
		for (const summary of await page.getByText('Weghalen', { exact: true }).all()) await summary.click();
		await twice(page, rows.nth(2).getByRole('button', { name: 'Verwijderen' }), apart);
		await expect.poll(() => said(page)).toMatch(/ is verwijderd\. De telefoons zijn losgekoppeld\.$/);
		await page.waitForTimeout(400);
		await expect.poll(() => said(page)).toMatch(/ is verwijderd\. De telefoons zijn losgekoppeld\.$/);
		await expect.poll(() => rows.count()).toBe(hall.evenings.length - 1);
		await undo(page);
		await expect.poll(() => rows.count()).toBe(hall.evenings.length);
	});

	it.each([0, 500])('twice on a button that turns something round is once (%i ms)', async (apart) => {
		const page = await hall.regie(evening('haste'));
		await twice(page, page.getByRole('button', { name: 'Deur dicht' }), apart);
		await expect.poll(() => said(page)).toMatch(/^De deur is dicht/);
		await blocked(page.getByRole('button', { name: 'Deur open' })).toBeNull();
		await page.getByText('De deur is dicht. Wie al meedeed').waitFor();
		await undo(page);
		await page.getByText('De deur is open: met de code').waitFor();
		await twice(page, page.getByRole('button', { name: 'Avond afsluiten' }), apart);
		await expect.poll(() => said(page)).toBe('De avond is afgesloten.');
		await page.getByRole('heading', { name: 'De avond is afgesloten' }).waitFor();
		await undo(page);
		// Blank at once, whatever was pressed just before; and a second one is the first one's.
		await page.getByRole('button', { name: 'Avond afsluiten' }).waitFor();
		await twice(page, page.getByRole('banner').getByRole('button', { name: /^Scherm leeg/ }), apart);
		await page.getByText('Niets. Het scherm is leeg.').waitFor();
		await page.waitForTimeout(200);
		await expect.poll(() => page.getByText('Niets. Het scherm is leeg.').count()).toBe(1);
		await expect.poll(() => said(page)).toBe('Het scherm is leeg.');
		await undo(page);
		await page.getByText('Niets. Het scherm is leeg.').waitFor({ state: 'detached' });
	});
});

it('a practice round stands ready, is played in the open, and counts nowhere', async () => {
	const [page, bram] = await Promise.all([hall.regie(evening('practice')), hall.regie(evening('practice'), { who: 'colleague' })]);
	const resident = await hall.phone(evening('practice'));
	await expect.poll(() => nextStep(page).innerText()).toBe('Maak een oefenronde');
	await nextStep(page).click();
	await expect.poll(() => page.getByLabel('De vraag').inputValue()).toBe('Koffie of thee?');
	await press(page, 'Bewaar');

	// Its choices can be changed as long as nobody gave dots, and that goes back as well.
	await round(bram, 'Oefenronde').getByText('Koffie · Thee').waitFor();
	await round(page, 'Oefenronde').getByRole('button', { name: 'Wijzig' }).click();
	await page.getByLabel('Keuze 2').fill('');
	await press(page, 'Bewaar');
	await page.getByText('Typ twee keuzes of meer.').waitFor();
	await press(page, 'Nog een keuze');
	await page.getByLabel('Keuze 3').fill('Soep');
	expect(await findings(page)).toEqual([]);
	await press(page, 'Bewaar');
	await round(bram, 'Oefenronde').getByText('Koffie · Soep').waitFor();
	await expect.poll(() => said(page)).toBe('Oefenronde is gewijzigd.');
	await undo(page);
	await round(bram, 'Oefenronde').getByText('Koffie · Thee').waitFor();

	await round(page, 'Oefenronde').getByRole('button', { name: 'Open' }).click();
	await expect.poll(() => Object.values(resident.view.rounds)).toMatchObject([{ phase: 'open', kind: 'practice', lines: { a: 'Koffie', b: 'Thee' } }]);
	const id = Object.keys(resident.view.rounds)[0] ?? '';
	await resident.dots(id, 'b', 3);
	await expect.poll(() => round(page, 'Oefenronde').locator('tbody tr').first().innerText()).toMatch(/Thee\s+3$/);
	await expect.poll(() => round(page, 'Oefenronde').innerText()).toContain('telt nergens mee');

	// The screen first, then closing: one step at a time is yellow.
	await expect.poll(() => nextStep(page).innerText()).toBe('Zet de kaarten op het scherm');
	await nextStep(page).click();
	await expect.poll(() => nextStep(page).innerText()).toBe('Sluit de oefenronde');
	await expect.poll(() => page.locator('main [data-variant=loud]').count()).toBe(1);
});

it('comments wait, are approved, hidden and restored, by key and several at once; of grave ones only their number is known', async () => {
	const page = await hall.regie(evening('comments'), { path: '/reacties' });
	const [writer, reader] = await Promise.all([hall.phone(evening('comments')), hall.phone(evening('comments'))]);
	const row = (text: string) => page.locator('[data-comment]').filter({ hasText: text });
	const picker = (name: string) => press(page, new RegExp(`^${name} `));
	const lamp = await writer.comment(2, 'De lamp is stuk.');
	await row('De lamp is stuk.').waitFor();
	const bench = await writer.comment(1, 'Graag een bank.');
	await writer.comment(4, 'Ik zag een deal.');
	await row('Graag een bank.').waitFor();
	await expect.poll(() => row('Ik zag een deal.').count()).toBe(0);
	expect(reader.heard).not.toMatch(/lamp is stuk|Graag een bank|zag een deal/);
	expect(await findings(page)).toEqual([]);

	// The oldest is marked; G approves it, 'Ongedaan maken' takes it off the phones again.
	await page.keyboard.press('j');
	await page.keyboard.press('g');
	await expect.poll(() => reader.view.comments[lamp]?.text).toBe('De lamp is stuk.');
	await row('De lamp is stuk.').getByText('Goedgekeurd').waitFor();
	await undo(page);
	await expect.poll(() => reader.view.comments[lamp]).toBeUndefined();

	// Both at once.
	await page.getByLabel('Kies alle').check();
	await press(page, 'Keur 2 goed');
	await expect.poll(() => Object.keys(reader.view.comments).sort()).toEqual([lamp, bench].sort());
	await expect.poll(() => said(page)).toBe('2 reacties zijn goedgekeurd.');

	// Only a person puts one on the projector; hiding takes it off again.
	await picker('Goedgekeurd');
	await row('De lamp is stuk.').getByRole('button', { name: 'Op scherm' }).click();
	await expect.poll(() => said(page)).toBe('De zaal ziet de reactie nu bij thema 2.');
	await expect.poll(() => reader.view.now).toEqual({ mode: 'comment', comment: lamp });
	await undo(page);
	await expect.poll(() => reader.view.now).toEqual({ mode: 'join' });
	await row('De lamp is stuk.').getByRole('button', { name: 'Van scherm' }).waitFor({ state: 'detached' });
	await press(page, /^Scherm leeg/);
	await row('De lamp is stuk.').getByRole('button', { name: 'Op scherm' }).click();
	await expect.poll(() => said(page)).toContain('Het scherm is nog leeg.');
	await press(page, /^Scherm weer aan/);
	await expect.poll(() => reader.view.now).toEqual({ mode: 'comment', comment: lamp });
	await row('De lamp is stuk.').getByRole('button', { name: 'Verberg' }).click();
	await row('De lamp is stuk.').getByRole('button', { name: 'Anders' }).click();
	await expect.poll(() => reader.view.now).toEqual({ mode: 'theme', theme: 2 });
	await expect.poll(() => reader.view.comments[lamp]).toBeUndefined();
	await picker('Verborgen');
	await row('De lamp is stuk.').getByRole('button', { name: 'Keur goed' }).click();
	await expect.poll(() => reader.view.comments[lamp]?.text).toBe('De lamp is stuk.');

	await picker('Gevoelig');
	await page.getByText('1 reactie, alleen voor de meelezer.').waitFor();
	expect(await row('Ik zag een deal.').count()).toBe(0);
	expect(await page.getByRole('link', { name: 'De link voor een meelezer' }).getAttribute('href')).toMatch(/instellingen#link-moderator$/);
	expect(reader.heard).not.toContain('zag een deal');
	expect(await findings(page)).toEqual([]);
});

it('rows keep their place while another facilitator works in the same list, and keys can be switched off', async () => {
	const path = '/reacties';
	const [anna, bram] = await Promise.all([hall.regie(evening('queue'), { path }), hall.regie(evening('queue'), { path, who: 'colleague' })]);
	const writer = await hall.phone(evening('queue'));
	for (const text of ['eerste', 'tweede', 'derde']) await writer.comment(1, text);
	const rows = anna.locator('[data-comment] .text');
	await expect.poll(() => rows.allInnerTexts()).toEqual(['eerste', 'tweede', 'derde']);
	const place = await rows.nth(1).boundingBox();
	await bram.locator('[data-comment]').filter({ hasText: 'eerste' }).getByRole('button', { name: 'Keur goed' }).click();
	await anna.locator('[data-comment]').filter({ hasText: 'eerste' }).getByText('Goedgekeurd').waitFor();
	await expect.poll(() => rows.allInnerTexts()).toEqual(['eerste', 'tweede', 'derde']);
	expect(await rows.nth(1).boundingBox()).toEqual(place);

	await anna.getByLabel(/Sneltoetsen/).uncheck();
	await anna.keyboard.press('g');
	await anna.reload();
	await anna.getByText('Verbonden', { exact: true }).waitFor();
	await expect.poll(() => anna.getByLabel(/Sneltoetsen/).isChecked()).toBe(false);
	await expect.poll(() => rows.allInnerTexts()).toEqual(['tweede', 'derde']);
});

it('the screen is chosen in one press, said in words to both facilitators, and goes back', async () => {
	const [anna, bram] = await Promise.all([hall.regie(evening('screen')), hall.regie(evening('screen'), { who: 'colleague' })]);
	const now = bram.locator('[data-screen]');
	const seen = (words: string) => expect.poll(() => now.innerText()).toBe(words);
	await press(anna, 'Kaarten van Ronde 1');
	await seen('De kaarten van ronde 1, met stippen.');
	await press(anna, 'Ranglijst van Ronde 1');
	await seen('De ranglijst van ronde 1.');
	await undo(anna);
	await seen('De kaarten van ronde 1, met stippen.');
	await anna.getByLabel('Nummer van het thema').fill('3');
	await press(anna, 'Toon');
	await seen('Thema 3, Buurthuis, zonder reacties.');
	await anna.getByLabel('Nummer van het thema').fill('99');
	await press(anna, 'Toon');
	await expect.poll(() => said(anna)).toContain('Thema 99 bestaat niet');
	await press(anna, /^Scherm leeg/);
	await seen('Niets. Het scherm is leeg.');
	await expect.poll(() => anna.getByRole('button', { name: 'Scherm weer aan' }).first().getAttribute('aria-disabled')).toBeNull();
	await anna.locator('body').press('b');
	await seen('Thema 3, Buurthuis, zonder reacties.');
	await press(anna, 'QR en code');
	await seen(`Hoe men meedoet: QR, adres en code ${evening('screen').code}.`);
	// Again it changes nothing: what the bar takes back is still the first.
	await press(anna, 'QR en code');
	await anna.waitForTimeout(300);
	await expect.poll(() => said(anna)).toBe('Het scherm toont hoe men meedoet.');
	await undo(anna);
	await seen('Thema 3, Buurthuis, zonder reacties.');
});

it('three numbers, the door and the end: each in words, each goes back', async () => {
	const [page, other] = await Promise.all([hall.regie(evening('numbers')), hall.regie(evening('numbers'), { who: 'colleague', viewport: phoneSize })]);
	await Promise.all([hall.phone(evening('numbers')), hall.phone(evening('numbers'))]);
	const present = page.getByLabel('aanwezig');
	await present.fill('2');
	await present.press('Enter');
	// Two phones and the one that voted before.
	await page.getByText('Er doen er meer mee dan u telde.').waitFor();
	await expect.poll(() => other.getByLabel('aanwezig').inputValue()).toBe('2');
	await undo(page);
	await expect.poll(() => other.getByLabel('aanwezig').inputValue()).toBe('');
	await present.fill('40');
	await present.press('Enter');
	await page.getByText('Nu zijn 2 telefoons verbonden.').waitFor();
	await present.fill('veel');
	await present.press('Enter');
	await page.getByText('Typ een heel getal, of laat het vak leeg.').waitFor();
	await present.fill('9999999');
	await present.press('Enter');
	await page.getByText('Het grootste getal is 100.000.').waitFor();
	await present.fill('');
	await present.press('Enter');
	await expect.poll(() => other.getByLabel('aanwezig').inputValue()).toBe('');

	await press(page, 'Deur dicht');
	await page.getByText('De deur is dicht. Wie al meedeed').waitFor();
	await expect(joinPhone(hall.server.local, evening('numbers').code)).rejects.toThrow('door.closed');
	await undo(page);
	await page.getByText('De deur is open: met de code kan iedereen meedoen.').waitFor();
	await hall.phone(evening('numbers'));

	await press(page, 'Avond afsluiten');
	await other.getByRole('heading', { name: 'De avond is afgesloten' }).waitFor();
	await expect.poll(() => nextStep(page).count()).toBe(0);
	expect(await findings(page)).toEqual([]);
	await undo(page);
	await other.getByRole('heading', { name: 'Ronde 1 is geweest' }).waitFor();
	expect(await findings(other)).toEqual([]);
});
