import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, type Hall } from './hall.ts';

// Evenings as copies: a new one that is planned as another, and one that goes on on another server.

let hall: Hall;
let evening: Prepared;

beforeAll(async () => {
	hall = await openHall([{ title: 'Avond een', themes: 4, rounds: [{ title: 'Wat telt?', phase: 'closed', ballots: [{ 1: 2 }, { 2: 1 }] }] }]);
	evening = hall.evenings[0]!;
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(foreign).toEqual([]);
	expect(errors.filter((error) => !error.includes('status of 4'))).toEqual([]);
});
afterAll(() => hall?.close());

const row = (page: Page, title: string) => page.getByRole('article', { name: title, exact: true });
async function list(page: Page): Promise<void> {
	await page.goto(`${hall.server.local}/regie`);
}

/** Its settings, in the browser of a facilitator who may enter every evening. */
async function settings(page: Page, at: Hall, of: Prepared): Promise<Page> {
	await page.goto(`${at.server.local}/regie/${of.id}/instellingen`);
	await page.getByText('Verbonden', { exact: true }).waitFor();
	return page;
}
/** Saves the evening of a page of settings, for the server of that key. @returns where */
async function saveFile(page: Page, path: string, key: string): Promise<string> {
	await page.getByLabel('Sleutel van de andere server').fill(key);
	const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Avond als bestand' }).click()]);
	await saved.saveAs(path);
	return path;
}

/** The key that the list of evenings shows. */
const keyOf = (page: Page) => page.getByRole('textbox', { name: 'Sleutel van deze server' }).inputValue();

describe('‘Maak een kopie’', () => {
	it('in the list asks for name and day, makes the evening, and takes it back; a phone that votes meanwhile notices nothing', async () => {
		const phone = await hall.phone(evening);
		const page = await hall.regie(evening);
		await list(page);
		await row(page, 'Avond een').getByText('Maak een kopie', { exact: true }).click();
		const name = row(page, 'Avond een').getByLabel('Naam van de kopie');
		expect(await name.inputValue()).toBe('Avond een (kopie)');
		expect(await findings(page)).toEqual([]);
		await name.fill(' ');
		await row(page, 'Avond een').getByLabel('Datum').fill('2027-02-03');
		await row(page, 'Avond een').getByRole('button', { name: 'Kopie maken' }).click();
		// Refused in words, and the day that was typed stays.
		await row(page, 'Avond een').getByText('Typ eerst', { exact: false }).waitFor();
		expect(await row(page, 'Avond een').getByLabel('Datum').inputValue()).toBe('2027-02-03');
		await name.fill('Avond twee');
		await row(page, 'Avond een').getByRole('button', { name: 'Kopie maken' }).click();
		await page.getByText('‘Avond twee’ is toegevoegd.').waitFor();
		expect(await row(page, 'Avond twee').innerText()).toMatch(/3 februari 2027[\s\S]*Deelnemers\s+0[\s\S]*Thema’s\s+4[\s\S]*staat klaar/);
		expect(await row(page, 'Avond een').innerText()).toMatch(/stemronde geweest/);
		await phone.comment(1, 'Hier is het donker');
		await press(page, 'Ongedaan maken');
		await page.getByText('Ongedaan gemaakt.').waitFor();
		expect(await row(page, 'Avond twee').count()).toBe(0);
	});

	it('in the settings goes to the list, where the copy stands; the copy opens with its rounds as drafts', async () => {
		const page = await hall.regie(evening, { path: '/instellingen', viewport: phoneSize });
		const panel = page.getByRole('region', { name: 'Maak een kopie van deze avond' });
		await panel.getByLabel('Naam van de kopie').fill('x'.repeat(130));
		await panel.getByRole('button', { name: 'Kopie maken' }).click();
		await panel.getByText('Maak hem korter', { exact: false }).waitFor();
		expect(await panel.getByLabel('Naam van de kopie').inputValue()).toBe('x'.repeat(130));
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phoneSize.width);
		await panel.getByLabel('Naam van de kopie').fill('Avond drie');
		await panel.getByRole('button', { name: 'Kopie maken' }).click();
		await page.getByText('‘Avond drie’ is toegevoegd.').waitFor();
		expect(await findings(page)).toEqual([]);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phoneSize.width);
		await row(page, 'Avond drie').getByRole('link', { name: 'Naar de avond' }).click();
		await page.getByText('Verbonden', { exact: true }).waitFor();
		await page.getByText('Wat telt?').first().waitFor();
		await page.reload();
		await page.getByRole('button', { name: /Ronde 1 openen|Open ronde 1/ }).first().waitFor();
	});

	it('works without script', async () => {
		const context = await hall.browser.newContext({ javaScriptEnabled: false });
		await context.addCookies([{ ...evening.facilitator.cookieOf, url: hall.server.local }]);
		const page = await context.newPage();
		await list(page);
		await row(page, 'Avond een').getByText('Maak een kopie', { exact: true }).click();
		await row(page, 'Avond een').getByLabel('Naam van de kopie').fill('Avond vier');
		await row(page, 'Avond een').getByRole('button', { name: 'Kopie maken' }).click();
		await page.getByText('‘Avond vier’ is toegevoegd.').waitFor();
		await context.close();
	});
});

describe('an evening as a file', () => {
	it('goes from the laptop to the hosted server and back, with phones that go on with their dots', async () => {
		const laptop = await openHall([{ title: 'Op reis', themes: 3, rounds: [{ title: 'Wat telt?', budget: 5, most: 3 }] }]);
		const [there, wasThere] = [await openHall([{ area: 'Elders', title: 'Die er al was', themes: 1 }]), 'Die er al was'];
		const travelling = laptop.evenings[0]!;
		const folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-reis-'));
		try {
			// Cookies know no port: for this browser both servers are at one address.
			const context = await laptop.browser.newContext({ viewport: phoneSize, hasTouch: true });
			const phone = await context.newPage();
			const mee = (at: Hall) => phone.goto(`${at.server.local}/mee/${travelling.code}`);
			const left = () => phone.locator('[data-left]').getAttribute('data-left');
			const give = (theme: number) => phone.getByRole('button', { name: `Een stip voor thema ${theme},` }).tap();
			await mee(laptop);
			await press(phone, 'Doe mee');
			await phone.getByText('verbonden', { exact: true }).waitFor();
			await give(1);
			await expect.poll(left).toBe('4');
			await phone.getByText('opgeslagen', { exact: false }).first().waitFor();

			const regie = await laptop.regie(travelling, { path: '/instellingen' });
			const elsewhere = await there.regie(there.evenings[0]!);
			await elsewhere.goto(`${there.server.local}/regie`);
			await regie.getByLabel('Sleutel van de andere server').fill('Gebiedsavond');
			await regie.getByRole('link', { name: 'Avond als bestand' }).click();
			await regie.getByText('Dit is geen sleutel van een server.', { exact: false }).waitFor();
			expect(await findings(regie)).toEqual([]);
			const first = await saveFile(regie, join(folder, 'heen.avond'), await keyOf(elsewhere));
			await elsewhere.locator('input[type=file]').setInputFiles(first);
			await elsewhere.getByText('‘Op reis’ is toegevoegd.').waitFor();
			expect(await row(elsewhere, 'Op reis').innerText()).toMatch(/Deelnemers\s+1/);
			expect(await row(elsewhere, wasThere).count()).toBe(1);

			// No 'Doe mee': it is known, and its dot is there.
			await mee(there);
			await expect.poll(left).toBe('4');
			await phone.getByText('verbonden', { exact: true }).waitFor();
			await give(2);
			await expect.poll(left).toBe('3');
			await phone.getByText('opgeslagen', { exact: false }).first().waitFor();
			await regie.goto(`${laptop.server.local}/regie`);
			const back = await saveFile(await settings(elsewhere, there, travelling), join(folder, 'terug.avond'), await keyOf(regie));

			// Back: this one is here already. 'Nee' leaves all as it is; the page of the phone is open meanwhile.
			await mee(laptop);
			await expect.poll(left).toBe('4');
			await regie.locator('input[type=file]').setInputFiles(back);
			await regie.getByRole('heading', { name: '‘Op reis’ staat er al. Vervangen?' }).waitFor();
			expect(await findings(regie)).toEqual([]);
			await press(regie, 'Nee, zo laten');
			expect(await left()).toBe('4');
			await regie.locator('input[type=file]').setInputFiles(back);
			await press(regie, 'Ja, vervangen');
			await regie.getByText('De avond uit het bestand staat in de lijst.', { exact: false }).waitFor();
			// Without a reload: its line was renewed.
			await expect.poll(left).toBe('3');
			await regie.getByText('Verwijderde avonden (1)').click();
			await regie.getByText('Op reis (vóór het bestand)').waitFor();
			await context.close();
		} finally {
			await laptop.close();
			await there.close();
			await rm(folder, { recursive: true, force: true });
		}
	});

	it('that is none, or fell apart, is refused in words; the list stays', async () => {
		const page = await hall.regie(evening);
		await list(page);
		const pick = (name: string, buffer: Buffer) => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
		await pick('brief.avond', Buffer.from('Geachte bewoner'));
		await page.getByText('Dit is geen bestand van een avond.', { exact: false }).waitFor();
		expect(await findings(page)).toEqual([]);
		const folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-stuk-'));
		const whole = await readFile(await saveFile(await settings(page, hall, evening), join(folder, 'heel.avond'), ''));
		await rm(folder, { recursive: true });
		await list(page);
		await pick('half.avond', whole.subarray(0, whole.length / 2));
		await page.getByText('Dit bestand is beschadigd of niet heel.', { exact: false }).waitFor();
		const newer = Buffer.from(whole);
		newer.writeUInt32BE(999, 'wijkverhaal avond\n'.length);
		await pick('nieuwer.avond', newer);
		await page.getByText('van een nieuwere versie', { exact: false }).waitFor();
		// Of another server: who carries it can't read it, nor bring it where it was not meant for.
		const other = Buffer.from(whole);
		other[30]! ^= 1;
		await pick('ander.avond', other);
		await page.getByText('gemaakt voor een andere server', { exact: false }).waitFor();
		for (const word of [evening.voters[0]!, 'Wat telt?']) expect(whole.includes(word)).toBe(false);
		expect(await row(page, 'Avond een').count()).toBe(1);
		// Nobody else gets it, and nobody else brings one.
		const stranger = { method: 'PUT', body: whole as BodyInit };
		expect((await fetch(`${hall.server.local}/api/evening-file`, stranger)).status).toBe(403);
		expect((await fetch(`${hall.server.local}/avond/${evening.id}.avond`)).status).toBe(403);
	});
});
