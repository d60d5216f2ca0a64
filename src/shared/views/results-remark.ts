/** Said with every result, on screen, in regie and in files: what the numbers are, and what they are not. Phones have it as `result_honest`, in each language. */
export const resultsRemark = 'één stem per telefoon, beurt of stemkaart, niet op naam gecontroleerd';

/** The same as the beginning of a sentence. */
export const resultsSentence = `E${resultsRemark.slice(1)}`;

/** Said as well where papers are among them. Phones have it as `result_paper`. */
export const paperSentence = 'Papier is met de hand geteld';

/** '14 telefoon, 7 papier': where dots came from. @param paper those of them that were on paper */
export function dotsApart(dots: number, paper: number): string {
	return `${dots - paper} telefoon, ${paper} papier`;
}
