/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const dotsCircleHorizontal =
	'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M8 12l0 .01M12 12l0 .01M16 12l0 .01';
