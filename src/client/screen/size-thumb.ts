import { innerHeight, innerWidth } from 'svelte/reactivity/window';
import { loadedFonts } from './loaded-fonts.svelte.ts';

/**
 * Makes a card's thumbnail one line high (`data-thumb="small"`) where a word of the title finds no room beside it: that
 * word would go on below the picture, with an empty line above it. At once, so that who measures the card next measures
 * it so.
 * @param words the title, as it stands on the card
 * @returns an attachment of the card
 */
export const sizeThumb = (words: string) => (card: HTMLElement): void => {
	// Again with another type or size.
	void [innerWidth.current, innerHeight.current, loadedFonts.count];
	delete card.dataset['thumb'];
	const title = card.querySelector('.title');
	if (!title || !/[\s\u00AD-]/.test(words)) return;
	const range = document.createRange();
	range.selectNodeContents(title);
	// The boxes of lines that follow each other overlap.
	const lines = [...range.getClientRects()];
	if (lines.some(({ top }, index) => top > (lines[index - 1]?.bottom ?? top) + 1)) card.dataset['thumb'] = 'small';
};
