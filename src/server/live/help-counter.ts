import { nobody } from '#shared/evening/help.ts';
import { parseCommand } from '#shared/protocol/commands.ts';
import type { LiveEvening } from './evening.ts';
import { Rate } from './rate.ts';

/** One press in ten seconds, of one phone for one situation: a double tap is one question, and a flood no alarm each. */
const limit = { burst: 1, perSecond: 0.1 };

/**
 * Counts which cards of 'Hulp of melden' are asked for, under nobody's seat: neither log nor database has a link to who
 * asked. What tells phones apart stays in memory, and no longer than it is needed.
 */
export class HelpCounter {
	readonly #rate = new Rate(() => limit);

	/**
	 * @param who tells one phone from another: its seat, or its browser. Never stored.
	 * @param message id and situation, as the form spells them. The id may stand nowhere beside a seat.
	 * @returns false where the message is none. One press too many is none that counts, and no reason to show nothing.
	 */
	async count(evening: LiveEvening, who: string, message: { id: string; situation: string }, now = performance.now()): Promise<boolean> {
		const command = parseCommand({ ...message, type: 'help.ask' });
		if (command === null) return false;
		this.#rate.sweep(now);
		// A full disk may not stand between somebody and a number either: its answer is not asked.
		if (this.#rate.take(`${evening.id} ${who} ${message.situation}`, nobody.role, now) === 'go') await evening.submit(command, nobody);
		return true;
	}
}
