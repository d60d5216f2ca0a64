/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const doorOff =
	'M3 21h18M6 21v-15M7.18 3.175c.25 -.112 .528 -.175 .82 -.175h8a2 2 0 0 1 2 2v9M18 18v3M3 3l18 18';
