import { readFile } from 'node:fs/promises';
import { nanoid } from 'nanoid';
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { exampleDrawings } from '#server/example/example.ts';
import { findings } from '../axe.ts';
import { openHall, press, said, undo, type Hall } from './hall.ts';

let hall: Hall;
beforeAll(async () => {
	hall = await openHall([{ themes: 6 }]);
});
afterEach(async () => expect(await hall.empty()).toEqual({ errors: [], foreign: [] }));
afterAll(() => hall?.close());

const picture = (name: string) => readFile(new URL(name, exampleDrawings));
/** Presses after a change of which the page heard nothing: it stands still until a cookie says that the server has it. */
async function pressAfter(button: Locator, change: () => Promise<void>): Promise<void> {
	const standing = button.evaluate((element) => {
		const until = Date.now() + 30_000;
		while (!document.cookie.includes('changed=1') && Date.now() < until);
		(element as HTMLElement).click();
	});
	await change();
	await button.page().context().addCookies([{ name: 'changed', value: '1', url: hall.server.local }]);
	await standing;
}

it('a drawing is sent, looked at, hung, shown, replaced, taken down and withdrawn; each step goes back', async () => {
	const evening = hall.evenings[0]!;
	const page = await hall.regie(evening, { path: '/tekeningen' });
	const phone = await hall.phone(evening);
	const item = page.locator('[data-drawing]');
	const onPhones = () => Object.values(phone.view.drawings);
	/** Another picture in the place of the first, from whoever made it. */
	async function replace(name: string, drawing?: string) {
		drawing ??= (await item.getAttribute('data-drawing'))!;
		const query = new URLSearchParams({ seat: evening.facilitator.seat, command: nanoid(), drawing, replace: '1' });
		const answer = await fetch(`${hall.server.local}/api/drawing?${query}`, {
			method: 'PUT',
			headers: { cookie: evening.facilitator.cookie, 'content-type': 'image/png' },
			body: await picture(name)
		});
		expect(answer.status).toBe(200);
	}

	await page.getByText('Zelf een tekening sturen').click();
	await page.locator('input[type=file]').first().setInputFiles({ name: 'bankje.png', mimeType: 'image/png', buffer: await picture('bankje.png') });
	await item.getByText('Aangeboden').waitFor();
	expect(await findings(page)).toEqual([]);
	expect(onPhones()).toEqual([]);

	// Not before a person looked, and chose where.
	await item.getByRole('button', { name: 'Hang op' }).press('Enter');
	await expect.poll(() => said(page)).toBe('Kijk eerst of niemand herkenbaar is. Zet dan het vinkje.');
	await item.getByLabel('Niemand herkenbaar, geen huisnummer').check();
	await item.getByRole('button', { name: 'Hang op' }).press('Enter');
	await expect.poll(() => said(page)).toBe('Kies eerst bij welk thema de tekening hangt.');
	await item.getByLabel('Thema van deze tekening').selectOption('3');

	// Replaced under the hand: the tick was for the picture before it.
	await replace('bus.png');
	await item.getByText('Er is een nieuwe versie.').waitFor();
	await expect.poll(() => item.getByLabel('Niemand herkenbaar, geen huisnummer').isChecked()).toBe(false);
	expect(await findings(page)).toEqual([]);
	await item.getByRole('button', { name: 'Hang op' }).press('Enter');
	await expect.poll(() => said(page)).toBe('Kijk eerst of niemand herkenbaar is. Zet dan het vinkje.');
	await item.getByLabel('Niemand herkenbaar, geen huisnummer').check();
	const drawing = (await item.getAttribute('data-drawing'))!;
	// And replaced before the page knows: it stands still until the other picture is on the server.
	await pressAfter(item.getByRole('button', { name: 'Hang op' }), () => replace('dijk.png', drawing));
	await expect.poll(() => said(page)).toBe('Er is intussen een nieuwe versie. Bekijk die eerst, en kies dan opnieuw.');
	expect(onPhones()).toEqual([]);

	await item.getByLabel('Niemand herkenbaar, geen huisnummer').check();
	await item.getByRole('button', { name: 'Hang op' }).click();
	await expect.poll(onPhones).toMatchObject([{ theme: 3 }]);
	await undo(page);
	await expect.poll(onPhones).toEqual([]);
	await item.getByRole('button', { name: 'Hang op' }).click();
	await expect.poll(onPhones).toMatchObject([{ theme: 3 }]);
	const [hung] = onPhones();

	await item.getByRole('button', { name: 'Beschrijf' }).click();
	await page.getByRole('button', { name: /^Nog niet klaar voor publicatie 1/ }).waitFor();
	await item.getByLabel('Titel').fill('Het bankje');
	await item.getByLabel('Tekst in de tekening').fill('Kom erbij!');
	await item.getByText('Staat ook voor andere thema’s').click();
	await item.getByRole('group', { name: 'Andere thema’s' }).getByRole('checkbox').first().check();
	await item.getByLabel('Wat staat erop?').fill('Drie kinderen op een bankje in de regen.');
	await item.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await expect.poll(onPhones).toMatchObject([{ title: 'Het bankje', alt: 'Drie kinderen op een bankje in de regen.', lettering: 'Kom erbij!', licence: 'municipality', also: [1] }]);
	await item.getByText('Staat ook voor thema 1.').waitFor();
	await item.getByText('Nodig voor publicatie: naam van de tekenaar.').waitFor();
	await item.getByRole('button', { name: 'Op het scherm' }).click();
	await expect.poll(() => phone.view.now).toEqual({ mode: 'drawing', drawing: hung?.id });

	// Replaced on the wall, by its maker: regie is asked to look, and can put the one before back.
	for (const backAgain of [true, false]) {
		await replace('bus.png');
		await item.getByText('Vervangen, kijk na.').waitFor();
		await expect.poll(onPhones).not.toMatchObject([{ version: hung?.version }]);
		expect(await findings(page)).toEqual([]);
		// Moved, it would count as looked at.
		await item.getByLabel('Thema van deze tekening').selectOption('4');
		const move = async () => {
			// In the second after the picture was replaced no press counts.
			await item.getByRole('button', { name: 'Verhang' }).press('Enter');
			return said(page);
		};
		await expect.poll(move).toBe('Kijk eerst de nieuwe versie na. Verhang de tekening daarna.');
		await item.getByLabel('Thema van deze tekening').selectOption('3');
		await item.getByRole('button', { name: backAgain ? 'Vorige terug' : 'Zo is het goed' }).click();
		await item.getByText('Vervangen, kijk na.').waitFor({ state: 'detached' });
		if (backAgain) await expect.poll(onPhones).toMatchObject([{ version: hung?.version }]);
	}

	await item.getByRole('button', { name: 'Van de muur' }).click();
	await expect.poll(onPhones).toEqual([]);
	await undo(page);
	await expect.poll(onPhones).toMatchObject([{ title: 'Het bankje' }]);
	// Replaced while it does not hang, it does not come back by undo.
	await item.getByRole('button', { name: 'Van de muur' }).click();
	await expect.poll(onPhones).toEqual([]);
	await replace('soep.png');
	await undo(page);
	await expect.poll(() => said(page)).toBe('Er is intussen een nieuwe versie. Bekijk die eerst, en kies dan opnieuw.');
	expect(onPhones()).toEqual([]);
	await item.getByLabel('Niemand herkenbaar, geen huisnummer').check();
	await item.getByRole('button', { name: 'Hang op' }).click();
	await expect.poll(onPhones).toMatchObject([{ title: 'Het bankje' }]);
	await item.getByRole('button', { name: 'Trek in' }).click();
	await page.getByText('Deze tekening is ingetrokken.').waitFor();
	await expect.poll(onPhones).toEqual([]);
	await undo(page);
	await expect.poll(onPhones).toMatchObject([{ title: 'Het bankje' }]);
});
