import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../axe.ts';
import { direct } from '../evening.ts';
import { cards, openProjector, settled, show, shows } from './projector.ts';
import { overfull } from './on-the-screen.ts';
import { openHall, press, said, undo, type Hall } from './hall.ts';

// What regie chooses for the hall, in Chromium: chosen, seen on the projector, taken back.

let hall: Hall;

beforeAll(async () => {
	hall = await openHall([
		{
			title: 'Gebiedsavond Oude Kom',
			themes: 14,
			rounds: [{ title: 'Waar zet u uw stippen?', phase: 'open' }],
			comments: [
				{ theme: 1, text: 'Op de dijk halen auto’s de fietsers te krap in.' },
				{ theme: 1, text: 'Achter de sporthal is het na vijven aardedonker. '.repeat(10).trim() }
			]
		},
		{
			title: 'Gebiedsavond Nieuwe Kom',
			themes: 5,
			rounds: [
				{ title: 'Waar zet u uw stippen?', phase: 'shown', ballots: [{ '1': 2 }] },
				{ title: 'Wat eerst?', phase: 'draft' }
			]
		},
		{
			title: 'Gebiedsavond Lange Kom',
			themes: ['Groen en bomen', 'Afval en zwerfvuil', 'Stank', 'Parkeren', 'Geen licht in de tunnel', 'Te hard rijden', ...Array.from({ length: 9 }, (_, index) => `Iets anders ${index}`)].map((title) => ({ title })),
			rounds: [
				{
					title: 'Waar zet u uw stippen?',
					phase: 'closed',
					ballots: [{ '1': 2, '2': 2 }, { '1': 2, '2': 2 }, { '1': 2, '3': 2 }, { '3': 1, '4': 2 }, { '5': 1, '6': 1 }]
				}
			],
			comments: [
				{ theme: 6, text: 'Zet er bloembakken neer. Dan gaat het vanzelf langzamer.' },
				{ theme: 6, text: 'Bij de school rijden ze te hard.' }
			]
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

describe('a comment', () => {
	it('has the picture to itself after one press, and is gone when it is hidden', async () => {
		const { regie, screen } = await both();
		await regie.getByRole('link', { name: 'Reacties' }).first().click();
		await press(regie, /^Goedgekeurd/);
		const row = regie.locator('.item', { hasText: 'Op de dijk' });
		await row.getByRole('button', { name: 'Op scherm' }).click();
		await screen.locator('.balloon', { hasText: 'te krap in' }).waitFor();
		expect(await screen.locator('.band').innerText()).toContain('Openbare ruimte');
		await expect.poll(() => said(regie)).toBe('De zaal ziet de reactie nu bij thema 1.');
		await row.getByRole('button', { name: 'Verberg' }).click();
		await row.getByRole('button', { name: 'Anders' }).click();
		await expect.poll(() => screen.locator('main').getAttribute('data-subject')).toBe('theme 1');
		expect(await seen(screen)).not.toContain('te krap in');
		await undo(regie);
		await screen.locator('.balloon', { hasText: 'te krap in' }).waitFor();
	});

	it('that is long comes whole, in pages that a clicker turns', async () => {
		const { regie, screen } = await both();
		await regie.getByRole('link', { name: 'Reacties' }).first().click();
		await press(regie, /^Goedgekeurd/);
		await regie.locator('.item', { hasText: 'aardedonker' }).getByRole('button', { name: 'Op scherm' }).click();
		await screen.locator('.balloon').first().waitFor();
		await screen.setViewportSize({ width: 1024, height: 768 });
		await screen.getByText('pagina 1 van 2').waitFor();
		await screen.keyboard.press('PageDown');
		await screen.getByText('pagina 2 van 2').waitFor();
		await regie.getByRole('link', { name: 'Avond', exact: true }).click();
		await regie.getByText('2 / 2').waitFor();
		// It stays at hand beside the other pictures.
		await press(regie, 'QR en code');
		await expect.poll(() => heading(screen).innerText()).toBe('Doe mee');
		await regie.locator('.choices').getByRole('button', { name: 'aardedonker' }).click();
		await screen.locator('.balloon').first().waitFor();
	});
});

describe('the clock', () => {
	it('is set, started, paused and given another minute; large, and small beside the cards of an open round', async () => {
		const { regie, screen } = await both();
		const face = screen.getByRole('timer');
		await regie.getByRole('button', { name: 'Klok groot' }).press('Enter');
		await expect.poll(() => said(regie)).toBe('Zet de klok eerst op een aantal minuten.');
		await regie.getByLabel('Minuten').fill('0');
		await press(regie, 'Zet de klok');
		await expect.poll(() => said(regie)).toContain('van 1 tot en met 180');
		await regie.getByLabel('Minuten').fill('5');
		await press(regie, 'Zet de klok');
		await press(regie, 'Klok groot');
		await expect.poll(() => face.innerText()).toBe('5:00');
		expect(await findings(regie)).toEqual([]);
		await press(regie, 'Start');
		await expect.poll(() => face.innerText()).toMatch(/^4:5\d$/);
		await press(regie, '1 minuut');
		await expect.poll(() => face.innerText()).toMatch(/^5:[45]\d$/);
		await undo(regie);
		await expect.poll(() => face.innerText()).toMatch(/^4:[45]\d$/);
		await press(regie, 'Pauze');
		await screen.getByText('de klok staat stil').waitFor();
		await press(regie, 'Start');
		await press(regie, 'Kaarten van Ronde 1');
		await expect.poll(() => screen.locator('.mark').innerText()).toMatch(/4:[345]\d/);
		await press(regie, 'Stop');
		await expect.poll(() => screen.locator('.mark').count()).toBe(0);
	});

	it('says when the time is up, to the eye and to a screen reader, and closes nothing', async () => {
		const [evening] = hall.evenings;
		const regie = await hall.regie(evening!);
		await regie.getByLabel('Minuten').fill('2');
		await press(regie, 'Zet de klok');
		await press(regie, 'Klok groot');
		const { page, context } = await openProjector(hall.browser, hall.server.local, evening!.links.screen);
		// The page goes by how long it has run. Not the browser's whole clock: the line would seem dead.
		const later = (ms: number) =>
			page.evaluate((ms) => {
				const running = performance.now.bind(performance);
				performance.now = () => running() + ms;
			}, ms);
		const spoken = page.locator('p[aria-live]');
		await page.getByRole('timer').waitFor();
		expect(await spoken.innerText()).toBe('');
		await press(regie, 'Start');
		await expect.poll(() => spoken.innerText()).toBe('De klok loopt.');
		await later(65_000);
		await expect.poll(() => spoken.innerText()).toBe('Nog één minuut.');
		await later(60_000);
		await expect.poll(() => heading(page).innerText()).toBe('Rond rustig af');
		await expect.poll(() => spoken.innerText()).toBe('De tijd is om.');
		await press(regie, 'Kaarten van Ronde 1');
		await expect.poll(() => page.locator('.mark').innerText()).toContain('rond rustig af');
		await page.getByText('Geef uw 5 stippen, hoogstens 2 per thema').waitFor();
		await context.close();
	});
});

describe('what stands ready', () => {
	/** The small picture, which nobody can press or hear. */
	const small = (page: Page) => page.locator('.frame[inert] .screen');

	it('is seen small and true by both facilitators, put on with one press, and taken off again', async () => {
		const { regie, screen } = await both();
		const colleague = await hall.regie(hall.evenings[0]!, { who: 'colleague' });
		await press(regie, 'QR en code');
		await expect.poll(() => heading(screen).innerText()).toBe('Doe mee');
		await regie.getByLabel('Klaarzetten voor straks').check();
		await press(regie, 'Kaarten van Ronde 1');
		await expect.poll(() => said(regie)).toBe('Straks op het scherm: de kaarten van ronde 1.');
		await small(colleague).getByText('Geef uw 5 stippen', { exact: false }).waitFor();
		expect(await heading(screen).innerText()).toBe('Doe mee');
		expect(await findings(colleague)).toEqual([]);
		// As on the projector: the same page, with as many cards on it.
		const cards = (page: Page, within = '') => page.locator(`${within} .cards:not(.probe) > li h2`).allInnerTexts();
		const ready = await cards(colleague, '.frame');
		await press(colleague, 'Zet op het scherm');
		await expect.poll(() => cards(screen)).toEqual(ready);
		await expect.poll(() => small(regie).count()).toBe(0);
		await undo(colleague);
		await expect.poll(() => heading(screen).innerText()).toBe('Doe mee');
		await small(regie).waitFor();
		await press(regie, 'Haal weg');
		await expect.poll(() => small(colleague).count()).toBe(0);
	});

	it('that may not be shown any more says so', async () => {
		const [evening] = hall.evenings;
		const regie = await hall.regie(evening!);
		const colleague = await hall.regie(evening!, { who: 'colleague' });
		await regie.getByLabel('Klaarzetten voor straks').check();
		await regie.locator('.choices').getByRole('button', { name: 'Op de dijk' }).click();
		await small(colleague).locator('.balloon', { hasText: 'te krap in' }).waitFor();
		await colleague.getByRole('link', { name: 'Reacties' }).first().click();
		await press(colleague, /^Goedgekeurd/);
		await colleague.locator('.item', { hasText: 'Op de dijk' }).getByRole('button', { name: 'Verberg' }).click();
		await colleague.locator('.item', { hasText: 'Op de dijk' }).getByRole('button', { name: 'Anders' }).click();
		await regie.getByText('Dit kan niet meer op het scherm. Zet iets anders klaar.').waitFor();
		expect(await regie.getByRole('button', { name: 'Zet op het scherm' }).count()).toBe(0);
	});
});

describe('before a round', () => {
	it('the next step brings how to join before the hall first, for who came in since the last one', async () => {
		const evening = hall.evenings[1]!;
		const screen = await hall.visit(evening.links.screen, { viewport: { width: 1920, height: 1080 } });
		const regie = await hall.regie(evening);
		await press(regie, 'Welkom en regels');
		await expect.poll(() => heading(screen).innerText()).toBe('Welkom');
		await press(regie, 'Zet meedoen op het scherm');
		await expect.poll(() => heading(screen).innerText()).toBe('Doe mee');
		await expect.poll(() => said(regie)).toBe('Het scherm toont hoe men meedoet.');
		await undo(regie);
		await expect.poll(() => heading(screen).innerText()).toBe('Welkom');
		await press(regie, 'Zet meedoen op het scherm');
		await expect.poll(() => heading(screen).innerText()).toBe('Doe mee');
		// Only then it offers the round itself.
		await press(regie, 'Open ronde 2');
		await press(regie, 'Zet de kaarten op het scherm');
		await expect.poll(() => heading(screen).innerText()).toBe('Wat eerst?');
	});
});

describe('what is measured on the screen', () => {
	const size = { width: 1920, height: 1080 };
	async function directed() {
		const evening = hall.evenings[2]!;
		const director = await direct(hall.server.local, evening.facilitator);
		const screen = await hall.visit(evening.links.screen, { viewport: size });
		await screen.waitForLoadState('networkidle');
		return { evening, director, screen, round: evening.rounds[0]! };
	}

	it('is measured in the window as it is: a short comment stays whole, whatever size came before', async () => {
		const { evening, director, screen } = await directed();
		for (const comment of evening.comments) await director.do({ type: 'comment.project', comment, projected: true });
		await show(director, screen, { mode: 'theme', theme: 6 });
		const balloon = screen.locator('.texts:not(.probe) .balloon');
		const whole = 'Zet er bloembakken neer. Dan gaat het vanzelf langzamer.';
		for (const [width, height] of [[1920, 1080], [3840, 2160], [1920, 1080], [640, 360], [3840, 2160], [1024, 768], [1920, 1080]] as const) {
			await screen.setViewportSize({ width, height });
			await settled(screen);
			await expect.poll(async () => (await balloon.allInnerTexts()).map((text) => text.replaceAll('\u00AD', '')), { message: `${width} × ${height}` }).toContain(whole);
		}
		director.close();
	});

	it('does not depend on what stood there before: five that fit stand on one page at the reveal', async () => {
		const { director, screen, round } = await directed();
		await director.do({ type: 'paper.count', paper: 'the-paper-of-the-hall', round, table: '', people: 18, dots: { 1: 12, 2: 10, 3: 8, 4: 6, 5: 4 } });
		await show(director, screen, cards(round));
		await screen.getByText('pagina 1 van 3').waitFor();
		await director.do({ type: 'round.show', round, shown: true });
		await shows(screen, { mode: 'ranking', round });
		const other = await hall.visit(hall.evenings[2]!.links.screen, { viewport: size });
		await other.waitForLoadState('networkidle');
		for (const page of [other, screen]) await page.getByText(/^plaats 1 tot en met 5 van \d+$/).waitFor();
		director.close();
	});

	it('is measured while the screen is empty too', async () => {
		const { director, screen, round } = await directed();
		for (const wanted of [{ mode: 'ranking', round }, { mode: 'theme', theme: 6 }] as const) {
			await show(director, screen, wanted);
			const before = await seen(screen);
			await director.do({ type: 'screen.blank', blank: true });
			await screen.reload({ waitUntil: 'networkidle' });
			await expect.poll(() => screen.locator('main').isHidden()).toBe(true);
			await director.do({ type: 'screen.blank', blank: false });
			await expect.poll(() => screen.locator('main').isVisible()).toBe(true);
			await settled(screen);
			expect(await seen(screen)).toBe(before);
			expect(await screen.evaluate(overfull)).toEqual([]);
		}
		director.close();
	});
});
