import type { CommandInput } from '#shared/protocol/commands.ts';
import type { RoundView, ThemeView } from '#shared/views/parts.ts';

/** A round as it is being typed; numbers as they stand in their fields. */
export interface RoundDraft {
	kind: 'themes' | 'practice';
	title: string;
	budget: string;
	most: string;
	results: 'hidden' | 'open';
	/** By hand, or by the hall's clock. */
	closing: 'hand' | 'clock';
	/** Theme numbers. */
	themes: number[];
	/** What a practice round chooses from. */
	lines: string[];
}

/** What is wrong with each field, in words. */
export type DraftErrors = Partial<Record<'title' | 'budget' | 'most' | 'options', string>>;

/** Above this many themes a hall gets lost in its choice. */
export const manyThemes = 15;

/** A new round over themes: all but the grave ones, which someone in the hall may be the victim of. */
export function newRound(themes: ThemeView[]): RoundDraft {
	return {
		kind: 'themes',
		title: 'Wat vindt u het belangrijkst?',
		budget: '5',
		most: '2',
		results: 'hidden',
		closing: 'hand',
		themes: themes.filter(({ grave }) => !grave).map(({ number }) => number),
		lines: []
	};
}

/** How the box of a main theme shows what of it was ticked: a grave one that stays out makes it 'some'. */
export function groupBox(themes: Pick<ThemeView, 'number'>[], ticked: ReadonlySet<number>): 'all' | 'some' | 'none' {
	const on = themes.filter(({ number }) => ticked.has(number)).length;
	return on === 0 ? 'none' : on === themes.length ? 'all' : 'some';
}

/** A practice round: open results, so that everyone sees the own dot arrive. */
export function newPractice(): RoundDraft {
	return { kind: 'practice', title: 'Koffie of thee?', budget: '3', most: '3', results: 'open', closing: 'hand', themes: [], lines: ['Koffie', 'Thee'] };
}

/** A draft that was saved, to be changed. */
export function draftOf(round: RoundView): RoundDraft {
	return {
		kind: round.kind,
		title: round.title,
		budget: String(round.budget),
		most: String(round.most),
		results: round.results,
		closing: round.closing ?? 'hand',
		themes: round.kind === 'themes' ? round.options.map(Number) : [],
		lines: round.kind === 'practice' ? round.options.map((option) => round.lines?.[option] ?? '') : []
	};
}

/** What must be mended before the round can be saved. A draft may have no themes yet; opening it then is refused. */
export function errorsOf(draft: RoundDraft): DraftErrors {
	const errors: DraftErrors = {};
	if (draft.title.trim() === '') errors.title = 'Typ de vraag van deze ronde.';
	if (!isCount(draft.budget)) errors.budget = 'Typ een getal van 1 tot en met 100.';
	if (!isCount(draft.most)) errors.most = 'Typ een getal van 1 tot en met 100.';
	else if (!errors.budget && Number(draft.most) > Number(draft.budget))
		errors.most = `Dit is meer dan het budget. Typ ${draft.budget.trim()} of minder.`;
	if (draft.kind === 'practice' && typed(draft.lines).length < 2) errors.options = 'Typ twee keuzes of meer.';
	return errors;
}

function isCount(text: string): boolean {
	return /^\d{1,3}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 100;
}

/** The command that makes the round. @param id of the new round, made on the client */
export function addCommand(draft: RoundDraft, id: string): CommandInput<'round.add'> {
	return {
		type: 'round.add',
		round: id,
		kind: draft.kind,
		...fields(draft),
		themes: draft.kind === 'themes' ? draft.themes : [],
		lines: draft.kind === 'practice' ? typed(draft.lines) : []
	};
}

/** The command that changes a draft. */
export function editCommand(draft: RoundDraft, id: string): CommandInput<'round.edit'> {
	const options = draft.kind === 'themes' ? { themes: draft.themes } : { lines: typed(draft.lines) };
	return { type: 'round.edit', round: id, set: { ...fields(draft), ...options } };
}

/** The lines in which something stands: a field that is emptied takes its choice away. */
function typed(lines: string[]): string[] {
	return lines.filter((line) => line.trim() !== '');
}

function fields({ title, budget, most, results, closing }: RoundDraft) {
	return { title, budget: Number(budget), most: Number(most), results, closing };
}
