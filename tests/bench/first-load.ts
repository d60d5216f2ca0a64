import { joinEvening } from '#server/tools/simulated-phone.ts';
import { HALL, launchBrowser } from '../browser.ts';
import { atMost, type Benchmark } from './figure.ts';
import { openHall, startRealServer } from './servers.ts';

/** What lazily loaded parts get to come in after the page stands, in ms. */
const afterwardsMs = 2000;

/** What a phone that never was here transfers to show a participant's page while a round is open, headers included. */
export const firstLoad: Benchmark = {
	name: 'first-load',
	async measure(say, ending) {
		const server = await startRealServer(ending);
		const { hall } = await openHall(server, 24, ending);
		const { cookie } = await joinEvening(server.url, hall.code);
		// Plain HTTP under a name, as in a hall: browsers then don't ask for the better compression.
		const address = server.url.replace('127.0.0.1', HALL);
		const browser = await launchBrowser();
		ending.defer(() => browser.close());
		const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
		const [name, value] = cookie.split('=', 2) as [string, string];
		await context.addCookies([{ name, value, url: address }]);
		const page = await context.newPage();

		const devtools = await context.newCDPSession(page);
		await devtools.send('Network.enable');
		const kinds = new Map<string, string>();
		const bytes: Record<string, number> = {};
		devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
			kinds.set(requestId, type);
			say(`${type} ${new URL(response.url).pathname} ${response.headers['Content-Encoding'] ?? ''}`);
		});
		devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			const kind = kinds.get(requestId) ?? 'Other';
			bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
		});
		const answer = await page.goto(`${address}/mee/${hall.code}`, { waitUntil: 'networkidle' });
		if (answer?.status() !== 200) throw new Error(`/mee/${hall.code} answered ${answer?.status()}`);
		await page.waitForTimeout(afterwardsMs);

		const { Document = 0, Stylesheet = 0, Script = 0, Font = 0 } = bytes;
		say(`HTML ${Document}, CSS ${Stylesheet}, scripts ${Script}, fonts ${Font} bytes`);
		return [
			atMost({ name: 'first-load', value: (Document + Stylesheet + Script) / 1000, unit: 'kB', most: 70 }),
			atMost({ name: 'first-load-fonts', value: Font / 1000, unit: 'kB', most: 60 })
		];
	}
};
