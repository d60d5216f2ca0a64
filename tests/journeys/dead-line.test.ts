import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { direct } from '../evening.ts';
import { openHall, phoneSize, type Hall } from './hall.ts';

// A line that dies without a word: another access point, a mast that is too full. Nobody closes it, nothing arrives.

/** From the tap to the server, where the phone holds on to a line that is dead, in ms. */
const savedWithin = 12_000;
/** Until a phone that nobody touches notices by itself, in ms. */
const noticedWithin = 22_000;

let hall: Hall;
let wire: Wire;
beforeAll(async () => {
	hall = await openHall([{ themes: 6, rounds: [{ budget: 5, most: 2 }] }]);
	wire = await openWire(hall.server.port);
});
afterAll(async () => {
	wire?.close();
	await hall?.empty();
	await hall?.close();
});

interface Wire {
	port: number;
	/** What is connected now stays so, and nothing passes any more. What connects later goes through. */
	die(): void;
	close(): void;
}

/** A wire to a port of this machine that can die. */
async function openWire(to: number): Promise<Wire> {
	const ends = new Set<Socket>();
	const server: Server = createServer((near) => {
		const far = connect(to, '127.0.0.1');
		for (const end of [near, far]) {
			ends.add(end);
			end.on('error', () => {});
			end.once('close', () => ends.delete(end));
		}
		near.pipe(far);
		far.pipe(near);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		die() {
			for (const end of ends) {
				end.unpipe();
				end.pause();
			}
		},
		close() {
			for (const end of ends) end.destroy();
			server.close();
		}
	};
}

async function phone(): Promise<Page> {
	const context = await hall.browser.newContext({ viewport: phoneSize });
	const page = await context.newPage();
	await page.goto(`http://127.0.0.1:${wire.port}/mee/${hall.evenings[0]!.code}`);
	await page.getByRole('button', { name: 'Doe mee' }).click();
	await page.getByText('verbonden', { exact: true }).waitFor();
	// On a WebSocket, as every phone in the hall after a second.
	await page.waitForTimeout(1500);
	return page;
}

it('a tap on a dead line is saved over a new one', async () => {
	const page = await phone();
	wire.die();
	const start = performance.now();
	await page.getByRole('button', { name: 'Een stip voor thema 2,' }).click();
	await page.locator('#thema-2').getByText('opgeslagen', { exact: true }).waitFor();
	expect(performance.now() - start).toBeLessThan(savedWithin);
	await page.context().close();
});

it('a phone that nobody touches hears what happened meanwhile', async () => {
	const page = await phone();
	const regie = await direct(hall.server.local, hall.evenings[0]!.facilitator);
	wire.die();
	await regie.do({ type: 'theme.edit', theme: 2, set: { title: 'Nieuwe naam' } });
	regie.close();
	await page.locator('#thema-2').getByText('Nieuwe naam').waitFor({ timeout: noticedWithin });
	await page.context().close();
});
