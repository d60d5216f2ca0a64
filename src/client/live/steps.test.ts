import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { refuse } from '#shared/protocol/refusals.ts';
import type { Live } from './live.svelte.ts';
import { Steps } from './steps.svelte.ts';

/** A line that answers when the test says so. */
class Line extends Steps<'facilitator'> {
	readonly sent: { command: CommandInput; id: string; answer: (answer: Answer) => void }[] = [];
	readonly live = {
		send: (command: CommandInput, id: string) => new Promise<Answer>((answer) => this.sent.push({ command, id, answer }))
	} as unknown as Live<'facilitator'>;
}

let line: Line;
beforeEach(() => {
	line = new Line();
});

const shut: CommandInput = { type: 'evening.door', door: 'closed' };
const open: CommandInput = { type: 'evening.door', door: 'open' };
const done: Answer = { ok: true, seq: 1 };
const unchanged: Answer = { ok: true, seq: 1, unchanged: true };

async function give(command: CommandInput, words: string, answer: Answer) {
	const given = line.do(command, words);
	line.sent.at(-1)!.answer(answer);
	return given;
}

describe('what the bar offers to take back', () => {
	test('a step that changed nothing is not said, and does not take the way back of the one before', async () => {
		await give(shut, 'Dicht.', done);
		const { id } = line.sent[0]!;
		await give(shut, 'Weer dicht.', unchanged);
		expect(line.said).toMatchObject({ message: 'Dicht.', kind: 'done' });
		void line.undo();
		expect(line.sent.at(-1)?.command).toEqual({ type: 'undo', command: id });
	});

	test('nothing is taken back while a step is under way: that one would be meant', async () => {
		await give(shut, 'Dicht.', done);
		void line.do(open, 'Open.');
		expect(line.busy).toBe(true);
		expect(await line.undo()).toBeNull();
		expect(line.sent).toHaveLength(2);
	});

	test('what was refused is said in words, and leaves the way back of the step before, by its name', async () => {
		await give(shut, 'Dicht.', done);
		const { id } = line.sent[0]!;
		await give(open, 'Open.', refuse('evening.closed'));
		line.say('Typ eerst een nummer.', 'refused');
		expect(line.busy).toBe(false);
		expect([line.said?.kind, line.said?.message, line.undoLabel]).toEqual(['refused', 'Typ eerst een nummer.', 'Maak ongedaan: Dicht']);
		const undone = line.undo();
		expect(line.sent.at(-1)?.command).toEqual({ type: 'undo', command: id });
		line.sent.at(-1)!.answer(done);
		await undone;
		expect([line.said?.message, line.said?.back, line.undoLabel]).toEqual(['Ongedaan gemaakt.', null, 'Ongedaan maken']);
	});

	test('what was refused after nothing, or after an undo, offers nothing', async () => {
		await give(shut, 'Dicht.', refuse('evening.closed'));
		expect(line.said).toMatchObject({ kind: 'refused', back: null });
		await give(shut, 'Dicht.', done);
		const undone = line.undo();
		line.sent.at(-1)!.answer(refuse('undo.changedSince'));
		await undone;
		line.say('Typ eerst een nummer.', 'refused');
		expect(line.said).toMatchObject({ kind: 'refused', back: null });
	});
});

describe('a double click is one press', () => {
	test('the same again before the answer is not sent, and gets the same answer', async () => {
		const both = [line.do(shut, 'Dicht.'), line.do(shut, 'Dicht.')];
		expect(line.sent).toHaveLength(1);
		line.sent[0]!.answer(done);
		expect(await Promise.all(both)).toEqual([done, done]);
		void line.do(shut, 'Dicht.');
		expect(line.sent).toHaveLength(2);
	});

	test('to and fro and to again on a slow line are three steps', () => {
		for (const command of [shut, open, shut]) void line.do(command, 'Deur.');
		expect(line.sent.map(({ command }) => command)).toEqual([shut, open, shut]);
	});
});
