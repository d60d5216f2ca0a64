import type { CommandOf, Show } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { accept, type Decision } from './decision.ts';
import { change, type Changed } from './events.ts';
import { screenOf, type EveningState } from './state.ts';
import { themeAt, type Theme } from './theme.ts';

/** What the projector shows. Blank lies over it, so that lifting it brings back what was there. */
export interface ScreenState {
	show: Show;
	blank: boolean;
}

export function decideScreen(state: EveningState, command: CommandOf<'screen.show' | 'screen.blank'>): Decision {
	const screen = screenOf(state);
	if (command.type === 'screen.blank') return accept([change('screen', 'this', screen, { blank: command.blank })]);
	const { show } = command;
	const round = 'round' in show && show.round !== null ? state.entries.round.get(show.round) : null;
	if (round === undefined || round?.removed) return refuse('round.unknown');
	if (show.mode === 'theme' && !themeAt(state, show.theme)) return refuse('theme.unknown', { theme: show.theme });
	const about = themeShown(state, show);
	if (about?.hidden) return refuse('theme.hidden', { theme: about.number });
	if (show.mode === 'drawing' && state.entries.drawing.get(show.drawing)?.status !== 'wall')
		return refuse('drawing.notOnWall');
	return accept([bringToScreen(state, show)]);
}

/** The theme that this picture is about: of a drawing the one that it hangs at; null for a picture of none or many. */
export function themeShown(state: EveningState, show: Show): Theme | null {
	const theme = show.mode === 'theme' ? show.theme : show.mode === 'drawing' ? (state.entries.drawing.get(show.drawing)?.theme ?? null) : null;
	return theme === null ? null : themeAt(state, theme);
}

/**
 * The event by which a command that shows something brings it before the hall as well. A blank screen stays blank: the
 * picture waits below, for whoever blanked it had a reason.
 * @returns null where the screen has that picture already.
 */
export function bringToScreen(state: EveningState, show: Show): Changed | null {
	return change('screen', 'this', screenOf(state), { show });
}
