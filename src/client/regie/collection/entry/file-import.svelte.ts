import { tick } from 'svelte';
import { Keep } from '#client/live/keep.ts';
import type { Mapping } from '#shared/programme/form-import/mapping.ts';
import type { FormFileAsk, FormFileCheck, FormFileLook, FormFileTaken } from '#shared/protocol/form-file.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { sendFile, type FileAnswer } from './send-file.ts';

/** What was chosen for files with these headers: the next one of them needs no choosing. */
type Remembered = Record<string, Pick<Mapping, 'columns' | 'asks'>>;
/** Files with other headers that are remembered at most. */
const mostRemembered = 20;

/** One file on its way in: looked at, its columns given their questions, checked, taken in. */
export class FileImport {
	readonly #area: string;
	readonly #remembered = new Keep<Remembered>('wijkverhaal.ophalen.kolommen', {});
	file = $state.raw<File | null>(null);
	look = $state.raw<FormFileLook | null>(null);
	mapping = $state.raw<Mapping | null>(null);
	/** Of `mapping` as it is now; null as long as it was not checked. */
	check = $state.raw<FormFileCheck | null>(null);
	taken = $state.raw<FormFileTaken | null>(null);
	refusal = $state.raw<Refusal | null>(null);
	/** What is under way, from 0 to 1. */
	progress = $state<number | null>(null);
	/** Each asking has its own number: an answer that is overtaken counts for nothing. */
	#asked = 0;

	constructor(area: string) {
		this.#area = area;
	}

	async choose(file: File): Promise<void> {
		this.file = file;
		this.look = this.mapping = this.check = this.taken = null;
		await this.#lookAgain({ step: 'look', sheet: 0 });
	}

	/** Another sheet, or another row of headers: what columns hold is guessed anew. */
	async lookAt(sheet: number, header: number | null): Promise<void> {
		await this.#lookAgain({ step: 'look', sheet, header });
	}

	change(change: Partial<Mapping>): void {
		if (!this.mapping) return;
		this.mapping = { ...this.mapping, ...change };
		this.check = null;
		const all = { ...this.#remembered.value, [this.#headers]: { columns: this.mapping.columns, asks: this.mapping.asks } };
		this.#remembered.value = Object.fromEntries(Object.entries(all).slice(-mostRemembered));
	}

	/** What the column holds; no other column holds it any more. */
	setColumn(column: number, target: string): void {
		if (!this.mapping) return;
		this.change({ columns: this.mapping.columns.map((one, index) => (index === column ? target : target !== '' && one === target ? '' : one)) });
	}

	async verify(): Promise<void> {
		const answer = await this.#ask({ step: 'check', sheet: this.mapping!.sheet, mapping: this.mapping! });
		if (answer && 'step' in answer && answer.step === 'check') this.check = answer;
	}

	async take(): Promise<void> {
		const answer = await this.#ask({ step: 'take', sheet: this.mapping!.sheet, mapping: this.mapping! });
		if (answer === null) return;
		if ('step' in answer && answer.step === 'take') {
			this.taken = answer;
			this.file = this.look = this.mapping = this.check = null;
			await tick();
		} else if ('check' in answer && answer.check) this.check = answer.check;
	}

	leave(): void {
		this.#asked += 1;
		this.file = this.look = this.mapping = this.check = this.refusal = this.progress = null;
	}

	async #lookAgain(ask: FormFileAsk): Promise<void> {
		const answer = await this.#ask(ask);
		if (!answer || !('step' in answer) || answer.step !== 'look') return;
		this.look = answer;
		this.mapping = answer.mapping;
		this.check = null;
		const known = this.#remembered.value[this.#headers];
		if (known?.columns.length === answer.columns.length) this.mapping = { ...answer.mapping, ...known };
	}

	/** @returns null where something else was asked meanwhile, or the file was left. */
	async #ask(ask: FormFileAsk): Promise<FileAnswer | null> {
		if (!this.file) return null;
		const asked = (this.#asked += 1);
		this.refusal = null;
		this.progress = 0;
		const answer = await sendFile(this.file, ask, this.#area, (progress) => {
			if (asked === this.#asked) this.progress = progress;
		});
		if (asked !== this.#asked) return null;
		this.progress = null;
		if ('ok' in answer) this.refusal = answer;
		return answer;
	}

	get #headers(): string {
		return (this.look?.columns ?? []).map(({ name }) => name).join('\u001F');
	}
}
