import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import type { Show } from '../protocol/show.ts';
import { longest } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change, type EveningEvent } from './events.ts';
import { projectComment } from './comment.ts';
import { inOrder, placesBefore } from './in-order.ts';
import type { Phones } from './phones.ts';
import { openRound, opening } from './round.ts';
import { bringToScreen, whyNotShown } from './screen.ts';
import { detailsOf, runSheetOf, screenOf, type EveningState, type TextId } from './state.ts';
import { leftOn, type Timer } from './clock.ts';
import { minute } from './timer.ts';

/** A segment of the run-sheet: 'Pauze', 'Ronde 1: Verhaal'. */
export interface Segment {
	title: TextId;
	/** Minutes planned; 0 where none are. */
	minutes: number;
	/** What comes on the screen when it begins; null leaves there what is there. */
	show: Show | null;
	phones: Phones;
	/** The round that is open during it, with 'dots'; null as long as none was chosen. */
	round: string | null;
	/** The hall's clock runs for its minutes. */
	clock: boolean;
	/** For facilitators only. */
	notes: TextId | null;
	/** Segments go by this, lowest first: a segment that is moved between two others gets a number between theirs. */
	place: number;
	removed: boolean;
}

/** Where the evening is on its run-sheet. */
export interface RunSheet {
	/** The segment that is going on; null before the first. */
	segment: string | null;
	/** Server time, ms since 1970, at which it began, put off by every pause in it. */
	since: number | null;
	/** Server time at which it was paused; null while it goes on. */
	paused: number | null;
	/** When the first segment is planned to begin, as '19:00' on the evening's date; null: whenever it does. */
	begins: string | null;
}

type RunSheetCommand = CommandOf<
	'segment.add' | 'segment.edit' | 'segment.move' | 'segment.remove' | 'runSheet.begins' | 'runSheet.go' | 'runSheet.pause'
>;

export function decideRunSheet(state: EveningState, command: RunSheetCommand, context: Context): Decision {
	const sheet = runSheetOf(state);
	switch (command.type) {
		case 'segment.add':
			return addSegments(state, command, context);
		case 'runSheet.begins':
			return accept([change('runSheet', 'this', sheet, { begins: command.at })]);
		case 'runSheet.go':
			return go(state, command, context.now);
		case 'runSheet.pause':
			return pause(state, command.paused, context.now);
		default: {
			const segment = segmentAt(state, command.segment);
			if (!segment) return refuse('segment.unknown');
			if (command.type === 'segment.move') return accept([change('segment', command.segment, segment, { place: placesBefore(segmentsOf(state), command.before, 1, command.segment)[0]! })]);
			if (command.type === 'segment.remove')
				return sheet.segment === command.segment ? refuse('segment.current') : accept([change('segment', command.segment, segment, { removed: true })]);
			const { title, notes, ...rest } = command.set;
			const refusal = whyNotPlanned(state, rest);
			if (refusal) return refusal;
			const texts = new Texts(context);
			const fields: Partial<Segment> = {
				...rest,
				...(title !== undefined && { title: texts.required(title, longest.title, segment.title) }),
				...(notes !== undefined && { notes: texts.optional(notes, longest.runNotes, segment.notes) })
			};
			return texts.refusal ?? accept([change('segment', command.segment, segment, fields)], texts.bodies);
		}
	}
}

/** The segment with that id; null where there is none (any more). */
export function segmentAt(state: EveningState, id: string): Segment | null {
	const segment = state.entries.segment.get(id);
	return segment && !segment.removed ? segment : null;
}

/** The segments that are on the run-sheet, in their order, each with its id. */
export function segmentsOf(state: EveningState): [string, Segment][] {
	return inOrder([...state.entries.segment].filter(([, { removed }]) => !removed));
}

/** What phones may do now; null where no run-sheet says anything: then all that the evening lets them. */
export function phonesNow(state: EveningState): Phones | null {
	const { segment } = runSheetOf(state);
	return segment === null ? null : (segmentAt(state, segment)?.phones ?? null);
}

function addSegments(state: EveningState, command: CommandOf<'segment.add'>, context: Context): Decision {
	const texts = new Texts(context);
	const ids = new Set(command.segments.map(({ segment }) => segment));
	// Added once more, one that is there would lose its notes.
	if (ids.size < command.segments.length || [...ids].some((id) => state.entries.segment.has(id))) return refuse('message.invalid');
	if (segmentsOf(state).length + ids.size > mostSegments) return refuse('segment.tooMany', { most: mostSegments });
	const events: EveningEvent[] = [];
	const places = placesBefore(segmentsOf(state), command.before, ids.size);
	for (const [index, { segment, title, notes, ...rest }] of command.segments.entries()) {
		const refusal = whyNotPlanned(state, rest);
		if (refusal) return refusal;
		const fields: Segment = { ...rest, title: texts.required(title, longest.title), notes: texts.optional(notes, longest.runNotes), place: places[index]!, removed: false };
		events.push({ type: 'segment.added', id: segment, fields });
	}
	return texts.refusal ?? accept(events, texts.bodies);
}

/** Segments at most: an evening has some ten. */
export const mostSegments = 60;

/** Why a segment can't say this: it names a round or a picture that is not there. */
function whyNotPlanned(state: EveningState, { show, round }: { show?: Show | null; round?: string | null }) {
	if (round != null && !isThere(state, round)) return refuse('round.unknown');
	if (show != null && 'round' in show && show.round !== null && !isThere(state, show.round)) return refuse('round.unknown');
	if (show?.mode === 'theme' && !state.entries.theme.has(String(show.theme))) return refuse('theme.unknown', { theme: show.theme });
	if (show?.mode === 'drawing' && !state.entries.drawing.has(show.drawing)) return refuse('drawing.unknown');
	if (show?.mode === 'comment' && !state.entries.comment.has(show.comment)) return refuse('comment.unknown');
	if (show?.mode === 'exhibit' && !state.entries.exhibit.has(show.exhibit)) return refuse('exhibit.unknown');
	return null;
}

function isThere(state: EveningState, round: string): boolean {
	return state.entries.round.get(round)?.removed === false;
}

/**
 * Goes to a segment: its picture on the screen, its round open and any other closed, its clock running. One step, which is
 * taken back as one. Whoever presses at the same moment as a colleague has gone there already.
 */
function go(state: EveningState, { to, from }: CommandOf<'runSheet.go'>, now: number): Decision {
	const sheet = runSheetOf(state);
	if (to === sheet.segment) return accept([]);
	if (from !== sheet.segment) return refuse('runSheet.elsewhere');
	if (detailsOf(state).closed) return refuse('evening.closed');
	const segment = to === null ? null : segmentAt(state, to);
	if (to !== null && segment === null) return refuse('segment.unknown');
	const events: (EveningEvent | null)[] = [change('runSheet', 'this', sheet, { segment: to, since: to === null ? null : now, paused: null })];
	const round = segment?.phones === 'dots' ? segment.round : null;
	if (segment?.phones === 'dots' && (round === null || !isThere(state, round))) return refuse('segment.noRound');
	const open = openRound(state);
	if (open && open.id !== round) events.push(change('round', open.id, open.round, { phase: 'closed' }));
	if (round !== null && open?.id !== round) {
		const opened = opening(state, state.entries.round.get(round)!);
		if ('ok' in opened) return opened;
		events.push(change('round', round, state.entries.round.get(round)!, opened));
	}
	events.push(...onScreen(state, segment, now));
	return accept(events);
}

/** The picture and the clock of a segment. A picture that can't be shown (any more) leaves the screen as it is. */
function onScreen(state: EveningState, segment: Segment | null, now: number): (EveningEvent | null)[] {
	const screen = screenOf(state);
	const before = runSheetOf(state).segment;
	const hadClock = before !== null && segmentAt(state, before)?.clock === true;
	const spent = screen.timer !== null && leftOn(screen.timer, now) === 0;
	const runs = segment?.clock && segment.minutes > 0;
	// The clock of the segment before says nothing about this one, nor does one that has run out.
	const timer: Timer | null = runs ? { deadline: now + segment.minutes * minute } : hadClock || spent ? null : screen.timer;
	const clock = change('screen', 'this', screen, { timer });
	const show = segment?.show ?? null;
	// Its clock is set by this very step.
	if (show === null || (show.mode === 'timer' ? timer === null : whyNotShown(state, show) !== null)) return [clock];
	if (show.mode === 'comment') {
		const projected = projectComment(state, show.comment);
		return projected.ok ? [clock, ...projected.events] : [clock];
	}
	return [clock, bringToScreen(state, show)];
}

/** The segment's time stands still, and the hall's clock with it. */
function pause(state: EveningState, paused: boolean, now: number): Decision {
	const sheet = runSheetOf(state);
	if (sheet.segment === null) return refuse('segment.unknown');
	if (paused === (sheet.paused !== null)) return accept([]);
	const screen = screenOf(state);
	const { timer } = screen;
	const left = timer === null ? 0 : leftOn(timer, now);
	// What stood still before the pause stands still after it; at its end there is nothing to hold.
	const held: Timer | null = timer !== null && 'deadline' in timer && left > 0 ? { left } : timer;
	const clock: Timer | null = paused ? held : timer !== null && 'left' in timer && left > 0 ? { deadline: now + left } : timer;
	const since = paused ? sheet.since : (sheet.since ?? now) + now - (sheet.paused ?? now);
	return accept([change('runSheet', 'this', sheet, { paused: paused ? now : null, since }), change('screen', 'this', screen, { timer: clock })]);
}

