import type { RoundView } from '#shared/views/parts.ts';
import { dotsApart } from '#shared/views/results-remark.ts';

/** What a round is called aloud: 'Ronde 2', 'Oefenronde', 'Oefenronde 2'. */
export function roundName(round: Pick<RoundView, 'kind' | 'number'>): string {
	if (round.kind === 'themes') return `Ronde ${round.number}`;
	return round.number === 1 ? 'Oefenronde' : `Oefenronde ${round.number}`;
}

/** The same within a sentence: 'ronde 2', 'de oefenronde'. */
export function roundInSentence(round: Pick<RoundView, 'kind' | 'number'>): string {
	return round.kind === 'themes' ? `ronde ${round.number}` : `de ${roundName(round).toLowerCase()}`;
}

/** May everyone see what the dots add up to? As the server decides it: see `resultsArePublic`. */
export function isPublic(round: RoundView): boolean {
	return round.phase !== 'draft' && (round.results === 'open' || (round.phase === 'closed' && round.shown === true));
}

/** How far the round is, and who may see what it adds up to. */
export function roundState(round: RoundView): string {
	if (round.phase === 'draft') return 'Nog niet begonnen';
	if (round.phase === 'open') return round.results === 'open' ? 'Open, iedereen ziet de stippen' : 'Open, uitslag verborgen';
	return isPublic(round) ? 'Gesloten, iedereen ziet de uitslag' : 'Gesloten, alleen u ziet de uitslag';
}

/** What showing a result did: the hall sees it at once, unless its screen is blank. */
export function shownWords(round: Pick<RoundView, 'kind' | 'number'>, blank: boolean): string {
	const words = `uitslag van ${roundInSentence(round)}`;
	return blank ? `Telefoons tonen nu de ${words}. Het scherm is nog leeg.` : `De zaal ziet nu de ${words}, op scherm en telefoons.`;
}

/** '1 stip', '5 stippen'. */
export function dotsInWords(count: number): string {
	return count === 1 ? '1 stip' : `${count} stippen`;
}

/** '1 mens', '12 mensen'. */
export function peopleInWords(count: number): string {
	return count === 1 ? '1 mens' : `${count} mensen`;
}

/** '14 telefoon, 7 papier': where dots came from; '' for a round without papers. */
export function apartInWords({ paper, totals }: Pick<RoundView, 'paper' | 'totals'>, option: string): string {
	if (!paper) return '';
	return dotsApart(totals?.[option] ?? 0, paper[option] ?? 0);
}

/** What one may choose from and give: '12 thema’s · 5 stippen, hoogstens 2 per thema'. */
export function roundRules(round: Pick<RoundView, 'kind' | 'options' | 'budget' | 'most'>): string {
	const things = round.kind === 'practice' ? 'keuze' : 'thema';
	const plural = round.kind === 'practice' ? 'keuzes' : 'thema’s';
	const count = round.options.length === 1 ? `1 ${things}` : `${round.options.length} ${plural}`;
	const most = round.most < round.budget ? `, hoogstens ${round.most} per ${things}` : '';
	return `${count} · ${dotsInWords(round.budget)}${most}`;
}
