import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuse } from '#shared/protocol/refusals.ts';
import { views, type Views } from '#shared/views/views.ts';
import { createApp, type App } from '../app.ts';
import { readConfig } from '../config.ts';
import { listDrawingFiles } from '../drawings/files.ts';
import { createLog } from '../log.ts';
import { seedExample, wantsExample } from './seed.ts';

let dataDir: string;
let app: App;
let regie: Views['facilitator'];
let phone: Views['participant'];

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-example-'));
	const read = readConfig({ DATA_DIR: dataDir });
	if (!read.ok) throw new Error(read.problems.join('\n'));
	app = await createApp(read.config, createLog('warn'));
	await seedExample(app, Date.UTC(2026, 10, 24, 18));
	const evening = app.evenings.all()[0]!;
	const text = (id: string) => evening.textOf(id);
	regie = views.facilitator(evening.state, text);
	phone = views.participant(evening.state, text);
}, 60_000);
afterAll(async () => {
	await app.close();
	await rm(dataDir, { recursive: true, force: true });
});

describe('the evening that stands ready after the first start', () => {
	it('is the only one, in the first of seven areas, of today, with its door open', () => {
		const [first, ...others] = app.programme.areas();
		expect(first).toMatchObject({ name: 'Oude Kom', evenings: [expect.any(String)] });
		expect(others.map(({ evenings }) => evenings)).toEqual(Array.from({ length: 6 }, () => []));
		expect(regie.evening).toMatchObject({ title: 'Gebiedsavond Oude Kom', area: 'Oude Kom', date: '2026-11-24' });
		expect(regie.evening).not.toHaveProperty('door');
		expect(regie.evening).not.toHaveProperty('rehearsal');
	});

	it('has 24 themes under the numbers 1 to 24, with quotes and how often they were named', () => {
		const themes = Object.values(regie.themes);
		expect(themes.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
		for (const theme of themes) {
			expect(theme.mentioned).toBeGreaterThan(0);
			expect(theme.quotes?.length).toBeGreaterThan(0);
		}
		expect(themes.filter(({ grave }) => grave)).toHaveLength(3);
	});

	it('has comments of several people, approved ones on the phones and some that wait', () => {
		const comments = Object.values(regie.comments);
		const waiting = comments.filter(({ status }) => status === 'waiting');
		expect(comments.length).toBeGreaterThanOrEqual(40);
		expect(waiting.length).toBeGreaterThan(0);
		expect(Object.keys(phone.comments)).toHaveLength(comments.length - waiting.length);
		expect(comments.some(({ support }) => support > 1)).toBe(true);
	});

	it('says that nobody takes part until the first phone joins: who wrote its comments is made up', async () => {
		const counted = () => {
			const evening = app.evenings.all()[0]!;
			const text = (id: string) => evening.textOf(id);
			return [views.facilitator(evening.state, text).joined, views.screen(evening.state, text).joined];
		};
		expect(counted()).toEqual([0, 0]);
		expect(await app.joining.join('browser', regie.evening.code)).toMatchObject({ ok: true });
		expect(counted()).toEqual([1, 1]);
	});

	it('has six drawings, described; four hang at their theme and two are offered for one', async () => {
		const drawings = Object.values(regie.drawings);
		expect(drawings.map(({ status }) => status).sort()).toEqual(['offered', 'offered', 'wall', 'wall', 'wall', 'wall']);
		for (const { title, alt, credit, theme } of drawings) {
			expect([title, alt, theme]).not.toContain(undefined);
			expect(credit).toBe('Wijkverhaal, CC BY');
		}
		expect(Object.keys(phone.drawings)).toHaveLength(4);
		expect(new Set((await listDrawingFiles(dataDir)).map(({ hash }) => hash))).toEqual(app.evenings.drawingFiles());
	});

	it('has a practice round and a round over 15 themes, none of them grave, both still to be opened', () => {
		const rounds = Object.values(regie.rounds);
		expect(rounds.map(({ phase, kind }) => [kind, phase])).toEqual([
			['practice', 'draft'],
			['themes', 'draft']
		]);
		expect(rounds[0]).toMatchObject({ title: 'Koffie of thee?', lines: { a: 'Koffie', b: 'Thee' } });
		expect(rounds[1]?.options).toHaveLength(15);
		expect(rounds[1]?.options.filter((option) => regie.themes[option]?.grave)).toEqual([]);
		expect(phone.rounds).toEqual({});
	});

	it('is taken away again where the disk is full halfway: no half evening is in regie', async () => {
		const half = await mkdtemp(join(tmpdir(), 'wijkverhaal-half-example-'));
		const read = readConfig({ DATA_DIR: half });
		if (!read.ok) throw new Error(read.problems.join('\n'));
		const other = await createApp(read.config, createLog('warn'));
		const keep = other.drawings.keep.bind(other.drawings);
		let kept = 0;
		other.drawings.keep = async (...drawing) => ((kept += 1) > 2 ? refuse('disk.full') : keep(...drawing));
		expect(await seedExample(other)).toBe('disk.full');
		expect(kept).toBe(3);
		expect([other.programme.areas(), other.evenings.all(), await listDrawingFiles(half)]).toEqual([[], [], []]);
		await other.close();
		await rm(half, { recursive: true, force: true });
	}, 60_000);

	it('is made anew where the power went halfway: nothing half stays', async () => {
		const cut = await mkdtemp(join(tmpdir(), 'wijkverhaal-cut-example-'));
		const read = readConfig({ DATA_DIR: cut });
		if (!read.ok) throw new Error(read.problems.join('\n'));
		let other = await createApp(read.config, createLog('warn'));
		expect(wantsExample(other)).toBe(true);
		const keep = other.drawings.keep.bind(other.drawings);
		let kept = 0;
		// From here on nothing goes on: as after the power.
		const cutOff = new Promise<void>((settle) => {
			other.drawings.keep = (...drawing) => ((kept += 1) > 2 ? (settle(), new Promise(() => {})) : keep(...drawing));
		});
		void seedExample(other);
		await cutOff;
		await other.close();
		other = await createApp(read.config, createLog('warn'));
		expect(wantsExample(other)).toBe(true);
		expect(await seedExample(other)).toBe('made');
		expect(wantsExample(other)).toBe(false);
		expect(other.programme.areas()).toHaveLength(7);
		expect(other.programme.areas()[0]).toMatchObject({ name: 'Oude Kom', evenings: [expect.any(String)] });
		expect(other.evenings.all().map(({ state }) => state.entries.drawing.size)).toEqual([6]);
		await other.close();
		await rm(cut, { recursive: true, force: true });
	}, 60_000);

	it('leaves the set-up link for the first facilitator', async () => {
		expect(await app.setUpLink()).toMatch(/^\/regie\/uitnodiging\//);
	});
});
