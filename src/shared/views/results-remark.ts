/** Said with every result, on screen, in regie and in files: what the numbers are, and what they are not. Phones have it as `result_honest`, in each language. */
export const resultsRemark = 'één stem per telefoon, beurt of stemkaart, niet op naam gecontroleerd';

/** The same as the beginning of a sentence. */
export const resultsSentence = `E${resultsRemark.slice(1)}`;
