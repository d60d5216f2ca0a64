import { KeptForms } from '#client/forms/kept-forms.ts';

/** A paper form as it is typed. `form` and `code`: made for it by the server, so that sending it twice keeps one. */
export interface PaperDraft {
	form: string;
	made: string;
	card: string;
	day: string;
	code: string;
	/** By question: words, an option's id, or the codes of themes with a semicolon between them. */
	answers: Record<string, string>;
}

/** The one form that is being typed in this tab, kept through a reload until it is saved. */
export class PaperEntry {
	readonly #kept: KeptForms<PaperDraft>;
	draft: PaperDraft = $state({ form: '', made: '', card: '', day: '', code: '', answers: {} });

	/** Make it while a component is made. @param fresh what the server made for a new form */
	constructor(area: string, fresh: { form: string; code: string; day: string }) {
		this.#kept = new KeptForms('ophaalformulier', area);
		this.draft = emptyDraft(fresh);
	}

	/** Takes up what was typed before a reload. Only in the browser: the server can't know it. */
	takeUp(): boolean {
		const kept = this.#kept.of('papier');
		if (kept?.form === undefined) return false;
		this.draft = { ...this.draft, ...kept };
		return true;
	}

	/** Told of everything that is typed. */
	keep(): void {
		const now = $state.snapshot(this.draft);
		if (now.card !== '' || now.code !== '' || Object.values(now.answers).some((text) => text.trim() !== '')) this.#kept.typed('papier', now);
		else this.#kept.drop('papier');
	}

	/** It was saved, or thrown away: a new one. The day stays: papers come in piles of one evening. */
	begin(fresh: { form: string; code: string; day: string }): void {
		this.#kept.drop('papier');
		this.draft = emptyDraft({ ...fresh, day: this.draft.day });
	}
}

function emptyDraft({ form, code, day }: { form: string; code: string; day: string }): PaperDraft {
	return { form, made: code, card: '', day, code: '', answers: {} };
}
