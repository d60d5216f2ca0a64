import { exhibitAt, type Exhibit } from '../evening/exhibit.ts';
import type { EveningState } from '../evening/state.ts';
import type { TextOf } from './parts.ts';
import { remembered } from './remembered.ts';

/** A picture or a PDF for the screen. The pictures of a page are at `/schermbeeld/<page>/<screen|thumbnail>`. */
export interface ExhibitView {
	id: string;
	kind: 'picture' | 'pdf';
	/** For regie: what it is called. */
	name?: string;
	/** What is to be seen, for who can't see it. */
	alt?: string;
	pages: { id: string; width: number; height: number }[];
	/** For regie: the pages that its file has; `pages` are the first of them. */
	count?: number;
}

/** What regie brought along for the screen, in the order in which it came. */
export function exhibitViews(state: EveningState, text: TextOf): Record<string, ExhibitView> {
	const views: Record<string, ExhibitView> = {};
	for (const [id, exhibit] of state.entries.exhibit) {
		if (exhibit.removed) continue;
		const name = exhibit.name === null ? '' : text(exhibit.name);
		views[id] = { id, ...exhibitFields(exhibit, text), ...(name !== '' && { name }), count: exhibit.count };
	}
	return views;
}

/** One of them as the screen shows it; null where it was removed. */
export function exhibitOnScreen(state: EveningState, id: string, text: TextOf): ExhibitView | null {
	const exhibit = exhibitAt(state, id);
	return exhibit && { id, ...exhibitFields(exhibit, text) };
}

const exhibitFields = remembered(({ kind, alt, pages }: Exhibit, text: TextOf) => ({
	kind,
	...(alt !== null && { alt: text(alt) }),
	pages: pages.map(({ id, width, height }) => ({ id, width, height }))
}));
