import * as v from 'valibot';
import { id } from '../protocol/ids.ts';
import { refuse, type Refusal } from '../protocol/refusals.ts';
import { longest, wireText } from '../protocol/text.ts';
import { Texts, type Context } from '../evening/decision.ts';
import { sameValue, type Stored } from '../evening/events.ts';
import type { TextId } from '../evening/state.ts';
import { programmeRoles, type ProgrammeRole } from './collection/roles.ts';
import { templateSegment, type TemplateSegment } from './run-sheet-template.ts';

/** An area of the programme. */
export interface Area {
	name: TextId;
	removed: boolean;
	/** Who does what in it: roles by account. A log that is older has nobody. */
	people: Readonly<Record<string, readonly ProgrammeRole[]>>;
}

/** An evening in the programme's list; all else of it stands in its own stream. */
export interface ListedEvening {
	area: string;
	removed: boolean;
}

/** A run-sheet that was saved to be used again. */
export interface Template {
	name: TextId;
	segments: (Omit<TemplateSegment, 'title' | 'notes'> & { title: TextId; notes: TextId | null })[];
	removed: boolean;
}

/** The programme: areas and evenings, in the order in which they were made. */
export interface ProgrammeState {
	seq: number;
	areas: Map<string, Area>;
	evenings: Map<string, ListedEvening>;
	templates: Map<string, Template>;
	steps: Map<string, { event: ProgrammeEvent; undone: boolean }>;
}

export type ProgrammeEvent =
	| { type: 'area.added'; id: string; fields: Omit<Area, 'people'> & Partial<Area> }
	| { type: 'area.changed'; id: string; set: Partial<Area>; was: Partial<Area> }
	| { type: 'evening.listed'; id: string; fields: ListedEvening }
	| { type: 'evening.relisted'; id: string; set: Partial<ListedEvening>; was: Partial<ListedEvening> }
	| { type: 'template.added'; id: string; fields: Template }
	| { type: 'template.changed'; id: string; set: Partial<Template>; was: Partial<Template> }
	| { type: 'evening.destroyed'; id: string }
	| { type: 'step.undone'; undone: string };

/** A programme's commands; facilitators give them. An evening's stream begins before it is listed here. */
export const programmeCommand = v.variant('type', [
	v.strictObject({ id, type: v.literal('area.add'), area: id, name: wireText }),
	v.strictObject({ id, type: v.literal('area.rename'), area: id, name: wireText }),
	v.strictObject({ id, type: v.literal('area.remove'), area: id }),
	/** All roles that this account has in the area from now on: none takes it out. */
	v.strictObject({ id, type: v.literal('area.staff'), area: id, account: id, roles: v.array(v.picklist(programmeRoles)) }),
	v.strictObject({ id, type: v.literal('evening.list'), evening: id, area: id }),
	v.strictObject({ id, type: v.literal('evening.move'), evening: id, area: id }),
	v.strictObject({ id, type: v.literal('evening.remove'), evening: id }),
	/** Brings back an evening that was removed, however long ago, and its area with it. */
	v.strictObject({ id, type: v.literal('evening.restore'), evening: id }),
	v.strictObject({ id, type: v.literal('evening.destroy'), evening: id }),
	v.strictObject({ id, type: v.literal('template.save'), template: id, name: wireText, segments: v.pipe(v.array(templateSegment), v.minLength(1), v.maxLength(60)) }),
	v.strictObject({ id, type: v.literal('template.remove'), template: id }),
	v.strictObject({ id, type: v.literal('undo'), command: id })
]);
export type ProgrammeCommand = v.InferOutput<typeof programmeCommand>;

export type ProgrammeDecision =
	| { ok: true; events: ProgrammeEvent[]; texts: Record<TextId, string>; erase: TextId[] }
	| Refusal;

export function emptyProgramme(): ProgrammeState {
	return { seq: 0, areas: new Map(), evenings: new Map(), templates: new Map(), steps: new Map() };
}

/** What a command leads to: events, or a refusal. Changes nothing. */
export function decideProgramme(state: ProgrammeState, command: ProgrammeCommand, context: Context): ProgrammeDecision {
	const texts = new Texts(context);
	const accept = (...events: ProgrammeEvent[]): ProgrammeDecision =>
		texts.refusal ?? { ok: true, events, texts: texts.bodies, erase: [] };
	switch (command.type) {
		case 'area.add': {
			// Added once more it would bring a removed one back under another name.
			if (state.areas.has(command.area)) return refuse('message.invalid');
			const name = texts.required(command.name, longest.title);
			return accept({ type: 'area.added', id: command.area, fields: { name, removed: false, people: {} } });
		}
		case 'area.staff': {
			const area = state.areas.get(command.area);
			if (!area || area.removed) return refuse('area.unknown');
			if (!mayStaff(area, context.actor.seat)) return refuse('person.roleLacks');
			const { [command.account]: _before, ...others } = area.people;
			const roles = programmeRoles.filter((role) => command.roles.includes(role));
			const people = roles.length === 0 ? others : { ...others, [command.account]: roles };
			if (sameValue(people, area.people)) return accept();
			// Nobody could give a role in it any more.
			if (hasLeader(area.people) && !hasLeader(people)) return refuse('person.lastLeader');
			return accept({ type: 'area.changed', id: command.area, set: { people }, was: { people: area.people } });
		}
		case 'area.rename':
		case 'area.remove': {
			const area = state.areas.get(command.area);
			if (!area || area.removed) return refuse('area.unknown');
			if (command.type === 'area.rename') {
				const name = texts.required(command.name, longest.title, area.name);
				if (name === area.name) return accept();
				return accept({ type: 'area.changed', id: command.area, set: { name }, was: { name: area.name } });
			}
			if (isInUse(state, command.area)) return refuse('area.inUse');
			return accept({ type: 'area.changed', id: command.area, set: { removed: true }, was: { removed: false } });
		}
		case 'evening.list': {
			const area = state.areas.get(command.area);
			if (!area || area.removed) return refuse('area.unknown');
			if (state.evenings.has(command.evening)) return refuse('message.invalid');
			return accept({ type: 'evening.listed', id: command.evening, fields: { area: command.area, removed: false } });
		}
		case 'evening.move': {
			const evening = state.evenings.get(command.evening);
			if (!evening || evening.removed) return refuse('evening.unknown');
			if (isGone(state, command.area)) return refuse('area.unknown');
			if (evening.area === command.area) return accept();
			return accept({ type: 'evening.relisted', id: command.evening, set: { area: command.area }, was: { area: evening.area } });
		}
		case 'evening.remove': {
			const evening = state.evenings.get(command.evening);
			if (!evening || evening.removed) return refuse('evening.unknown');
			return accept({ type: 'evening.relisted', id: command.evening, set: { removed: true }, was: { removed: false } });
		}
		case 'evening.restore': {
			const evening = state.evenings.get(command.evening);
			if (!evening?.removed) return refuse('evening.unknown');
			const back: ProgrammeEvent = { type: 'evening.relisted', id: command.evening, set: { removed: false }, was: { removed: true } };
			if (!isGone(state, evening.area)) return accept(back);
			// Listed under an area that is gone, it would be on the server and on no page.
			return accept({ type: 'area.changed', id: evening.area, set: { removed: false }, was: { removed: true } }, back);
		}
		case 'evening.destroy':
			if (!state.evenings.has(command.evening)) return refuse('evening.unknown');
			return accept({ type: 'evening.destroyed', id: command.evening });
		case 'template.save': {
			if (state.templates.has(command.template)) return refuse('message.invalid');
			const name = texts.required(command.name, longest.title);
			const segments = command.segments.map(({ title, notes, ...rest }) => ({ ...rest, title: texts.required(title, longest.title), notes: texts.optional(notes, longest.runNotes) }));
			return accept({ type: 'template.added', id: command.template, fields: { name, segments, removed: false } });
		}
		case 'template.remove': {
			const template = state.templates.get(command.template);
			if (!template || template.removed) return refuse('template.unknown');
			return accept({ type: 'template.changed', id: command.template, set: { removed: true }, was: { removed: false } });
		}
		case 'undo': {
			const step = state.steps.get(command.command);
			if (!step) return refuse('undo.unknown');
			if (step.undone) return refuse('undo.twice');
			if (step.event.type === 'area.changed' && step.event.set.people) {
				const area = state.areas.get(step.event.id)!;
				// Else whoever was taken out of an area would put themselves back.
				if (!mayStaff(area, context.actor.seat)) return refuse('person.roleLacks');
			}
			const inverse = invert(state, step.event);
			if (!inverse) return refuse('undo.changedSince');
			return { ok: true, events: [inverse, { type: 'step.undone', undone: command.command }], texts: {}, erase: [] };
		}
	}
}

function invert(state: ProgrammeState, event: ProgrammeEvent): ProgrammeEvent | null {
	switch (event.type) {
		case 'area.added':
			return state.areas.get(event.id)?.removed === false && !isInUse(state, event.id)
				? { type: 'area.changed', id: event.id, set: { removed: true }, was: { removed: false } }
				: null;
		case 'evening.listed':
			return state.evenings.get(event.id)?.removed === false
				? { type: 'evening.relisted', id: event.id, set: { removed: true }, was: { removed: false } }
				: null;
		case 'template.added':
			return state.templates.get(event.id)?.removed === false ? { type: 'template.changed', id: event.id, set: { removed: true }, was: { removed: false } } : null;
		case 'template.changed':
			return stillSo(state.templates.get(event.id), event.set) ? { ...event, set: event.was, was: event.set } : null;
		case 'area.changed':
			return stillSo(state.areas.get(event.id), event.set) ? { ...event, set: event.was, was: event.set } : null;
		case 'evening.relisted': {
			const evening = state.evenings.get(event.id);
			if (!stillSo(evening, event.set)) return null;
			const back = { ...evening, ...event.was };
			if (!back.removed && isGone(state, back.area)) return null;
			return { ...event, set: event.was, was: event.set };
		}
		default:
			return null;
	}
}

/** An area's project leader says who does what in it; where there is none yet, whoever is signed in may begin. */
export function mayStaff(area: Area, account: string): boolean {
	return !hasLeader(area.people) || (area.people[account] ?? []).includes('projectLeader');
}

function hasLeader(people: Area['people']): boolean {
	return Object.values(people).some((roles) => roles.includes('projectLeader'));
}

function isInUse(state: ProgrammeState, area: string): boolean {
	return [...state.evenings.values()].some((evening) => evening.area === area && !evening.removed);
}

function isGone(state: ProgrammeState, area: string): boolean {
	return state.areas.get(area)?.removed !== false;
}

function stillSo<Entry extends object>(entry: Entry | undefined, set: Partial<Entry>): entry is Entry {
	return entry !== undefined && (Object.keys(set) as (keyof Entry)[]).every((key) => sameValue(entry[key], set[key]));
}

/** Takes one event up into the state, in place. */
export function evolveProgramme(state: ProgrammeState, stored: Stored<ProgrammeEvent>): void {
	const { event } = stored;
	state.seq = stored.seq;
	switch (event.type) {
		case 'area.added':
			state.areas.set(event.id, { people: {}, ...event.fields });
			break;
		case 'area.changed':
			state.areas.set(event.id, { ...state.areas.get(event.id)!, ...event.set });
			break;
		case 'evening.listed':
			state.evenings.set(event.id, event.fields);
			break;
		case 'evening.relisted':
			state.evenings.set(event.id, { ...state.evenings.get(event.id)!, ...event.set });
			break;
		case 'template.added':
			state.templates.set(event.id, event.fields);
			break;
		case 'template.changed':
			state.templates.set(event.id, { ...state.templates.get(event.id)!, ...event.set });
			break;
		case 'evening.destroyed':
			state.evenings.delete(event.id);
			return;
		case 'step.undone':
			state.steps.get(event.undone)!.undone = true;
			return;
	}
	state.steps.set(stored.command, { event, undone: false });
}
