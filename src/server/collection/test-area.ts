import { nanoid } from 'nanoid';
import type { CollectionCommand } from '#shared/programme/collection/commands.ts';
import type { ProgrammeRole } from '#shared/programme/collection/roles.ts';
import type { App } from '../app.ts';

type Given = CollectionCommand extends infer Command ? (Command extends CollectionCommand ? Omit<Command, 'id'> : never) : never;

/** An area with people and forms, for tests. */
export interface TestArea {
	app: App;
	id: string;
	/** Whoever leads it. */
	leader: string;
	/** Takes a form in from a phone. @returns its id */
	receive(answers: Record<string, string | string[]>): Promise<string>;
	give(command: Given, account?: string): Promise<{ ok: boolean }>;
	/** Approves a statement as it was written down, or with other words. */
	approve(statement: string, text?: string): Promise<void>;
	place(statement: string, ...themes: string[]): Promise<void>;
}

/** Makes an area in which these accounts are what is said of them. */
export async function anArea(app: App, people: Record<string, ProgrammeRole[]> = {}, name = 'Oude Kom'): Promise<TestArea> {
	const id = nanoid(12);
	const leader = `leader-of-${id}`;
	expectOk(await app.programme.submit({ id: nanoid(), type: 'area.add', area: id, name }, leader));
	for (const [account, roles] of Object.entries({ [leader]: ['projectLeader'] as ProgrammeRole[], ...people })) {
		expectOk(await app.programme.submit({ id: nanoid(), type: 'area.staff', area: id, account, roles }, leader));
	}
	const area: TestArea = {
		app,
		id,
		leader,
		async receive(answers) {
			const form = nanoid(12);
			const day = '2026-11-01';
			expectOk(await app.collection.receive({ form, version: 1, area: id, card: 'V07-03', format: 1, notice: 1, day, code: nanoid(12).toUpperCase().replace(/[^A-Z0-9]/g, 'X').slice(0, 8), answers }, { resident: true }));
			return form;
		},
		give: (command, account = leader) => app.collection.submit({ ...command, id: nanoid() } as CollectionCommand, { account }),
		async approve(statement, text) {
			const { raw, version } = app.collection.state.entries.statement.get(statement)!;
			expectOk(await area.give({ type: 'statement.approve', statement, version, text: text ?? app.collection.textOf(raw!) }));
		},
		async place(statement, ...themes) {
			const was = [...app.collection.state.entries.statement.get(statement)!.themes];
			expectOk(await area.give({ type: 'statement.place', statement, themes, was }));
		}
	};
	return area;
}

function expectOk(outcome: { ok: boolean }): void {
	if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}
