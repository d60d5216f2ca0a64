/**
 * Pages of what fits on one, as long as nothing says which page it is; else of what fits beside the page marks, which may
 * take a line of the room. So it never depends on the marks that happen to stand there.
 * @param lay lays pages out in a room of that height
 * @param alone how high the room is without page marks
 * @param room how high it is now
 */
export function onePageOr<Page>(lay: (height: number) => Page[], alone: number, room: number): Page[] {
	const pages = lay(alone);
	return pages.length === 1 ? pages : lay(room);
}
