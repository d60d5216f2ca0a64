/** 'nog 12 tekens', '1 teken te veel': beside a field. @param left characters; below zero there are too many */
export function charactersLeft(left: number): string {
	const count = Math.abs(left);
	const characters = count === 1 ? '1 teken' : `${count} tekens`;
	return left < 0 ? `${characters} te veel` : `nog ${characters}`;
}
