import type { Licence } from '../programme/licences.ts';
import type { CommandOf, DrawingVersion } from '../protocol/commands.ts';
import { refuse, type Refusal } from '../protocol/refusals.ts';
import { longest, mostSources, mostStages } from '../protocol/text.ts';
import { endClaims } from './claim.ts';
import { isPublic } from './comment.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change, sameValue } from './events.ts';
import { canBeSheet } from './sheet-corners.ts';
import { detailsOf, type EveningState, type TextId } from './state.ts';
import { themeAt } from './theme.ts';

/** A drawing: offered by an illustrator, put on the wall by regie (or at once where it allows that), replaced or withdrawn by either. */
export interface Drawing {
	/** What is shown now. Earlier versions stay until the evening is destroyed, for undo; their addresses answer 404. */
	version: DrawingVersion;
	/** Counts the versions: 1 is the first. */
	versions: number;
	theme: number | null;
	/** Other themes that it stands for. Left out as `lettering` is. */
	also?: number[];
	/** Earlier stages of a series (sketch, ink), the oldest first; `version` is the last. Left out as `lettering` is. */
	stages?: DrawingVersion[];
	/** The sentences that it was made from. Left out as `lettering` is. */
	from?: Source[];
	title: TextId | null;
	alt: TextId | null;
	credit: TextId | null;
	/** The words in the drawing; '' where there are none, null where nobody said so. Left out in logs that are older than it. */
	lettering?: TextId | '' | null;
	/** Null where nobody said so; left out as `lettering` is. */
	licence?: Licence | null;
	status: 'offered' | 'wall' | 'withdrawn';
	/** The command that put a picture on the wall that nobody in regie looked at, in the place of another or at once; until a person has. */
	replaced: string | null;
	/** Server time in ms. */
	at: number;
}

/** A comment, or a quote of a theme. */
export type Source = { comment: string } | { theme: number; quote: TextId };

/** All that is to be seen of a drawing: its stages, and what it is now. */
export function picturesOf({ stages = [], version }: Pick<Drawing, 'stages' | 'version'>): DrawingVersion[] {
	return [...stages, version];
}

/** The words of a source and the theme at which they stand, as long as everybody may read them there; null otherwise. */
export function sourceAt(state: EveningState, source: Source): { theme: number; text: TextId } | null {
	if ('comment' in source) {
		const comment = state.entries.comment.get(source.comment);
		return comment && comment.text !== null && isPublic(state, comment) ? { theme: comment.theme, text: comment.text } : null;
	}
	return themeAt(state, source.theme)?.quotes.includes(source.quote) ? { theme: source.theme, text: source.quote } : null;
}

/**
 * The files of every version that an evening was ever offered, by hash: undo may bring an earlier one back. What was
 * offered is remembered as a step of whoever did it.
 */
export function filesOf(state: EveningState): Set<string> {
	return new Set(everyFileOf(state).flatMap((files) => Object.values(files)));
}

/** Those of them that no page shows: they are as somebody sent them. */
export function originalsOf(state: EveningState): Set<string> {
	const all = everyFileOf(state);
	const shown = new Set(all.flatMap(({ screen, phone, thumbnail }) => [screen, phone, thumbnail]));
	return new Set(all.flatMap(({ original }) => (original === undefined || shown.has(original) ? [] : [original])));
}

function everyFileOf(state: EveningState): DrawingVersion['files'][] {
	return [...state.steps.values()].flatMap(({ events }) =>
		events.flatMap((event) => {
			const { version, stages = [] } = event.type === 'drawing.added' ? event.fields : event.type === 'drawing.changed' ? event.set : {};
			return (version ? [...stages, version] : stages).map(({ files }) => files);
		})
	);
}

/**
 * What a drawing was right after this step was taken: the steps since then say what they wrote over.
 * @returns as far as it was another than now
 */
function writtenOver(state: EveningState, id: string, step: string): Partial<Drawing> {
	let before: Partial<Drawing> = {};
	let since = false;
	for (const [command, { events }] of state.steps) {
		if (since) for (const event of events) if (event.type === 'drawing.changed' && event.id === id) before = { ...event.was, ...before };
		since ||= command === step;
	}
	return before;
}

/**
 * A drawing as undoing a step would bring it back: on the wall never as a picture that nobody looked at there.
 * @param undone the step's command
 * @param pictureOfWall whether the step changed the picture while it hung: then the one before it hung as well
 */
export function drawingAsItReturns(
	state: EveningState,
	id: string,
	drawing: Drawing,
	current: Drawing,
	undone: string,
	pictureOfWall: boolean
): Drawing | Refusal {
	if (drawing.status !== 'wall') return drawing;
	const before = writtenOver(state, id, undone);
	const among = (hung: Drawing) => {
		const known = new Set(picturesOf(hung).map((picture) => picture.id));
		return picturesOf(drawing).every((picture) => known.has(picture.id));
	};
	// Its maker sent another while it did not hang.
	if (current.status !== 'wall') return among({ ...current, ...before }) ? drawing : refuse('drawing.otherVersion');
	// A stage that was taken out hung until then; but what was found good since may have been so without it.
	const hungUntilThen = before.status === undefined && !('replaced' in before);
	return pictureOfWall || hungUntilThen || among(current) ? drawing : refuse('undo.changedSince');
}

type DrawingCommand = CommandOf<
	| 'drawing.offer'
	| 'drawing.replace'
	| 'drawing.crop'
	| 'drawing.stages'
	| 'drawing.describe'
	| 'drawing.place'
	| 'drawing.takeDown'
	| 'drawing.withdraw'
>;

export function decideDrawing(state: EveningState, command: DrawingCommand, context: Context): Decision {
	const texts = new Texts(context);
	if (command.type === 'drawing.offer') {
		if (state.entries.drawing.has(command.drawing)) return refuse('message.invalid');
		if (detailsOf(state).closed && context.actor.role === 'illustrator') return refuse('evening.closed');
		const known = command.theme !== null && themeAt(state, command.theme);
		const hangs = known && context.actor.role === 'illustrator' && detailsOf(state).hangAtOnce;
		const fields: Drawing = {
			version: command.version,
			versions: 1,
			theme: known ? command.theme : null,
			title: texts.optional(command.title, longest.title),
			alt: null,
			credit: texts.optional(command.credit, longest.title),
			status: hangs ? 'wall' : 'offered',
			replaced: hangs ? command.id : null,
			at: context.now
		};
		const ended = endClaims(state, context.actor.seat, fields.theme);
		return texts.refusal ?? accept([{ type: 'drawing.added', id: command.drawing, fields }, ...ended.events], texts.bodies, ended.erase);
	}

	const drawing = state.entries.drawing.get(command.drawing);
	if (!drawing) return refuse('drawing.unknown');
	const { stages = [], from = [] } = drawing;
	// Undoing must find what was left out.
	const set = (fields: Partial<Drawing>) => accept([change('drawing', command.drawing, { ...drawing, stages }, fields)], texts.bodies);
	if (command.type === 'drawing.withdraw') return set({ status: 'withdrawn' });
	if (drawing.status === 'withdrawn') return refuse('drawing.withdrawn');
	switch (command.type) {
		case 'drawing.replace':
			// Replaced by two at once: the picture of the first would be gone, and nobody told. A stage goes on top of whatever came, which stays.
			if (!command.stage && command.from !== undefined && command.from !== drawing.version.id) return refuse('drawing.otherVersion');
			if (command.stage && picturesOf(drawing).length >= mostStages) return refuse('drawing.tooManyStages', { most: mostStages });
			return set({
				version: command.version,
				versions: drawing.versions + 1,
				...(command.stage && { stages: picturesOf(drawing) }),
				...(drawing.status === 'wall' && { replaced: command.id })
			});
		case 'drawing.crop':
			// Cut by two at once, or replaced meanwhile: the one that was not seen is not written over.
			if (command.from !== drawing.version.id) return refuse('drawing.otherVersion');
			// A page says so before; shown as it was, the photo needs none.
			if (command.version.photo?.cleaned && !canBeSheet(command.version.photo.corners)) return refuse('message.invalid');
			// More of the photo may show than a person in regie looked at.
			return set({ version: command.version, ...(drawing.status === 'wall' && { replaced: command.id }) });
		case 'drawing.stages':
			// Another stage came meanwhile: it would be taken out with those that were meant.
			if (command.version !== drawing.version.id) return refuse('drawing.otherVersion');
			return set({ stages: [...new Set(command.stages)].flatMap((one) => stages.find((stage) => stage.id === one) ?? []) });
		case 'drawing.describe': {
			const { theme, lettering, licence, also } = command;
			const before = { ...drawing, from, also: drawing.also ?? [], lettering: drawing.lettering ?? null, licence: drawing.licence ?? null };
			if (theme !== undefined && theme !== null && !themeAt(state, theme)) return refuse('theme.unknown', { theme });
			// One that was removed while somebody typed is passed over: the words must not be lost for it.
			const others = also && [...new Set(also)].filter((number) => themeAt(state, number)).sort((a, b) => a - b);
			const fields: Partial<Drawing> = {
				// Regie may have hung it while its maker was typing: what was typed is kept, the place is regie's.
				...(theme !== undefined && drawing.status === 'offered' && { theme }),
				title: texts.optional(command.title, longest.title, drawing.title),
				alt: texts.optional(command.alt, longest.alt, drawing.alt),
				credit: texts.optional(command.credit, longest.title, drawing.credit),
				...(lettering !== undefined && { lettering: texts.optional(lettering, longest.lettering, before.lettering || null) ?? '' }),
				...(licence !== undefined && { licence }),
				...(others && { also: others }),
				...(command.from && { from: sourcesOf(state, command.from, from, context) })
			};
			return texts.refusal ?? accept([change('drawing', command.drawing, before, fields)], texts.bodies);
		}
		case 'drawing.place':
			if (!command.checked) return refuse('drawing.notChecked');
			// Replaced while a person looked at the one before: nobody has seen what would hang.
			if (command.version !== drawing.version.id || stages.some((stage) => !command.stages.includes(stage.id))) return refuse('drawing.otherVersion');
			if (!themeAt(state, command.theme)) return refuse('theme.unknown', { theme: command.theme });
			return set({ status: 'wall', theme: command.theme, replaced: null });
		case 'drawing.takeDown':
			return set({ status: 'offered' });
	}
}

/**
 * What was chosen that everybody may read now, and of what it was made from before that nobody may see now: who chose could not
 * see it. A quote that was changed meanwhile is passed over: another sentence must not come in its place.
 */
function sourcesOf(state: EveningState, chosen: NonNullable<CommandOf<'drawing.describe'>['from']>, before: Source[], { textOf }: Context): Source[] {
	const known = chosen.flatMap((one): Source[] => {
		if ('comment' in one) return [{ comment: one.comment }];
		const quote = themeAt(state, one.theme)?.quotes.find((text) => textOf(text) === one.quote);
		return quote === undefined ? [] : [{ theme: one.theme, quote }];
	});
	const sources = [...known.filter((source) => sourceAt(state, source)), ...before.filter((source) => !sourceAt(state, source))];
	return sources.filter((source, index) => sources.findIndex((one) => sameValue(one, source)) === index).slice(0, mostSources);
}
