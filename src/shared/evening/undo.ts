import { refuse, type Refusal } from '../protocol/refusals.ts';
import { subjectOf } from '../protocol/show.ts';
import { blockOf, type Block } from './block.ts';
import { leftOn, type Timer } from './clock.ts';
import { isGrave, type Comment } from './comment.ts';
import { accept, type Context, type Decision } from './decision.ts';
import { drawingAsItReturns } from './drawing.ts';
import { change, sameValue, type Added, type Changed, type EveningEvent } from './events.ts';
import { mendGroups } from './group.ts';
import { mergesHold } from './merge.ts';
import { papersHold, papersOf, type PaperCount } from './paper.ts';
import { openRound, type Round } from './round.ts';
import { segmentAt, type RunSheet, type Segment } from './run-sheet.ts';
import { runSheetOf, screenOf, tallyOf, type EveningState, type Noun, type Nouns, type Step } from './state.ts';
import { beganRoundOver, themeAt, type Theme } from './theme.ts';

/**
 * Takes one command back: restores the fields that it wrote, unless somebody changed one of them since. Ballots,
 * joins and support are never undone by others; a new join code is never undone, since the old one may have leaked.
 * What the area is called the programme takes back, which tells it to all its evenings.
 */
export function decideUndo(state: EveningState, undone: string, context: Context): Decision {
	const step = state.steps.get(undone);
	if (!step) return refuse('undo.unknown');
	if (step.undone) return refuse('undo.twice');
	// A moderator takes back the own steps only; facilitators share theirs.
	if (context.actor.role !== 'facilitator' && step.seat !== context.actor.seat) return refuse('undo.unknown');
	// Of what illustrators do with drawings regie may have seen the outcome; the strip is theirs.
	if (context.actor.role === 'illustrator' && !isAboutStrip(step.events)) return refuse('undo.unknown');
	if (isForGood(step)) return refuse('undo.unknown');
	const since = writtenSince(state, undone);
	const events: (EveningEvent | null)[] = [];
	const erase: string[] = [];
	for (const event of [...step.events].reverse()) {
		const inverse = invert(state, event, undone, since, context.textOf);
		if (inverse && 'ok' in inverse) return inverse;
		events.push(inverse);
		// Words that were taken back are withdrawn, as by the resident who typed them: gone.
		if (event.type === 'comment.added' && event.fields.text !== null) erase.push(event.fields.text);
	}
	const mended = mendGroups(state, events);
	if ('ok' in mended) return mended;
	return mergesHold(state, mended) ? accept([...withoutClockThatCloses(state, mended, context.now), { type: 'step.undone', undone }], {}, erase) : changedSince;
}

/** A clock that has run out stays away from a round that it would close at once. @param now server time, ms since 1970 */
function withoutClockThatCloses(state: EveningState, events: (EveningEvent | null)[], now: number): (EveningEvent | null)[] {
	const phases = new Map([...state.entries.round].map(([id, { phase }]) => [id, phase]));
	for (const event of events) if (event?.type === 'round.changed' && event.set.phase) phases.set(event.id, event.set.phase);
	const closes = [...state.entries.round].some(([id, { closing }]) => closing === 'clock' && phases.get(id) === 'open');
	if (!closes) return events;
	const spent = (timer: Timer | null | undefined) => timer != null && leftOn(timer, now) === 0;
	const kept = events.map((event) => (event?.type === 'screen.changed' && spent(event.set.timer) ? { ...event, set: { ...event.set, timer: null } } : event));
	// The one that closed it stands there still: after a restart it would close it once more.
	const screen = screenOf(state);
	const opened = events.some((event) => event?.type === 'round.changed' && event.set.phase === 'open');
	const isSet = events.some((event) => event?.type === 'screen.changed' && event.set.timer !== undefined);
	return opened && !isSet && spent(screen.timer) ? [...kept, change('screen', 'this', screen, { timer: null })] : kept;
}

function isAboutStrip(events: readonly EveningEvent[]): boolean {
	return events.every(({ type }) => type.startsWith('panel.') || type.startsWith('strip.'));
}

/** Can this step never be taken back, whatever became of it? Its words are gone, or somebody outside may hold what it made. */
export function isForGood({ did, events }: Pick<Step, 'did' | 'events'>): boolean {
	return did === 'quote.withdraw' || events.some((event) => {
		switch (event.type) {
			case 'evening.added':
			case 'drawing.added':
				return true;
			case 'evening.changed':
				// Vote cards may lie on a table by now: made once more, two people would have the same.
				return 'code' in event.set || 'area' in event.set || 'voteCards' in event.set;
			case 'comment.changed':
				// Withdrawn: the words are gone.
				return event.set.text === null;
			default:
				return false;
		}
	});
}

/**
 * The fields that others wrote after a command and that stand: 'round <id> phase'. One that was closed, reopened, and closed
 * by a colleague looks as the first left it; to open it would undo the colleague's work. A page that was turned is none.
 */
function writtenSince({ steps }: EveningState, command: string): Set<string> {
	const written = new Set<string>();
	let since = false;
	for (const [one, { did, undone, undoes, events }] of steps) {
		if (since && !undone && undoes === null && did !== 'screen.turn') {
			for (const event of events) if ('set' in event) for (const key of Object.keys(event.set)) written.add(`${nounOf(event)} ${event.id} ${key}`);
		}
		since ||= one === command;
	}
	return written;
}

function nounOf({ type }: Added | Changed): Noun {
	return type.slice(0, type.indexOf('.')) as Noun;
}

/** Null where nothing is left to take back. */
type Inverse = Changed | Refusal | null;
const changedSince = refuse('undo.changedSince');

/**
 * @param undone the command that the event came from
 * @param since see `writtenSince`
 */
function invert(state: EveningState, event: EveningEvent, undone: string, since: ReadonlySet<string>, textOf: Context['textOf']): Inverse {
	switch (event.type) {
		case 'theme.added':
		case 'round.added':
		case 'group.added':
		case 'note.added':
		case 'exhibit.added':
		case 'paper.added':
		case 'segment.added':
		case 'block.added':
		case 'panel.added':
			return takeAway(state, event);
		case 'evening.changed':
			return restore(state, since, 'evening', event);
		case 'screen.changed':
			return clockSince(state, event, undone) ? null : restore(state, since, 'screen', turnedSince(state, event));
		case 'theme.changed':
			return restore(state, since, 'theme', event, (_state, _id, theme, current) => themeAsItReturns(theme, current, textOf));
		case 'group.changed':
			return restore(state, since, 'group', event);
		case 'note.changed':
			return restore(state, since, 'note', event);
		case 'exhibit.changed':
			return restore(state, since, 'exhibit', event);
		case 'strip.changed':
			return restore(state, since, 'strip', event);
		case 'panel.changed':
			return restore(state, since, 'panel', event);
		case 'paper.changed':
			return restore(state, since, 'paper', event, paperAsItReturns);
		case 'segment.changed':
			return restore(state, since, 'segment', event, segmentAsItReturns);
		case 'runSheet.changed':
			return restore(state, since, 'runSheet', event, runSheetAsItReturns);
		case 'help.changed':
			return restore(state, since, 'help', event);
		case 'block.changed':
			return restore(state, since, 'block', event, blockAsItReturns);
		case 'round.changed':
			return restore(state, since, 'round', event, (_state, id, round, current) => roundAsItReturns(state, id, round, current, undone));
		case 'comment.added':
			return unsay(state, event);
		case 'comment.changed':
			return restore(state, since, 'comment', event, commentAsItReturns);
		case 'drawing.changed':
			return restore(state, since, 'drawing', event, (_state, id, drawing, current) =>
				drawingAsItReturns(state, id, drawing, current, undone, 'replaced' in event.set)
			);
		default:
			return refuse('undo.unknown');
	}
}

/** Was a clock set since a round was opened, which took one away that had run out? That one is nothing to bring back then. */
function clockSince(state: EveningState, { set }: Extract<Changed, { type: 'screen.changed' }>, undone: string): boolean {
	const opened = state.steps.get(undone)?.events.some(({ type }) => type === 'round.changed') ?? false;
	return opened && set.timer === null && screenOf(state).timer !== null;
}

/**
 * What was put on the screen, at the page that it was turned to since: a clicker's press must not take its undo away, nor
 * a colleague who got the picture after it ready meanwhile, which stays so.
 */
function turnedSince(state: EveningState, changed: Extract<Changed, { type: 'screen.changed' }>): typeof changed {
	const { show, next } = screenOf(state);
	const event = changed.set.show && next !== null ? withoutNext(changed) : changed;
	const { set, was } = event;
	if (!set.show || !was.show || subjectOf(set.show) !== subjectOf(show) || subjectOf(set.show) === subjectOf(was.show)) return event;
	return { ...event, set: { ...set, show } };
}

function withoutNext(event: Extract<Changed, { type: 'screen.changed' }>): typeof event {
	const { next: _set, ...set } = event.set;
	const { next: _was, ...was } = event.was;
	return { ...event, set, was };
}

/** What is taken away by a field of its own. */
type Removable = 'theme' | 'round' | 'group' | 'note' | 'exhibit' | 'paper' | 'segment' | 'block' | 'panel';

/** What was added goes, unless others have touched it or built on it since: that would vanish with it. */
function takeAway(state: EveningState, event: Extract<Added, { type: `${Removable}.added` }>): Inverse {
	const noun = event.type.slice(0, event.type.indexOf('.')) as Removable;
	const current = state.entries[noun].get(event.id)!;
	if (current.removed) return null;
	// A card's place on the board is no work that would be lost.
	if (!sameValue({ ...current, x: 0, y: 0 }, { ...event.fields, x: 0, y: 0 })) return changedSince;
	if (event.type === 'segment.added' && runSheetOf(state).segment === event.id) return changedSince;
	if (event.type === 'theme.added' && isUsed(state, event.fields.number)) return changedSince;
	return change<Removable>(noun, event.id, current, { removed: true });
}

/** What was typed for somebody who spoke is withdrawn, unless a person has dealt with it since. */
function unsay(state: EveningState, { id, fields }: Extract<Added, { type: 'comment.added' }>): Inverse {
	const current = state.entries.comment.get(id)!;
	if (current.status === 'withdrawn') return null;
	return sameValue(current, fields) ? change('comment', id, current, { status: 'withdrawn', text: null }) : changedSince;
}

function isUsed(state: EveningState, theme: number): boolean {
	const { comment, drawing } = state.entries;
	return (
		beganRoundOver(state, theme) !== undefined ||
		[...comment.values()].some((entry) => entry.theme === theme && entry.status !== 'withdrawn') ||
		[...drawing.values()].some((entry) => (entry.theme === theme || entry.also?.includes(theme)) && entry.status !== 'withdrawn')
	);
}

/**
 * Puts back what `event` wrote over.
 * @param since see `writtenSince`
 * @param mend the entry as it may come back today, or why it may not any more.
 */
function restore<N extends Noun>(
	state: EveningState,
	since: ReadonlySet<string>,
	noun: N,
	{ id, set, was }: { id: string; set: Partial<Nouns[N]>; was: Partial<Nouns[N]> },
	mend: (state: EveningState, id: string, entry: Nouns[N], current: Nouns[N]) => Nouns[N] | Refusal = (_state, _id, entry) => entry
): Inverse {
	const current = state.entries[noun].get(id)!;
	for (const key of Object.keys(set) as (keyof Nouns[N])[]) if (!sameValue(current[key], set[key]) || since.has(`${noun} ${id} ${String(key)}`)) return changedSince;
	const entry = mend(state, id, { ...current, ...was }, current);
	return 'ok' in entry ? entry : change(noun, id, current, entry);
}

function themeAsItReturns(whole: Theme, current: Theme, textOf: Context['textOf']): Theme | Refusal {
	// Words that their resident took back meanwhile are erased.
	const theme = { ...whole, quotes: whole.quotes.filter((quote) => textOf(quote) !== '') };
	// Somebody put it on the lock since, so that it stays as it is.
	const changes = !sameValue({ ...theme, locked: false, hidden: false }, { ...current, locked: false, hidden: false });
	if (current.locked && changes) return refuse('theme.locked', { theme: theme.number });
	// One that came back by an undo and goes again leaves the group or the card that it was put in meanwhile.
	return theme.removed ? { ...theme, group: null, into: null } : theme;
}

/** What a round is about and what may be given in it: fixed from its opening. */
const rulesOfRound = ['title', 'options', 'lines', 'budget', 'most', 'results'] as const satisfies (keyof Round)[];

function roundAsItReturns(state: EveningState, id: string, round: Round, current: Round, undone: string): Round | Refusal {
	// Undoing 'open' closes: the dots that were given meanwhile are not thrown away, nor are themes that went before it brought back.
	if (round.phase === 'draft' && (tallyOf(state, id).ballots.size > 0 || papersOf(state, id).length > 0)) return { ...current, phase: 'closed' };
	if (round.removed) return current.removed ? changedSince : round;
	// Undoing 'close' opens, and the other facilitator may have opened the next one meanwhile.
	const open = round.phase === 'open' ? openRound(state) : null;
	if (open && open.id !== id && !wasOpenedBy(state, undone, open.id)) return refuse('round.anotherOpen', { round: open.round.number });
	for (const [other, { removed, kind, number }] of state.entries.round) {
		if (other !== id && !removed && kind === round.kind && number === round.number) return changedSince;
	}
	// Changing a draft: once it was opened, dots would come under other lines, or above another budget.
	const began = round.phase !== 'draft' && current.phase !== 'draft';
	if (began && rulesOfRound.some((field) => !sameValue(round[field], current[field]))) return changedSince;
	// Its dots are on themes that phones could not show.
	const themeGone = round.kind === 'themes' && round.options.some((option) => !themeAt(state, Number(option)));
	return themeGone && round.phase !== 'draft' ? changedSince : round;
}

/** Did that command open that round? Then taking it back closes it. Going on by the run-sheet closes one and opens the next. */
function wasOpenedBy(state: EveningState, command: string, round: string): boolean {
	const { events } = state.steps.get(command)!;
	return events.some((event) => event.type === 'round.changed' && event.id === round && event.set.phase === 'open');
}

/** The segment that is going on stays on the run-sheet. */
function segmentAsItReturns(state: EveningState, id: string, segment: Segment): Segment | Refusal {
	return segment.removed && runSheetOf(state).segment === id ? changedSince : segment;
}

function runSheetAsItReturns(state: EveningState, _id: string, sheet: RunSheet): RunSheet | Refusal {
	return sheet.segment !== null && !segmentAt(state, sheet.segment) ? changedSince : sheet;
}

/** The rules of its round may be others by now: it went back to a draft, and was opened again. */
function paperAsItReturns(state: EveningState, _id: string, count: PaperCount): PaperCount | Refusal {
	const round = state.entries.round.get(count.round)!;
	return count.removed || papersHold(round, [count]) ? count : changedSince;
}

/** A colleague blocked the same one anew since: two blocks would need two to take them off. */
function blockAsItReturns(state: EveningState, _id: string, block: Block): Block | Refusal {
	return block.removed || blockOf(state, block.participant) === null ? block : changedSince;
}

function commentAsItReturns(state: EveningState, _id: string, comment: Comment, current: Comment): Comment | Refusal {
	// Held back since: putting it on the projector is for a person to choose again.
	if (comment.projected && !current.projected && comment.status !== 'approved') return changedSince;
	if (comment.status === 'approved' && current.status !== 'approved' && isGrave(state, comment)) return changedSince;
	// What was hidden before there were reasons has none to go back to.
	const reason = comment.status === 'hidden' ? (comment.reason ?? null) : null;
	return { ...comment, reason, projected: comment.projected && comment.status === 'approved' };
}
