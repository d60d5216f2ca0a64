/** What a form is made with. */
interface Options<Draft extends object, Errors extends object> {
	/** What stands in it at first: copied, the form has its own from then on. */
	initial: Draft;
	/** What was typed in it before the page was left: the form goes on from there. */
	kept: Draft | null;
	/** Told of everything that is typed. */
	typed(draft: Draft): void;
	/** What is wrong, by field; empty where nothing is. */
	errorsOf(draft: Draft): Errors;
	save(draft: Draft): Promise<void>;
}

/**
 * A form that is typed for a while and saved by a command. What is wrong is said once somebody tried to save it. Make it
 * while a component is made.
 */
export class DraftForm<Draft extends object, Errors extends object> {
	/** As it stands in the fields, which are bound to it. */
	readonly draft: Draft;
	readonly #options: Options<Draft, Errors>;
	#tried = $state(false);
	#saving = false;

	constructor(options: Options<Draft, Errors>) {
		this.#options = options;
		this.draft = $state(structuredClone({ ...options.initial, ...options.kept }));
		// It goes out of the page, to where it is kept.
		$effect(() => options.typed(this.#now));
	}

	get errors(): Partial<Errors> {
		return this.#tried ? this.#options.errorsOf(this.draft) : {};
	}

	/** Attachment for its heading: opened by a press it takes the focus, so that a reader hears where it is. */
	readonly heading = (heading: HTMLElement): void => {
		if (this.#options.kept === null) heading.focus();
	};

	/** Saves, unless something is wrong: then the first such field gets the focus. Two presses save once. */
	readonly submit = async (event: SubmitEvent): Promise<void> => {
		event.preventDefault();
		this.#tried = true;
		const form = event.currentTarget as HTMLFormElement;
		if (Object.keys(this.#options.errorsOf(this.draft)).length > 0) {
			// After the errors stand there.
			requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
			return;
		}
		if (this.#saving) return;
		this.#saving = true;
		await this.#options.save(this.#now);
		this.#saving = false;
	};

	get #now(): Draft {
		return $state.snapshot(this.draft) as Draft;
	}
}
