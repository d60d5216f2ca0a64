import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command, CommandInput } from '#shared/protocol/commands.ts';
import type { Answer } from '#shared/protocol/frames.ts';
import { Keep, type Shelf } from './keep.ts';
import { Outbox } from './outbox.ts';

const comment: CommandInput = { type: 'comment.add', comment: 'comment-1', theme: 7, text: 'Vooral op zaterdag.' };
const ballot: CommandInput = { type: 'ballot.set', round: 'round-01', option: '7', dots: 1, revision: 0 };
const accepted: Answer = { ok: true, seq: 1 };

/** A line that a test answers by hand; what is sent while it is down is lost, as on a real one. */
class Line {
	isUp = true;
	sent: { command: Command; answered: (answer: Answer) => void }[] = [];
	readonly transport = (command: Command, answered: (answer: Answer) => void) => {
		if (this.isUp) this.sent.push({ command, answered });
	};
	get ids() {
		return this.sent.map(({ command }) => command.id);
	}
}

let shelf: Shelf;
let line: Line;
const answered = vi.fn<(command: Command, answer: Answer) => void>();
const changed = vi.fn<(pending: Command[]) => void>();

beforeEach(() => {
	vi.clearAllMocks();
	const items = new Map<string, string>();
	shelf = {
		getItem: (key) => items.get(key) ?? null,
		setItem: (key, text) => void items.set(key, text),
		removeItem: (key) => void items.delete(key)
	};
	line = new Line();
});

function outbox(): Outbox {
	return new Outbox({ transport: line.transport, keep: new Keep<Command[]>('outbox', [], shelf), changed, answered });
}

describe('a command on its way', () => {
	it('settles with the answer, and is then under way no more', async () => {
		const box = outbox();
		const settled = box.send(comment, 'command-1');
		expect(box.pending.map(({ id }) => id)).toEqual(['command-1']);
		line.sent[0]!.answered(accepted);
		expect(await settled).toEqual(accepted);
		expect(box.pending).toEqual([]);
		expect(changed).toHaveBeenLastCalledWith([]);
	});

	it('is sent again with the same id after the line broke', () => {
		const box = outbox();
		line.isUp = false;
		void box.send(comment, 'command-1');
		expect(line.ids).toEqual([]);
		line.isUp = true;
		box.resend();
		box.resend();
		expect(line.ids).toEqual(['command-1', 'command-1']);
	});

	it('counts once when both sendings are answered', () => {
		const box = outbox();
		void box.send(comment, 'command-1');
		box.resend();
		for (const { answered } of line.sent) answered(accepted);
		expect(answered).toHaveBeenCalledTimes(1);
	});

	it('waits a moment when it was too fast, and goes again', () => {
		vi.useFakeTimers();
		const box = outbox();
		void box.send(comment, 'command-1');
		line.sent[0]!.answered({ ok: false, code: 'rate.slowDown' });
		expect(box.pending).toHaveLength(1);
		vi.advanceTimersByTime(1000);
		expect(line.ids).toEqual(['command-1', 'command-1']);
		vi.useRealTimers();
	});
});

describe('a reload while a command is under way', () => {
	it('sends it again with the same id, and tells of a refusal though nobody holds its promise', () => {
		line.isUp = false;
		void outbox().send(comment, 'command-1');
		line.isUp = true;
		const after = outbox();
		after.resend();
		expect(line.ids).toEqual(['command-1']);
		const refused: Answer = { ok: false, code: 'evening.closed' };
		line.sent[0]!.answered(refused);
		expect(answered).toHaveBeenCalledWith(expect.objectContaining(comment), refused);
		expect(outbox().pending).toEqual([]);
	});

	it('leaves ballots out: they are made anew of what the person wished', () => {
		line.isUp = false;
		void outbox().send(ballot, 'command-1');
		expect(outbox().pending).toEqual([]);
	});
});

describe('two tabs of one phone', () => {
	it('do not overwrite what the other keeps', () => {
		line.isUp = false;
		const [first, second] = [outbox(), outbox()];
		void first.send(comment, 'command-1');
		void second.send({ ...comment, comment: 'comment-2' }, 'command-2');
		expect(outbox().pending.map(({ id }) => id)).toEqual(['command-1', 'command-2']);
	});

	it('tell of an answer once, though both sent the command', () => {
		line.isUp = false;
		const first = outbox();
		void first.send(comment, 'command-1');
		const second = outbox();
		line.isUp = true;
		first.resend();
		second.resend();
		for (const { answered } of line.sent) answered({ ok: false, code: 'text.tooLong' });
		expect(line.ids).toEqual(['command-1', 'command-1']);
		expect(answered).toHaveBeenCalledTimes(1);
	});
});
