import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Replica } from '#client/live/replica.svelte.ts';
import { LiveEvening } from '#server/live/evening.ts';
import { createLog } from '#server/log.ts';
import { MemoryStore } from '#server/store/test-memory-store.ts';
import { facilitator, participantCalled, secondFacilitator } from '#shared/evening/test-hall.ts';
import type { Actor } from '#shared/evening/decision.ts';
import { parseCommand, type CommandInput } from '#shared/protocol/commands.ts';
import type { Answer, Frame } from '#shared/protocol/frames.ts';
import { themesOn } from '#shared/views/merged.ts';
import { views, type FacilitatorView } from '#shared/views/views.ts';

// Two facilitators at one board, at random, while residents give dots: both boards end the same, no dot lost or double.

const seed = Number(process.env['SEED'] ?? 1);
const stepCount = 10_000;
const themeCount = 24;
const residents = Array.from({ length: 12 }, (_, index) => participantCalled(`phone-${index}`));
const round = 'round-one';

/** What is done, with numbers by which it picks among what is there. */
const step = fc.record({
	does: fc.oneof(
		...Object.entries({ drag: 30, merge: 14, split: 14, group: 8, join: 10, leave: 4, fold: 3, empty: 3, lock: 2, unlock: 4, undo: 10, dots: 14 }).map(([does, weight]) => ({ weight, arbitrary: fc.constant(does) }))
	),
	who: fc.nat(1),
	/** Themes by their place in the list of all. */
	themes: fc.array(fc.nat(themeCount - 1), { minLength: 1, maxLength: 5 }),
	also: fc.nat(themeCount - 1),
	x: fc.integer({ min: -2000, max: 4000 }),
	y: fc.integer({ min: -2000, max: 4000 }),
	/** The other one hears of it, or misses the frame. */
	hears: fc.boolean(),
	together: fc.boolean()
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

let evening: LiveEvening;
let frames: Frame[];
let ids = 0;
const newId = (kind: string) => `${kind}-${String((ids += 1)).padStart(8, '0')}`;

beforeEach(() => {
	// Frames are paced by the clock.
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
	frames = [];
	evening = new LiveEvening({
		id: 'evening-1',
		epoch: 'epoch-1',
		store: new MemoryStore(),
		newCode: () => 'CODE1',
		time: Date.now,
		audience: { frame: (_evening, role, frame) => void (role === 'facilitator' && frames.push(JSON.parse(JSON.stringify(frame)))), own: () => {} },
		log: createLog('silent')
	});
});
afterEach(async () => {
	await evening.stop();
	vi.useRealTimers();
});

function give(actor: Actor, input: CommandInput, id = newId('command')): Promise<Answer> {
	return evening.submit(parseCommand({ ...input, id })!, actor);
}

/** One facilitator's board: the replica of a page, what it did, and whether its line loses frames. */
class Seat {
	readonly replica: Replica<FacilitatorView>;
	readonly done: string[] = [];
	readonly actor: Actor;

	constructor(actor: Actor) {
		this.actor = actor;
		this.replica = new Replica(evening.published('facilitator'));
	}

	take(frame: Frame): void {
		if (this.replica.take(frame) === 'gap') this.catchUp();
	}

	catchUp(): void {
		this.replica.catchUp(JSON.parse(JSON.stringify(evening.catchUp('facilitator', { epoch: this.replica.epoch, seq: this.replica.seq }))));
	}
}

/** What a facilitator would do on the board as this one sees it; null where there is nothing to do it to. */
function commandOf({ does, themes, also, x, y }: Step, seat: Seat): CommandInput | null {
	const { view } = seat.replica;
	const cards = Object.values(view.themes);
	const numbers = [...new Set(themes.map((place) => cards[place % cards.length]!.number))];
	const groups = Object.keys(view.groups);
	const group = groups[also % groups.length];
	switch (does) {
		case 'drag':
			return { type: 'theme.move', moves: numbers.map((theme, place) => ({ theme, x: x + place * 10, y, ...(also % 5 === 0 && { group: group ?? null }) })) };
		case 'merge':
			return { type: 'theme.merge', themes: numbers, into: cards[also % cards.length]!.number };
		case 'split': {
			const merged = cards.flatMap(({ merged = [] }) => merged);
			return merged.length === 0 ? null : { type: 'theme.split', themes: [{ theme: merged[also % merged.length]!.number, x, y }] };
		}
		case 'group':
			return { type: 'group.add', group: newId('group'), name: `Groep ${ids}`, themes: numbers };
		case 'join':
			return group ? { type: 'theme.group', themes: numbers, group } : null;
		case 'leave':
			return { type: 'theme.group', themes: numbers, group: null };
		case 'fold':
			return group ? { type: 'group.fold', group, folded: also % 2 === 0 } : null;
		case 'empty':
			return group ? { type: 'group.empty', group } : null;
		case 'lock':
		case 'unlock':
			return { type: 'theme.lock', themes: numbers, locked: does === 'lock' };
		default: {
			const command = seat.done.pop();
			return command ? { type: 'undo', command } : null;
		}
	}
}

it(`after ${stepCount} steps of dragging, grouping, merging, splitting and undoing both boards are the same, and every dot is where it was given`, { timeout: 300_000 }, async () => {
	await give(facilitator, { type: 'evening.begin', title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-11-24' });
	await give(facilitator, { type: 'theme.add', themes: Array.from({ length: themeCount }, (_, index) => ({ title: `Thema ${index}`, main: 'overig' as const })) });
	const all = Array.from({ length: themeCount }, (_, index) => index + 1);
	await give(facilitator, { type: 'round.add', round, kind: 'themes', title: 'Ronde', budget: 6, most: 2, results: 'open', themes: all, lines: [] });
	await give(facilitator, { type: 'round.open', round });
	for (const resident of residents) await give(resident, { type: 'participant.join' });
	vi.runAllTimers();
	frames = [];
	const seats = [new Seat(facilitator), new Seat(secondFacilitator)];
	/** What each phone was told to have given. */
	const acknowledged = residents.map(() => new Map<string, number>());
	const accepted = new Map<string, number>();
	let pending: Promise<unknown>[] = [];

	async function settle(): Promise<void> {
		await Promise.all(pending);
		pending = [];
		vi.advanceTimersByTime(60);
	}

	function verify(): void {
		const truth = views.facilitator(evening.state, (id) => evening.textOf(id));
		for (const { replica } of seats) expect(replica.view).toEqual(truth);
		// Every theme is on one card, once.
		expect(Object.values(truth.themes).flatMap((card) => themesOn(card).map(({ number }) => number)).sort((a, b) => a - b)).toEqual(all);
		const { ballots } = evening.state.tallies.get(round) ?? { ballots: new Map() };
		for (const [index, { participant }] of residents.entries()) {
			expect(ballots.get(participant!)?.dots ?? {}).toEqual(Object.fromEntries([...acknowledged[index]!].filter(([, dots]) => dots > 0)));
		}
		const given = acknowledged.flatMap((dots) => [...dots.values()]).reduce((sum, dots) => sum + dots, 0);
		expect(Object.values(truth.rounds[round]!.totals!).reduce((sum, dots) => sum + dots, 0)).toBe(given);
	}

	for (const [index, one] of fc.sample(step, { numRuns: stepCount, seed }).entries()) {
		const seat = seats[one.who]!;
		if (one.does === 'dots') {
			const voter = one.also % residents.length;
			const option = String(all[one.themes[0]!]!);
			const count = one.themes.length % 3;
			await settle();
			const revision = evening.own(residents[voter]!.participant!).ballots[round]?.revision ?? 0;
			const answer = await give(residents[voter]!, { type: 'ballot.set', round, option, dots: count, revision });
			if (answer.ok) acknowledged[voter]!.set(option, count);
			else expect(['ballot.budget', 'ballot.most']).toContain(answer.code);
		} else {
			const command = commandOf(one, seat);
			if (command) {
				const id = newId('command');
				pending.push(
					give(seat.actor, command, id).then((answer) => {
						if (!answer.ok) return;
						accepted.set(one.does, (accepted.get(one.does) ?? 0) + 1);
						if (command.type !== 'undo' && !answer.unchanged) seat.done.push(id);
					})
				);
			}
			// Else both act at once, on what each saw before.
			if (!one.together) await settle();
		}
		for (const frame of frames.splice(0)) {
			seats[0]!.take(frame);
			if (one.hears) seats[1]!.take(frame);
		}
		if (index % 500 !== 499) continue;
		await settle();
		vi.runAllTimers();
		frames = [];
		for (const seat of seats) seat.catchUp();
		verify();
	}
	// A walk on which most is refused would prove little.
	for (const does of ['drag', 'merge', 'split', 'group', 'undo']) expect(accepted.get(does), does).toBeGreaterThan(stepCount / 100);
});
