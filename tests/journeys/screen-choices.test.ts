import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { openHall, press, said, undo, type Hall } from './hall.ts';

// What regie chooses for the hall, in Chromium: chosen, seen on the projector, taken back.

let hall: Hall;

beforeAll(async () => {
	hall = await openHall([
		{
			title: 'Gebiedsavond Oude Kom',
			themes: 14,
			rounds: [{ title: 'Waar zet u uw stippen?', phase: 'open' }]
		}
	]);
}, 120_000);
afterEach(async () => {
	expect(await hall.empty()).toEqual({ errors: [], foreign: [] });
});
afterAll(() => hall?.close());

async function both(): Promise<{ regie: Page; screen: Page }> {
	const [evening] = hall.evenings;
	const screen = await hall.visit(evening!.links.screen, { viewport: { width: 1920, height: 1080 } });
	return { regie: await hall.regie(evening!), screen };
}
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
/** What stands on the projector, without the places at which words may be broken. */
const seen = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00AD', '');

describe('welcome', () => {
	it('has house rules, which a facilitator may write anew', async () => {
		const { regie, screen } = await both();
		await press(regie, 'Welkom en regels');
		await expect.poll(() => heading(screen).innerText()).toBe('Welkom');
		await expect.poll(() => seen(screen)).toContain('Laat elkaar uitpraten.');
		expect(await seen(screen)).toContain('Gebiedsavond Oude Kom');
		await press(regie, 'Pas de huisregels aan');
		await regie.getByLabel('Huisregel 1').fill('Iedereen mag iets zeggen.');
		for (const number of [2, 3, 4, 5]) await regie.getByLabel(`Huisregel ${number}`).fill('');
		expect(await findings(regie)).toEqual([]);
		await press(regie, 'Bewaar');
		await expect.poll(() => said(regie)).toBe('De huisregels zijn bewaard.');
		await expect.poll(() => seen(screen)).not.toContain('uitpraten');
		expect(await seen(screen)).toContain('Iedereen mag iets zeggen.');
		await undo(regie);
		await expect.poll(() => seen(screen)).toContain('Laat elkaar uitpraten.');
	});
});

describe('a question', () => {
	it('stands there large, with what each phone has to give and how to join', async () => {
		const { regie, screen } = await both();
		await press(regie, 'Vraag van Ronde 1');
		await expect.poll(() => heading(screen).innerText()).toBe('Waar zet u uw stippen?');
		await screen.getByText('Geef uw 5 stippen, hoogstens 2 per thema').waitFor();
		await screen.getByRole('complementary', { name: 'Doe mee' }).waitFor();
		await regie.getByText('De vraag van ronde 1: ‘Waar zet u uw stippen?’').waitFor();
		await undo(regie);
		await expect.poll(() => heading(screen).innerText()).toBe('Welkom');
	});
});

describe('a text of regie’s own', () => {
	it('is written first, then shown, and stays ready', async () => {
		const { regie, screen } = await both();
		await press(regie, 'Eigen tekst');
		await regie.getByLabel('Kop').fill('Pauze');
		await regie.getByLabel('Tekst', { exact: true }).fill('Koffie staat achterin.\nTot half negen.');
		expect(await findings(regie)).toEqual([]);
		await press(regie, 'Bewaar');
		await expect.poll(() => said(regie)).toBe('Uw tekst staat klaar voor het scherm.');
		expect(await screen.content()).not.toContain('Pauze');
		await press(regie, 'Eigen tekst');
		await expect.poll(() => heading(screen).innerText()).toBe('Pauze');
		await screen.getByText('Tot half negen.', { exact: true }).waitFor();
		await press(regie, 'QR en code');
		await expect.poll(() => heading(screen).innerText()).toBe('Doe mee');
		await undo(regie);
		await expect.poll(() => heading(screen).innerText()).toBe('Pauze');
		// What stands before the hall follows what is typed.
		await press(regie, 'Pas de eigen tekst aan');
		await regie.getByLabel('Kop').fill('Nog vijf minuten');
		await press(regie, 'Bewaar');
		await expect.poll(() => heading(screen).innerText()).toBe('Nog vijf minuten');
	});
});
