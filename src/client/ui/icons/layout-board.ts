/** Tabler Icons, MIT (LICENSE-tabler-icons.txt); written by draw.ts. */
export const layoutBoard =
	'M4 6a2 2 0 0 1 2 -2h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2l0 -12M4 9h8M12 15h8M12 4v16';
