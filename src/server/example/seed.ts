import { fileURLToPath } from 'node:url';
import { nanoid } from 'nanoid';
import type { Actor } from '#shared/evening/decision.ts';
import { madeUp } from '#shared/evening/state.ts';
import { defaultThemes } from '#shared/programme/default-themes.ts';
import { dutchDay } from '#shared/programme/dutch-day.ts';
import { parseCommand, type CommandInput } from '#shared/protocol/commands.ts';
import type { App } from '../app.ts';
import { hasRoom } from '../drawings/disk.ts';
import type { RenderedDrawing } from '../drawings/render.ts';
import type { LiveEvening } from '../live/evening.ts';
import { readMeta, writeMeta } from '../store/database.ts';
import { isNoRoom } from '../store/no-room.ts';
import { example, exampleDrawings } from './example.ts';

/** Who gives the example's commands, in the log. */
const facilitator: Actor = { role: 'facilitator', seat: 'example', participant: null };
const illustrator: Actor = { role: 'illustrator', seat: 'example-illustrator', participant: null };
const participants: Actor[] = Array.from({ length: 8 }, (_, index) => ({
	role: 'participant',
	seat: `example-seat-${index}`,
	participant: `${madeUp}${index}`
}));
/** So many of the drawings hang; the others are offered. */
const hanging = 4;
const themesInRound = 15;
/** Bytes: the drawings take 3.3 MB, the log some hundreds of kB. */
const roomNeeded = 5e6;

/** The number of a theme in the example: its place in the list. */
const numbers = new Map(example.themes.map(({ code }, index) => [code, index + 1]));
const numberOf = (code: string) => numbers.get(code)!;

/** The example's areas, parted by spaces, from before its first command until all of it is there. */
const begunKey = 'example.begun';

/** Is there nothing yet, or an example that a power cut left half? */
export function wantsExample(app: App): boolean {
	return app.programme.isEmpty || halfMade(app) !== '';
}

function halfMade(app: App): string {
	return readMeta(app.database, begunKey) ?? '';
}

/**
 * Puts seven areas, and in the first an evening that is ready to try, on a server that has none: themes, comments, drawings through the
 * real intake, and two rounds that were not opened yet.
 * @param now ms since 1970; the evening is of that day.
 * What a power cut left of it half is taken away first.
 * @returns 'disk.full' where there is no room for all of it; what was made is taken away again.
 * @throws where the server refuses any of it for another reason; what was made is taken away as well.
 */
export async function seedExample(app: App, now = Date.now()): Promise<'made' | 'disk.full'> {
	// Before the first command: the next start then finds an empty server, and makes the example after all.
	if (!(await hasRoom(app.config.dataDir, roomNeeded))) return 'disk.full';
	// The slow part first: whoever stops the server meanwhile finds no half evening.
	const pictures = await renderAll(app);
	const half = halfMade(app);
	if (half !== '') await takeAway(app, half);
	const areas = [example.area, ...example.otherAreas].map((name) => ({ id: nanoid(12), name }));
	const begun = areas.map(({ id }) => id).join(' ');
	writeMeta(app.database, begunKey, begun);
	try {
		await make(app, areas, pictures, now);
		writeMeta(app.database, begunKey, '');
		return 'made';
	} catch (error) {
		await takeAway(app, begun);
		if (error instanceof ExampleRefused && error.code === 'disk.full') return 'disk.full';
		throw error;
	}
}

class ExampleRefused extends Error {
	readonly code: string;

	constructor(code: string) {
		super(`The example was refused: ${code}`);
		this.code = code;
	}
}

async function takeAway(app: App, begun: string): Promise<void> {
	const areas = begun.split(' ');
	const made = app.programme.areas().filter(({ id }) => areas.includes(id));
	for (const evening of made.flatMap(({ evenings }) => evenings)) {
		await app.destroyEvening(evening, facilitator.seat).catch((error: unknown) => {
			// No room to wipe it: it is on no page any more, and the next start wipes it.
			if (!isNoRoom(error)) throw error;
		});
	}
	for (const { id } of made) await app.programme.submit({ id: nanoid(), type: 'area.remove', area: id }, facilitator.seat);
	writeMeta(app.database, begunKey, '');
}

async function make(app: App, areas: { id: string; name: string }[], pictures: RenderedDrawing[], now: number): Promise<void> {
	for (const { id, name } of areas) check(await app.programme.submit({ id: nanoid(), type: 'area.add', area: id, name }, facilitator.seat));
	const area = areas[0]!.id;
	const date = dutchDay(now);
	const begun = await app.evenings.begin({ title: example.title, area, date }, facilitator.seat);
	if (!begun.ok) throw new ExampleRefused(begun.code);
	const { evening } = begun;
	await give(evening, facilitator, { type: 'theme.add', themes: themes() });
	await addRounds(evening);
	await addComments(evening);
	for (const [index, picture] of pictures.entries()) await addDrawing(app, evening, index, picture);
}

async function renderAll(app: App): Promise<RenderedDrawing[]> {
	const pictures = [];
	for (const { file } of example.drawings) {
		const rendered = await app.drawings.render(fileURLToPath(new URL(file, exampleDrawings)));
		if (!rendered.ok) throw new ExampleRefused(rendered.code);
		pictures.push(rendered);
	}
	return pictures;
}

function themes(): CommandInput<'theme.add'>['themes'] {
	return example.themes.map(({ code, mentioned }) => {
		const { title, main, quotes, grave } = defaultThemes.find(({ source }) => source === code)!;
		return { number: numberOf(code), title, main, quotes, grave, mentioned };
	});
}

async function addRounds(evening: LiveEvening): Promise<void> {
	const plain = themes().flatMap(({ number, grave }) => (grave || number === undefined ? [] : [number]));
	const round = { type: 'round.add', results: 'hidden' } as const;
	await give(evening, facilitator, { ...round, round: nanoid(), kind: 'practice', ...example.practice, budget: 1, most: 1, themes: [] });
	await give(evening, facilitator, {
		...round,
		round: nanoid(),
		kind: 'themes',
		title: 'Wat is het belangrijkst?',
		budget: 5,
		most: 2,
		themes: plain.slice(0, themesInRound),
		lines: []
	});
}

async function addComments(evening: LiveEvening): Promise<void> {
	await Promise.all(participants.map((who) => give(evening, who, { type: 'participant.join' })));
	const comments = example.comments.map((comment, index) => ({ ...comment, id: nanoid(), who: index % participants.length }));
	await Promise.all(
		comments.map(({ id, who, code, text }) =>
			give(evening, participants[who]!, { type: 'comment.add', comment: id, theme: numberOf(code), text })
		)
	);
	const approved = comments.filter((comment) => comment.approved);
	await give(evening, facilitator, { type: 'comment.review', comments: approved.map(({ id }) => id), status: 'approved' });
	// From none to four: the next ones in the row recognise it.
	const support = approved.flatMap(({ id, who }, index) =>
		Array.from({ length: (index * 7) % 5 }, (_, next) =>
			give(evening, participants[(who + 1 + next) % participants.length]!, { type: 'comment.support', comment: id, supported: true })
		)
	);
	await Promise.all(support);
}

async function addDrawing(app: App, evening: LiveEvening, index: number, picture: RenderedDrawing): Promise<void> {
	const { file, code, title, alt, credit, licence } = example.drawings[index]!;
	const drawing = nanoid();
	const theme = numberOf(code);
	check(
		await app.drawings.keep(
			picture,
			(version) => evening.submit({ id: nanoid(), type: 'drawing.offer', drawing, version, theme, title: '', credit: '' }, illustrator),
			fileURLToPath(new URL(file, exampleDrawings))
		)
	);
	await give(evening, illustrator, { type: 'drawing.describe', drawing, title, alt, credit: `${credit}, ${licence}`, licence: 'by' });
	if (index >= hanging) return;
	const version = evening.state.entries.drawing.get(drawing)!.version.id;
	await give(evening, facilitator, { type: 'drawing.place', drawing, version, theme, checked: true });
}

async function give(evening: LiveEvening, actor: Actor, command: CommandInput): Promise<void> {
	check(await evening.submit(parseCommand({ ...command, id: nanoid() })!, actor));
}

function check(answer: { ok: true } | { ok: false; code: string }): void {
	if (!answer.ok) throw new ExampleRefused(answer.code);
}
