import { nanoid } from 'nanoid';
import type { CollectionCommand, SentForm } from '#shared/programme/collection/commands.ts';
import type { App } from '../app.ts';

/** The account that has every role in the area of these tests. */
export const everyRole = 'account-of-all';

/** An area whose project leader, checker and facilitator is `everyRole`. */
export async function anArea(app: App, name = 'Oude Kom'): Promise<string> {
	const area = nanoid();
	await app.programme.submit({ id: nanoid(), type: 'area.add', area, name }, everyRole);
	await app.programme.submit({ id: nanoid(), type: 'area.staff', area, account: everyRole, roles: ['projectLeader', 'checker', 'facilitator'] }, everyRole);
	return area;
}

export function aForm(area: string, answers: SentForm['answers'], fields: Partial<SentForm> = {}): SentForm {
	return { form: nanoid(), version: 1, area, card: 'V01-01', format: 1, notice: 1, day: '2026-11-01', code: null, answers, ...fields };
}

/** Receives a form, and approves and places each of its open answers at these themes. @returns the form's id */
export async function placedForm(app: App, area: string, answers: SentForm['answers'], themes: string[], fields: Partial<SentForm> = {}): Promise<string> {
	const form = aForm(area, answers, fields);
	const received = await app.collection.receive(form, { resident: true });
	if (!received.ok) throw new Error(received.code);
	for (const question of Object.keys(answers)) {
		const statement = `${form.form}.${question}`;
		const raw = app.collection.state.entries.statement.get(statement)?.raw;
		if (raw == null) continue;
		const commands: CollectionCommand[] = [
			{ id: nanoid(), type: 'statement.approve', statement, version: 1, text: app.collection.textOf(raw) },
			{ id: nanoid(), type: 'statement.place', statement, themes, was: [] }
		];
		for (const command of commands) {
			const outcome = await app.collection.submit(command, { account: everyRole });
			if (!outcome.ok) throw new Error(outcome.code);
		}
	}
	return form.form;
}
