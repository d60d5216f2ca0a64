import sharp from 'sharp';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { expect } from 'vitest';
import { watch, type Watched } from '../watch.ts';
import type { Prepared } from '../evening.ts';

export interface Point {
	x: number;
	y: number;
}

/** The board in a browser of a facilitator's own. */
export interface OpenBoard {
	page: Page;
	context: BrowserContext;
	watched: Watched;
	/** The middle of a card's lower half on the page: where a hand takes it. */
	grip(number: number): Promise<Point>;
	/** A point of a card's band: two clicks there open its theme. */
	band(number: number): Promise<Point>;
	/** Where a card lies, in board units. */
	place(number: number): Promise<Point>;
	/** All places, in words that can be compared. */
	places(): Promise<Record<string, string>>;
	/** Drags from one point of the page to another, as a hand does. */
	drag(from: Point, to: Point): Promise<void>;
	/** The numbers of the chosen cards. */
	chosen(): Promise<number[]>;
}

/** Opens the board and waits until its cards are drawn. */
export async function openBoard(
	browser: Browser,
	address: string,
	{ id, facilitator }: Pick<Prepared, 'id' | 'facilitator'>,
	options: BrowserContextOptions = {}
): Promise<OpenBoard> {
	const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce', ...options });
	await context.addCookies([{ ...facilitator.cookieOf, url: address }]);
	const watched = watch(context, [address]);
	const page = await context.newPage();
	await page.goto(`${address}/regie/${id}/bord`);
	await ready(page);
	const card = (number: number) => page.locator(`#kaart-${number}`);
	/** So far down a card, in parts of it. */
	const middle = async (number: number, down: number) => {
		const box = await card(number).boundingBox();
		if (!box) throw new Error(`Card ${number} lies nowhere`);
		return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height * down) };
	};
	return {
		page,
		context,
		watched,
		grip: (number) => middle(number, 0.75),
		band: (number) => middle(number, 0.1),
		place: (number) => card(number).evaluate(placeOf),
		async places() {
			const all = await page.locator('.cards li button').evaluateAll((buttons) =>
				buttons.map((button) => [button.id, button.closest('li')?.style.translate ?? ''])
			);
			return Object.fromEntries(all);
		},
		async drag(from, to) {
			await page.mouse.move(from.x, from.y);
			await page.mouse.down();
			await page.mouse.move(to.x, to.y, { steps: 8 });
			await page.mouse.up();
		},
		async chosen() {
			const ids = await page.locator('.cards li button[aria-pressed="true"]').evaluateAll((buttons) => buttons.map(({ id }) => Number(id.slice(6))));
			return ids.sort((a, b) => a - b);
		}
	};
}

/** Waits for the line and for cards on the canvas; after a reload too. */
export async function ready(page: Page): Promise<void> {
	// The stage hears gestures from the moment that its cards lie in view.
	await page.locator('.stage[data-doing] canvas').waitFor();
	await page.getByText('Verbonden', { exact: true }).waitFor();
}

/** As it lies on the list, which the canvas follows. */
function placeOf(button: Element): Point {
	const [x = '0', y = '0'] = button.closest('li')?.style.translate.split(' ') ?? [];
	return { x: parseFloat(x), y: parseFloat(y) };
}

/** Adds these cards to what is chosen, as a hand does. */
export async function choose({ page, grip }: OpenBoard, ...numbers: number[]) {
	await page.keyboard.down('Shift');
	for (const number of numbers) {
		const { x, y } = await grip(number);
		await page.mouse.click(x, y);
	}
	await page.keyboard.up('Shift');
}

/** Waits until a condition holds; the last expectation's words when it does not in time. */
export async function soon(check: () => Promise<void>): Promise<void> {
	await expect.poll(() => check().then(() => 'holds', (error: unknown) => String(error))).toBe('holds');
}

/**
 * Counts what is printed in a colour on a part of the page: spots of pixels that touch each other.
 * @param colour as '#0b6bb5'
 */
export async function countSpots(page: Page, clip: { x: number; y: number; width: number; height: number }, colour: string): Promise<number> {
	const { data, info } = await sharp(await page.screenshot({ clip })).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
	const inked = new Uint8Array(info.width * info.height);
	for (let pixel = 0; pixel < inked.length; pixel += 1) {
		const [r = 0, g = 0, b = 0] = data.subarray(pixel * 3, pixel * 3 + 3);
		inked[pixel] = Number(Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue) < 60);
	}
	let spots = 0;
	for (let start = 0; start < inked.length; start += 1) {
		if (inked[start] !== 1) continue;
		spots += 1;
		const queue = [start];
		inked[start] = 2;
		for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
			const column = at % info.width;
			const beside = [column > 0 ? at - 1 : -1, column < info.width - 1 ? at + 1 : -1, at - info.width, at + info.width];
			for (const next of beside) {
				if (inked[next] !== 1) continue;
				inked[next] = 2;
				queue.push(next);
			}
		}
	}
	return spots;
}
