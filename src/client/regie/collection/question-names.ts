import type { Question } from '#shared/programme/collection/format.ts';

/** What staff read a kind of question as. */
export const kindNames: Record<Question['kind'], string> = {
	open: 'open vraag',
	choice: 'keuze',
	themes: 'thema’s, 1 tot 3',
	place: 'plek in woorden'
};

/** What the story takes from an open question. */
export const tellsNames: Record<NonNullable<Question['tells']>, string> = {
	area: 'Wie we zijn',
	praise: 'Wat goed gaat',
	better: 'Wat beter kan',
	future: 'Hoe we de toekomst zien',
	help: 'Wie wat kan doen'
};
