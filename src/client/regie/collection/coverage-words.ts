import type { Totals } from '#shared/programme/collection/totals.ts';

/** Where the statements are, in a line. What there is none of is left out, but for the first three. */
export function coverageWords({ received, placed, notYet, merged, quarantined, rejected, withdrawn }: Totals): string {
	if (received === 0) return 'Nog geen uitspraken.';
	const rest = [
		[merged, 'samengevoegd'],
		[quarantined, 'apart gehouden'],
		[rejected, 'afgewezen'],
		[withdrawn, 'ingetrokken']
	] as const;
	return [
		`${received} ${received === 1 ? 'uitspraak' : 'uitspraken'}`,
		`${placed} ingedeeld`,
		`${notYet} nog niet`,
		...rest.filter(([many]) => many > 0).map(([many, words]) => `${many} ${words}`)
	].join(', ');
}
