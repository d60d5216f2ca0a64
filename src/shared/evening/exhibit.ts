import type { CommandOf, ExhibitPage } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { longest } from '../protocol/text.ts';
import { mostExhibits } from '../protocol/upload.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change } from './events.ts';
import type { EveningState, TextId } from './state.ts';

/** What regie brought along for the screen, and for nothing else: a picture, or the pages of a PDF. */
export interface Exhibit {
	kind: 'picture' | 'pdf';
	/** What its file is called, or what a facilitator calls it. */
	name: TextId | null;
	/** What is to be seen, for who can't see it. */
	alt: TextId | null;
	/** Those that were taken: the first ones. A picture is one page. */
	pages: ExhibitPage[];
	/** The pages that its file has. */
	count: number;
	/** Its files stay until the evening is destroyed, for undo; their addresses answer 404. */
	removed: boolean;
	/** Server time in ms. */
	at: number;
}

export function decideExhibit(state: EveningState, command: CommandOf<'exhibit.add' | 'exhibit.describe' | 'exhibit.remove'>, context: Context): Decision {
	const texts = new Texts(context);
	if (command.type === 'exhibit.add') {
		const { exhibit: id, kind, pages, count } = command;
		if (state.entries.exhibit.has(id)) return refuse('message.invalid');
		const ready = [...state.entries.exhibit.values()].filter(({ removed }) => !removed).length;
		if (ready >= mostExhibits) return refuse('exhibit.tooMany', { most: mostExhibits });
		// Nobody chose the length of a file's name for us.
		const name = texts.optional(oneLine(command.name).slice(0, longest.title), longest.title);
		return accept([{ type: 'exhibit.added', id, fields: { kind, name, alt: null, pages, count, removed: false, at: context.now } }], texts.bodies);
	}
	const exhibit = exhibitAt(state, command.exhibit);
	if (!exhibit) return refuse('exhibit.unknown');
	if (command.type === 'exhibit.remove') return accept([change('exhibit', command.exhibit, exhibit, { removed: true })]);
	const name = texts.optional(oneLine(command.name), longest.title, exhibit.name);
	const alt = texts.optional(command.alt, longest.alt, exhibit.alt);
	return texts.refusal ?? accept([change('exhibit', command.exhibit, exhibit, { name, alt })], texts.bodies);
}

/** The exhibit with this id, unless it was removed. */
export function exhibitAt(state: EveningState, id: string): Exhibit | null {
	const exhibit = state.entries.exhibit.get(id);
	return exhibit && !exhibit.removed ? exhibit : null;
}

/** The files of all pages, by hash; of removed ones too, which may come back. */
export function exhibitFilesOf(state: EveningState): Set<string> {
	return new Set([...state.entries.exhibit.values()].flatMap(({ pages }) => pages.flatMap(({ files }) => Object.values(files))));
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ');
}
