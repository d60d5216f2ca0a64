/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const arrowRight =
	'M5 12l14 0M13 18l6 -6M13 6l6 6';
