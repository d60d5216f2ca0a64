/** Without a touch for this long the tablet is for the next person, in seconds. */
const idleAfter = 60;
/** For so long before that it asks: a standard (WCAG 2.2.1) gives 20 seconds to say that one is still there. */
const askFor = 20;

/** Notices that nobody touches the tablet any more. By the clock, not by counting: one that slept has waited too. */
export class Idle {
	readonly #gone: () => void;
	#touchedAt = 0;
	#left = $state<number | null>(null);

	/** @param gone called once nobody touched it for so long */
	constructor(gone: () => void) {
		this.#gone = gone;
	}

	/** The seconds that are left, while it asks; null else. */
	get left(): number | null {
		return this.#left;
	}

	/** Somebody is there. */
	touch(): void {
		this.#touchedAt = Date.now();
		this.#left = null;
	}

	/** Call it in the browser only. @returns ends that. */
	watch(): () => void {
		this.touch();
		const touched = () => this.touch();
		const events = ['pointerdown', 'keydown', 'input', 'scroll', 'wheel'];
		for (const event of events) addEventListener(event, touched, { capture: true, passive: true });
		const looking = setInterval(() => {
			const left = idleAfter - Math.floor((Date.now() - this.#touchedAt) / 1000);
			this.#left = left > askFor ? null : Math.max(0, left);
			if (left > 0) return;
			clearInterval(looking);
			this.#gone();
		}, 1000);
		return () => {
			clearInterval(looking);
			for (const event of events) removeEventListener(event, touched, { capture: true });
		};
	}
}
