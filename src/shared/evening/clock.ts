/** The hall's clock. It runs to `deadline` (server time, ms since 1970), or stands still with `left` ms to go. */
export type Timer = { deadline: number } | { left: number };

/** What is left on it, in ms. @param now server time, ms since 1970 */
export function leftOn(timer: Timer, now: number): number {
	return 'left' in timer ? timer.left : Math.max(0, timer.deadline - now);
}
