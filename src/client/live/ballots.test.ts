import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandInput } from '#shared/protocol/commands.ts';
import type { Answer, Ballot, Own } from '#shared/protocol/frames.ts';
import { BallotKeep, Ballots } from './ballots.ts';
import type { Shelf } from './keep.ts';

const round = 'round-01';
const refused = vi.fn();

/** A server with one participant, a budget of 5 dots; `down` holds everything back until it is up again. */
class Server {
	ballot: Ballot = { revision: 0, dots: {} };
	closed = false;
	broken = false;
	loseAnswers = false;
	commands: string[] = [];
	#down = false;
	#held: (() => void)[] = [];

	readonly send = (command: CommandInput<'ballot.set' | 'ballot.offer'>): Promise<Answer> =>
		new Promise((settle) => {
			// As the outbox does: what could not go goes when there is a line, as it was.
			const go = () => {
				const answer = this.#decide(command);
				if (!this.loseAnswers) settle(answer);
			};
			if (this.#down) this.#held.push(go);
			else queueMicrotask(go);
		});

	get own(): Own {
		const ballots: Own['ballots'] = this.ballot.revision === 0 ? {} : { [round]: this.ballot };
		return { epoch: 'e', seq: 1, participant: 'p', ballots, comments: {}, supported: [] };
	}
	goDown(): void {
		this.#down = true;
	}
	comeUp(...tabs: Ballots[]): void {
		this.#down = false;
		for (const go of this.#held.splice(0)) go();
		for (const tab of tabs) {
			tab.learn(this.own);
			tab.resume();
		}
	}

	#decide(command: CommandInput<'ballot.set' | 'ballot.offer'>): Answer {
		const { ballot } = this;
		this.commands.push(`${command.type} ${command.revision}`);
		if (this.broken) return { ok: false, code: 'disk.full', ballot };
		if (this.closed) return { ok: false, code: 'round.closed', ballot };
		if (command.type === 'ballot.offer') {
			if (command.revision > ballot.revision) this.ballot = { revision: command.revision, dots: command.dots };
			return { ok: true, seq: 1, ballot: this.ballot };
		}
		if (command.revision !== ballot.revision) return { ok: false, code: 'ballot.stale', ballot };
		const dots = { ...ballot.dots, [command.option]: command.dots };
		const given = Object.values(dots).reduce((sum, count) => sum + count, 0);
		if (given > 5) return { ok: false, code: 'ballot.budget', parameters: { budget: 5 }, ballot };
		this.ballot = { revision: ballot.revision + 1, dots };
		return { ok: true, seq: 1, ballot: this.ballot };
	}
}

let server: Server;
let shelf: Shelf;

beforeEach(() => {
	vi.useFakeTimers();
	refused.mockClear();
	server = new Server();
	const items = new Map<string, string>();
	shelf = {
		getItem: (key) => items.get(key) ?? null,
		setItem: (key, text) => void items.set(key, text),
		removeItem: (key) => void items.delete(key)
	};
});
afterEach(() => void vi.useRealTimers());

/** A tab that has a line, as after loading the page. */
function tab(): Ballots {
	const ballots = offlineTab();
	ballots.learn(server.own);
	ballots.resume();
	return ballots;
}

/** A tab that was loaded out of the cache, or has no line yet. */
function offlineTab(): Ballots {
	const keep = new BallotKeep('ballots', shelf);
	return new Ballots({ send: server.send, keep, changed: () => {}, refused });
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe('a dot', () => {
	it('is seen at once, and saved once the server has it', async () => {
		const ballots = tab();
		ballots.set(round, '7', 1);
		expect(ballots.dots(round)).toEqual({ 7: 1 });
		expect(ballots.isSaved(round, '7')).toBe(false);
		await settled();
		expect(ballots.isSaved(round, '7')).toBe(true);
		expect(server.ballot.dots).toEqual({ 7: 1 });
	});

	it('tapped many times ends up as the last number, one ballot in flight at a time', async () => {
		const ballots = tab();
		server.goDown();
		ballots.set(round, '7', 1);
		await settled();
		for (const count of [2, 1, 2, 3]) ballots.set(round, '7', count);
		server.comeUp();
		await settled();
		expect(server.ballot).toEqual({ revision: 2, dots: { 7: 3 } });
		expect(server.commands).toEqual(['ballot.set 0', 'ballot.set 1']);
	});

	it('moved to a theme with a lower number is taken away first, so that the budget holds at each step', async () => {
		const ballots = tab();
		ballots.set(round, '9', 5);
		await settled();
		ballots.set(round, '9', 4);
		ballots.set(round, '3', 1);
		await settled();
		expect(server.ballot.dots).toEqual({ 3: 1, 9: 4 });
		expect(refused).not.toHaveBeenCalled();
	});

	it('that is refused for good is taken back, and said in words', async () => {
		const ballots = tab();
		ballots.set(round, '7', 9);
		await settled();
		expect(ballots.dots(round)).toEqual({});
		expect(refused).toHaveBeenCalledWith(round, '7', 'ballot.budget', { budget: 5 });
	});

	it('that arrived, though word of it was lost before the round closed, is no dot that came too late', async () => {
		const before = tab();
		server.loseAnswers = true;
		before.set(round, '7', 1);
		await settled();
		expect(before.isSaved(round, '7')).toBe(false);
		server.loseAnswers = false;
		server.closed = true;
		// The page is loaded anew: the shelf alone knows of it.
		const after = tab();
		await settled();
		expect(after.isSaved(round, '7')).toBe(true);
		expect(after.dots(round)).toEqual({ 7: 1 });
		expect(refused).not.toHaveBeenCalled();
		after.set(round, '3', 1);
		await settled();
		expect(after.dots(round)).toEqual({ 7: 1 });
		expect(refused).toHaveBeenCalledWith(round, '3', 'round.closed', undefined);
	});

	it('waits out trouble of the server, and is not taken back', async () => {
		server.broken = true;
		const ballots = tab();
		ballots.set(round, '7', 1);
		await vi.advanceTimersByTimeAsync(10_000);
		expect(ballots.isSaved(round, '7')).toBe(false);
		server.broken = false;
		await vi.advanceTimersByTimeAsync(10_000);
		expect(server.ballot.dots).toEqual({ 7: 1 });
		expect(refused).not.toHaveBeenCalled();
	});
});

describe('without a line', () => {
	it('dots are kept, through a reload as well, and arrive when the line is back', async () => {
		server.goDown();
		offlineTab().set(round, '7', 2);
		const after = offlineTab();
		expect(after.dots(round)).toEqual({ 7: 2 });
		after.set(round, '3', 1);
		server.comeUp(after);
		await settled();
		expect(server.ballot.dots).toEqual({ 3: 1, 7: 2 });
		expect(after.allSaved).toBe(true);
	});

	it('a number that went out before the reload does not overrule the one that was wished after it', async () => {
		server.goDown();
		offlineTab().set(round, '7', 2);
		const after = offlineTab();
		after.set(round, '7', 0);
		server.comeUp(after);
		await settled();
		expect(server.ballot.dots['7']).toBe(0);
		expect(after.dots(round)).toEqual({});
	});

	it('a round that closed meanwhile refuses the dot, and what was acknowledged before stays', async () => {
		const ballots = tab();
		ballots.set(round, '7', 1);
		await settled();
		server.goDown();
		ballots.set(round, '7', 2);
		server.closed = true;
		server.comeUp(ballots);
		await settled();
		expect(ballots.dots(round)).toEqual({ 7: 1 });
		expect(refused).toHaveBeenCalledWith(round, '7', 'round.closed', undefined);
	});
});

describe('a server that was put back to an earlier moment', () => {
	async function votedThenRestored(): Promise<Ballots> {
		const ballots = tab();
		ballots.set(round, '7', 1);
		await settled();
		const backup = server.ballot;
		ballots.set(round, '3', 2);
		await settled();
		server.ballot = backup;
		server.commands = [];
		return ballots;
	}

	it('gets the acknowledged ballot offered, and holds it again', async () => {
		const ballots = await votedThenRestored();
		server.comeUp(ballots);
		await settled();
		expect(server.ballot.dots).toEqual({ 3: 2, 7: 1 });
		expect(server.commands).toEqual(['ballot.offer 2']);
	});

	it('gets it from a phone that was reloaded too', async () => {
		await votedThenRestored();
		tab();
		await settled();
		expect(server.ballot.dots).toEqual({ 3: 2, 7: 1 });
	});

	it('gets the ballot first and what was tapped meanwhile upon it', async () => {
		const ballots = await votedThenRestored();
		server.goDown();
		ballots.set(round, '3', 1);
		server.comeUp(ballots);
		await settled();
		expect(server.ballot.dots).toEqual({ 3: 1, 7: 1 });
	});

	it('gets the ballot when its disk was full at first', async () => {
		const ballots = await votedThenRestored();
		server.broken = true;
		server.comeUp(ballots);
		ballots.set(round, '9', 1);
		await settled();
		server.broken = false;
		await vi.advanceTimersByTimeAsync(10_000);
		expect(server.ballot.dots).toEqual({ 3: 2, 7: 1, 9: 1 });
	});

	it('with the round closed does not take it; the phone keeps it, and offers it when the round opens again', async () => {
		const ballots = await votedThenRestored();
		server.closed = true;
		server.comeUp(ballots);
		await settled();
		expect(ballots.dots(round)).toEqual({ 3: 2, 7: 1 });
		// Who reads 'opgeslagen' would think that they count.
		expect(ballots.isSaved(round, '3')).toBe(false);
		expect(server.commands).toEqual(['ballot.offer 2']);
		server.closed = false;
		ballots.resume();
		await settled();
		expect(server.ballot.dots).toEqual({ 3: 2, 7: 1 });
		expect(ballots.isSaved(round, '3')).toBe(true);
	});
});

describe('two tabs of one phone', () => {
	it('show the same dots, and both end up saved', async () => {
		const [first, second] = [tab(), tab()];
		first.set(round, '7', 1);
		second.set(round, '3', 2);
		expect(first.dots(round)).toEqual({ 3: 2, 7: 1 });
		await settled();
		expect(server.ballot.dots).toEqual({ 3: 2, 7: 1 });
		expect([first.allSaved, second.allSaved]).toEqual([true, true]);
	});

	it('a wish that one tab settled is not sent again by the other', async () => {
		server.goDown();
		const [first, second] = [offlineTab(), offlineTab()];
		first.set(round, '7', 1);
		server.comeUp(first);
		await settled();
		first.set(round, '7', 0);
		await settled();
		second.learn(server.own);
		second.resume();
		await settled();
		expect(server.ballot.dots['7']).toBe(0);
	});
});

it('an evening that is over leaves nothing on the phone', async () => {
	const ballots = tab();
	ballots.set(round, '7', 1);
	await settled();
	expect(ballots.forget()).toBe(false);
	expect(['ballots', 'ballots.wished'].map((key) => shelf.getItem(key))).toEqual([null, null]);
	expect(ballots.dots(round)).toEqual({});
});

it('at the end of the evening a wish that never left is told of, and of one under way the answer tells', async () => {
	const ballots = tab();
	server.goDown();
	ballots.set(round, '7', 1);
	expect(ballots.forget()).toBe(false);
	ballots.set(round, '3', 1);
	ballots.set(round, '9', 1);
	expect(ballots.forget()).toBe(true);
});

it('another tab, which hears what was acknowledged, does not bring back a wish that was settled meanwhile', async () => {
	const first = tab();
	const second = tab();
	first.set(round, '7', 1);
	// The second tab's process reads the shelf a moment behind: it still sees the wish, and writes what it hears.
	const behind = shelf.getItem('ballots.wished');
	await settled();
	const { getItem } = shelf;
	shelf.getItem = (key) => (key === 'ballots.wished' ? behind : getItem(key));
	second.learn(server.own);
	shelf.getItem = getItem;
	expect([first, second].map((one) => one.isSaved(round, '7'))).toEqual([true, true]);
});

it('a tap is not lost where another tab writes the shelf at the same moment', async () => {
	const [first, second] = [tab(), tab()];
	first.set(round, '7', 1);
	// The second tab's process reads the shelf a moment behind, and writes over what the first one just put there.
	const { getItem } = shelf;
	shelf.getItem = (key) => (key === 'ballots.wished' ? null : getItem(key));
	second.set(round, '3', 1);
	shelf.getItem = getItem;
	await settled();
	expect(server.ballot.dots).toEqual({ 3: 1, 7: 1 });
	expect([first, second].map((one) => one.allSaved)).toEqual([true, true]);
});
