/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const chevronDown =
	'M6 9l6 6l6 -6';
