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

	test('words that hold no more go, and what was done before them stands there again', async () => {
		line.say('Kies eerst twee kaarten.', 'refused');
		line.unsay(line.said!);
		expect(line.said).toBeNull();
		await give(shut, 'Dicht.', done);
		line.say('Kies eerst twee kaarten.', 'refused');
		const advice = line.said!;
		line.unsay(advice);
		expect(line.said).toMatchObject({ message: 'Dicht.', kind: 'done' });
		expect(line.undoLabel).toBe('Ongedaan maken');
		// Something else was said since.
		line.unsay(advice);
		expect(line.said).toMatchObject({ message: 'Dicht.' });
		void line.undo();
		expect(line.sent.at(-1)?.command).toEqual({ type: 'undo', command: line.sent[0]!.id });
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

describe('several taken back', () => {
	const answerNext = async (answer: Answer) => {
		line.sent.at(-1)!.answer(answer);
		await new Promise((settle) => setTimeout(settle));
	};

	test('go one after the other, and one press brings them all back, the last first', async () => {
		const all = line.undoAll(['command-2', 'command-1'], (command) => command, 1);
		expect([line.busy, line.sent.length]).toEqual([true, 1]);
		await answerNext(done);
		await answerNext(done);
		await all;
		expect(line.sent.map(({ command }) => command)).toEqual(['command-2', 'command-1'].map((command) => ({ type: 'undo', command })));
		expect(line.said).toMatchObject({ message: '2 stappen zijn ongedaan gemaakt. 1 stap blijft: die kan niet terug, of telt stemmen.', kind: 'done' });
		const [first, second] = line.sent.map(({ id }) => id);
		const back = line.undo();
		await answerNext(done);
		await answerNext(done);
		await back;
		expect(line.sent.slice(2).map(({ command }) => command)).toEqual([second, first].map((command) => ({ type: 'undo', command })));
	});

	test('stop at the first that is refused, which is named', async () => {
		const all = line.undoAll(['command-3', 'command-2', 'command-1'], (command) => `stap ${command.at(-1)}`);
		await answerNext(done);
		await answerNext(refuse('undo.changedSince'));
		await all;
		expect(line.sent).toHaveLength(2);
		expect(line.said).toMatchObject({ message: '1 stap is ongedaan gemaakt. Gestopt bij ‘stap 2’. Dit is daarna al veranderd. Pas het met de hand aan.', kind: 'refused' });
		expect(line.said?.back).not.toBeNull();
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
