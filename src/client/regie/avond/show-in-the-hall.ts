import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Regie } from '../regie.svelte.ts';

/**
 * Gives a command of a round. A result that is shown comes where the hall looks: the round's cards go on the screen
 * first, so that the dots print in there. Taking it back hides the result; the cards stay.
 */
export async function doInTheHall(regie: Regie, command: CommandInput, words: string): Promise<void> {
	if (command.type === 'round.show' && command.shown) {
		const { show } = regie.view;
		const isThere = 'round' in show && show.round === command.round;
		// What was said before this can't be meant by an undo from here on.
		regie.dismiss();
		if (!isThere) await regie.do({ type: 'screen.show', show: { mode: 'cards', round: command.round, page: null } }, null);
	}
	await regie.do(command, words);
}
