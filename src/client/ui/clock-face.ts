import { leftOn, type Timer } from '#shared/evening/clock.ts';

/** '4:09'. A second that has begun counts whole: 0:00 is when the time is up, not a second before. @param left in ms */
export function clockFace(left: number): string {
	const seconds = Math.ceil(left / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** From here on it says 'Nog één minuut', in ms. */
export const lastMinute = 60_000;

/**
 * What a screen reader says of a clock: that it runs, that a minute is left, that it is over. Not each second: nobody
 * could hear anything else. '' while it stands still.
 * @param now server time, ms since 1970
 */
export function clockWords(timer: Timer, now: number): string {
	if ('left' in timer) return '';
	const left = leftOn(timer, now);
	if (left === 0) return 'De tijd is om.';
	return left > lastMinute ? 'De klok loopt.' : 'Nog één minuut.';
}
