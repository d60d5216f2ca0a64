/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const check =
	'M5 12l5 5l10 -10';
