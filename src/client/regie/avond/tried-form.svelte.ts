/** A form that is saved by a command: what is wrong is said once somebody tried to save it. */
export class TriedForm {
	#tried = $state(false);
	#saving = false;

	get tried(): boolean {
		return this.#tried;
	}

	/** Saves, unless something is wrong: then the first such field gets the focus. Two presses save once. */
	async submit(event: SubmitEvent, isWrong: () => boolean, save: () => Promise<void>): Promise<void> {
		event.preventDefault();
		this.#tried = true;
		const form = event.currentTarget as HTMLFormElement;
		if (isWrong()) {
			// After the errors stand there.
			requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
			return;
		}
		if (this.#saving) return;
		this.#saving = true;
		await save();
		this.#saving = false;
	}
}

/** For the heading of a form that a press opened: it takes the focus, so that a reader hears where it is. */
export function focusUnless(openedByItself: boolean) {
	return (heading: HTMLElement) => {
		if (!openedByItself) heading.focus();
	};
}
