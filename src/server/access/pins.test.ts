import { describe, expect, it } from 'vitest';
import type { Link } from './links.ts';
import { Pins } from './pins.ts';

const link: Link = { secret: 'geheim', evening: 'avond', role: 'illustrator', pin: '0427' };
const other: Link = { ...link, secret: 'ander', pin: '9999' };

/** Types wrong pins, each as soon as one may. @returns the time at which the last one was typed. */
function guess(pins: Pins, waits: number[]): number {
	let now = 0;
	for (const seconds of waits) {
		if (seconds > 0) {
			expect(pins.check(link, '1111', 'browser', now)).toEqual({ ok: false, code: 'pin.wait', parameters: { seconds } });
			now += seconds * 1000;
		}
		expect(pins.check(link, '1111', 'browser', now)).toEqual({ ok: false, code: 'pin.wrong' });
	}
	return now;
}
const manyWaits = [0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30];

describe('the pin of a link', () => {
	it.each(['0427', ' 0427', '04 27', '0427\n'])('opens it, typed as "%s"', (typed) => {
		expect(new Pins().check(link, typed, 'browser')).toEqual({ ok: true });
	});

	it.each(['', '427', '00427', '9999', 'abcd', '०४२७'])('is not "%s"', (typed) => {
		expect(new Pins().check(link, typed, 'browser')).toEqual({ ok: false, code: 'pin.wrong' });
	});

	it('is missing on links of other roles, which no pin opens', () => {
		expect(new Pins().check({ ...link, pin: null }, '', 'browser')).toMatchObject({ ok: false, code: 'pin.wrong' });
	});

	it('may be wrong twice without a wait; after the third each next try waits longer, at most 30 seconds', () => {
		expect(guess(new Pins(), manyWaits)).toBe(121_000);
	});

	it('is never locked: after the wait the right one opens it, and guessing starts anew', () => {
		const pins = new Pins();
		const now = guess(pins, manyWaits) + 30_000;
		expect(pins.check(link, '0427', 'browser', now)).toEqual({ ok: true });
		expect(pins.check(link, '1111', 'browser', now)).toMatchObject({ code: 'pin.wrong' });
		expect(pins.check(link, '0427', 'browser', now)).toEqual({ ok: true });
	});

	it('waits also when it is right, or trying on would tell which one is', () => {
		const pins = new Pins();
		for (let time = 0; time < 3; time++) pins.check(link, '1111', 'browser', 0);
		expect(pins.check(link, '0427', 'browser', 0)).toEqual({ ok: false, code: 'pin.wait', parameters: { seconds: 1 } });
	});

	it('is slowed per link: guessing at one does not slow another', () => {
		const pins = new Pins();
		guess(pins, manyWaits);
		expect(pins.check(other, '9999', 'browser', 0)).toEqual({ ok: true });
	});

	it('opens for who waited as long as was said, also while another goes on guessing', () => {
		const pins = new Pins();
		let now = guess(pins, manyWaits) + 1000;
		const told = pins.check(link, '0427', 'cartoonist', now);
		expect(told).toEqual({ ok: false, code: 'pin.wait', parameters: { seconds: 29 } });
		for (const until = now + 29_000; now < until; now += 300) pins.check(link, '2222', 'guesser', now);
		expect(pins.check(link, '0427', 'cartoonist', now)).toEqual({ ok: true });
	});

	it('is not guessed faster by many browsers: five at a time are told when to come back', () => {
		const pins = new Pins();
		let now = guess(pins, manyWaits);
		let looked = 0;
		for (const until = now + 600_000; now < until; now += 1000) {
			for (let browser = 0; browser < 50; browser++) if (codeOf(pins.check(link, '1111', `guesser-${browser}`, now)) === 'pin.wrong') looked += 1;
		}
		expect(looked).toBeLessThan(150);
	});
});

function codeOf(answer: ReturnType<Pins['check']>): string {
	return answer.ok ? 'ok' : answer.code;
}
