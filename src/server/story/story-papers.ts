import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { longDay } from '#shared/programme/dutch-day.ts';
import { readable } from '#shared/programme/collection/story-view.ts';
import { drawingAlt } from '#shared/views/drawing-alt.ts';
import { licences } from '#shared/programme/licences.ts';
import type { App } from '../app.ts';
import { isDiskFull } from '../drawings/disk.ts';
import type { Log } from '../log.ts';
import { Printer } from '../strip/printer.ts';
import { storySheet, type StorySheet } from './sheet.ts';
import { publishedDrawing, storyNow } from './stories.ts';

/** What came of it: the PDF, or why there is none. `changed`: what it tells was taken back again and again. */
export type MadeStory = Uint8Array | 'failed' | 'full' | 'gone';

/** Of a picture in a story, in pixels: 170 × 75 mm at 300 dpi. */
const pictureBox = { width: 2008, height: 886 };
/** Something of it may be withdrawn meanwhile: so often it is begun anew. */
const mostAttempts = 4;

/** Stories on paper, each made anew of what stands when it is asked for, and kept nowhere. One at a time. */
export class StoryPapers {
	readonly #app: () => App;
	readonly #printer: Printer;
	#turn: Promise<unknown> = Promise.resolve();
	#closed = false;

	constructor(app: () => App, log: Log) {
		this.#app = app;
		this.#printer = new Printer(log);
	}

	/** The story on A4, as PDF/UA. Never rejects but for what the disk throws. */
	make(story: string): Promise<MadeStory> {
		const made = this.#turn.then(() => this.#make(story));
		this.#turn = made.catch(() => undefined);
		return made;
	}

	/** Ends what is under way and what waits. */
	async close(): Promise<void> {
		this.#closed = true;
		this.#printer.close();
		await this.#turn;
	}

	async #make(id: string): Promise<MadeStory> {
		for (let attempt = 0; attempt < mostAttempts && !this.#closed; attempt++) {
			const before = this.#fingerprint(id);
			if (before === null) return 'gone';
			try {
				const made = await this.#print(id);
				// What was withdrawn or rewritten while it was made is not in it either.
				if (this.#fingerprint(id) === before) return made ?? 'failed';
			} catch (error) {
				if (isDiskFull(error)) return 'full';
				throw error;
			}
		}
		return 'failed';
	}

	/** All that it tells, as text; null where there is no story. */
	#fingerprint(id: string): string | null {
		const story = storyNow(this.#app(), id);
		return story && JSON.stringify([story, readable(story).map(({ theme }) => theme?.drawing && publishedDrawing(this.#app(), story, theme.drawing)?.version)]);
	}

	async #print(id: string): Promise<Uint8Array | null> {
		const app = this.#app();
		const story = storyNow(app, id)!;
		const folder = await mkdtemp(join(app.drawings.temporaryFolder, 'story-'));
		try {
			const pictures = new Map<string, NonNullable<StorySheet['parts'][number]['paragraphs'][number]['picture']>>();
			for (const { theme } of readable(story)) {
				if (theme?.drawing === undefined || pictures.has(theme.drawing)) continue;
				const drawing = publishedDrawing(app, story, theme.drawing);
				const made = drawing && (await this.#picture(app, story.evening!.id, drawing.id));
				if (!drawing || !made) continue;
				const file = `${pictures.size}.${made.type}`;
				await writeFile(join(folder, file), made.bytes);
				pictures.set(drawing.id, { file, alt: drawingAlt(drawing), credit: drawing.credit ?? '' });
			}
			const area = app.programme.areaName(app.collection.state.entries.story.get(id)!.area) ?? '';
			const under = story.evening ? `Het verhaal van ${area}, verteld op ${longDay(story.evening.date)}` : `Het verhaal van ${area}`;
			await writeFile(join(folder, 'story.json'), JSON.stringify(storySheet(story, under, pictures)));
			return (await this.#printer.print({ folder, document: 'story', picture: null })) ? await readFile(join(folder, 'story.pdf')) : null;
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}

	async #picture(app: App, evening: string, id: string) {
		const drawing = app.evenings.get(evening)?.state.entries.drawing.get(id);
		const file = drawing && (await app.drawings.open(drawing.version.files.screen));
		if (!file) return null;
		const rights = { credit: '', licence: licences.find(({ key }) => key === drawing.licence)?.name ?? '' };
		const made = await app.drawings.renderPanel({ path: file.path, treatment: undefined, frame: null, box: pictureBox, use: 'print', rights });
		return made.ok ? made : null;
	}
}
