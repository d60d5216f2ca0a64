import * as v from 'valibot';
import { id, themeNumber } from '../../protocol/ids.ts';
import { wireText } from '../../protocol/text.ts';
import { formatSchema } from './format-rules.ts';
import { mostTicked } from './format.ts';
import { rejectReasons, storyParts } from './state.ts';

const questionId = v.pipe(v.string(), v.regex(/^[a-z]{2,20}$/));
const version = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const themeCode = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{2,36}$/));

/** A statement is named by its form and the question that it answers. */
export const statementId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,36}\.[a-z]{2,20}$/));

/** Statements that a paragraph comes from at most. */
export const mostParagraphSources = 40;

const draftParagraph = v.strictObject({
	id,
	part: v.picklist(storyParts),
	theme: v.nullable(themeNumber),
	sources: v.pipe(v.array(statementId), v.maxLength(mostParagraphSources))
});
/** A paragraph as a draft holds it: words of residents alone. */
export type DraftParagraph = v.InferOutput<typeof draftParagraph>;

/** A form's answers by question: words, an option's id, or the codes of themes. An empty one is left out. */
export const answers = v.record(questionId, v.union([wireText, v.pipe(v.array(themeCode), v.maxLength(mostTicked))]));

/**
 * A form as a phone, the paper's screen or a file hands it in. `version` counts from 1: a correction is one more.
 * `card` is what was typed or scanned. The same version with the same words may come again, and leads to nothing.
 */
export const sentForm = v.strictObject({
	form: id,
	version,
	area: id,
	card: v.nullable(v.pipe(v.string(), v.maxLength(20))),
	format: version,
	notice: version,
	day: v.nullable(v.pipe(v.string(), v.isoDate())),
	/** The code by which the resident sees, corrects and withdraws: made where the form is filled in. */
	code: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z0-9]{8}$/))),
	answers
});
export type SentForm = v.InferOutput<typeof sentForm>;

const { code: _code, ...sent } = sentForm.entries;

/** A row of a file, as a form. `proof`: of the resident's code, where the row has one. */
const rowForm = v.strictObject({ form: id, card: sent.card, day: sent.day, hash: v.string(), proof: v.nullable(v.string()), answers });
export type RowForm = v.InferOutput<typeof rowForm>;

/** Forms that one file may hold. */
export const mostInBatch = 10_000;
/** Forms of a file that come or go in one command: more would keep phones waiting. */
export const mostAtOnce = 50;

/** What a collection can be told to do. Who may, stands in `roles.ts`. */
export const collectionCommand = v.variant('type', [
	v.strictObject({ id, type: v.literal('scout.add'), scout: id, area: id, name: wireText }),
	v.strictObject({ id, type: v.literal('scout.rename'), scout: id, name: wireText }),
	v.strictObject({ id, type: v.literal('scout.remove'), scout: id }),
	v.strictObject({
		id,
		type: v.literal('form.receive'),
		...sent,
		hash: v.string(),
		proof: v.nullable(v.string()),
		origin: v.picklist(['phone', 'paper', 'file']),
		operator: v.nullable(v.string()),
		batch: v.nullable(id)
	}),
	v.strictObject({ id, type: v.literal('form.withdraw'), form: id }),
	/** A part of a file that is taken in. `name`: the file's own; `total`: the forms in all of it. */
	v.strictObject({
		id,
		type: v.literal('batch.receive'),
		batch: id,
		area: id,
		name: wireText,
		operator: v.string(),
		format: version,
		notice: version,
		total: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostInBatch)),
		forms: v.pipe(v.array(rowForm), v.minLength(1), v.maxLength(mostAtOnce))
	}),
	/** Takes back a file that was imported, `mostAtOnce` forms a command: give it until none is left. */
	v.strictObject({ id, type: v.literal('batch.withdraw'), batch: id }),
	/** `version`: of the form that the checker read; `text`: what may be seen. */
	v.strictObject({ id, type: v.literal('statement.approve'), statement: statementId, version, text: wireText }),
	v.strictObject({ id, type: v.literal('statement.quarantine'), statement: statementId, version }),
	v.strictObject({ id, type: v.literal('statement.reject'), statement: statementId, version, reason: v.picklist(rejectReasons) }),
	/** No themes: it is not placed any more. `was`: the themes that it had on the page of who placed it. */
	v.strictObject({ id, type: v.literal('statement.place'), statement: statementId, themes: v.pipe(v.array(themeCode), v.maxLength(mostTicked)), was: v.pipe(v.array(themeCode), v.maxLength(mostTicked)) }),
	v.strictObject({ id, type: v.literal('statement.merge'), statement: statementId, into: statementId }),
	v.strictObject({ id, type: v.literal('statement.split'), statement: statementId }),
	v.strictObject({ id, type: v.literal('theme.add'), theme: id, area: id, title: wireText }),
	v.strictObject({ id, type: v.literal('theme.rename'), theme: id, title: wireText }),
	v.strictObject({ id, type: v.literal('theme.remove'), theme: id }),
	/** A story as it was put together from what was placed: see `draftStory`. */
	v.strictObject({ id, type: v.literal('story.begin'), story: id, area: id, evening: v.nullable(id), title: wireText, paragraphs: v.pipe(v.array(draftParagraph), v.maxLength(300)) }),
	v.strictObject({ id, type: v.literal('story.title'), story: id, title: wireText }),
	v.strictObject({ id, type: v.literal('story.remove'), story: id }),
	v.strictObject({ id, type: v.literal('story.publish'), story: id }),
	v.strictObject({ id, type: v.literal('story.takeBack'), story: id }),
	/** `after`: the paragraph that it comes behind; null for the first place. */
	v.strictObject({ id, type: v.literal('paragraph.add'), paragraph: id, story: id, part: v.picklist(storyParts), text: wireText, after: v.nullable(id) }),
	/** `was`: what stood on the page of who wrote. An empty text leaves the words of residents by themselves. */
	v.strictObject({ id, type: v.literal('paragraph.write'), paragraph: id, text: wireText, was: wireText }),
	v.strictObject({ id, type: v.literal('paragraph.sources'), paragraph: id, sources: v.pipe(v.array(statementId), v.maxLength(mostParagraphSources)), quoted: v.boolean() }),
	v.strictObject({ id, type: v.literal('paragraph.cut'), paragraph: id, cut: v.boolean() }),
	v.strictObject({ id, type: v.literal('paragraph.move'), paragraph: id, after: v.nullable(id) }),
	/** A person looked at what it says without the source that was taken back. */
	v.strictObject({ id, type: v.literal('paragraph.release'), paragraph: id }),
	/** By the server, before a theme's words go to an evening and when they are there. `quote`: the evening's text. */
	v.strictObject({
		id,
		type: v.literal('theme.sent'),
		area: id,
		theme: themeCode,
		evening: id,
		quotes: v.pipe(v.array(v.strictObject({ statement: statementId, quote: v.nullable(v.string()) })), v.maxLength(5))
	}),
	v.strictObject({ id, type: v.literal('notice.write'), text: wireText }),
	/** All of the questions as they are from now on; an earlier version comes again as a new one. */
	v.strictObject({ id, type: v.literal('format.write'), format: formatSchema }),
	v.strictObject({ id, type: v.literal('undo'), command: id })
]);
export type CollectionCommand = v.InferOutput<typeof collectionCommand>;
export type CollectionCommandType = CollectionCommand['type'];
