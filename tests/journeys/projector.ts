import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { nanoid } from 'nanoid';
import type { Browser, BrowserContext, Page } from 'playwright';
import { expect } from 'vitest';
import type { CommandInput } from '#shared/protocol/commands.ts';
import { subjectOf } from '#shared/protocol/show.ts';
import type { Direction, Prepared } from '../evening.ts';
import type { TestServer } from '../server.ts';

const examples = resolve(import.meta.dirname, '../../src/server/example/drawings');

export type Show = Extract<CommandInput, { type: 'screen.show' }>['show'];

/** The cards of a round, or of the evening. `held`: the page is held on which that card stands, counted from 0. */
export const cards = (round: string | null = null, held: number | null = null): Show => ({ mode: 'cards', round, held });

/**
 * Sends one of the example's drawings in, and puts it on the wall.
 * @param drawing of an earlier call: then it is replaced. @returns its id.
 */
export async function hang(
	{ local }: TestServer,
	director: Direction,
	{ facilitator }: Prepared,
	file: string,
	{ theme = 1, drawing }: { theme?: number; drawing?: string } = {}
): Promise<string> {
	const id = drawing ?? nanoid();
	const query = new URLSearchParams({ seat: facilitator.seat, command: nanoid(), drawing: id, ...(drawing && { replace: '1' }) });
	const answer = await fetch(`${local}/api/drawing?${query}`, {
		method: 'PUT',
		headers: { cookie: facilitator.cookie, 'content-type': 'image/png' },
		body: new Uint8Array(await readFile(resolve(examples, file)))
	});
	expect(await answer.json()).toMatchObject({ ok: true });
	if (drawing) return id;
	const words = { title: 'Rustig aan op de dijk', alt: 'Een auto rijdt te hard langs een fietser.', credit: 'Wijkverhaal' };
	await director.do({ type: 'drawing.describe', drawing: id, ...words });
	await director.hang(id, theme);
	return id;
}

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

/** A projector on which the evening's screen stands. `clock`: its time is the test's own. */
export async function openProjector(
	browser: Browser,
	address: string,
	path: string,
	{ clock = false, ...options }: ContextOptions & { clock?: boolean } = {}
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...options });
	const page = await context.newPage();
	if (clock) await page.clock.install();
	await page.goto(address + path, { waitUntil: 'networkidle' });
	return { page, context };
}

/** Chooses what stands on the screen, and waits until it does. */
export async function show(director: Direction, page: Page, wanted: Show): Promise<void> {
	await director.do({ type: 'screen.show', show: wanted });
	await shows(page, wanted);
}

/** Waits until that stands on the screen. */
export async function shows(page: Page, wanted: Show): Promise<void> {
	await page.waitForFunction((subject) => document.querySelector('main')?.dataset['subject'] === subject, subjectOf(wanted));
	await settled(page);
}

/** Waits until fonts and pictures of this moment are painted. */
export async function settled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await document.fonts.ready;
		await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
	});
}
