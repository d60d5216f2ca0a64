import { isGrave, isPublic } from '../evening/comment.ts';
import { cardIs } from '../evening/merge.ts';
import { onCard, onceNextIsOn, seenShow } from '../evening/screen.ts';
import { detailsOf, screenOf, type EveningState } from '../evening/state.ts';
import { spentNumbers, type Theme } from '../evening/theme.ts';
import type { Timer } from '../evening/clock.ts';
import { defaultRules } from '../programme/house-rules.ts';
import type { Own } from '../protocol/frames.ts';
import type { Role } from '../protocol/roles.ts';
import { historyViews, type HistoryView } from './history.ts';
import { exhibitOnScreen, exhibitViews, type ExhibitView } from './exhibits.ts';
import {
	commentViews,
	drawingViews,
	eveningView,
	groupViews,
	helpView,
	movedField,
	noteViews,
	paperViews,
	roundViews,
	themeViews,
	withSources,
	type CommentView,
	type DrawingView,
	type EveningView,
	type GroupView,
	type HelpView,
	type NoteView,
	type PaperCountView,
	type PlaceView,
	type RoundView,
	type TextOf,
	type ThemeView
} from './parts.ts';
import { withIllustrators, type WithIllustrators } from './illustrators.ts';
import { feedbackView, type FeedbackView } from './feedback.ts';
import { runSheetView, segmentNow, segmentViews, type RunSheetView, type SegmentNowView, type SegmentView } from './run-sheet.ts';
import { withoutNull, type ShowView } from './show.ts';
import { stripView, type StripView } from './strip.ts';
import { blockViews, reviewedViews, type BlockView, type ReviewedView } from './reviewing.ts';
import { sentViews, type SentView } from './sent.ts';

/** Records are keyed by id (themes by number as text). */
interface Common {
	evening: EveningView;
	themes: Record<string, ThemeView>;
	drawings: Record<string, DrawingView>;
}

/** What regie wrote for the screen. A text that is not there is left out. */
export interface ScreenTexts {
	rules?: string[];
	heading?: string;
	lines?: string;
}

/** The hall's wifi; without a password anyone may use it. */
export interface WifiView {
	network: string;
	password?: string;
}

/** A resident's phone: approved comments, drawings on the wall, totals only where public. The same for all phones. */
export interface ParticipantView extends Common {
	rounds: Record<string, RoundView>;
	comments: Record<string, CommentView>;
	/** What the hall looks at; left out while the screen is blank. */
	now?: ShowView;
	/** The hall's clock, in server time. */
	timer?: Timer;
	/** What is going on by the run-sheet, and what phones may do meanwhile; left out where it says nothing. */
	segment?: SegmentNowView;
	/** Comments wait for a person's approval. */
	approval: 'before' | 'none';
}

/** The projector: only comments that a person chose for it. */
export interface ScreenView extends Common {
	rounds: Record<string, RoundView>;
	comments: Record<string, CommentView>;
	/** Of each card at which comments stand here, by its number. */
	sent: Record<string, SentView>;
	show: ShowView;
	blank?: true;
	/** Of the picture that stands there, and of no other: what is only typed yet is not for the hall. */
	texts?: ScreenTexts;
	/** The picture or PDF that stands there, and no other. */
	exhibit?: ExhibitView;
	/** While it stands there. */
	strip?: StripView;
	timer?: Timer;
	/** Beside the join picture, where regie chose so. */
	wifi?: WifiView;
	joined: number;
}

/** What those who review hold besides the comments. */
interface Reviewing {
	/** Who may send no comments for now. */
	blocks: Record<string, BlockView>;
	/** What was reviewed, by the number of its event. */
	reviewed: Record<string, ReviewedView>;
}

export interface FacilitatorView extends Common, Reviewing, WithIllustrators {
	rounds: Record<string, RoundView>;
	comments: Record<string, CommentView>;
	places: Record<string, PlaceView>;
	groups: Record<string, GroupView>;
	/** Free notes on the board. */
	notes: Record<string, NoteView>;
	/** Papers counted by hand, of all rounds. */
	papers: Record<string, PaperCountView>;
	/** The run-sheet: its segments, and where the evening is. */
	segments: Record<string, SegmentView>;
	runSheet: RunSheetView;
	/** What residents thought of the evening; left out as long as nobody said so. */
	feedback?: FeedbackView;
	help: HelpView;
	/** Pictures and PDFs for the screen. */
	exhibits: Record<string, ExhibitView>;
	strip: StripView;
	/** Numbers of the themes whose cards are on the lock. */
	locked: number[];
	/** Numbers of the themes that the screen does not show. */
	hidden: number[];
	/** Numbers of themes that were removed and that can't be given again; left out where there are none. */
	spent?: number[];
	show: ShowView;
	blank?: true;
	texts: ScreenTexts;
	timer?: Timer;
	/** What stands ready for the screen. `view`: what the screen would have; left out where it may not be shown any more. */
	next?: { show: ShowView; view?: ScreenView };
	approval: 'before' | 'none';
	/** Comments at themes that are marked 'gevoelig': what they say is for the moderator only. Left out where there are none. */
	graveComments?: number;
	/** Head count typed in by a person. */
	present?: number;
	/** Vote cards that were made. */
	voteCards?: number;
	/** The hall in metres, as far as somebody said so. */
	hall?: { width?: number; farthest?: number };
	wifi?: WifiView & { /** With the join picture. */ shown?: true };
	/** Participants: phones, kiosk turns, vote cards. */
	joined: number;
	/** What staff did last, by command, the oldest first. */
	history: Record<string, HistoryView>;
}

export interface ModeratorView extends Reviewing {
	evening: EveningView;
	themes: Record<string, ThemeView>;
	comments: Record<string, CommentView>;
	approval: 'before' | 'none';
}

/** A helper: what is counted and typed in, and nothing that others gave. Rounds without totals. */
export interface HelperView {
	evening: EveningView;
	themes: Record<string, ThemeView>;
	/** Those that are open or closed, without what they add up to. */
	rounds: Record<string, RoundView>;
	papers: Record<string, PaperCountView>;
	/** What was spoken in the hall, with what became of it. */
	comments: Record<string, CommentView>;
	approval: 'before' | 'none';
	/** What is going on by the run-sheet: a kiosk says what can be done now. */
	segment?: SegmentNowView;
}

/** A cartoonist: approved comments, all drawings not withdrawn, totals only where public. */
export interface IllustratorView extends Common, WithIllustrators {
	rounds: Record<string, RoundView>;
	comments: Record<string, CommentView>;
	strip: StripView;
}

export interface Views {
	facilitator: FacilitatorView;
	moderator: ModeratorView;
	helper: HelperView;
	screen: ScreenView;
	participant: ParticipantView;
	illustrator: IllustratorView;
}

/** What each role may see of an evening. Plain data without null; a role holds nothing else than this. */
export const views: { [R in Role]: (state: EveningState, text: TextOf) => Views[R] } = {
	participant: (state, text) => ({
		...common(state, text, false),
		rounds: roundViews(state, text, 'all'),
		comments: commentViews(state, text, (comment) => isPublic(state, comment)),
		...nowField(state),
		...timerField(state),
		...segmentField(state, text),
		approval: detailsOf(state).approval
	}),
	screen: screenView,
	facilitator: (state, text) => {
		const { present, approval, voteCards = 0 } = detailsOf(state);
		const places: FacilitatorView['places'] = {};
		for (const [id, theme] of state.entries.theme) if (!theme.removed && theme.into === null) places[id] = { x: theme.x, y: theme.y, ...movedField(state.moved.theme, id) };
		return {
			...common(state, text, true),
			rounds: roundViews(state, text, 'regie'),
			comments: commentViews(state, text, (comment) => !isGrave(state, comment), true),
			...reviewing(state),
			...withIllustrators(state, text),
			places,
			groups: groupViews(state, text),
			notes: noteViews(state, text),
			papers: paperViews(state, text),
			segments: segmentViews(state, text),
			runSheet: runSheetView(state),
			...feedbackField(state, text),
			help: helpView(state),
			exhibits: exhibitViews(state, text),
			strip: stripView(state, text),
			locked: numbersOf(state, ({ locked }) => locked),
			hidden: numbersOf(state, ({ number }) => cardIs(state, number, 'hidden')),
			...spentField(state),
			...screenFields(state),
			texts: screenTexts(state, text),
			...nextField(state, text),
			approval,
			...graveField(state, text),
			...(present !== null && { present }),
			...(voteCards > 0 && { voteCards }),
			...hallField(state),
			...wifiField(state, text),
			joined: state.joined,
			history: historyViews(state)
		};
	},
	moderator: (state, text) => ({
		evening: eveningView(state, text),
		themes: themeViews(state, text),
		comments: commentViews(state, text, () => true, true),
		...reviewing(state),
		approval: detailsOf(state).approval
	}),
	helper: (state, text) => ({
		evening: eveningView(state, text),
		themes: themeViews(state, text),
		rounds: roundViews(state, text, 'counting'),
		papers: paperViews(state, text),
		comments: commentViews(state, text, ({ participant }) => participant === null, true),
		...segmentField(state, text),
		approval: detailsOf(state).approval
	}),
	illustrator: (state, text) => ({
		...common(state, text, true),
		...withIllustrators(state, text),
		rounds: roundViews(state, text, 'all'),
		comments: commentViews(state, text, (comment) => isPublic(state, comment)),
		strip: stripView(state, text)
	})
};

/** What one participant alone may see: the ballots, the own comments, what was recognised. */
export function ownView(state: EveningState, text: TextOf, participant: string): Omit<Own, 'epoch' | 'seq'> {
	const ballots: Own['ballots'] = {};
	// Of removed rounds too: one may come back, and its dots with it.
	for (const [round, tally] of state.tallies) {
		const ballot = tally.ballots.get(participant);
		if (ballot) ballots[round] = ballot;
	}
	const comments: Own['comments'] = {};
	const theirs = state.participants.get(participant);
	for (const id of theirs?.comments ?? []) {
		const comment = state.entries.comment.get(id)!;
		if (comment.status === 'withdrawn' || comment.text === null) continue;
		const words = text(comment.text);
		if (words === '') continue;
		const { theme, status, reason } = comment;
		// That it was laid apart is nothing that its writer could do anything with: it waits.
		comments[id] = { id, theme, text: words, status: status === 'held' ? 'waiting' : status, ...(status === 'hidden' && reason && { reason }) };
	}
	const feedback = state.feedback.get(participant);
	return {
		participant,
		ballots,
		comments,
		supported: [...(theirs?.supported ?? [])],
		...(feedback && { feedback: { face: feedback.face, sentence: feedback.sentence === null ? '' : text(feedback.sentence) } })
	};
}

function reviewing(state: EveningState): Reviewing {
	return { blocks: blockViews(state), reviewed: reviewedViews(state) };
}

function screenView(state: EveningState, text: TextOf): ScreenView {
	const isShown = (theme: number | null) => theme === null || !cardIs(state, theme, 'hidden');
	const comments = commentViews(state, text, (comment) => isPublic(state, comment) && comment.projected && isShown(comment.theme));
	return {
		evening: eveningView(state, text),
		themes: themeViews(state, text, ({ number }) => isShown(number)),
		drawings: drawingViews(state, text, false, isShown),
		rounds: roundViews(state, text, 'all'),
		comments,
		sent: sentViews(state, new Set(Object.values(comments).map(({ theme }) => theme))),
		...screenFields(state),
		...shownTexts(state, text),
		...shownExhibit(state, text),
		...shownStrip(state, text),
		...shownWifi(state, text),
		joined: state.joined
	};
}

function common(state: EveningState, text: TextOf, offered: boolean): Common {
	return {
		evening: eveningView(state, text),
		themes: themeViews(state, text),
		drawings: withSources(state, text, drawingViews(state, text, offered))
	};
}

function numbersOf(state: EveningState, which: (theme: Theme) => boolean): number[] {
	return [...state.entries.theme.values()].filter((theme) => !theme.removed && theme.into === null && which(theme)).map(({ number }) => number).sort((a, b) => a - b);
}

function graveField(state: EveningState, text: TextOf): Pick<FacilitatorView, 'graveComments'> {
	const count = Object.keys(commentViews(state, text, (comment) => isGrave(state, comment))).length;
	return count === 0 ? {} : { graveComments: count };
}

function spentField(state: EveningState): Pick<FacilitatorView, 'spent'> {
	const spent = spentNumbers(state);
	return spent.length === 0 ? {} : { spent };
}

function screenFields(state: EveningState): { show: ShowView; blank?: true; timer?: Timer } {
	const { blank } = screenOf(state);
	return { show: showView(state), ...(blank && { blank: true as const }), ...timerField(state) };
}

function timerField(state: EveningState): { timer?: Timer } {
	const { timer } = screenOf(state);
	return timer === null ? {} : { timer };
}

/** Made anew with each view: a text may have been erased. */
function screenTexts(state: EveningState, text: TextOf): ScreenTexts {
	const { rules, heading, lines } = screenOf(state);
	return {
		rules: rules?.map(text).filter((rule) => rule !== '') ?? [...defaultRules],
		...(heading !== null && { heading: text(heading) }),
		...(lines !== null && { lines: text(lines) })
	};
}

function shownTexts(state: EveningState, text: TextOf): { texts?: ScreenTexts } {
	const { mode } = seenShow(state);
	if (mode !== 'welcome' && mode !== 'text') return {};
	const { rules = [], ...own } = screenTexts(state, text);
	return { texts: mode === 'welcome' ? { rules } : own };
}

function shownExhibit(state: EveningState, text: TextOf): { exhibit?: ExhibitView } {
	const show = seenShow(state);
	const exhibit = show.mode === 'exhibit' && exhibitOnScreen(state, show.exhibit, text);
	return exhibit ? { exhibit } : {};
}

function shownStrip(state: EveningState, text: TextOf): { strip?: StripView } {
	return seenShow(state).mode === 'strip' ? { strip: stripView(state, text, true) } : {};
}

function hallField(state: EveningState): Pick<FacilitatorView, 'hall'> {
	const { width = null, farthest = null } = detailsOf(state).hall ?? {};
	if (width === null && farthest === null) return {};
	return { hall: { ...(width !== null && { width }), ...(farthest !== null && { farthest }) } };
}

/** None where its name was erased. */
function wifiField(state: EveningState, text: TextOf): Pick<FacilitatorView, 'wifi'> {
	const { wifi, wifiShown } = detailsOf(state);
	const network = wifi ? text(wifi.network) : '';
	if (!wifi || network === '') return {};
	const password = wifi.password === null ? '' : text(wifi.password);
	return { wifi: { network, ...(password !== '' && { password }), ...(wifiShown && { shown: true as const }) } };
}

/** A password stands nowhere but where people are to type it. */
function shownWifi(state: EveningState, text: TextOf): Pick<ScreenView, 'wifi'> {
	const { closed, door } = detailsOf(state);
	if (seenShow(state).mode !== 'join' || screenOf(state).blank || closed || door === 'closed') return {};
	const { shown, ...wifi } = wifiField(state, text).wifi ?? { network: '' };
	return shown ? { wifi } : {};
}

/** For phones: what the hall sees, of an exhibit or the strip that it is one. A page of it that is turned is nothing that they show, nor how a drawing is played. */
function nowField(state: EveningState): { now?: ShowView } {
	if (screenOf(state).blank) return {};
	const now = showView(state);
	if (now.mode === 'exhibit') return { now: { mode: 'exhibit', exhibit: now.exhibit } };
	if (now.mode === 'strip') return { now: { mode: 'strip' } };
	return { now: now.mode === 'drawing' ? { mode: 'drawing', drawing: now.drawing } : now };
}

function segmentField(state: EveningState, text: TextOf): { segment?: SegmentNowView } {
	const segment = segmentNow(state, text);
	return segment ? { segment } : {};
}

function feedbackField(state: EveningState, text: TextOf): { feedback?: FeedbackView } {
	const feedback = feedbackView(state, text);
	return feedback ? { feedback } : {};
}

/** What the hall would see of what stands ready: the screen's own view, so that the small picture is a true one. */
function nextField(state: EveningState, text: TextOf): { next?: NonNullable<FacilitatorView['next']> } {
	const { next } = screenOf(state);
	if (next === null) return {};
	const once = onceNextIsOn(state);
	return { next: { show: withoutNull(onCard(state, next)), ...(once && { view: screenView(once, text) }) } };
}

/** What the hall sees. */
function showView(state: EveningState): ShowView {
	return withoutNull(seenShow(state));
}
