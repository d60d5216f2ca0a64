import type { CommandOf, PanelFrame } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change, type EveningEvent } from './events.ts';
import { inOrder, placesBefore } from './in-order.ts';
import { stripOf, type EveningState, type TextId } from './state.ts';

/** The strip of the evening: panels in order, so many to a page. */
export interface Strip {
	title: TextId | null;
	/** Panels to a page, 1 to 6. */
	layout: number;
}

/** A drawing, or a part of it, in the strip. It shows the drawing's present version, as long as that hangs. */
export interface Panel {
	drawing: string;
	/** The part of the drawing that is shown; null for all of it. */
	frame: PanelFrame | null;
	caption: TextId | null;
	/** See `placesBefore`. */
	place: number;
	removed: boolean;
}

/** Panels of a strip at most: ten pages of six. */
export const mostPanels = 60;

type StripCommand = CommandOf<'strip.edit' | 'panel.add' | 'panel.edit' | 'panel.move' | 'panel.remove'>;

export function decideStrip(state: EveningState, command: StripCommand, context: Context): Decision {
	const texts = new Texts(context);
	if (command.type === 'strip.edit') {
		const strip = stripOf(state);
		const { title, layout } = command.set;
		const fields: Partial<Strip> = {
			...(title !== undefined && { title: texts.optional(title, longest.title, strip.title) }),
			...(layout !== undefined && { layout })
		};
		return texts.refusal ?? accept([change('strip', 'this', strip, fields)], texts.bodies);
	}
	if (command.type === 'panel.add') return addPanels(state, command);
	const panel = panelAt(state, command.panel);
	if (!panel) return refuse('panel.unknown');
	switch (command.type) {
		case 'panel.edit': {
			const { frame, caption } = command.set;
			const fields: Partial<Panel> = {
				...(frame !== undefined && { frame }),
				...(caption !== undefined && { caption: texts.optional(caption, longest.caption, panel.caption) })
			};
			return texts.refusal ?? accept([change('panel', command.panel, panel, fields)], texts.bodies);
		}
		case 'panel.move':
			return accept([change('panel', command.panel, panel, { place: placesBefore(panelsOf(state), command.before, 1, command.panel)[0]! })]);
		case 'panel.remove':
			return accept([change('panel', command.panel, panel, { removed: true })]);
	}
}

function addPanels(state: EveningState, { panels, before }: CommandOf<'panel.add'>): Decision {
	const ids = new Set(panels.map(({ panel }) => panel));
	// Added once more, one that is there would lose its caption.
	if (ids.size < panels.length || [...ids].some((id) => state.entries.panel.has(id))) return refuse('message.invalid');
	const standing = panelsOf(state);
	if (standing.length + ids.size > mostPanels) return refuse('panel.tooMany', { most: mostPanels });
	const places = placesBefore(standing, before, ids.size);
	const events: EveningEvent[] = [];
	for (const [index, { panel, drawing, frame }] of panels.entries()) {
		if (state.entries.drawing.get(drawing)?.status !== 'wall') return refuse('drawing.notOnWall');
		events.push({ type: 'panel.added', id: panel, fields: { drawing, frame, caption: null, place: places[index]!, removed: false } });
	}
	return accept(events);
}

/** All panels of the strip in their order, each with its id; those too whose drawing does not hang now: it may come back. */
export function panelsOf(state: EveningState): [string, Panel][] {
	return inOrder([...state.entries.panel].filter(([, { removed }]) => !removed));
}

/** Those of them that are seen: a drawing that does not hang is in no strip. */
export function seenPanels(state: EveningState): [string, Panel][] {
	return panelsOf(state).filter(([, { drawing }]) => state.entries.drawing.get(drawing)?.status === 'wall');
}

function panelAt(state: EveningState, id: string): Panel | null {
	const panel = state.entries.panel.get(id);
	return panel && !panel.removed ? panel : null;
}
