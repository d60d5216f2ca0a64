import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { refuse, type RefusalCode } from '#shared/protocol/refusals.ts';
import { largestUpload, type UploadAnswer, type UploadQuery } from '#shared/protocol/upload.ts';
import { readAnswer, readExhibitAnswer, type Underway } from './send-picture.ts';
import { Uploads, type Kept, type Shelf } from './uploads.svelte.ts';

type Sending = { query: UploadQuery; name: string; underway: Underway; answer: (answer: UploadAnswer) => void };

let sendings: Sending[];
let uploads: Uploads;
let taken: string[];
/** Drawings that were withdrawn. */
let withdrawn: Set<string>;

beforeEach(() => {
	vi.useFakeTimers();
	sendings = [];
	taken = [];
	withdrawn = new Set();
	uploads = new Uploads({
		seat: 'plaats',
		taken: ({ drawing }) => taken.push(drawing),
		send: (query, file, underway) =>
			new Promise((answer) => {
				underway.signal.addEventListener('abort', () => answer(refuse('upload.broken')));
				sendings.push({ query, name: (file as File).name, underway, answer });
			})
	});
});
afterEach(() => vi.useRealTimers());

function file(name: string, size = 10): File {
	const made = new File(['x'.repeat(Math.min(size, 10))], name);
	return size > 10 ? Object.defineProperty(made, 'size', { value: size }) : made;
}

/** The answer to what is under way, and what follows from it at once. */
async function answer(given: UploadAnswer | 'taken'): Promise<void> {
	await vi.advanceTimersByTimeAsync(0);
	const { query, answer: give } = sendings.at(-1)!;
	give(given === 'taken' ? { ok: true, drawing: query.drawing, version: 'versie-van-nu', notes: [] } : given);
	await vi.advanceTimersByTimeAsync(0);
}

const phases = () => uploads.items.map(({ progress }) => progress.phase);

describe('pictures that were chosen', () => {
	test('go one after the other, each with ids of its own', async () => {
		uploads.add([file('a.png'), file('b.png')]);
		await vi.advanceTimersByTimeAsync(0);
		expect(phases()).toEqual(['sending', 'waiting']);
		await answer('taken');
		expect(phases()).toEqual(['taken', 'sending']);
		await answer('taken');
		expect(phases()).toEqual(['taken', 'taken']);
		expect(sendings.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
		expect(new Set(sendings.flatMap(({ query }) => [query.command, query.drawing])).size).toBe(4);
		expect(taken).toEqual(sendings.map(({ query }) => query.drawing));
		expect(uploads.busy).toBe(false);
	});

	test('say how far they are, and then that the server is at it', async () => {
		uploads.add([file('a.png')]);
		await vi.advanceTimersByTimeAsync(0);
		sendings[0]!.underway.progress(0.42);
		expect(uploads.items[0]!.progress).toEqual({ phase: 'sending', sent: 0.42 });
		sendings[0]!.underway.progress(1);
		expect(uploads.items[0]!.progress).toEqual({ phase: 'preparing' });
		expect(uploads.busy).toBe(true);
	});

	test('tell the theme they are about, or the drawing they replace, or are the next stage of', async () => {
		uploads.add([file('a.png')], { theme: 7 });
		await answer('taken');
		uploads.add([file('b.png')], { replaces: 'tekening-een' });
		await answer('taken');
		uploads.add([file('c.png')], { replaces: 'tekening-een', stage: true });
		await vi.advanceTimersByTimeAsync(0);
		expect(sendings[0]!.query).toMatchObject({ seat: 'plaats', theme: '7' });
		expect(sendings[0]!.query).not.toHaveProperty('replace');
		expect(sendings[1]!.query).toMatchObject({ drawing: 'tekening-een', replace: '1' });
		expect(sendings[1]!.query).not.toHaveProperty('stage');
		expect(sendings[2]!.query).toMatchObject({ drawing: 'tekening-een', replace: '1', stage: '1' });
	});

	test('that arrived leave the list when others come; what was refused stays until it is put away', async () => {
		uploads.add([file('a.png'), file('b.txt')]);
		await answer('taken');
		await answer(refuse('drawing.notAPicture'));
		uploads.add([file('c.png')]);
		expect(uploads.items.map((item) => item.file.name)).toEqual(['b.txt', 'c.png']);
		uploads.remove(uploads.items[0]!);
		expect(uploads.items.map((item) => item.file.name)).toEqual(['c.png']);
	});
});

describe('a new version', () => {
	const versioned = async (version: string) => {
		await vi.advanceTimersByTimeAsync(0);
		await answer({ ok: true, drawing: sendings.at(-1)!.query.drawing, version, notes: [] });
	};

	test('says which it replaces; where another came meanwhile it waits for a person, and then replaces that one', async () => {
		const standing = { version: 'versie-1' };
		const kept = new Map<string, Kept>();
		uploads = new Uploads({
			seat: 'plaats',
			versionOf: () => standing.version,
			send: (query, sent, underway) => new Promise((give) => sendings.push({ query, name: (sent as File).name, underway, answer: give }))
		});
		await uploads.keepOn({ put: (one) => void kept.set(one.command, one), reach: () => {}, remove: (command) => void kept.delete(command), left: () => Promise.resolve([]) });
		uploads.add([file('a.png')], { replaces: 'tekening-een', from: 'versie-1' });
		standing.version = 'versie-2';
		await answer(refuse('drawing.otherVersion'));
		expect(phases()).toEqual(['overtaken']);
		expect(uploads.busy).toBe(false);
		expect(sendings).toHaveLength(1);
		expect(uploads.standsThere(uploads.items[0]!)).toBe('versie-2');
		expect([...kept.values()].map(({ file: { name } }) => name)).toEqual(['a.png']);
		uploads.again(uploads.items[0]!);
		expect([...kept.values()].map(({ purpose }) => purpose.from)).toEqual(['versie-2']);
		await versioned('versie-3');
		expect(phases()).toEqual(['taken']);
		expect(sendings.map(({ query: { replace, from } }) => [replace, from])).toEqual([['1', 'versie-1'], ['1', 'versie-2']]);
		expect(new Set(sendings.map(({ query }) => query.command)).size).toBe(1);
		expect(kept.size).toBe(0);
	});

	test('that was chosen while one from here was on its way replaces that one: nobody else came in between', async () => {
		uploads.add([file('a.png')], { replaces: 'tekening-een', from: 'versie-1' });
		uploads.add([file('b.png')], { replaces: 'tekening-twee', from: 'versie-1' });
		uploads.add([file('c.png')], { replaces: 'tekening-een', from: 'versie-1' });
		await versioned('versie-2');
		await versioned('andere-2');
		await versioned('versie-3');
		expect(sendings.map(({ name, query: { from } }) => [name, from])).toEqual([['a.png', 'versie-1'], ['b.png', 'versie-1'], ['c.png', 'versie-2']]);
	});

	test('of which the page does not say what it replaces goes without, as from an older page', async () => {
		uploads.add([file('a.png')], { replaces: 'tekening-een' });
		await vi.advanceTimersByTimeAsync(0);
		expect(sendings[0]!.query).not.toHaveProperty('from');
	});
});

describe('a line that breaks', () => {
	test('starts that picture again by itself, under the same ids, with longer and longer pauses', async () => {
		uploads.add([file('a.png')]);
		const pauses = [1000, 2000, 4000, 8000, 15_000, 15_000];
		for (const [index, pause] of pauses.entries()) {
			await answer(refuse('upload.broken'));
			expect(phases()).toEqual(['broken']);
			await vi.advanceTimersByTimeAsync(pause - 1);
			expect(sendings).toHaveLength(index + 1);
			await vi.advanceTimersByTimeAsync(1);
			expect(sendings).toHaveLength(index + 2);
		}
		await answer('taken');
		expect(phases()).toEqual(['taken']);
		expect(new Set(sendings.map(({ query }) => query.command)).size).toBe(1);
		expect(new Set(sendings.map(({ query }) => query.drawing)).size).toBe(1);
	});

	test('is called broken until something goes over it again', async () => {
		uploads.add([file('a.png')]);
		await answer(refuse('upload.broken'));
		await vi.advanceTimersByTimeAsync(1000);
		expect(sendings).toHaveLength(2);
		expect(phases()).toEqual(['broken']);
		sendings[1]!.underway.progress(0.1);
		expect(phases()).toEqual(['sending']);
	});

	test('that lets something through each time is not waited for longer and longer', async () => {
		uploads.add([file('a.png')]);
		for (let times = 1; times <= 4; times++) {
			await vi.advanceTimersByTimeAsync(0);
			sendings.at(-1)!.underway.progress(times / 10);
			await answer(refuse('upload.broken'));
			expect(sendings).toHaveLength(times);
			await vi.advanceTimersByTimeAsync(1000);
			expect(sendings).toHaveLength(times + 1);
		}
	});

	test('is tried at once when one asks for it', async () => {
		uploads.add([file('a.png')]);
		await answer(refuse('upload.broken'));
		uploads.tryNow();
		await answer('taken');
		expect(phases()).toEqual(['taken']);
	});

	test.each<RefusalCode>(['server.stopping', 'rate.slowDown'])('and a server that says %s: again by itself', async (code) => {
		uploads.add([file('a.png')]);
		await answer(refuse(code));
		await vi.advanceTimersByTimeAsync(1000);
		await answer('taken');
		expect(phases()).toEqual(['taken']);
	});
});

describe('a picture that is refused', () => {
	test.each<[RefusalCode, boolean]>([
		['drawing.truncated', false],
		['disk.full', true],
		['seat.revoked', false],
		['evening.closed', false]
	])('for %s says so, and the next goes on', async (code, again) => {
		uploads.add([file('a.png'), file('b.png')]);
		await answer(refuse(code));
		expect(uploads.items[0]!.progress).toEqual({ phase: 'refused', refusal: refuse(code), again });
		await answer('taken');
		expect(phases()).toEqual(['refused', 'taken']);
	});

	test('can be sent once more', async () => {
		uploads.add([file('a.png')]);
		await answer(refuse('disk.full'));
		uploads.again(uploads.items[0]!);
		await answer('taken');
		expect(phases()).toEqual(['taken']);
	});

	test('because it is larger than 40 MB is not sent at all', async () => {
		uploads.add([file('a.png', largestUpload + 1)]);
		await vi.advanceTimersByTimeAsync(0);
		expect(uploads.items[0]!.progress).toEqual({ phase: 'refused', refusal: refuse('drawing.tooLarge'), again: false });
		expect(sendings).toEqual([]);
	});

	test('because it can not be read any more is not tried for ever', async () => {
		const gone = file('map');
		gone.slice = () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('NotReadableError')) });
		uploads.add([gone]);
		await vi.advanceTimersByTimeAsync(0);
		expect(uploads.items[0]!.progress).toEqual({ phase: 'refused', refusal: refuse('drawing.notAPicture'), again: false });
	});
});

describe('the same picture once more', () => {
	let copies: Uploads;
	beforeEach(() => {
		copies = new Uploads({
			seat: 'plaats',
			isThere: (drawing) => !withdrawn.has(drawing),
			send: (query, sent, underway) => new Promise((answer) => sendings.push({ query, name: (sent as File).name, underway, answer }))
		});
	});
	const phasesNow = () => copies.items.map(({ file: { name }, progress }) => `${name} ${progress.phase}`);
	const other = () => new File(['y'.repeat(10)], 'anders.png');

	test('under another name waits for a person, who may send it nonetheless; what comes after it goes on', async () => {
		copies.add([file('a.png'), file('kopie.png'), other()]);
		await answer('taken');
		await vi.waitFor(() => expect(phasesNow()).toEqual(['a.png taken', 'kopie.png repeated', 'anders.png sending']));
		await answer('taken');
		expect(copies.busy).toBe(false);
		copies.again(copies.items[1]!);
		await vi.waitFor(() => expect(sendings.map(({ name }) => name)).toEqual(['a.png', 'anders.png', 'kopie.png']));
		await answer('taken');
		expect(phasesNow()).toEqual(['a.png taken', 'kopie.png taken', 'anders.png taken']);
	});

	test('goes at once as a new version or stage, after it was withdrawn, and where the first was refused', async () => {
		copies.add([file('a.png')]);
		await answer(refuse('drawing.kind'));
		copies.add([file('a.png')]);
		await answer('taken');
		copies.add([file('a.png')], { replaces: sendings[1]!.query.drawing });
		await answer('taken');
		copies.add([file('a.png')], { replaces: sendings[1]!.query.drawing, stage: true });
		await answer('taken');
		withdrawn.add(sendings[1]!.query.drawing);
		copies.add([file('a.png')]);
		await answer('taken');
		expect(sendings.length).toBe(5);
		expect(phasesNow()).toEqual(['a.png refused', 'a.png taken']);
	});

	test('is not kept on this device until a person sends it nonetheless', async () => {
		const kept: string[] = [];
		await copies.keepOn({ put: (one) => kept.push(one.file.name), reach: () => {}, remove: () => kept.pop(), left: () => Promise.resolve([]) });
		copies.add([file('a.png')]);
		await answer('taken');
		copies.add([file('kopie.png')]);
		await vi.waitFor(() => expect(phasesNow()).toEqual(['kopie.png repeated']));
		expect(kept).toEqual([]);
		copies.again(copies.items[0]!);
		expect(kept).toEqual(['kopie.png']);
	});
});

describe('a picture that is taken out of the list', () => {
	test('is broken off, and the next goes on', async () => {
		uploads.add([file('a.png'), file('b.png')]);
		await vi.advanceTimersByTimeAsync(0);
		uploads.remove(uploads.items[0]!);
		await vi.advanceTimersByTimeAsync(0);
		expect(sendings[0]!.underway.signal.aborted).toBe(true);
		expect(uploads.items.map((item) => item.file.name)).toEqual(['b.png']);
		expect(phases()).toEqual(['sending']);
	});

	test('while it waits for the line does not hold up the next', async () => {
		uploads.add([file('a.png'), file('b.png')]);
		await answer(refuse('upload.broken'));
		uploads.remove(uploads.items[0]!);
		await answer('taken');
		expect(phases()).toEqual(['taken']);
		expect(sendings.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
	});
});

describe('the answer to a picture', () => {
	test.each<[string, number, string, UploadAnswer]>([
		['taken', 200, '{"ok":true,"drawing":"tekening","version":"versie-1","notes":["animated"]}', { ok: true, drawing: 'tekening', version: 'versie-1', notes: ['animated'] }],
		['refused', 415, '{"ok":false,"code":"drawing.svg"}', refuse('drawing.svg')],
		['no answer', 0, '', refuse('upload.broken')],
		['a proxy whose server is away', 502, '<html>Bad Gateway</html>', refuse('upload.broken')],
		['a proxy that takes no large files', 413, '<html>Too Large</html>', refuse('server.fault')],
		['a code that this page does not know', 400, '{"ok":false,"code":"drawing.ofTheFuture"}', refuse('server.fault')]
	])('%s', (_, status, body, expected) => {
		expect(readAnswer(status, body)).toEqual(expected);
	});
});

describe('what the server answers to a picture or PDF for the screen', () => {
	const whole = { ok: true as const, exhibit: 'exhibit-1', pages: 2, count: 2, notes: [] };
	test.each([
		['its last line, after those that told of pages', 200, `{"page":1,"of":2}\n{"page":2,"of":2}\n${JSON.stringify(whole)}\n`, whole],
		['one line, where there was nothing to tell', 200, JSON.stringify(whole), whole],
		['a refusal', 400, JSON.stringify(refuse('pdf.encrypted')), refuse('pdf.encrypted')],
		['lines that end before the answer: sent again', 200, '{"page":1,"of":2}\n', refuse('upload.broken')],
		['nothing', 0, '', refuse('upload.broken')]
	])('%s', (_, status, body, expected) => {
		expect(readExhibitAnswer(status, body)).toEqual(expected);
	});
});

describe('a page that is put away', () => {
	/** What stays in the browser when the page goes. */
	let kept: Map<string, Kept>;
	const shelf = (): Shelf => ({
		put: (one) => void kept.set(one.command, one),
		reach: (command, stage) => void kept.set(command, { ...kept.get(command)!, stage }),
		remove: (command) => void kept.delete(command),
		left: () => Promise.resolve([...kept.values()])
	});
	beforeEach(async () => {
		kept = new Map();
		await uploads.keepOn(shelf());
	});

	test('finds its pictures again, in their order, under the same ids, and goes on where it stopped', async () => {
		uploads.add([file('a.png'), file('b.png')], { theme: 7 });
		await vi.advanceTimersByTimeAsync(0);
		expect(sendings[0]!.underway.stage).toBe('new');
		sendings[0]!.underway.reach('begun');
		const after = new Uploads({ seat: 'plaats', send: (query, sent, underway) => new Promise((answer) => sendings.push({ query, name: (sent as File).name, underway, answer })) });
		await after.keepOn(shelf());
		await vi.advanceTimersByTimeAsync(0);
		expect(after.items.map(({ file: { name } }) => name)).toEqual(['a.png', 'b.png']);
		expect(sendings[1]!.query).toEqual(sendings[0]!.query);
		expect(sendings[1]!.underway.stage).toBe('begun');
		await answer('taken');
		await vi.advanceTimersByTimeAsync(0);
		expect(sendings[2]!.name).toBe('b.png');
		expect(sendings[2]!.underway.stage).toBe('new');
		expect([...kept.values()].map((one) => one.file.name)).toEqual(['b.png']);
	});

	test('keeps nothing of what arrived, was put out of the list or can never be taken; a full disk may pass', async () => {
		uploads.add([file('a.png'), file('b.txt'), file('c.png'), file('d.png')]);
		await answer('taken');
		await answer(refuse('drawing.notAPicture'));
		await answer(refuse('disk.full'));
		expect([...kept.values()].map((one) => one.file.name)).toEqual(['c.png', 'd.png']);
		uploads.remove(uploads.items.find((item) => item.file.name === 'd.png')!);
		expect([...kept.values()].map((one) => one.file.name)).toEqual(['c.png']);
	});
});
