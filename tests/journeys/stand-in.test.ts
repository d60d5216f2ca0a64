import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Prepared } from '../evening.ts';
import { openHall, phoneSize, press, type Hall } from './hall.ts';
import { openBoard } from './on-the-board.ts';

// The laptop of who leads dies in the middle of a round: the colleague goes on.

let hall: Hall;
let evening: Prepared;
let atBoard: Prepared;
beforeAll(async () => {
	const themes = [{ title: 'Te hard rijden' }, { title: 'Plek voor jongeren' }, { title: 'Zwerfvuil' }];
	hall = await openHall([{ themes, rounds: [{ results: 'hidden', budget: 3, most: 2 }] }, { themes, colleagues: ['Bea'] }]);
	[evening, atBoard] = hall.evenings as [Prepared, Prepared];
});
afterEach(async () => {
	const { errors, foreign } = await hall.empty();
	expect(errors.filter((error) => !/status of 4\d\d|net::ERR_/.test(error))).toEqual([]);
	expect(foreign).toEqual([]);
});
afterAll(() => hall?.close());

it('a colleague closes the round, shows the result and goes on within 10 s, on the page that was open', async () => {
	const { name } = evening.facilitator;
	const leader = await hall.regie(evening);
	const colleague = await hall.regie(evening, { who: 'colleague' });
	const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
	const resident = await hall.visit(`/mee/${evening.code}`, { viewport: phoneSize, hasTouch: true });
	await resident.getByRole('button', { name: 'Doe mee' }).click();
	const phone = await hall.phone(evening);
	await phone.dots(evening.rounds[0]!, '2', 2);
	await press(leader, 'Zet de kaarten op het scherm');
	await screen.locator('main[data-subject^="cards"]').waitFor();
	await colleague.getByText(`Bram, ${name}`).waitFor();

	const died = performance.now();
	await leader.context().close();
	// It is gone from the line, by name.
	await colleague.getByText(`Bram, ${name}`).waitFor({ state: 'detached' });
	const noticed = performance.now() - died;
	await press(colleague, 'Sluit ronde 1');
	await press(colleague, 'Laat de uitslag zien');
	await screen.locator('main[data-subject^="ranking"]').waitFor();
	const shown = performance.now() - died;
	await resident.getByText('Plek voor jongeren').first().waitFor();
	await colleague.getByRole('button', { name: 'Stemronde' }).click();
	await colleague.getByRole('button', { name: 'Bewaar' }).first().waitFor();
	const wentOn = performance.now() - died;
	console.log(`stand-in: gone from the line after ${Math.round(noticed)} ms, result shown after ${Math.round(shown)} ms, at the next round after ${Math.round(wentOn)} ms`);
	expect(wentOn).toBeLessThan(10_000);
	expect(phone.own.ballots[evening.rounds[0]!]?.dots).toEqual({ 2: 2 });
	// What the dead one did can be taken back by the other.
	await colleague.getByRole('link', { name: 'Wie deed wat' }).click();
	await colleague.getByRole('listitem').filter({ hasText: name }).filter({ hasText: 'de kaarten van ronde 1' }).waitFor();
});

it('the lead that the dead one had at the board, and the card in its hand, are free within 10 s', async () => {
	const { name } = atBoard.facilitator;
	const leader = await openBoard(hall.browser, hall.server.local, atBoard);
	const bea = await openBoard(hall.browser, hall.server.local, { id: atBoard.id, facilitator: atBoard.colleagues[0]! });
	await leader.page.getByRole('button', { name: 'Volg mij' }).click();
	await bea.page.getByText(`${name} vraagt u te volgen`, { exact: true }).waitFor();
	const from = await leader.grip(2);
	await leader.page.mouse.move(from.x, from.y);
	await leader.page.mouse.down();
	await leader.page.mouse.move(from.x + 40, from.y + 90, { steps: 4 });
	const described = () =>
		bea.page.locator('#kaart-2').evaluate((card) => (card.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
	await expect.poll(described).toContain(`${name} houdt dit vast.`);

	const died = performance.now();
	await leader.context.close();
	await bea.page.getByText(`${name} vraagt u te volgen`, { exact: true }).waitFor({ state: 'detached', timeout: 10_000 });
	await expect.poll(described, { timeout: 10_000 }).not.toContain('houdt dit vast');
	const free = performance.now() - died;
	const grip = await bea.grip(2);
	await bea.drag(grip, { x: grip.x + 60, y: grip.y + 60 });
	await bea.page.getByText('Thema 2 verplaatst.').waitFor();
	console.log(`stand-in: lead and card free after ${Math.round(free)} ms`);
	expect(free).toBeLessThan(10_000);
	expect(leader.watched.errors.concat(bea.watched.errors)).toEqual([]);
	await bea.context.close();
});
