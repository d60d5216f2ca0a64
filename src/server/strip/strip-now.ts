import { stripOf, type EveningState } from '#shared/evening/state.ts';
import { longDay } from '#shared/programme/dutch-day.ts';
import type { DrawingVersion } from '#shared/protocol/commands.ts';
import { drawingViews, eveningView, type TextOf } from '#shared/views/parts.ts';
import { stripView, usualTitle } from '#shared/views/strip.ts';
import type { StripToPrint } from './sheet.ts';

/** The strip of an evening as it stands now, and of each panel the version of its drawing. Nothing of it is kept. */
export interface StripNow extends StripToPrint {
	versions: DrawingVersion[];
}

export function stripNow(state: EveningState, text: TextOf): StripNow {
	const { title = usualTitle, panels } = stripView(state, text);
	const drawings = drawingViews(state, text, false);
	const { title: evening, area, date, rehearsal } = eveningView(state, text);
	return {
		title,
		// Many an evening is called after its area.
		under: [evening, !evening.includes(area) && area, longDay(date), rehearsal && 'oefening'].filter(Boolean).join(' · '),
		layout: stripOf(state).layout,
		panels: panels.map(({ drawing, frame = null, caption }) => ({ drawing: drawings[drawing]!, frame, ...(caption !== undefined && { caption }) })),
		versions: panels.map(({ drawing }) => state.entries.drawing.get(drawing)!.version)
	};
}
