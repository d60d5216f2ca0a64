import { checkText, wordsOf } from './check-text.ts';
import { matcher } from './matcher.ts';
import { reports } from './words-nl.ts';

const isReport = matcher(reports);

/**
 * Does a text look like a report, or like somebody who needs help? By words alone; it decides nothing: who typed it is
 * offered 'Hulp of melden' beside the field.
 */
export function looksLikeReport(text: string): boolean {
	return wordsOf(text).some(({ lower }) => isReport(lower)) || checkText(text).some(({ kind }) => kind === 'accusation');
}
