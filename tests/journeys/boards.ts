import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser, withoutGraphics } from '../browser.ts';
import { inDataDir, makeEvening, type EveningToMake, type Facilitator, type Prepared } from '../evening.ts';
import { startServer, type TestServer } from '../server.ts';
import { openBoard, type OpenBoard } from './on-the-board.ts';

/** A server with evenings, and a browser that opens their boards. There from the first test of a file on. */
export interface Boards<Name extends string> {
	readonly server: TestServer;
	readonly browser: Browser;
	readonly evenings: Record<Name, Prepared>;
	/** Opens the board of an evening, in a browser of a facilitator's own (the evening's first, unless told otherwise); closed after the test. */
	open(name: Name, options?: BrowserContextOptions, facilitator?: Facilitator): Promise<OpenBoard>;
}

/**
 * Makes evenings for a file's tests, each of its own, so that none finds what another moved. No page may have
 * complained, whatever its test looked at.
 */
export function boardsOf<Name extends string>(wanted: Record<Name, EveningToMake>): Boards<Name> {
	let dataDir: string;
	let browser: Browser;
	let server: TestServer;
	let evenings: Record<Name, Prepared>;
	let opened: OpenBoard[] = [];

	beforeAll(async () => {
		dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-board-'));
		evenings = await inDataDir(dataDir, async (app) => {
			const made: Partial<typeof evenings> = {};
			for (const name of Object.keys(wanted) as Name[]) made[name] = await makeEvening(app, wanted[name]);
			return made as typeof evenings;
		});
		[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser({ args: withoutGraphics })]);
	});
	afterAll(async () => {
		await browser?.close();
		await server?.stop();
		await rm(dataDir, { recursive: true, force: true });
	});
	afterEach(async () => {
		const watched = opened.map((board) => board.watched);
		await Promise.all(opened.map(({ context }) => context.close()));
		opened = [];
		for (const one of watched) expect(one).toEqual({ errors: [], foreign: [] });
	});

	return {
		get server() {
			return server;
		},
		get browser() {
			return browser;
		},
		get evenings() {
			return evenings;
		},
		async open(name, options = {}, facilitator = evenings[name].facilitator) {
			const board = await openBoard(browser, server.local, { id: evenings[name].id, facilitator }, options);
			opened.push(board);
			return board;
		}
	};
}
