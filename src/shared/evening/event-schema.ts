import * as v from 'valibot';
import { licenceKeys } from '../programme/licences.ts';
import { mainThemeKeys } from '../programme/main-theme.ts';
import { panelFrame, treatment } from '../protocol/commands.ts';
import { id, themeNumber } from '../protocol/ids.ts';
import { show } from '../protocol/show.ts';
import { hideReasonKeys } from '../review/hide-reasons.ts';
import type { EveningEvent } from './events.ts';
import { nouns, type Noun, type Nouns } from './state.ts';

// What an event of the present version looks like, for logs that come from elsewhere: a file may hold anything.

/** Of texts, entries, pictures; tests and the example name some of theirs by hand. */
const name = v.pipe(
	v.string(),
	v.regex(/^[A-Za-z0-9_-]{1,80}$/),
	// In a view, a plain object keyed by ids, what every object inherits would be taken for an entry.
	v.check((text) => !(text in Object.prototype))
);
const text = v.nullable(name);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const size = v.pipe(v.number(), v.finite(), v.minValue(0));
/** Server time, ms since 1970. */
const time = count;
const coordinate = v.pipe(v.number(), v.finite());
const words = (most: number) => v.pipe(v.string(), v.maxLength(most));
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,80}$/));
const option = v.pipe(v.string(), v.regex(/^([1-9][0-9]{0,2}|[a-z])$/));
const dots = v.record(option, count);
const code = v.pipe(v.string(), v.regex(/^[A-Z0-9]{1,12}$/));
const timer = v.union([v.strictObject({ deadline: v.number() }), v.strictObject({ left: v.number() })]);
const drawingVersion = v.strictObject({
	id: name,
	files: v.strictObject({ screen: hash, phone: hash, thumbnail: hash, original: v.optional(hash) }),
	width: size,
	height: size,
	photo: v.optional(v.strictObject({ ...treatment.entries, found: v.boolean() }))
});
const page = v.strictObject({ id: name, files: v.strictObject({ screen: hash, thumbnail: hash }), width: size, height: size });

const fields = {
	evening: v.strictObject({
		title: name,
		area: name,
		contact: v.optional(text, null),
		date: v.pipe(v.string(), v.isoDate()),
		code,
		formerCodes: v.array(code),
		door: v.picklist(['open', 'closed']),
		approval: v.picklist(['before', 'none']),
		style: v.optional(v.nullable(v.strictObject({ path: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}\/[0-9a-f]{8}$/)), logo: text })), null),
		present: v.nullable(count),
		closed: v.boolean(),
		second: v.optional(v.boolean()),
		turns: v.optional(v.array(name)),
		hangAtOnce: v.optional(v.boolean()),
		voteCardsAsked: v.optional(v.boolean()),
		voteCards: v.optional(count),
		hall: v.optional(v.nullable(v.strictObject({ width: v.nullable(size), farthest: v.nullable(size) }))),
		wifi: v.optional(v.nullable(v.strictObject({ network: name, password: text }))),
		wifiShown: v.optional(v.boolean()),
		rehearsal: v.boolean()
	}),
	screen: v.strictObject({
		show,
		blank: v.boolean(),
		rules: v.nullable(v.array(name)),
		heading: text,
		lines: text,
		timer: v.nullable(timer),
		next: v.nullable(show)
	}),
	theme: v.strictObject({
		number: themeNumber,
		title: name,
		main: v.picklist(mainThemeKeys),
		explanation: text,
		mentioned: v.nullable(count),
		quotes: v.array(name),
		grave: v.boolean(),
		source: v.nullable(words(80)),
		x: coordinate,
		y: coordinate,
		group: text,
		into: v.nullable(themeNumber),
		locked: v.boolean(),
		hidden: v.boolean(),
		removed: v.boolean()
	}),
	round: v.strictObject({
		number: count,
		title: name,
		kind: v.picklist(['themes', 'practice']),
		options: v.array(option),
		lines: v.record(option, name),
		budget: count,
		most: count,
		results: v.picklist(['hidden', 'open']),
		phase: v.picklist(['draft', 'open', 'closed']),
		shown: v.boolean(),
		closing: v.optional(v.picklist(['hand', 'clock'])),
		removed: v.boolean()
	}),
	comment: v.strictObject({
		theme: themeNumber,
		text,
		participant: v.nullable(id),
		status: v.picklist(['waiting', 'held', 'approved', 'hidden', 'withdrawn']),
		reason: v.optional(v.nullable(v.picklist(hideReasonKeys)), null),
		projected: v.boolean(),
		at: time
	}),
	drawing: v.strictObject({
		version: drawingVersion,
		versions: count,
		theme: v.nullable(themeNumber),
		title: text,
		alt: text,
		credit: text,
		lettering: v.optional(v.union([text, v.literal('')])),
		licence: v.optional(v.nullable(v.picklist(licenceKeys))),
		also: v.optional(v.array(themeNumber)),
		stages: v.optional(v.array(drawingVersion)),
		from: v.optional(v.array(v.union([v.strictObject({ comment: name }), v.strictObject({ theme: themeNumber, quote: name })]))),
		status: v.picklist(['offered', 'wall', 'withdrawn']),
		replaced: text,
		at: time
	}),
	group: v.strictObject({ name, folded: v.boolean(), removed: v.boolean() }),
	note: v.strictObject({ text: name, x: coordinate, y: coordinate, removed: v.boolean() }),
	exhibit: v.strictObject({
		kind: v.picklist(['picture', 'pdf']),
		name: text,
		alt: text,
		pages: v.array(page),
		count,
		removed: v.boolean(),
		at: time
	}),
	paper: v.strictObject({
		round: name,
		table: text,
		people: count,
		dots,
		earlier: v.array(v.strictObject({ people: count, dots, at: time })),
		at: time,
		removed: v.boolean()
	}),
	runSheet: v.strictObject({ segment: text, since: v.nullable(v.number()), paused: v.nullable(v.number()), begins: v.nullable(v.pipe(v.string(), v.isoTime())) }),
	segment: v.strictObject({
		title: name,
		minutes: count,
		show: v.nullable(show),
		phones: v.picklist(['watch', 'read', 'comment', 'dots', 'faces']),
		round: text,
		clock: v.boolean(),
		notes: text,
		place: coordinate,
		removed: v.boolean()
	}),
	help: v.strictObject({ count, since: v.nullable(time) }),
	block: v.strictObject({ participant: id, comment: name, at: time, removed: v.boolean() }),
	claim: v.strictObject({ theme: themeNumber, name: text, seat: name, at: time }),
	message: v.strictObject({ text, name: text, from: v.picklist(['regie', 'illustrator']), seat: name, at: time }),
	strip: v.strictObject({ title: text, layout: v.pipe(count, v.minValue(1), v.maxValue(6)) }),
	panel: v.strictObject({ drawing: name, frame: v.nullable(panelFrame), caption: text, place: coordinate, removed: v.boolean() })
} satisfies { [N in Noun]: v.GenericSchema<unknown, Nouns[N]> };

const feedback = v.strictObject({ face: v.pipe(count, v.minValue(1), v.maxValue(5)), sentence: text });

const schemas = new Map<string, v.GenericSchema<unknown, unknown>>([
	...nouns.flatMap((noun): [string, v.GenericSchema<unknown, unknown>][] => {
		// Some part of the fields; which noun's, makes no difference to how it is made.
		const some = v.partial(fields[noun] as typeof fields.group);
		return [
			[`${noun}.added`, v.strictObject({ type: v.literal(`${noun}.added`), id: name, fields: fields[noun] })],
			[`${noun}.changed`, v.strictObject({ type: v.literal(`${noun}.changed`), id: name, set: some, was: some })]
		];
	}),
	['participant.joined', v.strictObject({ type: v.literal('participant.joined'), participant: id })],
	[
		'ballot.changed',
		v.strictObject({
			type: v.literal('ballot.changed'),
			round: name,
			participant: id,
			ballot: v.strictObject({ revision: count, dots })
		})
	],
	['feedback.given', v.strictObject({ type: v.literal('feedback.given'), participant: id, feedback, was: v.nullable(feedback) })],
	['comment.supported', v.strictObject({ type: v.literal('comment.supported'), comment: name, participant: id, supported: v.boolean() })],
	['step.undone', v.strictObject({ type: v.literal('step.undone'), undone: name })]
]);

/** Is this an event as this program writes it? What it refers to may still be missing. */
export function isEveningEvent(event: { type: string }): event is EveningEvent {
	const schema = schemas.get(event.type);
	return schema !== undefined && v.is(schema, event);
}
