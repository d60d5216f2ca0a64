/** p50, p95 and p99 of times in ms, each rounded to a tenth; 0 for none. Nearest rank. */
export function percentiles(times: readonly number[]): { p50: number; p95: number; p99: number } {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (share: number) => {
		const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
		return Math.round(value * 10) / 10;
	};
	return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
