/** Does a word in lower case stand in a list of words-nl.ts? One with * at its end stands for all that begin so, at its beginning for all that end so. */
export function matcher(list: readonly string[]): (lower: string) => boolean {
	const whole = new Set(list.filter((one) => !one.includes('*')));
	const heads = list.filter((one) => one.endsWith('*')).map((one) => one.slice(0, -1));
	const tails = list.filter((one) => one.startsWith('*')).map((one) => one.slice(1));
	return (lower) => whole.has(lower) || heads.some((head) => lower.startsWith(head)) || tails.some((tail) => lower.endsWith(tail));
}
