import type { DrawingView } from './parts.ts';

/** What a drawing needs before it is published outside the hall, in the order in which it is asked. */
export const publicationParts = ['title', 'alt', 'lettering', 'licence', 'credit'] as const;
export type PublicationPart = (typeof publicationParts)[number];

/** What each is called where it is missing. */
export const publicationWords: Record<PublicationPart, string> = {
	title: 'titel',
	alt: 'beschrijving voor wie niet ziet',
	lettering: 'tekst in de tekening',
	licence: 'wie hem mag gebruiken',
	credit: 'naam van de tekenaar'
};

/** What is still missing. `lettering` of '' says that there are no words in the drawing: then it is not missing. */
export function missingForPublication(drawing: DrawingView): PublicationPart[] {
	return publicationParts.filter((part) => (part === 'lettering' ? drawing.lettering === undefined : !drawing[part]));
}
