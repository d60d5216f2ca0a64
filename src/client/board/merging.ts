import type { Regie } from '#client/regie/regie.svelte.ts';
import type { ThemeView } from '#shared/views/parts.ts';
import type { BoardSteps } from './board-steps.ts';
import { freeSpot } from './free-spot.ts';
import { cardAt, cardSize, type Rect } from './geometry.ts';
import { themesInWords } from './grouping.ts';
import type { Hand } from './hand.svelte.ts';

/** Themes that say the same come under one card, and out of it again. */
export class Merging {
	readonly #regie: Regie;
	readonly #hand: Hand;
	readonly #steps: BoardSteps;
	readonly #taken: () => Rect[];
	readonly #bring: (number: number) => void;
	/** The list of what can be done with the chosen cards; null where that is nothing. */
	menu: { show(): void } | null = null;

	/** @param taken what lies on the board @param bring brings a card in view */
	constructor(regie: Regie, hand: Hand, steps: BoardSteps, taken: () => Rect[], bring: (number: number) => void) {
		this.#regie = regie;
		this.#hand = hand;
		this.#steps = steps;
		this.#taken = taken;
		this.#bring = bring;
	}

	/** The themes that were merged into this one. */
	of(number: number): ThemeView[] {
		return this.#regie.view.themes[number]?.merged ?? [];
	}

	/** Something can be done with these cards: brought under one of them, or taken apart. */
	can(numbers: ReadonlySet<number>): boolean {
		return numbers.size > 1 || [...numbers].some((number) => this.of(number).length > 0);
	}

	/** The cards that these are now go under that of one of them, which comes in view: where one looked may be none of them any more. */
	async merge(numbers: Iterable<number>, into: number): Promise<void> {
		this.#hand.drop();
		const themes = [...numbers].filter((number) => number !== into);
		const belongs = themes.length === 1 ? 'hoort' : 'horen';
		if (themes.length === 0) return;
		const answer = await this.#steps.do({ type: 'theme.merge', themes, into }, `${themesInWords(themes)} ${belongs} nu bij thema ${into}. De stippen tellen samen.${this.#markedBy(themes, into)}`);
		if (answer.ok) this.#bring(into);
	}

	/** What a card gets from those that come under it, as long as they do. */
	#markedBy(themes: readonly number[], into: number): string {
		const { themes: all, hidden } = this.#regie.view;
		const grave = themes.some((number) => all[number]?.grave) && !all[into]?.grave;
		const unseen = themes.some((number) => hidden.includes(number)) && !hidden.includes(into);
		return (grave ? ' Samen zijn ze gevoelig.' : '') + (unseen ? ' Het scherm toont ze nu niet.' : '');
	}

	/** Merged before a round was opened, they were one choice in it: those dots are nobody else's afterwards. */
	#stayingWith(from: number, numbers: readonly number[]): string {
		const together = Object.values(this.#regie.view.rounds).some(
			({ kind, phase, options }) => kind === 'themes' && phase !== 'draft' && options.includes(String(from)) && !numbers.every((number) => options.includes(String(number)))
		);
		return together ? ` Stippen die ze samen kregen, blijven bij thema ${from}.` : '';
	}

	/** These themes get a card of their own again, each as near to the one they were under as there is room. */
	split(from: number, numbers: readonly number[]): void {
		this.#hand.drop();
		const place = this.#hand.places.get(from);
		if (!place || numbers.length === 0) return;
		const taken = this.#taken();
		const middle = { x: place.x + cardSize.width / 2, y: place.y + cardSize.height / 2 };
		const themes = numbers.map((theme) => {
			const at = freeSpot(middle, cardSize, taken);
			taken.push(cardAt(at));
			return { theme, ...at };
		});
		const have = numbers.length === 1 ? 'heeft' : 'hebben';
		void this.#steps.do({ type: 'theme.split', themes }, `${themesInWords(numbers)} ${have} weer een eigen kaart.${this.#stayingWith(from, numbers)}`);
	}
}
