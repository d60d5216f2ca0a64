import { readable, type StoryView } from '#shared/programme/collection/story-view.ts';
import { dotsWords, groundWords, partTitles } from '#shared/programme/collection/story-words.ts';
import { resultsSentence } from '#shared/views/results-remark.ts';

/** What story.typ is told: all words, in their order. Pictures are files beside it. */
export interface StorySheet {
	title: string;
	under: string;
	ground: string;
	parts: {
		title: string;
		paragraphs: { heading: string; text: string; quotes: string[]; dots: string; picture: { file: string; alt: string; credit: string } | null }[];
	}[];
	/** What must be said with numbers; '' where there are none. */
	remark: string;
}

/** A story as it is told on paper. @param under of which area and day it is @param pictures by drawing */
export function storySheet(story: StoryView, under: string, pictures: ReadonlyMap<string, { file: string; alt: string; credit: string }>): StorySheet {
	const told = readable(story);
	const parts: StorySheet['parts'] = [];
	for (const [index, { part, theme, text, quotes }] of told.entries()) {
		// A part begins anew where others stood between: readers go by the order that a person gave it.
		if (part !== told[index - 1]?.part) parts.push({ title: partTitles[part], paragraphs: [] });
		parts.at(-1)!.paragraphs.push({
			heading: theme ? `Thema ${theme.number}: ${theme.title}` : '',
			text,
			quotes,
			dots: theme?.dots ? dotsWords(theme.dots) : '',
			picture: (theme?.drawing !== undefined && pictures.get(theme.drawing)) || null
		});
	}
	return { title: story.title, under, ground: groundWords(story), parts, remark: told.some(({ theme }) => theme?.dots) ? `${resultsSentence}.` : '' };
}

/** All words that are set. */
export function wordsOfStory({ title, under, parts }: StorySheet): string {
	return [title, under, ...parts.flatMap(({ paragraphs }) => paragraphs.flatMap(({ heading, text, quotes, picture }) => [heading, text, ...quotes, picture?.credit ?? '']))].join(' ');
}

/** The same without these signs; a title of nothing else becomes 'Het verhaal'. */
export function storyWithoutSigns(sheet: StorySheet, signs: ReadonlySet<string>): StorySheet {
	if (signs.size === 0) return sheet;
	const known = (words: string) => [...signs].reduce((rest, sign) => rest.replaceAll(sign, ' '), words).replace(/ {2,}/g, ' ').trim();
	return {
		...sheet,
		title: known(sheet.title) || 'Het verhaal',
		under: known(sheet.under),
		parts: sheet.parts.map((part) => ({
			...part,
			paragraphs: part.paragraphs.map(({ heading, text, quotes, dots, picture }) => ({
				heading: known(heading),
				text: known(text),
				quotes: quotes.map(known).filter((quote) => quote !== ''),
				dots,
				picture: picture && { ...picture, credit: known(picture.credit) }
			}))
		}))
	};
}
