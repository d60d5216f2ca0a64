import { describe, expect, it } from 'vitest';
import { ServerClock } from './server-clock.ts';

/** A page and a server: the page runs from 0, the server's clock from `start`. */
function line(start: number) {
	let running = 0;
	const clock = new ServerClock(() => running);
	return {
		clock,
		pass: (ms: number) => void (running += ms),
		/** A question that takes so long to get there, and its answer so long to come back. */
		ask: (there: number, back: number) => async () => {
			running += there;
			const said = start + running;
			running += back;
			return said;
		},
		server: () => start + running
	};
}

describe('the server’s time on a page', () => {
	it.each([[0, 0], [200, 200], [10, 390], [390, 10], [0, 400]])('is at most 250 ms off, with %i ms there and %i back', async (there, back) => {
		const { clock, ask, server, pass } = line(1_764_000_000_000);
		await clock.read(ask(there, back));
		pass(3_600_000);
		expect(Math.abs(clock.now! - server())).toBeLessThanOrEqual(250);
	});

	it('goes by the quickest of several readings', async () => {
		const { clock, ask, server } = line(5000);
		const questions = [ask(40, 900), ask(10, 20), ask(500, 700)];
		await clock.read(() => questions.shift()!());
		expect(Math.abs(clock.now! - server())).toBeLessThanOrEqual(15);
	});

	it('is what the server told before anybody asked, and goes on where no answer comes', async () => {
		const { clock, server, pass } = line(5000);
		expect(clock.now).toBeNull();
		clock.told(5000);
		pass(1000);
		await clock.read(async () => null);
		expect(clock.now).toBe(server());
	});

	it('a new line brings new readings: what was read before a sleep holds no longer', async () => {
		const before = line(5000);
		await before.clock.read(before.ask(1, 1));
		// The page stood still for an hour, the server did not.
		before.clock.anew();
		before.clock.told(before.server() + 3_600_000);
		expect(before.clock.now).toBe(before.server() + 3_600_000);
	});
});
