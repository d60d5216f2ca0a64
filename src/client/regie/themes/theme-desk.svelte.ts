import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { MainTheme } from '#shared/programme/main-theme.ts';
import type { ThemeRow } from '#shared/programme/theme-row.ts';
import { themesOn } from '#shared/views/merged.ts';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import type { Regie } from '../regie.svelte.ts';
import { emptyDraft, type ThemeDraft } from './theme-draft.ts';
import type { ThemeFile } from './theme-file.ts';

/** The ways to add themes. */
export type Way = 'one' | 'paste' | 'file' | 'list';

/** A theme in the fields of a form, as one types. */
export class ThemeFields implements ThemeDraft {
	number = $state('');
	title = $state('');
	main = $state<MainTheme>('overig');
	explanation = $state('');
	mentioned = $state('');
	quotes = $state('');
	grave = $state(false);

	constructor(draft: ThemeDraft) {
		Object.assign(this, draft);
	}
}

/**
 * What a facilitator has under hand on the page of themes. It outlives a visit to another page of the same evening:
 * what was typed or chosen is still there.
 */
export class ThemeDesk {
	#way = $state<Way | null>(null);
	/** One theme by hand. */
	one = $state.raw(new ThemeFields(emptyDraft()));
	pasted = $state('');
	/** The file that was chosen; its text can be mended. */
	file = $state.raw<ThemeFile | null>(null);
	/** Choices out of the default list, by code. */
	chosen = new SvelteSet<string>();
	/** Rows of a text that were ticked or unticked by hand. */
	readonly ticks = new SvelteMap<number, boolean>();
	/** Main themes that were chosen in the preview, by title: a title that is mended elsewhere in the text keeps its own. */
	readonly mains = new SvelteMap<string, MainTheme>();
	/** Rows with a number that is taken: give them a free one, or leave them out. */
	clashes = $state<'renumber' | 'leave'>('renumber');
	/** A theme that is being changed: the form as it was opened, and as it stands. */
	editing = $state.raw<{ theme: number; before: ThemeDraft; fields: ThemeFields } | null>(null);
	/** Sent and not answered yet. */
	busy = $state(false);
	/** Why the last themes were not added. */
	refusal = $state.raw<Refusal | null>(null);
	readonly #regie: Regie;

	constructor(regie: Regie) {
		this.#regie = regie;
	}

	get way(): Way | null {
		return this.#way;
	}
	set way(way: Way | null) {
		this.#way = way;
		this.refusal = null;
	}

	/** Numbers of themes that are gone, and that somebody may know: they can't be given again. */
	get spent(): ReadonlySet<number> {
		return new Set(this.#regie.view.spent);
	}
	/** Numbers that can't be given any more. */
	get taken(): ReadonlySet<number> {
		return new Set([...Object.values(this.#regie.view.themes).flatMap(themesOn).map(({ number }) => number), ...this.spent]);
	}

	/** Adds themes with one command, so that one 'Ongedaan maken' takes them all back. @returns whether they were added. */
	async add(rows: readonly ThemeRow[]): Promise<boolean> {
		if (this.busy || rows.length === 0) return false;
		this.busy = true;
		const [first] = rows;
		const done = rows.length === 1 && first ? `‘${first.title}’ is toegevoegd.` : `${rows.length} thema’s zijn toegevoegd.`;
		const answer = await this.#regie.do({ type: 'theme.add', themes: rows.map(asAdded) }, done);
		this.busy = false;
		this.refusal = answer.ok ? null : answer;
		if (answer.ok) this.mains.clear();
		return answer.ok;
	}

	/** What was refused is being mended: the words about it go, also from the bar. */
	mend(): void {
		if (this.refusal === null) return;
		this.refusal = null;
		if (this.#regie.said?.kind === 'refused') this.#regie.dismiss();
	}

	/** A new text to read: choices about rows of the one before mean nothing any more. */
	newText(): void {
		this.ticks.clear();
		this.refusal = null;
	}
}

function asAdded({ row: _, ...theme }: ThemeRow): CommandInput<'theme.add'>['themes'][number] {
	return theme;
}

const desks = new WeakMap<Regie, ThemeDesk>();

/** The desk of this regie. */
export function deskOf(regie: Regie): ThemeDesk {
	let desk = desks.get(regie);
	if (!desk) desks.set(regie, (desk = new ThemeDesk(regie)));
	return desk;
}
