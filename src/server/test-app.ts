import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import type { Actor } from '#shared/evening/decision.ts';
import { parseCommand, type CommandInput } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { createApp, type App } from './app.ts';
import { readConfig } from './config.ts';
import type { LiveEvening } from './live/evening.ts';
import { createLog } from './log.ts';

export const facilitator: Actor = { role: 'facilitator', seat: 'seat-facilitator', participant: null };

/** The app on a data folder of its own, for tests of what it does without a network. */
export interface TestApp {
	app: App;
	/** Stops it and starts it on the same folder, as after a restart. */
	restart(): Promise<App>;
	/** Starts it on the same folder, once it was stopped. */
	open(): Promise<App>;
	/** Stops it and takes the folder away. */
	end(): Promise<void>;
}

export async function openTestApp(): Promise<TestApp> {
	const folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-app-'));
	const read = readConfig({ DATA_DIR: folder, WIJKVERHAAL_LOG: 'silent' });
	if (!read.ok) throw new Error(read.problems.join('\n'));
	const { config } = read;
	const open = () => createApp(config, createLog('silent'));
	const test: TestApp = {
		app: await open(),
		async restart() {
			await test.app.close();
			return test.open();
		},
		async open() {
			return (test.app = await open());
		},
		async end() {
			await test.app.close();
			await rm(folder, { recursive: true, force: true });
		}
	};
	return test;
}

/** An evening with three themes in an area of its own. */
export async function anEvening(app: App, title = 'Gebiedsavond'): Promise<LiveEvening> {
	const area = nanoid();
	await app.programme.submit({ id: nanoid(), type: 'area.add', area, name: 'Oude Kom' }, 'account');
	const begun = await app.evenings.begin({ title, area, date: '2026-11-24' }, 'account');
	if (!begun.ok) throw new Error(begun.code);
	await give(begun.evening, facilitator, {
		type: 'theme.add',
		themes: ['Parkeren', 'Zwerfvuil', 'Verlichting'].map((theme) => ({ title: theme, main: 'overig' }))
	});
	return begun.evening;
}

/** Gives a command with a fresh id. */
export function give(evening: LiveEvening, actor: Actor, input: CommandInput, id: string = nanoid()): Promise<Answer> {
	const command = parseCommand({ ...input, id });
	if (!command) throw new Error(`This is no ${input.type}`);
	return evening.submit(command, actor);
}
