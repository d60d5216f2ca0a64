import { randomInt } from 'node:crypto';
import { defaultThemes } from '#shared/programme/default-themes.ts';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { formatOf, statementsOf } from '#shared/programme/collection/form.ts';
import type { CollectionState, Form, Statement } from '#shared/programme/collection/state.ts';
import { themeCounts } from '#shared/programme/collection/theme-counts.ts';
import { themesOf, totalsOf, whereIs, type Totals } from '#shared/programme/collection/totals.ts';
import { mainThemes } from '#shared/programme/main-theme.ts';
import { writeCsv } from '#shared/programme/csv.ts';
import type { LiveEvening } from '../../live/evening.ts';
import { exportRound } from '../../tools/round-export.ts';
import { themeNames } from '../theme-names.ts';

type Where = ReturnType<typeof whereIs> | 'unchecked';

/** Where a statement is, in the words of our own pages. */
export const whereWords: Record<Where, string> = {
	placed: 'ingedeeld',
	notYet: 'nog niet ingedeeld',
	unchecked: 'nog niet nagekeken',
	rejected: 'afgewezen',
	quarantined: 'apart gehouden',
	withdrawn: 'ingetrokken'
};

/**
 * What an area collected, to be handed on. Forms are shuffled and numbered afresh: no number, order, card or code leads
 * back to a talk. Nothing that was written down and not found fit to be seen is in it; words for a place are raw, and are not either.
 */
export interface AreaExport {
	version: 1;
	area: string;
	/** ISO date. */
	made: string;
	totals: Totals;
	forms: { number: number; day: string | null; origin: Form['origin']; choices: Record<string, string>; ticked: string[]; statements: number; withdrawn: boolean }[];
	statements: { number: number; form: number; question: string; text: string; themes: string[]; status: Where; mergedInto: number | null }[];
	themes: { code: string; title: string; main: string; statements: number }[];
	rounds: {
		evening: string;
		date: string;
		rehearsal: boolean;
		round: number;
		title: string;
		remark: string;
		counts: { present: number | null; joined: number; voted: number; onPaper: number };
		themes: { number: number; title: string; dots: number; paper: number; ballots: number; into: number | null }[];
	}[];
	/** The choices that forms hold, by question: its words. */
	questions: Record<string, string>;
}

/** @param shuffle puts forms in another order; the system's randomness but in tests */
export function exportArea(state: CollectionState, textOf: (id: string) => string, area: { id: string; name: string }, evenings: readonly LiveEvening[], now: number, shuffle: <Entry>(entries: Entry[]) => Entry[] = shuffled): AreaExport {
	const forms = shuffle([...state.entries.form].filter(([, form]) => form.area === area.id));
	const questions: Record<string, string> = {};
	const rows: { id: string; form: number; statement: Statement; label: string }[] = [];
	const exported = forms.map(([id, form], index): AreaExport['forms'][number] => {
		const format = formatOf(state, form.format);
		const labelOf = (question: string) => format?.questions.find((one) => one.id === question)?.label ?? question;
		const of = statementsOf(state, id, form);
		for (const [statementId, statement] of of) rows.push({ id: statementId, form: index + 1, statement, label: labelOf(statement.question) });
		const choices: Record<string, string> = {};
		const ticked: string[] = [];
		for (const [question, value] of Object.entries(form.answers)) {
			if ('option' in value) {
				choices[question] = format?.questions.find((one) => one.id === question)?.options?.find((one) => one.id === value.option)?.label ?? value.option;
				questions[question] = labelOf(question);
			} else if ('themes' in value) ticked.push(...value.themes);
		}
		return { number: index + 1, day: form.day, origin: form.origin, choices, ticked: [...new Set(ticked)], statements: of.length, withdrawn: form.withdrawn !== null };
	});
	const numberOf = new Map(rows.map(({ id }, index) => [id, index + 1]));
	const counts = themeCounts(state, area.id);
	const mainOf = new Map(defaultThemes.map(({ source, main }) => [source, mainThemes.find(({ key }) => key === main)?.name ?? '']));
	return {
		version: 1,
		area: area.name,
		made: dutchDay(now),
		totals: totalsOf(state, area.id),
		forms: exported,
		statements: rows.map(({ form, statement, label }, index) => {
			const where = whereIs(state, statement);
			const seen = where === 'placed' || where === 'notYet';
			return {
				number: index + 1,
				form,
				question: label,
				text: seen && statement.clean !== null ? textOf(statement.clean) : '',
				themes: [...themesOf(state, statement)],
				status: statement.status === 'new' ? 'unchecked' : where,
				mergedInto: statement.mergedInto === null ? null : (numberOf.get(statement.mergedInto) ?? null)
			};
		}),
		themes: themeNames(state, textOf, area.id).map(({ id, title }) => ({ code: id, title, main: mainOf.get(id) ?? '', statements: counts.get(id) ?? 0 })),
		rounds: evenings.flatMap(roundsOf),
		questions
	};
}

/** The closed rounds of an evening, as its own files of results have them. */
function roundsOf(evening: LiveEvening): AreaExport['rounds'] {
	return [...evening.state.entries.round.values()]
		.filter(({ kind, phase, removed }) => kind === 'themes' && phase === 'closed' && !removed)
		.flatMap(({ number }) => {
			const round = exportRound(evening.state, (text) => evening.textOf(text), number);
			if ('ok' in round) return [];
			return [{
				evening: round.evening.title,
				date: round.evening.date,
				rehearsal: round.evening.rehearsal,
				round: round.round.number,
				title: round.round.title,
				remark: round.remark,
				counts: round.counts,
				themes: round.themes.map(({ number: theme, title, dots, paper, ballots, into }) => ({ number: theme, title, dots, paper, ballots, into }))
			}];
		});
}

type Row = (string | number)[];

/** The statements, one a row: what the sheet 'Uitspraken' and the CSV file hold. */
export function statementRows({ statements, themes }: AreaExport): Row[] {
	const titles = new Map(themes.map(({ code, title }) => [code, title]));
	return [
		['nummer', 'formulier', 'vraag', 'uitspraak', 'thema’s', 'stand', 'samen met'],
		...statements.map(({ number, form, question, text, themes: at, status, mergedInto }): Row => [number, form, question, text, at.map((code) => titles.get(code) ?? code).join('; '), whereWords[status], mergedInto ?? ''])
	];
}

export function statementsCsv(exported: AreaExport): string {
	return writeCsv(statementRows(exported));
}

const origins: Record<Form['origin'], string> = { phone: 'telefoon', paper: 'papier', file: 'bestand' };

/** The sheets of the workbook, by name. */
export function sheetsOf(exported: AreaExport): { name: string; rows: Row[] }[] {
	const { forms, themes, rounds, totals, questions, area, made } = exported;
	const choices = Object.keys(questions);
	const titles = new Map(themes.map(({ code, title }) => [code, title]));
	return [
		{
			name: 'Formulieren',
			rows: [
				['formulier', 'dag', 'kwam binnen per', ...choices.map((id) => questions[id]!), 'aangekruiste thema’s', 'uitspraken', 'ingetrokken'],
				...forms.map(({ number, day, origin, choices: chosen, ticked, statements, withdrawn }): Row => [number, day ?? '', origins[origin], ...choices.map((id) => chosen[id] ?? ''), ticked.map((code) => titles.get(code) ?? code).join('; '), statements, withdrawn ? 'ja' : 'nee'])
			]
		},
		{ name: 'Uitspraken', rows: statementRows(exported) },
		{ name: 'Thema’s', rows: [['code', 'thema', 'hoofdthema', 'uitspraken'], ...themes.map(({ code, title, main, statements }): Row => [code, title, main, statements])] },
		{
			name: 'Stemmen',
			rows: [
				['avond', 'datum', 'oefening', 'ronde', 'stemronde', 'nummer', 'thema', 'stippen', 'telefoon', 'papier', 'stemmen per telefoon', 'samen met', 'aanwezig', 'deelnemers', 'stemden per telefoon', 'stemden op papier', 'opmerking'],
				...rounds.flatMap(({ evening, date, rehearsal, round, title, remark, counts, themes: options }) =>
					options.map((theme): Row => [evening, date, rehearsal ? 'ja' : 'nee', round, title, theme.number, theme.title, theme.dots + theme.paper, theme.dots, theme.paper, theme.ballots, theme.into ?? '', counts.present ?? '', counts.joined, counts.voted, counts.onPaper, remark])
				)
			]
		},
		{
			name: 'Uitleg',
			rows: [
				['blad', 'kolom', 'wat het is'],
				['', 'gebied', area],
				['', 'gemaakt op', made],
				['', 'uitspraken', `${totals.received} ontvangen: ${totals.placed} ingedeeld, ${totals.notYet} nog niet, ${totals.rejected} afgewezen, ${totals.quarantined} apart gehouden, ${totals.withdrawn} ingetrokken. Van alle uitspraken zijn er ${totals.merged} samengevoegd met een andere.`],
				['Formulieren', 'formulier', 'Een volgnummer van dit bestand. De volgorde is geschud. Een nieuw bestand heeft andere nummers.'],
				['Formulieren', 'kwam binnen per', 'Telefoon van de verkenner, papier dat iemand overtypte, of een bestand.'],
				['Formulieren', 'aangekruiste thema’s', 'Wat de bewoner zelf aankruiste. Niet wat de controleur koos.'],
				['Formulieren', 'ingetrokken', 'De bewoner trok het formulier in. De antwoorden zijn weg.'],
				['Uitspraken', 'uitspraak', 'De tekst zoals iemand die heeft nagekeken. Leeg als dat niet is gebeurd, of als de uitspraak niet wordt gebruikt.'],
				['Uitspraken', 'thema’s', 'Waar mensen de uitspraak hebben ingedeeld. Hoogstens drie.'],
				['Uitspraken', 'stand', Object.values(whereWords).join(', ')],
				['Uitspraken', 'samen met', 'Het nummer van de uitspraak die hetzelfde zegt. Deze telt daar mee.'],
				['Thema’s', 'uitspraken', 'Hoeveel uitspraken bij het thema staan, ook de samengevoegde. Een uitspraak kan bij drie thema’s tellen.'],
				['Stemmen', 'stippen', 'Alle stippen in de stemronde: van telefoons en van papier samen.'],
				['Stemmen', 'papier', 'Met de hand geteld.'],
				['Stemmen', 'aanwezig', 'Geteld in de zaal. Leeg als niemand dat deed.'],
				['Stemmen', 'deelnemers', 'Telefoons en stemkaarten die meededen.'],
				['Stemmen', 'opmerking', 'Hoort altijd bij deze cijfers. Eén stem per telefoon: dat is niet één stem per mens.']
			]
		}
	];
}

/** Fisher and Yates, with the system's randomness: the order of talks must not be guessed back. */
function shuffled<Entry>(entries: Entry[]): Entry[] {
	for (let last = entries.length - 1; last > 0; last -= 1) {
		const other = randomInt(last + 1);
		[entries[last], entries[other]] = [entries[other]!, entries[last]!];
	}
	return entries;
}
