import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SentForm } from '#shared/programme/collection/commands.ts';
import { FailureBudget } from '../access/failure-budget.ts';
import { openTestApp, type TestApp } from '../test-app.ts';
import { Answers } from './answers.ts';

let test: TestApp;
let area: string;
beforeEach(async () => {
	test = await openTestApp();
	area = nanoid();
	await test.app.programme.submit({ id: nanoid(), type: 'area.add', area, name: 'Oude Kom' }, 'account');
});
afterEach(() => test.end());

const sent = (fields: Partial<SentForm> = {}): SentForm => ({ form: nanoid(), version: 1, area, card: 'V07-03', format: 1, notice: 1, day: null, code: 'ABCDEFGH', answers: { goed: 'Het park.' }, ...fields });
const receive = (form: SentForm) => test.app.collection.receive(form, { resident: true });

describe('a code', () => {
	it('opens its form as people type it, also after that was withdrawn', async () => {
		const form = sent();
		await receive(form);
		const { answers } = test.app;
		for (const typed of ['ABCDEFGH', 'abcd efgh', ' abcd-efgh ']) expect(answers.open(typed, '', 0)).toMatchObject({ ok: true, form: form.form });
		await test.app.collection.submit({ id: nanoid(), type: 'form.withdraw', form: form.form }, { resident: true });
		expect(answers.open('ABCDEFGH', '', 0)).toMatchObject({ ok: true, form: form.form });
	});

	it('that is wrong is slowed by one budget for all; what no code looks like costs nothing', async () => {
		const form = sent();
		await receive(form);
		const answers = new Answers(test.app.collection, 'key', new FailureBudget(3, 60_000));
		for (let times = 0; times < 50; times += 1) expect(answers.open('kort', '', 0)).toMatchObject({ code: 'form.unknown' });
		for (const typed of ['AAAAAAAA', 'BBBBBBBB', 'CCCCCCCC']) expect(answers.open(typed, '', 0)).toMatchObject({ code: 'form.unknown' });
		// Spent: a right one is not told from a wrong one, or guessing would go on.
		for (const typed of ['DDDDDDDD', 'ABCDEFGH']) expect(answers.open(typed, '', 0)).toMatchObject({ code: 'answer.wait', parameters: { seconds: 20 } });
		expect(answers.open('ABCDEFGH', '', 20_000)).toMatchObject({ ok: true });
	});

	it('that was right goes on from its own page, whoever guesses meanwhile; for that form only, and for two hours', async () => {
		await receive(sent());
		await receive(sent({ code: 'HHHHHHHH' }));
		const answers = new Answers(test.app.collection, 'key', new FailureBudget(1, 3600_000 * 24));
		const opened = answers.open('ABCDEFGH', '', 1000);
		if (!opened.ok) throw new Error(opened.code);
		answers.open('AAAAAAAA', '', 1000);
		expect(answers.open('ABCDEFGH', opened.pass, 2000)).toMatchObject({ ok: true });
		for (const [code, pass, now] of [
			['HHHHHHHH', opened.pass, 2000],
			['ABCDEFGH', '', 2000],
			['ABCDEFGH', opened.pass.replace(/^\d+/, '9999999999999'), 2000],
			['ABCDEFGH', opened.pass, 1000 + 2 * 3600_000]
		] as const) expect(answers.open(code, pass, now)).toMatchObject({ code: 'answer.wait' });
	});
});

it('after a withdrawal no file of the data folder holds the words, nor what they were before', async () => {
	const { collection, config } = test.app;
	const [planted, mended, redacted] = ['De buurman van nummer twaalf gilt.', 'De buurman gilt elke nacht.', 'Er gilt iemand, elke nacht.'];
	const leader = 'account-1';
	await test.app.programme.submit({ id: nanoid(), type: 'area.staff', area, account: leader, roles: ['projectLeader'] }, leader);
	const form = sent({ answers: { beter: planted, beterwaar: planted } });
	await receive(form);
	await collection.submit({ id: nanoid(), type: 'statement.approve', statement: `${form.form}.beter`, version: 1, text: redacted }, { account: leader });
	const found = async () => {
		const files = (await readdir(config.dataDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
		const bodies = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
		return [planted, mended, redacted].map((words) => bodies.some((body) => body.includes(words)));
	};
	expect(await found()).toEqual([true, false, true]);
	await receive({ ...form, version: 2, answers: { beter: mended } });
	expect(await found()).toEqual([false, true, false]);
	await collection.submit({ id: nanoid(), type: 'form.withdraw', form: form.form }, { resident: true });
	expect(await found()).toEqual([false, false, false]);
	await test.restart();
	expect(await found()).toEqual([false, false, false]);
	expect(test.app.collection.state.entries.form.get(form.form)).toMatchObject({ withdrawn: expect.any(Number), answers: {} });
});
