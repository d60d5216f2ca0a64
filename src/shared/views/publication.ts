import type { DrawingView } from './parts.ts';

/** What a drawing needs before it is published outside the hall, in the order in which it is asked. */
export const publicationParts = ['title', 'alt', 'lettering', 'licence', 'credit'] as const;
export type PublicationPart = (typeof publicationParts)[number];

/** What is still missing. `lettering` of '' says that there are no words in the drawing: then it is not missing. */
export function missingForPublication(drawing: DrawingView): PublicationPart[] {
	return publicationParts.filter((part) => (part === 'lettering' ? drawing.lettering === undefined : !drawing[part]));
}
