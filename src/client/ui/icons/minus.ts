/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const minus =
	'M5 12l14 0';
