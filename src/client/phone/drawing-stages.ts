import { addStageControls } from '#client/drawings/stage-controls.ts';
import type { DrawingView } from '#shared/views/parts.ts';
import type { LateWords } from './late-words.ts';

/**
 * Lets a series be played on a phone. It comes late and with words of its own, and takes nothing from the residents' script:
 * what is loaded from that a second time would begin the page anew.
 * @param part holds the drawing's figure
 * @returns takes the buttons away. Throws where the words don't come
 */
export async function addStages(part: HTMLElement, stages: NonNullable<DrawingView['stages']>): Promise<() => void> {
	const answer = await fetch(`/mee/woorden?taal=${document.documentElement.lang}`);
	const { 'stages.group': group, 'stages.play': play, 'stages.step': step } = (await answer.json()) as LateWords;
	const controls = addStageControls(part, part.querySelector('img')!, stages.map(({ id }) => `/tekening/${id}/phone`), {
		group,
		play,
		step: (number, count) => step.replace('{number}', String(number)).replace('{count}', String(count))
	});
	// The drawing around them may be in another language than the page.
	controls.row.lang = document.documentElement.lang;
	return controls.remove;
}
