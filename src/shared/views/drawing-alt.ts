import type { DrawingView } from './parts.ts';

/** A drawing for who does not see it: what is to be seen, else what it is called, and then the words in it. */
export function drawingAlt({ alt, title, lettering }: Pick<DrawingView, 'alt' | 'title' | 'lettering'>, otherwise = 'Tekening zonder beschrijving'): string {
	return [alt || title || otherwise, lettering].filter(Boolean).join(' ');
}
