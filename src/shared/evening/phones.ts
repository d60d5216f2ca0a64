/**
 * What phones may do during a segment. 'dots': as 'comment', and give dots in the segment's round. 'faces': as 'comment',
 * and say what one thought of the evening. 'read' and 'watch' take no comments; 'watch' asks to look up besides.
 */
export type Phones = 'watch' | 'read' | 'comment' | 'dots' | 'faces';

/** May residents write and support comments in this segment? */
export function takesComments(phones: Phones | null): boolean {
	return phones !== 'watch' && phones !== 'read';
}
