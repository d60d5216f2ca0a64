import type { StoryPart } from './state.ts';
import type { DotsView, StoryView } from './story-view.ts';

/** What each part of a story is called. */
export const partTitles: Record<StoryPart, string> = {
	about: 'Wie wij zijn',
	praise: 'Wat hier goed gaat',
	better: 'Wat wij beter willen',
	theme: 'Waar het over gaat',
	future: 'Zo zien wij de toekomst',
	help: 'Wat wij doen, en wat wij vragen'
};

/** '14 stippen: 9 per telefoon, 5 op papier. 32 stemmen in ronde 1.' Numbers stand apart, never as one. */
export function dotsWords({ round, phone, paper, voted, onPaper }: DotsView): string {
	const dots = phone + paper;
	const apart = onPaper > 0 ? `: ${phone} per telefoon, ${paper} op papier` : '';
	const people = onPaper > 0 ? ` en ${onPaper} ${onPaper === 1 ? 'papier' : 'papieren'}` : '';
	return `${dots} ${dots === 1 ? 'stip' : 'stippen'}${apart}. In ronde ${round}: ${voted} ${voted === 1 ? 'stem' : 'stemmen'} per telefoon${people}.`;
}

/** How many talked, said and came: what the story stands on. */
export function groundWords({ talks, statements, evening }: StoryView): string {
	const collected = `${talks} ${talks === 1 ? 'gesprek' : 'gesprekken'}, ${statements} ${statements === 1 ? 'uitspraak' : 'uitspraken'}`;
	if (!evening) return `${collected}.`;
	const present = evening.present === null ? '' : `${evening.present} ${evening.present === 1 ? 'mens' : 'mensen'} in de zaal, `;
	return `${collected}. Op de avond: ${present}${evening.joined} ${evening.joined === 1 ? 'telefoon' : 'telefoons'}.`;
}
