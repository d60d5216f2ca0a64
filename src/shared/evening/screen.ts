import type { CommandOf } from '../protocol/commands.ts';
import { refuse, type Refusal } from '../protocol/refusals.ts';
import { subjectOf, type Show } from '../protocol/show.ts';
import { isPublic, projectComment, whyNotProjected } from './comment.ts';
import { accept, type Decision } from './decision.ts';
import { change, type Changed } from './events.ts';
import { exhibitAt } from './exhibit.ts';
import { cardIs, cardNumber } from './merge.ts';
import { resultsArePublic } from './round.ts';
import { seenPanels, type Panel } from './strip.ts';
import { screenOf, type EveningState, type TextId } from './state.ts';
import { themeAt, type Theme } from './theme.ts';
import type { Timer } from './clock.ts';

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
	/** What regie got ready, for one press; null where nothing is. */
	next: Show | null;
}

export function decideScreen(state: EveningState, command: CommandOf<'screen.show' | 'screen.prepare' | 'screen.turn' | 'screen.blank'>): Decision {
	const screen = screenOf(state);
	if (command.type === 'screen.blank') return accept([change('screen', 'this', screen, { blank: command.blank })]);
	if (command.type === 'screen.turn') {
		const seen = seenShow(state);
		// A clicker's press was meant for the picture that stood there.
		if (subjectOf(seen) !== command.subject || !hasPages(seen)) return refuse('screen.elsewhere');
		const turned = { ...seen, held: command.held };
		return ((turned.mode === 'exhibit' || turned.mode === 'strip') && whyNotShown(state, turned)) || accept([bringToScreen(state, turned)]);
	}
	const { show } = command;
	const refusal = show && whyNotShown(state, show);
	if (refusal) return refusal;
	if (command.type === 'screen.prepare') return accept([change('screen', 'this', screen, { next: show })]);
	if (command.show.mode === 'comment') return projectComment(state, command.show.comment);
	return accept([bringToScreen(state, command.show)]);
}

/** Why this picture may not come before the hall; null where it may. */
export function whyNotShown(state: EveningState, show: Show): Refusal | null {
	if (show.mode === 'comment') return whyNotProjected(state, show.comment);
	if (show.mode === 'exhibit') {
		const exhibit = exhibitAt(state, show.exhibit);
		if (!exhibit) return refuse('exhibit.unknown');
		return (show.held ?? 0) < exhibit.pages.length ? null : refuse('exhibit.noPage');
	}
	if (show.mode === 'strip') {
		const count = panelsOnScreen(state).length;
		return count === 0 ? refuse('strip.empty') : (show.held ?? 0) < count ? null : refuse('panel.unknown');
	}
	const { timer, heading, lines } = screenOf(state);
	const round = 'round' in show && show.round !== null ? state.entries.round.get(show.round) : null;
	if (round === undefined || round?.removed) return refuse('round.unknown');
	if (show.mode === 'theme' && !themeAt(state, show.theme)) return refuse('theme.unknown', { theme: show.theme });
	if (show.mode === 'timer' && timer === null) return refuse('timer.none');
	if (show.mode === 'text' && heading === null && lines === null) return refuse('text.empty');
	const about = themeShown(state, show);
	if (about && cardIs(state, about.number, 'hidden')) return refuse('theme.hidden', { theme: about.number });
	if (show.mode === 'drawing' && state.entries.drawing.get(show.drawing)?.status !== 'wall')
		return refuse('drawing.notOnWall');
	return null;
}

/** The panels of the strip that the hall may see. */
export function panelsOnScreen(state: EveningState): [string, Panel][] {
	return seenPanels(state).filter(([, { drawing }]) => {
		const { theme } = state.entries.drawing.get(drawing)!;
		return theme === null || !cardIs(state, theme, 'hidden');
	});
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
 * picture waits below, for whoever blanked it had a reason. What was got ready is so no longer once it stands there.
 * @returns null where the screen has that picture already.
 */
export function bringToScreen(state: EveningState, show: Show): Changed | null {
	const screen = screenOf(state);
	const isPutOn = screen.next !== null && subjectOf(onCard(state, screen.next)) === subjectOf(onCard(state, show));
	return change('screen', 'this', screen, { show, next: isPutOn ? null : screen.next });
}

/**
 * The evening as it is once what was got ready has been put on a lit screen; null where nothing is ready, or it may not be
 * shown any more: a drawing that was taken down, a comment that was hidden.
 */
export function onceNextIsOn(state: EveningState): EveningState | null {
	const { next, ...screen } = screenOf(state);
	if (next === null || whyNotShown(state, next)) return null;
	const entries = { ...state.entries, screen: new Map([['this', { ...screen, show: next, blank: false, next: null }]]) };
	if (next.mode === 'comment') {
		const comment = { ...entries.comment.get(next.comment)!, projected: true };
		entries.comment = new Map(entries.comment).set(next.comment, comment);
	}
	return { ...state, entries };
}

/**
 * What the hall sees, where the screen is not blank. In the place of a ranking that is not public (any more) come the round's
 * cards, in that of a comment that was taken off or hidden, its theme, in that of a theme that is hidden since, all cards,
 * and in that of an exhibit that was removed or a strip that has no panels left, the welcome.
 */
export function seenShow(state: EveningState): Show {
	const { show } = screenOf(state);
	const about = themeShown(state, show);
	if (about && cardIs(state, about.number, 'hidden')) return { mode: 'cards', round: null, held: null };
	if (show.mode === 'theme') return onCard(state, show);
	if (show.mode === 'exhibit' && !exhibitAt(state, show.exhibit)) return { mode: 'welcome' };
	if (show.mode === 'strip') {
		const count = panelsOnScreen(state).length;
		// The last one may have gone while it stood there.
		return count === 0 ? { mode: 'welcome' } : { mode: 'strip', held: Math.min(show.held ?? 0, count - 1) };
	}
	if (show.mode === 'comment') {
		const comment = state.entries.comment.get(show.comment)!;
		return comment.projected && isPublic(state, comment) ? show : onCard(state, { mode: 'theme', theme: comment.theme, held: null });
	}
	if (show.mode !== 'ranking') return show;
	const round = state.entries.round.get(show.round);
	if (round && resultsArePublic(round)) return show;
	// They stand in another order: what was held there is not what stands there.
	return { mode: 'cards', round: show.round, held: null };
}

/** A theme that was merged is seen on the card that it is under. */
export function onCard(state: EveningState, show: Show): Show {
	return show.mode === 'theme' ? { ...show, theme: cardNumber(state, show.theme) } : show;
}

/** Does it come in pages, where there is much of it? */
export function hasPages(show: Show): show is Extract<Show, { held: number | null }> {
	return ['cards', 'ranking', 'theme', 'comment', 'exhibit', 'strip'].includes(show.mode);
}
