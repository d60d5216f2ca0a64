/** Metres as they are typed and read: '2,5'; '' where nobody said so. */
export function inMetres(metres: number | undefined): string {
	return metres === undefined ? '' : metres.toLocaleString('nl-NL', { maximumFractionDigits: 2, useGrouping: false });
}

/** What was typed, with a comma or a point. @returns null for nothing, undefined for what is no size within these limits. */
export function metresOf(typed: string, { least, most }: { least: number; most: number }): number | null | undefined {
	const text = typed.trim().replace(/\s*(m|meter)\.?$/i, '');
	if (text === '') return null;
	if (!/^\d{1,3}([.,]\d{1,2})?$/.test(text)) return undefined;
	const metres = Number(text.replace(',', '.'));
	return metres >= least && metres <= most ? metres : undefined;
}
