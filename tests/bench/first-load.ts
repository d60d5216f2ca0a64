import { joinEvening } from '#server/tools/simulated-phone.ts';
import { HALL, launchBrowser } from '../browser.ts';
import { firstLoad as weigh } from '../first-load.ts';
import { atMost, type Benchmark } from './figure.ts';
import { openHall, startRealServer } from './servers.ts';

/** What a phone that was never here gets over the line to show a participant's page while a round is open. */
export const firstLoad: Benchmark = {
	name: 'first-load',
	async measure(say, ending) {
		const server = await startRealServer(ending);
		const { hall } = await openHall(server, 24, ending);
		const { cookie } = await joinEvening(server.url, hall.code);
		const browser = await launchBrowser();
		ending.defer(() => browser.close());
		const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
		// Plain HTTP under a name, as in a hall: browsers then don't ask for the better compression.
		const address = server.url.replace('127.0.0.1', HALL);
		const [name, value] = cookie.split('=', 2) as [string, string];
		await context.addCookies([{ name, value, url: address }]);

		const { html, css, scripts, total, fonts } = await weigh(context, `${address}/mee/${hall.code}`);
		say(`HTML ${html}, CSS ${css}, scripts ${scripts}, fonts ${fonts} bytes`);
		if (html === 0 || scripts === 0) throw new Error('the page did not come');
		return [
			atMost({ name: 'first-load', value: total / 1000, unit: 'kB', most: 70 }),
			atMost({ name: 'first-load-fonts', value: fonts / 1000, unit: 'kB', most: 60 })
		];
	}
};
