import type { CommandInput } from '#shared/protocol/commands.ts';
import type { PaperCountView, RoundView } from '#shared/views/parts.ts';

/** Papers of one table as they are being typed; numbers as they stand in their fields. */
export interface PaperDraft {
	table: string;
	people: string;
	/** By option; empty is none. */
	dots: Record<string, string>;
}

export const newPaper: PaperDraft = { table: '', people: '', dots: {} };

/** A count that was saved, to be corrected. */
export function paperDraftOf({ table = '', people, dots }: PaperCountView): PaperDraft {
	return { table, people: String(people), dots: Object.fromEntries(Object.entries(dots).map(([option, count]) => [option, String(count)])) };
}

/** The themes on the paper of this round: of a merged card each, since the paper has them apart. */
export function optionsOnPaper({ options, parts }: Pick<RoundView, 'options' | 'parts'>): string[] {
	return options.flatMap((option) => parts?.[option] ?? [option]).sort((a, b) => a.localeCompare(b, 'nl', { numeric: true }));
}

/** What a field says: a whole number; null where it is none. */
function numberOf(typed: string): number | null {
	const text = typed.trim();
	if (text === '') return 0;
	return /^\d{1,7}$/.test(text) ? Number(text) : null;
}

/** Dots typed so far; what is no number counts as none. */
export function dotsTyped({ dots }: PaperDraft): number {
	return Object.values(dots).reduce((sum, typed) => sum + (numberOf(typed) ?? 0), 0);
}

/** Dots that so many people can give; null as long as it does not say how many. */
export function dotsPossible({ people }: PaperDraft, { budget }: Pick<RoundView, 'budget'>): number | null {
	const count = numberOf(people);
	return people.trim() === '' || count === null ? null : count * budget;
}

/** What is wrong with each field, in words: by option, or 'people', or 'all' for what they are together. */
export function paperErrors(draft: PaperDraft, round: Pick<RoundView, 'budget' | 'most'>): Record<string, string> {
	const errors: Record<string, string> = {};
	const people = numberOf(draft.people);
	if (people === null || people === 0) errors['people'] = 'Typ hoeveel mensen een stembiljet inleverden.';
	for (const [option, typed] of Object.entries(draft.dots)) {
		const dots = numberOf(typed);
		if (dots === null) errors[option] = 'Typ een heel getal.';
		else if (people !== null && people > 0 && dots > people * round.most) errors[option] = `Hoogstens ${people * round.most}: ${round.most} per persoon.`;
	}
	const possible = dotsPossible(draft, round);
	const given = dotsTyped(draft);
	if (possible !== null && people !== 0 && given > possible) errors['all'] = `${given} stippen is te veel: ${people === 1 ? '1 mens heeft' : `${people} mensen hebben`} er samen ${possible}. Tel nog eens.`;
	return errors;
}

/** @param draft without errors */
export function paperCommand(draft: PaperDraft, round: string, paper: string): CommandInput<'paper.count'> {
	const dots = Object.fromEntries(Object.entries(draft.dots).map(([option, typed]) => [option, numberOf(typed) ?? 0]));
	return { type: 'paper.count', paper, round, table: draft.table, people: numberOf(draft.people) ?? 0, dots };
}
