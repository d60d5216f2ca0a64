import { untrack } from 'svelte';
import { changesSince, withChanges, type Changes } from './changes.ts';

/** What a form is made with. */
interface Options<Draft extends object, Errors extends object> {
	/** What stands in it as long as nothing is typed: as it is now, whoever changed it. */
	initial(): Draft;
	/** What was typed in it before the page was left: the form goes on from there. */
	kept: Changes<Draft> | null;
	/** Told of everything that is typed. */
	typed(changes: Changes<Draft>): void;
	/** What is wrong, by field; empty where nothing is. */
	errorsOf(draft: Draft): Errors;
	save(draft: Draft): Promise<void>;
}

/**
 * A form that is typed for a while and saved by a command. A field that nobody typed in goes along with what colleagues
 * make of it meanwhile, so that saving changes only what was typed. What is wrong is said once somebody tried to save it.
 * Make it while a component is made.
 */
export class DraftForm<Draft extends object, Errors extends object> {
	/** As it stands in the fields, which are bound to it. */
	readonly draft: Draft;
	readonly #options: Options<Draft, Errors>;
	#tried = $state(false);
	#saving = false;
	/** What stood in it before anything was typed. */
	#base: Draft;
	#followed = $state(false);

	constructor(options: Options<Draft, Errors>) {
		this.#options = options;
		this.#base = options.initial();
		this.draft = $state(structuredClone(withChanges(this.#base, options.kept ?? {})));
		$effect.pre(() => {
			const initial = options.initial();
			untrack(() => this.#follow(initial));
		});
		// It goes out of the page, to where it is kept.
		$effect(() => options.typed(changesSince(this.#base, this.#now)));
	}

	/** Did a colleague change this while the form was open? */
	get followed(): boolean {
		return this.#followed;
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

	#follow(initial: Draft): void {
		if (this.#saving || Object.keys(changesSince(this.#base, initial)).length === 0) return;
		const typed = changesSince(this.#base, this.#now);
		this.#base = initial;
		Object.assign(this.draft, structuredClone(withChanges(initial, typed)));
		this.#followed = true;
	}

	get #now(): Draft {
		return $state.snapshot(this.draft) as Draft;
	}
}
