import type { Added, Changed, EveningEvent } from '../evening/events.ts';
import type { Round } from '../evening/round.ts';
import type { EveningState, Noun, Nouns, Step } from '../evening/state.ts';
import { isForGood } from '../evening/undo.ts';
import type { Role } from '../protocol/roles.ts';
import { withoutNull, type ShowView } from './show.ts';

/** So many steps are kept in sight, the last ones. */
export const longestHistory = 100;
/** Themes that a step names one by one; of more it tells how many. */
const mostNamed = 4;
/** Seats that no person sits on: see who gives commands with them in src/server. */
const programSeats: ReadonlySet<string> = new Set(['server', 'restore']);

/** One thing that staff did, without a word of what anybody typed, and nothing of participants. What is not known is left out. */
export interface HistoryView extends Facts {
	/** Server time, ms since 1970. */
	at: number;
	by: Exclude<Role, 'participant' | 'screen'> | 'clock' | 'program';
	/** Of a facilitator: presence tells whose name goes with it. */
	seat?: string;
	/** The command's type; '' where the log is older than that was kept. */
	did: string;
	/** The command that this one took back. */
	undoes?: string;
	/** It was taken back, and that stands. */
	undone?: true;
	/** Nothing to press: it is one that is never taken back, or it was once. */
	fixed?: true;
}

/** What a step was about, as far as its words need it. */
interface Facts {
	/** Numbers of the themes, at most `mostNamed`. */
	themes?: number[];
	/** How many themes, comments, notes or segments it was, where it was more than one. */
	count?: number;
	round?: Pick<Round, 'kind' | 'number'>;
	/** The segment that it was about, or that the evening went to. */
	segment?: string;
	/** What came on the screen, or was got ready. */
	show?: ShowView;
	/** What it was set to. */
	to?: string | number | boolean;
}

/** What staff did, by command: the last steps, the oldest first. For facilitators. */
export function historyViews(state: EveningState): Record<string, HistoryView> {
	const last = [...state.steps.entries().drop(Math.max(0, state.steps.size - longestHistory))];
	/** Command -> the one that took it back. An undo comes after what it takes back, so it is among the last as well. */
	const takenBackBy = new Map(last.flatMap(([command, { undoes }]) => (undoes === null ? [] : [[undoes, command] as const])));
	const stands = (command: string): boolean => {
		if (!state.steps.get(command)!.undone) return true;
		const back = takenBackBy.get(command);
		return back !== undefined && !stands(back);
	};
	return Object.fromEntries(last.map(([command, step]) => [command, historyView(state, step, stands(command))]));
}

function historyView(state: EveningState, step: Step, stands: boolean): HistoryView {
	const { at, seat, role, undoes, events, undone } = step;
	const by = seat === 'clock' ? 'clock' : programSeats.has(seat) ? 'program' : (role as Exclude<Role, 'participant' | 'screen'>);
	return {
		at,
		by,
		...(by === 'facilitator' && { seat }),
		did: undoes === null ? (step.did ?? '') : 'undo',
		...(undoes === null ? factsOf(state, step) : { undoes }),
		...(!stands && { undone: true as const }),
		// What somebody said in the hall stays on a way back, like dots: its words would be gone. Who typed it takes it back there.
		...((undone || isForGood(step) || events.some(({ type }) => type === 'comment.added')) && { fixed: true as const })
	};
}

function factsOf(state: EveningState, step: Step): Facts {
	const themes = new Set<number>();
	const things = new Set<string>();
	/** The noun that the command's type begins with. */
	const noun = step.did?.slice(0, step.did.indexOf('.'));
	for (const event of step.events) {
		if (!isWritten(event)) continue;
		const theme = themeOf(state, event);
		if (theme !== null) themes.add(theme);
		if (event.type.startsWith(`${noun}.`)) things.add(event.id);
	}
	const round = roundOf(state, step);
	const to = toOf(step);
	const show = step.did === 'screen.prepare' ? written(step, 'screen')?.next : step.did === 'screen.show' ? written(step, 'screen')?.show : undefined;
	const segment = step.did === 'runSheet.go' ? written(step, 'runSheet')?.segment : step.events.find((event) => isWritten(event) && event.type.startsWith('segment.'));
	const segmentId = typeof segment === 'object' && segment !== null && 'id' in segment ? segment.id : segment;
	return {
		...(themes.size > 0 && themes.size <= mostNamed && { themes: [...themes].sort((a, b) => a - b) }),
		...(things.size > 1 && { count: things.size }),
		...(round && { round: { kind: round.kind, number: round.number } }),
		...(typeof segmentId === 'string' && { segment: segmentId }),
		...(show && { show: withoutNull(show) }),
		...(to !== undefined && to !== null && { to })
	};
}

function isWritten(event: EveningEvent): event is Added | Changed {
	return 'fields' in event || 'set' in event;
}

/** What a step wrote on the first entry of that noun; undefined where it wrote on none. */
function written<N extends Noun>(step: Step, noun: N): Partial<Nouns[N]> | undefined {
	for (const event of step.events) {
		if (!isWritten(event) || !event.type.startsWith(`${noun}.`)) continue;
		return ('fields' in event ? event.fields : event.set) as Partial<Nouns[N]>;
	}
	return undefined;
}

function themeOf({ entries }: EveningState, event: Added | Changed): number | null {
	switch (event.type) {
		case 'theme.added':
			return event.fields.number;
		case 'theme.changed':
			return Number(event.id);
		case 'comment.added':
		case 'comment.changed':
			return entries.comment.get(event.id)!.theme;
		case 'drawing.added':
			return event.fields.theme;
		case 'drawing.changed':
			return event.set.theme ?? entries.drawing.get(event.id)!.theme;
		case 'block.added':
		case 'block.changed':
			return entries.comment.get(entries.block.get(event.id)!.comment)!.theme;
		default:
			return null;
	}
}

function roundOf({ entries }: EveningState, { did, events }: Step): Round | undefined {
	for (const event of events) {
		if (event.type === 'round.added' || event.type === 'round.changed') return did?.startsWith('round.') ? entries.round.get(event.id) : undefined;
		if (event.type === 'paper.added' || event.type === 'paper.changed') return entries.round.get(entries.paper.get(event.id)!.round);
	}
	return undefined;
}

/** The choice that a command made, of those whose words say it. */
function toOf(step: Step): Facts['to'] | null {
	switch (step.did) {
		case 'evening.door':
			return written(step, 'evening')?.door;
		case 'evening.approval':
			return written(step, 'evening')?.approval;
		case 'evening.present':
			return written(step, 'evening')?.present;
		case 'evening.close':
			return written(step, 'evening')?.closed;
		case 'evening.second':
			return written(step, 'evening')?.second;
		case 'evening.voteCards':
			return written(step, 'evening')?.voteCardsAsked;
		case 'evening.hangAtOnce':
			return written(step, 'evening')?.hangAtOnce;
		case 'evening.wifiShown':
			return written(step, 'evening')?.wifiShown;
		case 'evening.rehearsal':
			return written(step, 'evening')?.rehearsal;
		case 'paper.count':
			return step.events.some(({ type }) => type === 'paper.changed') ? 'corrected' : undefined;
		case 'theme.lock':
			return written(step, 'theme')?.locked;
		case 'theme.hide':
			return written(step, 'theme')?.hidden;
		case 'group.fold':
			return written(step, 'group')?.folded;
		case 'round.show':
			return written(step, 'round')?.shown;
		case 'runSheet.pause':
			return written(step, 'runSheet')?.paused !== null;
		case 'runSheet.begins':
			return written(step, 'runSheet')?.begins;
		case 'comment.review':
			return written(step, 'comment')?.status;
		case 'comment.project':
			return written(step, 'comment')?.projected;
		case 'screen.blank':
			return written(step, 'screen')?.blank;
		case 'screen.timer':
			return timerStep(step);
		default:
			return undefined;
	}
}

/** What was done with the hall's clock. */
function timerStep({ events, at }: Step): 'set' | 'start' | 'pause' | 'clear' | undefined {
	const event = events.find((one) => one.type === 'screen.changed');
	const now = event?.set.timer;
	if (!event || now === undefined) return undefined;
	if (now === null) return 'clear';
	const before = event.was.timer ?? null;
	if (before === null || 'deadline' in before === 'deadline' in now) return 'set';
	if ('deadline' in now) return 'start';
	// Stopped at what was left, or set anew while it ran. A server's clock goes in seconds here.
	return 'deadline' in before && Math.abs(before.deadline - at - now.left) > 1000 ? 'set' : 'pause';
}
