import { Stages } from './stages.ts';

export interface StageWords {
	group: string;
	play: string;
	step: (number: number, count: number) => string;
}

/**
 * The buttons by which a series (sketch, ink, colour) is played in the place of its picture, or one of its stages is shown. By
 * the DOM alone, as the stages themselves: the residents' script loads them late, and nothing of it may be loaded twice.
 * @param part gets them as its last child
 * @param image the picture of the last stage
 * @param earlier addresses of those before, the oldest first
 * @returns the buttons, and what takes all of it away
 */
export function addStageControls(part: HTMLElement, image: HTMLImageElement, earlier: readonly string[], words: StageWords): { row: HTMLElement; remove: () => void } {
	const laid = new Stages(image, earlier);
	const count = earlier.length + 1;
	const row = document.createElement('div');
	row.className = 'row';
	row.role = 'group';
	row.ariaLabel = words.group;
	const button = (label: string, press: () => void) => {
		const made = document.createElement('button');
		Object.assign(made, { type: 'button', className: 'button', textContent: label, onclick: press });
		row.append(made);
		return made;
	};
	button(words.play, () => void laid.play(tell));
	const steps = Array.from({ length: count }, (_, at) => {
		const step = button(String(at + 1), () => {
			tell(at);
			void laid.show(at);
		});
		step.ariaLabel = words.step(at + 1, count);
		return step;
	});
	const status = document.createElement('span');
	status.className = 'muted';
	status.role = 'status';
	row.append(status);
	tell(count - 1);
	part.append(row);
	const remove = () => {
		laid.remove();
		row.remove();
	};
	return { row, remove };

	function tell(at: number) {
		status.textContent = words.step(at + 1, count);
		for (const [index, step] of steps.entries()) {
			step.ariaPressed = String(index === at);
			// In ink, as everything that is chosen.
			Object.assign(step.style, index === at ? { background: 'var(--ink)', color: 'var(--on-ink)' } : { background: '', color: '' });
		}
	}
}
