import { resultsArePublic, resultsForRegie, type Round } from '../evening/round.ts';
import type { Comment } from '../evening/comment.ts';
import type { Details } from '../evening/details.ts';
import { sourceAt, type Drawing } from '../evening/drawing.ts';
import { helpCounts } from '../evening/help.ts';
import { cardIs, cardNumber } from '../evening/merge.ts';
import { paperTotals, papersOf } from '../evening/paper.ts';
import { countedAt, detailsOf, tallyOf, type EveningState, type TextId } from '../evening/state.ts';
import type { Theme } from '../evening/theme.ts';
import type { HelpSituation } from '../programme/help-numbers.ts';
import type { Licence } from '../programme/licences.ts';
import { blockOf } from '../evening/block.ts';
import type { HideReason } from '../review/hide-reasons.ts';
import type { MainTheme } from '../programme/main-theme.ts';
import type { DrawingVersion } from '../protocol/commands.ts';
import { remembered } from './remembered.ts';

/** Looks a text up; '' where it was erased. */
export type TextOf = (id: TextId) => string;

/** A theme as everyone sees it. What is not known is left out: a view never holds null (RFC 7396). */
export interface ThemeView {
	number: number;
	title: string;
	main: MainTheme;
	explanation?: string;
	mentioned?: number;
	quotes?: string[];
	grave?: true;
	/** The themes that were merged into it, by number: their words stay their own. */
	merged?: ThemeView[];
}

/** A round. `totals` (dots per option) and their order are there for whoever may see them; `voted` counts ballots. */
export interface RoundView {
	id: string;
	number: number;
	title: string;
	kind: 'themes' | 'practice';
	/** Theme numbers as text ('7'), one for each card, or the letters of `lines`. */
	options: string[];
	/** For each option whose card holds several themes of this round: their numbers. Dots are given to each, with its own limit. */
	parts?: Record<string, string[]>;
	lines?: Record<string, string>;
	budget: number;
	most: number;
	results: 'hidden' | 'open';
	phase: 'draft' | 'open' | 'closed';
	shown?: true;
	/** It closes by itself once the hall's clock has run out. */
	closing?: 'clock';
	/** Of phones and papers together. */
	totals?: Record<string, number>;
	/** Ballots with at least one dot. */
	voted?: number;
	/** Participants when it was closed; for regie. */
	joined?: number;
	/** Of one that is closed: later closed ones have more. */
	closed?: number;
	/** People whose papers were counted by hand. */
	onPaper?: number;
	/** What of `totals` was on paper: options with any. */
	paper?: Record<string, number>;
}

/** Papers that were counted by hand: of a table, or of the hall. */
export interface PaperCountView {
	id: string;
	round: string;
	table?: string;
	people: number;
	dots: Record<string, number>;
	/** Server time, ms since 1970. */
	at: number;
	/** What it said before, oldest first. */
	earlier?: { people: number; dots: Record<string, number>; at: number }[];
}

/** A comment. `support`: how many others said 'dat herken ik'. */
export interface CommentView {
	id: string;
	/** The number of its card's theme. */
	theme: number;
	/** The number of the theme at which it was given, where that was merged into the card's. */
	given?: number;
	text: string;
	support: number;
	projected?: true;
	/** It was said aloud in the hall, and a helper typed it. */
	spoken?: true;
	/** For those who review, and the helper who typed it. */
	status?: 'waiting' | 'held' | 'approved' | 'hidden';
	/** For those who review: why it is hidden, where that was said. */
	reason?: HideReason;
	/** For those who review: the block that holds for its writer. */
	block?: string;
	/** For those who review: server time in ms. */
	at?: number;
}

/** A drawing. Its pictures are at `/tekening/<version>/<screen|phone|thumbnail>`. */
export interface DrawingView {
	id: string;
	version: string;
	width: number;
	height: number;
	/** Earlier stages of a series, the oldest first, where it is one: `version` is the last. Their addresses are made as its own. */
	stages?: Pick<DrawingVersion, 'id' | 'width' | 'height'>[];
	/** What it was made from, of what this role may read where it stands. */
	from?: SourceView[];
	theme?: number;
	/** Numbers of other cards that it stands for, in order. */
	also?: number[];
	title?: string;
	alt?: string;
	credit?: string;
	/** The words in the drawing; '' where there are none, left out where nobody said so. */
	lettering?: string;
	licence?: Licence;
	/** For illustrators and regie. */
	status?: 'offered' | 'wall';
	versions?: number;
	/** Of a photo: what was done with it. The photo itself is at `/tekening/<version>/photo`. */
	photo?: NonNullable<DrawingVersion['photo']>;
	/** It hangs, and nobody in regie looked at this picture yet: the command that hung it. */
	replaced?: string;
	/** That command sent it in, and it hung at once: there is no picture before it to go back to. */
	hungAtOnce?: true;
	at?: number;
}

/** What somebody said, and the number of its theme; `comment`: of a comment, its id. */
export interface SourceView {
	text: string;
	theme: number;
	comment?: string;
}

/** How often the cards of 'Hulp of melden' were asked for, by situation. Never by whom. */
export interface HelpView {
	counts: Partial<Record<HelpSituation, number>>;
	/** Somebody chose 'nu gevaar', and nobody put the signal away: since then, in server time, ms since 1970. */
	since?: number;
}

/** A group on the board. `themes`: the numbers of its cards, of which it has one at least. */
export interface GroupView {
	id: string;
	name: string;
	themes: number[];
	folded?: true;
}

/** A free note on the board: its words, and where its top left corner is, in board units. */
export interface NoteView extends PlaceView {
	id: string;
	text: string;
}

/** Where a theme's card, or a note, lies on the board. */
export interface PlaceView {
	/** Its top left corner, in board units. */
	x: number;
	y: number;
	/** The seq at which it was moved last: it lies over what was moved before. Left out where it was never moved. */
	moved?: number;
}

/** What of the evening itself everyone may know. */
export interface EveningView {
	title: string;
	area: string;
	/** Whom residents ask about their data. */
	contact?: string;
	date: string;
	code: string;
	closed?: true;
	door?: 'closed';
	rehearsal?: true;
	/** A phone may vote for a second person. */
	second?: true;
	/** Who comes in must show a vote card. */
	voteCardsAsked?: true;
	/** A municipality's look: its sheet is at `/huisstijl/<path>/stijl.css`. `logo`: what its logo says, where it has one. */
	style?: { path: string; logo?: string };
}

export function eveningView(state: EveningState, text: TextOf): EveningView {
	const details = detailsOf(state);
	const contact = details.contact ? text(details.contact) : '';
	return {
		title: text(details.title),
		area: text(details.area),
		...(contact !== '' && { contact }),
		date: details.date,
		code: details.code,
		...(details.closed && { closed: true as const }),
		...(details.door === 'closed' && { door: 'closed' as const }),
		...(details.rehearsal && { rehearsal: true as const }),
		...(details.second && { second: true as const }),
		...(details.voteCardsAsked && { voteCardsAsked: true as const }),
		...(details.style && { style: styleView(details.style, text) })
	};
}

function styleView({ path, logo }: NonNullable<Details['style']>, text: TextOf): EveningView['style'] {
	const words = logo ? text(logo) : '';
	return { path, ...(words !== '' && { logo: words }) };
}

/** The themes that have a card, by number, each with those that were merged into it; without those removed. */
export function themeViews(state: EveningState, text: TextOf, wanted: (theme: Theme) => boolean = () => true): Record<string, ThemeView> {
	const views: Record<string, ThemeView> = {};
	const merged: ThemeView[] = [];
	const cards = new Map<ThemeView, number>();
	for (const [id, theme] of state.entries.theme) {
		if (theme.removed || !wanted(theme)) continue;
		const view = cardIs(state, theme.number, 'grave') ? graveView(theme, text) : themeView(theme, text);
		if (theme.into === null) views[id] = view;
		else merged.push(view), cards.set(view, theme.into);
	}
	for (const view of merged.sort((a, b) => a.number - b.number)) {
		const id = String(cards.get(view));
		const card = views[id];
		if (card) views[id] = { ...card, merged: [...(card.merged ?? []), view] };
	}
	return views;
}

const themeView = remembered((theme: Theme, text: TextOf): ThemeView => ({
	number: theme.number,
	title: text(theme.title),
	main: theme.main,
	...(theme.explanation !== null && { explanation: text(theme.explanation) }),
	...(theme.mentioned !== null && { mentioned: theme.mentioned }),
	...(theme.quotes.length > 0 && { quotes: theme.quotes.map(text) })
}));

const graveView = remembered((theme: Theme, text: TextOf): ThemeView => ({ ...themeView(theme, text), grave: true }));

/**
 * The rounds that this audience may know of. Regie sees drafts, and hidden results once a round is closed;
 * all others see totals only where they are public. Who counts papers sees none, and not how many voted.
 */
export function roundViews(state: EveningState, text: TextOf, audience: 'regie' | 'counting' | 'all'): Record<string, RoundView> {
	const views: Record<string, RoundView> = {};
	for (const [id, round] of state.entries.round) {
		if (round.removed || (audience !== 'regie' && round.phase === 'draft')) continue;
		const tally = tallyOf(state, id);
		const people = papersOf(state, id).reduce((sum, [, count]) => sum + count.people, 0);
		const open = audience === 'regie' ? resultsForRegie(round) : audience === 'all' && resultsArePublic(round);
		views[id] = {
			...roundFields(round, text),
			...optionsByCard(state, round),
			id,
			...(open && resultOf(state, id, round, tally.totals)),
			// How many took part says nothing of what they chose.
			...(round.phase !== 'draft' && audience !== 'counting' && { voted: tally.voted }),
			...(round.phase === 'closed' && { closed: state.closings.get(id)!.seq }),
			...(round.phase === 'closed' && audience === 'regie' && { joined: countedAt(state, id).joined }),
			...(people > 0 && { onPaper: people })
		};
	}
	return views;
}

const roundFields = remembered((round: Round, text: TextOf) => ({
	number: round.number,
	title: text(round.title),
	kind: round.kind,
	...(round.kind === 'practice' && {
		lines: Object.fromEntries(Object.entries(round.lines).map(([option, line]) => [option, text(line)]))
	}),
	budget: round.budget,
	most: round.most,
	results: round.results,
	phase: round.phase,
	...(round.shown && { shown: true as const }),
	...(round.closing === 'clock' && { closing: 'clock' as const })
}));

/** A round's options as cards: a theme that was merged is no option of its own. */
function optionsByCard(state: EveningState, round: Round): Pick<RoundView, 'options' | 'parts'> {
	if (round.kind === 'practice') return { options: round.options };
	const cards = Map.groupBy(round.options, (option) => cardOption(state, round, option));
	const parts = Object.fromEntries([...cards].filter(([card, of]) => of.length > 1 || of[0] !== card));
	return { options: [...cards.keys()], ...(Object.keys(parts).length > 0 && { parts }) };
}

function resultOf(state: EveningState, id: string, round: Round, byPhone: Map<string, number>): Pick<RoundView, 'totals' | 'paper'> {
	const totals = totalsOf(state, round, byPhone);
	const counted = paperTotals(state, id);
	if (counted.size === 0) return { totals };
	const onPaper = Object.entries(totalsOf(state, round, counted)).filter(([, dots]) => dots > 0);
	for (const [option, dots] of onPaper) totals[option]! += dots;
	return { totals, paper: Object.fromEntries(onPaper) };
}

/** All papers that were counted by hand, for those who type and correct them. */
export function paperViews(state: EveningState, text: TextOf): Record<string, PaperCountView> {
	const views: Record<string, PaperCountView> = {};
	for (const [id, { round, table, people, dots, at, earlier, removed }] of state.entries.paper) {
		if (removed || state.entries.round.get(round)?.removed) continue;
		const words = table === null ? '' : text(table);
		views[id] = { id, round, ...(words !== '' && { table: words }), people, dots, at, ...(earlier.length > 0 && { earlier }) };
	}
	return views;
}

export function helpView(state: EveningState): HelpView {
	const since = state.entries.help.get('danger')?.since ?? null;
	return { counts: helpCounts(state), ...(since !== null && { since }) };
}

function totalsOf(state: EveningState, round: Round, totals: Map<string, number>): Record<string, number> {
	const sums: Record<string, number> = {};
	for (const option of round.options) {
		const card = cardOption(state, round, option);
		sums[card] = (sums[card] ?? 0) + (totals.get(option) ?? 0);
	}
	return sums;
}

function cardOption(state: EveningState, round: Round, option: string): string {
	return round.kind === 'practice' ? option : String(cardNumber(state, Number(option)));
}

/** Comments that `wanted` lets through; `review` adds the fields for those who approve and hide. */
export function commentViews(
	state: EveningState,
	text: TextOf,
	wanted: (comment: Comment) => boolean,
	review = false
): Record<string, CommentView> {
	const views: Record<string, CommentView> = {};
	for (const [id, comment] of state.entries.comment) {
		if (comment.status === 'withdrawn' || comment.text === null || !wanted(comment)) continue;
		// A removed theme takes its comments out of sight; undoing the removal brings them back.
		if (state.entries.theme.get(String(comment.theme))?.removed) continue;
		const words = text(comment.text);
		// Erased after the backup that was put back: the log still says it stands there.
		if (words === '') continue;
		const card = cardNumber(state, comment.theme);
		views[id] = {
			id,
			theme: card,
			...(card !== comment.theme && { given: comment.theme }),
			text: words,
			support: state.supporters.get(id)?.size ?? 0,
			...(comment.projected && { projected: true as const }),
			...(comment.participant === null && { spoken: true as const }),
			...(review && reviewFields(state, comment, comment.status))
		};
	}
	return views;
}

function reviewFields(state: EveningState, { participant, reason, at }: Comment, status: NonNullable<CommentView['status']>): Partial<CommentView> {
	const block = blockOf(state, participant);
	return { status, ...(status === 'hidden' && reason && { reason }), ...(block !== null && { block }), at };
}

/** Drawings on the wall; for those who make and place them also what is offered. */
export function drawingViews(state: EveningState, text: TextOf, offered: boolean, isShown: (theme: number | null) => boolean = () => true): Record<string, DrawingView> {
	const views: Record<string, DrawingView> = {};
	for (const [id, drawing] of state.entries.drawing) {
		if (drawing.status === 'withdrawn' || (drawing.status === 'offered' && !offered) || !isShown(drawing.theme)) continue;
		const card = drawing.theme === null ? null : cardNumber(state, drawing.theme);
		const also = [...new Set((drawing.also ?? []).filter((number) => isShown(number) && !state.entries.theme.get(String(number))?.removed).map((number) => cardNumber(state, number)))].filter((number) => number !== card);
		views[id] = {
			...drawingFields(drawing, text),
			...(card !== null && { theme: card }),
			...(also.length > 0 && { also }),
			id,
			...(offered && {
				status: drawing.status,
				versions: drawing.versions,
				...(drawing.version.photo && { photo: drawing.version.photo }),
				at: drawing.at,
				...(drawing.replaced !== null && { replaced: drawing.replaced, ...(state.steps.get(drawing.replaced)?.did === 'drawing.offer' && { hungAtOnce: true as const }) })
			})
		};
	}
	return views;
}

/** The same with what each was made from. The screen has none of it: it shows no sentence beside a drawing. */
export function withSources(state: EveningState, text: TextOf, drawings: Record<string, DrawingView>): Record<string, DrawingView> {
	for (const [id, view] of Object.entries(drawings)) {
		const from = (state.entries.drawing.get(id)!.from ?? []).flatMap((source): SourceView[] => {
			const found = sourceAt(state, source);
			const words = found ? text(found.text) : '';
			// Erased after the backup that was put back.
			return found && words !== '' ? [{ text: words, theme: found.theme, ...('comment' in source && { comment: source.comment }) }] : [];
		});
		if (from.length > 0) drawings[id] = { ...view, from };
	}
	return drawings;
}

/** The groups on the board, each with its themes in the order of their numbers. */
export function groupViews(state: EveningState, text: TextOf): Record<string, GroupView> {
	const views: Record<string, GroupView> = {};
	for (const { number, group: id } of state.entries.theme.values()) {
		if (id === null) continue;
		const group = state.entries.group.get(id)!;
		views[id] ??= { id, name: text(group.name), themes: [], ...(group.folded && { folded: true as const }) };
		views[id].themes.push(number);
	}
	for (const { themes } of Object.values(views)) themes.sort((a, b) => a - b);
	return views;
}

export function movedField(moved: ReadonlyMap<string, number>, id: string): Pick<PlaceView, 'moved'> {
	const seq = moved.get(id);
	return seq === undefined ? {} : { moved: seq };
}

/** The notes on the board. One whose words were erased is gone. */
export function noteViews(state: EveningState, text: TextOf): Record<string, NoteView> {
	const views: Record<string, NoteView> = {};
	for (const [id, note] of state.entries.note) {
		const words = note.removed ? '' : text(note.text);
		if (words !== '') views[id] = { id, text: words, x: note.x, y: note.y, ...movedField(state.moved.note, id) };
	}
	return views;
}

const drawingFields = remembered((drawing: Drawing, text: TextOf) => ({
	version: drawing.version.id,
	width: drawing.version.width,
	height: drawing.version.height,
	...(drawing.stages && drawing.stages.length > 0 && { stages: drawing.stages.map(({ id, width, height }) => ({ id, width, height })) }),
	...(drawing.title !== null && { title: text(drawing.title) }),
	...(drawing.alt !== null && { alt: text(drawing.alt) }),
	...(drawing.credit !== null && { credit: text(drawing.credit) }),
	...(drawing.lettering != null && { lettering: drawing.lettering === '' ? '' : text(drawing.lettering) }),
	...(drawing.licence && { licence: drawing.licence })
}));
