/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const eyeShare =
	'M10 12a2 2 0 1 0 4 0a2 2 0 0 0 -4 0M12.597 17.981a9.467 9.467 0 0 1 -.597 .019c-3.6 0 -6.6 -2 -9 -6c2.4 -4 5.4 -6 9 -6c3.6 0 6.6 2 9 6c-.205 .342 -.415 .67 -.63 .983M16 22l5 -5M21 21.5v-4.5h-4.5';
