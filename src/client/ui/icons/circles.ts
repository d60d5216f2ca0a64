/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const circles =
	'M8 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M2.5 17a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M13.5 17a4 4 0 1 0 8 0a4 4 0 1 0 -8 0';
