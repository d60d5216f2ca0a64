import type { Command, CommandInput } from '#shared/protocol/commands.ts';
import type { ShownPage } from '#shared/protocol/frames.ts';
import { subjectOf } from '#shared/protocol/show.ts';
import type { ShowView } from '#shared/views/show.ts';
import type { ScreenView } from '#shared/views/views.ts';
import type { Click } from '#client/ui/clicker.ts';

/**
 * The view as whoever holds the clicker left it: what was pressed shows at once, also while the line is down.
 * @param pending commands of this screen that were not answered yet, the oldest first
 */
export function asPressed(view: ScreenView, pending: readonly Command[]): ScreenView {
	return pending.reduce((pressed, command) => {
		if (command.type === 'screen.blank') {
			const { blank: _, ...lit } = pressed;
			return command.blank ? { ...lit, blank: true as const } : lit;
		}
		if (command.type !== 'screen.turn' || subjectOf(pressed.show) !== command.subject) return pressed;
		return { ...pressed, show: heldAt(pressed.show, command.held) };
	}, view);
}

function heldAt(show: ShowView, held: number | null): ShowView {
	if (show.mode !== 'cards' && show.mode !== 'ranking' && show.mode !== 'theme' && show.mode !== 'comment' && show.mode !== 'exhibit' && show.mode !== 'strip') return show;
	const { held: _, ...turning } = show;
	return held === null ? turning : { ...turning, held };
}

/**
 * The command that a click leads to; null where there is nothing to turn to, as on the last page.
 * @param shown the page that stands there, where there are several
 */
export function commandFor(click: Click, blank: boolean, shown: ShownPage | null): Extract<CommandInput, { type: 'screen.turn' | 'screen.blank' }> | null {
	if (click === 'blank') return { type: 'screen.blank', blank: !blank };
	const held = click === 'next' ? shown?.after : shown?.before;
	return blank || !shown || held == null ? null : { type: 'screen.turn', subject: shown.subject, held };
}
