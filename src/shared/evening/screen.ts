import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { subjectOf, type Show } from '../protocol/show.ts';
import { isPublic, projectComment } from './comment.ts';
import { accept, type Decision } from './decision.ts';
import { change, type Changed } from './events.ts';
import { resultsArePublic } from './round.ts';
import { screenOf, type EveningState, type TextId } from './state.ts';
import { themeAt, type Theme } from './theme.ts';
import type { Timer } from './timer.ts';

/** What the projector shows. Blank lies over it, so that lifting it brings back what was there. */
export interface ScreenState {
	show: Show;
	blank: boolean;
	/** House rules; null as long as nobody wrote others than the usual ones. */
	rules: TextId[] | null;
	/** A facilitator's own text: its heading, and what stands below it. */
	heading: TextId | null;
	lines: TextId | null;
	/** The hall's clock; null where none is set. */
	timer: Timer | null;
}

export function decideScreen(state: EveningState, command: CommandOf<'screen.show' | 'screen.turn' | 'screen.blank'>): Decision {
	const screen = screenOf(state);
	if (command.type === 'screen.blank') return accept([change('screen', 'this', screen, { blank: command.blank })]);
	if (command.type === 'screen.turn') {
		const seen = seenShow(state);
		// A clicker's press was meant for the picture that stood there.
		if (subjectOf(seen) !== command.subject || !hasPages(seen)) return refuse('screen.elsewhere');
		return accept([bringToScreen(state, { ...seen, held: command.held })]);
	}
	const { show } = command;
	if (show.mode === 'comment') return projectComment(state, show.comment);
	const round = 'round' in show && show.round !== null ? state.entries.round.get(show.round) : null;
	if (round === undefined || round?.removed) return refuse('round.unknown');
	if (show.mode === 'theme' && !themeAt(state, show.theme)) return refuse('theme.unknown', { theme: show.theme });
	if (show.mode === 'timer' && screen.timer === null) return refuse('timer.none');
	if (show.mode === 'text' && screen.heading === null && screen.lines === null) return refuse('text.empty');
	const about = themeShown(state, show);
	if (about?.hidden) return refuse('theme.hidden', { theme: about.number });
	if (show.mode === 'drawing' && state.entries.drawing.get(show.drawing)?.status !== 'wall')
		return refuse('drawing.notOnWall');
	return accept([bringToScreen(state, show)]);
}

/** The theme that this picture is about: of a drawing the one that it hangs at; null for a picture of none or many. */
export function themeShown(state: EveningState, show: Show): Theme | null {
	const { theme } = themeNamed(state, show) ?? {};
	return theme == null ? null : themeAt(state, theme);
}

function themeNamed({ entries }: EveningState, show: Show): { theme: number | null } | undefined {
	switch (show.mode) {
		case 'theme':
			return show;
		case 'drawing':
			return entries.drawing.get(show.drawing);
		case 'comment':
			return entries.comment.get(show.comment);
		default:
			return undefined;
	}
}

/**
 * The event by which a command that shows something brings it before the hall as well. A blank screen stays blank: the
 * picture waits below, for whoever blanked it had a reason.
 * @returns null where the screen has that picture already.
 */
export function bringToScreen(state: EveningState, show: Show): Changed | null {
	return change('screen', 'this', screenOf(state), { show });
}

/**
 * What the hall sees, where the screen is not blank. In the place of a ranking that is not public (any more) come the round's
 * cards, in that of a comment that was taken off or hidden, its theme, and in that of a theme that is hidden since, all cards.
 */
export function seenShow(state: EveningState): Show {
	const { show } = screenOf(state);
	if (themeShown(state, show)?.hidden) return { mode: 'cards', round: null, held: null };
	if (show.mode === 'comment') {
		const comment = state.entries.comment.get(show.comment)!;
		return comment.projected && isPublic(state, comment) ? show : { mode: 'theme', theme: comment.theme, held: null };
	}
	if (show.mode !== 'ranking') return show;
	const round = state.entries.round.get(show.round);
	if (round && resultsArePublic(round)) return show;
	// They stand in another order: what was held there is not what stands there.
	return { mode: 'cards', round: show.round, held: null };
}

/** Does it come in pages, where there is much of it? */
export function hasPages(show: Show): show is Extract<Show, { held: number | null }> {
	return ['cards', 'ranking', 'theme', 'comment'].includes(show.mode);
}
