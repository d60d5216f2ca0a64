import * as v from 'valibot';
import { helpSituations } from '../programme/help-numbers.ts';
import { mostRules } from '../programme/house-rules.ts';
import { licenceKeys } from '../programme/licences.ts';
import { mainThemeKeys } from '../programme/main-theme.ts';
import { hideReasonKeys } from '../review/hide-reasons.ts';
import { id, themeNumber } from './ids.ts';
import { held, longestSubject, show } from './show.ts';
import { farthestSeat, leastFrame, longestSegment, longestTimer, mostAlso, mostPresent, mostSources, mostStages, mostTurns, widthOfPicture, wireText } from './text.ts';
import { mostPages } from './upload.ts';

/** An option of a round: a theme's number as text ('7'), or a line's letter ('a'). */
const option = v.pipe(v.string(), v.regex(/^([1-9][0-9]{0,2}|[a-z])$/));
const dots = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));
const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-1e6), v.maxValue(1e6));
const mainTheme = v.picklist(mainThemeKeys);
/** Beyond 2^53 one more is the same number. */
const revision = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER - 1));
const day = v.pipe(v.string(), v.isoDate());
/** A house style's folder, and the version of what it held when it was chosen: `voorbeeld/1a2b3c4d`. */
const stylePath = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}\/[0-9a-f]{8}$/));

const themeFields = v.object({
	title: wireText,
	main: mainTheme,
	explanation: v.optional(wireText, ''),
	mentioned: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e6))), null),
	quotes: v.optional(v.pipe(v.array(wireText), v.maxLength(5)), []),
	grave: v.optional(v.boolean(), false),
	/** The id of this theme in the file that it came from (a project id of a `.pb` file). */
	source: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(80))), null)
});

const roundFields = {
	title: wireText,
	budget: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
	most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
	results: v.picklist(['hidden', 'open'])
};
const noteMoves = v.array(v.object({ note: id, x: coordinate, y: coordinate }));
/** The seq of the view that it was done on: what another moved since stays where that one laid it. Left out, it does not matter. */
const seen = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));
const boardThemes = v.pipe(v.array(themeNumber), v.minLength(1), v.maxLength(1000));
const closing = v.picklist(['hand', 'clock']);
/** A segment of the run-sheet; see `Segment`. */
export const segmentFields = {
	title: wireText,
	/** 0: none are planned. */
	minutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(longestSegment)),
	show: v.nullable(show),
	phones: v.picklist(['watch', 'read', 'comment', 'dots', 'faces']),
	round: v.nullable(id),
	clock: v.boolean(),
	notes: wireText
};
const roundThemes = v.pipe(v.array(themeNumber), v.maxLength(200));
const roundLines = v.pipe(v.array(wireText), v.maxLength(12));

/** What a drawing was made from: a comment, or a theme's quote by its words. A place in a list may hold another sentence by then. */
const source = v.union([v.object({ comment: id }), v.object({ theme: themeNumber, quote: wireText })]);

const corner = v.tuple([v.pipe(v.number(), v.minValue(0), v.maxValue(1)), v.pipe(v.number(), v.minValue(0), v.maxValue(1))]);
/** What is done with a photo of a sheet before it is shown. */
export const treatment = v.object({
	/** False: the photo is shown as it was. */
	cleaned: v.boolean(),
	/** Top left, top right, bottom right, bottom left of the sheet, as parts of the photo's width and height. */
	corners: v.tuple([corner, corner, corner, corner]),
	/** Quarters that it is turned with the clock. */
	turn: v.picklist([0, 1, 2, 3]),
	/** 0 (soft) to 100 (hard). */
	contrast: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))
});
export type Treatment = v.InferOutput<typeof treatment>;

/** A rendition set that the server made of an upload; the only part of a command that no client may write. */
const drawingVersion = v.object({
	/** Random: part of the address of the pictures. */
	id,
	/** `original`: as it came; left out of what came when exports were not kept so yet. */
	files: v.object({ screen: v.string(), phone: v.string(), thumbnail: v.string(), original: v.optional(v.string()) }),
	width: v.number(),
	height: v.number(),
	/** Of a photo. `found`: where its sheet is, is known: found by itself, or pointed out. */
	photo: v.optional(v.object({ ...treatment.entries, found: v.boolean() }))
});
export type DrawingVersion = v.InferOutput<typeof drawingVersion>;

const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** A part of a drawing, in parts of its width and height; what lies outside it does not show. */
export const panelFrame = v.pipe(
	v.strictObject({ x: part, y: part, width: v.pipe(part, v.minValue(leastFrame)), height: v.pipe(part, v.minValue(leastFrame)) }),
	// What a page worked out may lie a rounding past the edge.
	v.check(({ x, y, width, height }) => x + width < 1.000001 && y + height < 1.000001)
);
export type PanelFrame = v.InferOutput<typeof panelFrame>;

/** A page of what regie brought along, as the server made it of an upload. */
const exhibitPage = v.object({
	/** Random: part of the address of its pictures. */
	id,
	files: v.object({ screen: v.string(), thumbnail: v.string() }),
	width: v.number(),
	height: v.number()
});
export type ExhibitPage = v.InferOutput<typeof exhibitPage>;

function command<Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) {
	return v.strictObject({ id, type: v.literal(type), ...entries });
}

/** One schema per command type: `{ id, type, … }`. The seat is the socket's or the form's, never the message's. */
export const commandSchemas = {
	/** The first command of every evening. */
	'evening.begin': command('evening.begin', { title: wireText, area: wireText, date: day }),
	'evening.rename': command('evening.rename', { title: wireText }),
	/** What the area is called now. The programme tells it: see `serverOnly`. */
	'evening.area': command('evening.area', { name: wireText }),
	/** Whom residents ask about their data; '' for nobody in particular. */
	'evening.contact': command('evening.contact', { contact: wireText }),
	'evening.date': command('evening.date', { date: day }),
	'evening.door': command('evening.door', { door: v.picklist(['open', 'closed']) }),
	'evening.code': command('evening.code', {}),
	'evening.approval': command('evening.approval', { approval: v.picklist(['before', 'none']) }),
	/** The municipality's look; null for our own. `logo`: what its logo says, '' where it has none. */
	'evening.style': command('evening.style', { style: v.nullable(v.object({ path: stylePath, logo: wireText })) }),
	'evening.present': command('evening.present', { present: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostPresent))) }),
	'evening.close': command('evening.close', { closed: v.boolean() }),
	/** What illustrators send for a theme hangs at once, without a look of regie before. */
	'evening.hangAtOnce': command('evening.hangAtOnce', { atOnce: v.boolean() }),
	/** In which order illustrators tell of their drawings, all of them by name; empty ones fall out. */
	'evening.turns': command('evening.turns', { names: v.pipe(v.array(wireText), v.maxLength(mostTurns)) }),
	/** A phone may vote for a second person, who sits beside its own. */
	'evening.second': command('evening.second', { second: v.boolean() }),
	/** Who comes in shows a vote card, or need not. */
	'evening.voteCards': command('evening.voteCards', { asked: v.boolean() }),
	/** The hall, in metres: how wide the picture is, and how far from it the last seat. Null: not known. */
	'evening.hall': command('evening.hall', {
		width: v.nullable(v.pipe(v.number(), v.minValue(widthOfPicture.least), v.maxValue(widthOfPicture.most))),
		farthest: v.nullable(v.pipe(v.number(), v.minValue(farthestSeat.least), v.maxValue(farthestSeat.most)))
	}),
	/** The hall's wifi, as phones are told it. No network: none; no password: anyone may use it. */
	'evening.wifi': command('evening.wifi', { network: wireText, password: wireText }),
	/** With the join picture on the screen, or not. */
	'evening.wifiShown': command('evening.wifiShown', { shown: v.boolean() }),
	'evening.rehearsal': command('evening.rehearsal', { rehearsal: v.boolean() }),
	/** More vote cards, to be printed: they are numbered on from those that there are. */
	'voteCard.make': command('voteCard.make', { count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400)) }),
	'theme.add': command('theme.add', {
		themes: v.pipe(
			/** `at`: where its card is laid; left out it gets a place that is free. */
			v.array(v.object({ ...themeFields.entries, number: v.optional(themeNumber), at: v.optional(v.object({ x: coordinate, y: coordinate })) })),
			v.minLength(1),
			v.maxLength(200)
		)
	}),
	'theme.edit': command('theme.edit', { theme: themeNumber, set: v.partial(v.omit(themeFields, ['source'])) }),
	/** Words that a resident took back go from every theme, and from the files. `quotes`: their texts. */
	'quote.withdraw': command('quote.withdraw', { quotes: v.pipe(v.array(v.pipe(v.string(), v.maxLength(36))), v.minLength(1), v.maxLength(5000)) }),
	'theme.remove': command('theme.remove', { themes: v.pipe(v.array(themeNumber), v.minLength(1), v.maxLength(200)) }),
	/** `group`: the group that the card comes to lie in; null takes it out, left out it stays. */
	'theme.move': command('theme.move', {
		moves: v.pipe(
			v.array(v.object({ theme: themeNumber, x: coordinate, y: coordinate, group: v.optional(v.nullable(id)) })),
			v.minLength(1),
			v.maxLength(1000)
		),
		/** Notes that are carried along with the cards. */
		notes: v.optional(v.pipe(noteMoves, v.maxLength(500)), []),
		seen
	}),
	/** 'op slot': neither moved, edited, removed nor regrouped until the lock is taken off. */
	'theme.lock': command('theme.lock', { themes: boardThemes, locked: v.boolean() }),
	/** Not to be seen on the screen. */
	'theme.hide': command('theme.hide', { themes: boardThemes, hidden: v.boolean() }),
	/** Null takes them out of the group that they are in. */
	'theme.group': command('theme.group', { themes: boardThemes, group: v.nullable(id) }),
	/** Other themes come under the card of one: their dots, comments, drawings and words stay their own. */
	'theme.merge': command('theme.merge', { themes: boardThemes, into: themeNumber }),
	/** Themes that were merged get a card of their own again, at that place. */
	'theme.split': command('theme.split', { themes: v.pipe(v.array(v.object({ theme: themeNumber, x: coordinate, y: coordinate })), v.minLength(1), v.maxLength(1000)) }),
	'group.add': command('group.add', { group: id, name: wireText, themes: boardThemes }),
	'group.rename': command('group.rename', { group: id, name: wireText }),
	'group.fold': command('group.fold', { group: id, folded: v.boolean() }),
	/** All its themes leave it: it is a group no more. */
	'group.empty': command('group.empty', { group: id }),
	/** A free note on the board. */
	'note.add': command('note.add', { note: id, text: wireText, x: coordinate, y: coordinate }),
	'note.edit': command('note.edit', { note: id, text: wireText }),
	'note.move': command('note.move', { notes: v.pipe(noteMoves, v.minLength(1), v.maxLength(500)), seen }),
	'note.remove': command('note.remove', { notes: v.pipe(v.array(id), v.minLength(1), v.maxLength(500)) }),
	'round.add': command('round.add', {
		round: id,
		kind: v.picklist(['themes', 'practice']),
		...roundFields,
		/** Theme numbers of a round over themes; empty for a practice round. */
		themes: roundThemes,
		/** The lines of a practice round; empty for a round over themes. */
		lines: roundLines,
		closing: v.optional(closing, 'hand')
	}),
	/** `lines`: all of them, in order. A round takes no notice of what belongs to the other kind. */
	'round.edit': command('round.edit', { round: id, set: v.partial(v.object({ ...roundFields, themes: roundThemes, lines: roundLines, closing })) }),
	'round.remove': command('round.remove', { round: id }),
	'round.open': command('round.open', { round: id }),
	'round.close': command('round.close', { round: id }),
	'round.reopen': command('round.reopen', { round: id }),
	'round.show': command('round.show', { round: id, shown: v.boolean() }),
	/** Segments of the run-sheet, in order, before that one; at its end for null. */
	'segment.add': command('segment.add', {
		segments: v.pipe(v.array(v.object({ segment: id, ...segmentFields })), v.minLength(1), v.maxLength(60)),
		before: v.nullable(id)
	}),
	'segment.edit': command('segment.edit', { segment: id, set: v.partial(v.object(segmentFields)) }),
	/** Null: to the end. */
	'segment.move': command('segment.move', { segment: id, before: v.nullable(id) }),
	'segment.remove': command('segment.remove', { segment: id }),
	/** When the first segment is planned to begin, on the evening's date; null: whenever it does. */
	'runSheet.begins': command('runSheet.begins', { at: v.nullable(v.pipe(v.string(), v.isoTime())) }),
	/** Goes on, back, or to any segment; null: to before the first. `from`: the one that went on when the button was pressed. */
	'runSheet.go': command('runSheet.go', { to: v.nullable(id), from: v.nullable(id) }),
	/** The time of the segment stands still, and the hall's clock with it. */
	'runSheet.pause': command('runSheet.pause', { paused: v.boolean() }),
	/** Papers counted by hand: of the hall, or of a table. Giving it again corrects it. */
	'paper.count': command('paper.count', {
		paper: id,
		round: id,
		table: wireText,
		people: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostPresent)),
		dots: v.record(option, v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostPresent * 100)))
	}),
	'paper.remove': command('paper.remove', { paper: id }),
	/** What one thought of the evening: a face, from 1 (sad) to 5 (glad), and a sentence, or ''. Given again it is another answer. */
	'feedback.give': command('feedback.give', { face: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), sentence: wireText }),
	/** Somebody asks for the card of a situation. The server makes it of a request, under nobody's seat. */
	'help.ask': command('help.ask', { situation: v.picklist(helpSituations) }),
	/** Staff saw that somebody is in danger. `since`: of the signal that they saw. */
	'help.putAway': command('help.putAway', { since: v.pipe(v.number(), v.safeInteger()) }),
	'ballot.set': command('ballot.set', { round: id, option, dots, revision }),
	/** After a change of epoch: the whole ballot as the server acknowledged it before. */
	'ballot.offer': command('ballot.offer', { round: id, dots: v.record(option, dots), revision }),
	'comment.add': command('comment.add', { comment: id, theme: themeNumber, text: wireText }),
	'comment.withdraw': command('comment.withdraw', { comment: id }),
	'comment.support': command('comment.support', { comment: id, supported: v.boolean() }),
	'comment.review': command('comment.review', {
		comments: v.pipe(v.array(id), v.minLength(1), v.maxLength(200)),
		/** 'held': laid apart. */
		status: v.picklist(['waiting', 'held', 'approved', 'hidden']),
		/** Of 'hidden'; its writer reads it. */
		reason: v.optional(v.picklist(hideReasonKeys), 'other')
	}),
	'comment.project': command('comment.project', { comment: id, projected: v.boolean() }),
	/** The writer of this comment may send no more of them; dots are not touched. */
	'block.add': command('block.add', { block: id, comment: id }),
	'block.remove': command('block.remove', { block: id }),
	'drawing.offer': command('drawing.offer', { drawing: id, version: drawingVersion, theme: v.nullable(themeNumber), title: wireText, credit: wireText }),
	/**
	 * `stage`: the next of a series; the one before stays, to be played. `from`: the version that a person saw and means to
	 * replace; left out, whatever stands there is.
	 */
	'drawing.replace': command('drawing.replace', { drawing: id, version: drawingVersion, stage: v.optional(v.literal(true)), from: v.optional(id) }),
	/** Only these earlier stages stay, in this order. `version`: the last one, that a person saw when doing so. */
	'drawing.stages': command('drawing.stages', { drawing: id, version: id, stages: v.pipe(v.array(id), v.maxLength(mostStages)) }),
	/** The same photo, cut otherwise. `from`: the version that a person saw when doing so. */
	'drawing.crop': command('drawing.crop', { drawing: id, from: id, version: drawingVersion }),
	/**
	 * `lettering`: the words in the drawing, '' where there are none. It, `licence` and `theme` stay where they are left out.
	 * `theme`: what its maker suggests while it is offered. Where it hangs, only `drawing.place` says.
	 */
	'drawing.describe': command('drawing.describe', {
		drawing: id,
		title: wireText,
		alt: wireText,
		credit: wireText,
		lettering: v.optional(wireText),
		licence: v.optional(v.picklist(licenceKeys)),
		theme: v.optional(v.nullable(themeNumber)),
		/** What else it stands for, besides its own theme; left out it stays. */
		also: v.optional(v.pipe(v.array(themeNumber), v.maxLength(mostAlso))),
		/** What it was made from; left out it stays. */
		from: v.optional(v.pipe(v.array(source), v.maxLength(mostSources)))
	}),
	/** `version`, `stages`: those that a person looked at. Its maker may have sent another meanwhile, which nobody saw. */
	'drawing.place': command('drawing.place', {
		drawing: id,
		version: id,
		stages: v.optional(v.pipe(v.array(id), v.maxLength(mostStages)), []),
		theme: themeNumber,
		checked: v.boolean()
	}),
	'drawing.takeDown': command('drawing.takeDown', { drawing: id }),
	'drawing.withdraw': command('drawing.withdraw', { drawing: id }),
	/** 'Ik teken deze': `name` is the illustrator's own. It ends with the drawing, or when its illustrator says so. */
	'claim.add': command('claim.add', { claim: id, theme: themeNumber, name: wireText }),
	'claim.remove': command('claim.remove', { claim: id }),
	/** Between illustrators and regie. `name`: of an illustrator; regie's own is left. */
	'message.send': command('message.send', { message: id, text: wireText, name: v.optional(wireText, '') }),
	'message.takeBack': command('message.takeBack', { message: id }),
	/** The strip of the evening. `layout`: panels to a page. */
	'strip.edit': command('strip.edit', { set: v.partial(v.object({ title: wireText, layout: v.picklist([1, 2, 3, 4, 5, 6]) })) }),
	/** Drawings of the wall in the strip, or parts of them, in order, before that panel; at its end for null. */
	'panel.add': command('panel.add', {
		panels: v.pipe(v.array(v.object({ panel: id, drawing: id, frame: v.nullable(panelFrame) })), v.minLength(1), v.maxLength(60)),
		before: v.nullable(id)
	}),
	'panel.edit': command('panel.edit', { panel: id, set: v.partial(v.object({ frame: v.nullable(panelFrame), caption: wireText })) }),
	/** Null: to the end. */
	'panel.move': command('panel.move', { panel: id, before: v.nullable(id) }),
	'panel.remove': command('panel.remove', { panel: id }),
	/** A picture or a PDF for the screen. `count`: the pages that the file has; `pages`: those of them that were taken. */
	'exhibit.add': command('exhibit.add', {
		exhibit: id,
		kind: v.picklist(['picture', 'pdf']),
		name: wireText,
		pages: v.pipe(v.array(exhibitPage), v.minLength(1), v.maxLength(mostPages)),
		count: v.pipe(v.number(), v.integer(), v.minValue(1))
	}),
	/** `alt`: what is to be seen, for who can't see it. */
	'exhibit.describe': command('exhibit.describe', { exhibit: id, name: wireText, alt: wireText }),
	'exhibit.remove': command('exhibit.remove', { exhibit: id }),
	'screen.show': command('screen.show', { show }),
	/** Gets a picture ready, to be put on with `screen.show`; null: none. */
	'screen.prepare': command('screen.prepare', { show: v.nullable(show) }),
	/** Turns the page of what is shown, unless something else is shown by now. `subject`: see `subjectOf`. */
	'screen.turn': command('screen.turn', { subject: v.pipe(v.string(), v.maxLength(longestSubject)), held }),
	'screen.blank': command('screen.blank', { blank: v.boolean() }),
	/** The house rules, all of them in order; empty ones fall out. */
	'screen.rules': command('screen.rules', { rules: v.pipe(v.array(wireText), v.maxLength(mostRules)) }),
	/** A facilitator's own text. It stands ready until it is changed; `screen.show` brings it before the hall. */
	'screen.text': command('screen.text', { heading: wireText, lines: wireText }),
	/** The hall's clock: `minutes` is what it is set to, or gets besides. */
	'screen.timer': command('screen.timer', {
		step: v.picklist(['set', 'start', 'pause', 'add', 'clear']),
		minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(longestTimer)), 1)
	}),
	/** Made by the server when a browser joins, returns after a restore, or takes a turn. */
	'participant.join': command('participant.join', {}),
	undo: command('undo', { command: id })
};

export type CommandType = keyof typeof commandSchemas;

export type CommandOf<Type extends CommandType> = v.InferOutput<(typeof commandSchemas)[Type]>;
export type Command = CommandOf<CommandType>;
/** A command as it is written by hand: without an id, defaults left out. */
export type CommandInput<Type extends CommandType = CommandType> = {
	[T in Type]: Omit<v.InferInput<(typeof commandSchemas)[T]>, 'id'>;
}[Type];

export const commandTypes = Object.keys(commandSchemas) as CommandType[];

/** Made by the server only, out of an HTTP request or of what happens in the programme: refused when they come over a socket. */
export const serverOnly: ReadonlySet<CommandType> = new Set(['evening.begin', 'evening.area', 'quote.withdraw', 'drawing.offer', 'drawing.replace', 'drawing.crop', 'exhibit.add', 'help.ask', 'participant.join']);

/**
 * `unknown` until the schema accepts it.
 * @returns the command with its defaults filled in, or null where it is none.
 */
export function parseCommand(message: unknown): Command | null {
	if (typeof message !== 'object' || message === null || !('type' in message)) return null;
	const { type } = message;
	if (typeof type !== 'string' || !Object.hasOwn(commandSchemas, type)) return null;
	const parsed = v.safeParse(commandSchemas[type as CommandType], message);
	return parsed.success ? parsed.output : null;
}
