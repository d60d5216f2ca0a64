import { panelsOnScreen } from '../evening/screen.ts';
import { stripOf, type EveningState } from '../evening/state.ts';
import { seenPanels } from '../evening/strip.ts';
import type { PanelFrame } from '../protocol/commands.ts';
import type { TextOf } from './parts.ts';

/** What the strip is called where nobody gave it a name. */
export const usualTitle = 'De strip van de avond';

/** A panel of the strip; its drawing is in the same view. */
export interface PanelView {
	id: string;
	drawing: string;
	/** Left out where the whole drawing is shown. */
	frame?: PanelFrame;
	caption?: string;
}

/** The strip of the evening, its panels in order. */
export interface StripView {
	title?: string;
	/** Panels to a page, 1 to 6. */
	layout: number;
	panels: PanelView[];
}

/** @param onScreen only what the hall may see */
export function stripView(state: EveningState, text: TextOf, onScreen = false): StripView {
	const { title, layout } = stripOf(state);
	const panels: PanelView[] = [];
	for (const [id, panel] of onScreen ? panelsOnScreen(state) : seenPanels(state)) {
		const caption = panel.caption === null ? '' : text(panel.caption);
		panels.push({ id, drawing: panel.drawing, ...(panel.frame && { frame: panel.frame }), ...(caption !== '' && { caption }) });
	}
	const words = title === null ? '' : text(title);
	return { ...(words !== '' && { title: words }), layout, panels };
}
