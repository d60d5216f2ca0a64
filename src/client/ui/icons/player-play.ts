/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const playerPlay =
	'M7 4v16l13 -8l-13 -8';
