import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import { facilitator, illustrator, moderator, participantCalled } from '#shared/evening/test-hall.ts';
import { actorOf, commandOf, histories, markOf, type Step } from '#shared/evening/test-history.ts';
import { withheldFrom } from '#shared/evening/test-withheld.ts';
import { emptyEvening } from '#shared/evening/state.ts';
import { evolve } from '#shared/evening/evolve.ts';
import type { EveningEvent } from '#shared/evening/events.ts';
import type { Actor } from '#shared/evening/decision.ts';
import { parseCommand, type Command, type CommandInput } from '#shared/protocol/commands.ts';
import type { Frame, Own, Snapshot } from '#shared/protocol/frames.ts';
import { roles, type Role } from '#shared/protocol/roles.ts';
import { applyPatch } from '#shared/views/merge-patch.ts';
import { views } from '#shared/views/views.ts';
import { createLog } from '../log.ts';
import { MemoryStore } from '../store/test-memory-store.ts';
import { LiveEvening } from './evening.ts';

vi.setConfig({ testTimeout: 600_000 });
const runs = { seed: Number(process.env['SEED'] ?? 1), numRuns: Number(process.env['RUNS'] ?? 60) };

interface Told {
	frames: { role: Role; frame: Frame }[];
	own: { participant: string; own: Own; answered?: string }[];
}

let store: MemoryStore;
let told: Told;
let ids = 0;

function opened(): LiveEvening {
	told = { frames: [], own: [] };
	return new LiveEvening({
		id: 'evening-1',
		epoch: 'epoch-1',
		store,
		newCode: () => `CODE${(ids += 1)}`,
		time: Date.now,
		audience: {
			frame: (_evening, role, frame) => told.frames.push({ role, frame }),
			own: (participant, own, answered) => told.own.push({ participant, own: own(), answered })
		},
		log: createLog('silent')
	});
}

beforeEach(() => {
	// Frames are paced by the clock; the commits themselves are not.
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
	store = new MemoryStore();
});
afterEach(() => void vi.useRealTimers());

const newId = (kind = 'id') => `${kind}-${String((ids += 1)).padStart(8, '0')}`;

function commandFor(input: CommandInput, id = newId('command')): Command {
	const command = parseCommand({ ...input, id });
	if (!command) throw new Error(`This is no ${input.type}`);
	return command;
}

async function started(): Promise<LiveEvening> {
	const evening = opened();
	const give = (actor: Actor, input: CommandInput) => evening.submit(commandFor(input), actor);
	await give(facilitator, { type: 'evening.begin', title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-11-24' });
	await give(facilitator, { type: 'theme.add', themes: ['Parkeren', 'Zwerfvuil', 'Groen'].map((title) => ({ title, main: 'overig' })) });
	for (const name of ['ans', 'bea', 'cas']) await give(participantCalled(name), { type: 'participant.join' });
	await give(facilitator, { type: 'round.add', round: 'round-one', kind: 'themes', title: 'Ronde', budget: 3, most: 2, results: 'hidden', themes: [1, 2], lines: [] });
	await give(facilitator, { type: 'round.open', round: 'round-one' });
	vi.runAllTimers();
	return evening;
}

/** A replica of each role, as a page holds it: takes frames that fit. */
class Replicas {
	readonly #held: Record<Role, Snapshot<object>>;

	constructor(evening: LiveEvening) {
		this.#held = Object.fromEntries(roles.map((role) => [role, evening.published(role)])) as Record<Role, Snapshot<object>>;
	}

	take({ role, frame }: Told['frames'][number]): void {
		const held = this.#held[role];
		expect(frame.from).toBe(held.seq);
		this.#held[role] = { epoch: held.epoch, seq: frame.to, view: applyPatch(held.view, JSON.parse(JSON.stringify(frame.changes))) };
	}

	of(role: Role): Snapshot<object> {
		return this.#held[role];
	}
}

/** Plays a history through the queue, some commands together and some twice. */
async function play(evening: LiveEvening, steps: Step[], each: () => void): Promise<void> {
	let group: Promise<unknown>[] = [];
	for (const [index, step] of steps.entries()) {
		const command = commandFor(commandOf(step, { state: evening.state, newId }, markOf(index)));
		group.push(evening.submit(command, actorOf(step)));
		if (step.flag) group.push(evening.submit(command, actorOf(step)));
		if (step.amount === 0) continue;
		await Promise.all(group);
		group = [];
		vi.advanceTimersByTime(step.which * 30);
		each();
	}
	await Promise.all(group);
	each();
}

describe('in every history', () => {
	it('the replica of each role, made of frames alone, ends as the view of the state', async () => {
		await fc.assert(
			fc.asyncProperty(histories(), async (steps) => {
				store = new MemoryStore();
				const evening = await started();
				const replicas = new Replicas(evening);
				told.frames = [];
				await play(evening, steps, () => {
					for (const frame of told.frames.splice(0)) replicas.take(frame);
				});
				vi.runAllTimers();
				for (const frame of told.frames.splice(0)) replicas.take(frame);
				for (const role of roles) {
					expect(replicas.of(role).view).toEqual(views[role](evening.state, (id) => evening.textOf(id)));
					expect(replicas.of(role)).toEqual(evening.published(role));
				}
				await evening.stop();
			}),
			runs
		);
	});

	it('the last thing that each participant was told is what is theirs', async () => {
		await fc.assert(
			fc.asyncProperty(histories(), async (steps) => {
				store = new MemoryStore();
				const evening = await started();
				await play(evening, steps, () => {});
				const last = new Map(told.own.map(({ participant, own }) => [participant, own]));
				for (const [participant, own] of last) {
					const now = evening.own(participant);
					expect({ ...own, seq: now.seq }).toEqual(now);
				}
				await evening.stop();
			}),
			runs
		);
	});

	it('no frame, no view and no catching up from any moment holds a word that is withheld from that role then', async () => {
		await fc.assert(
			fc.asyncProperty(histories(), async (steps) => {
				store = new MemoryStore();
				const evening = await started();
				const seen: Record<Role, Set<number>> = Object.fromEntries(roles.map((role) => [role, new Set<number>()])) as Record<Role, Set<number>>;
				await play(evening, steps, () => {
					for (const role of roles) {
						const { seq } = evening.published(role);
						const words = withheldFrom(role, { state: evening.state, textOf: (id) => evening.textOf(id) });
						// What is on its way to a socket was made before this moment; what it may still ask for counts now.
						const answers = [...seen[role]].map((old) => JSON.stringify(evening.catchUp(role, { epoch: 'epoch-1', seq: old })));
						for (const answer of [JSON.stringify(evening.published(role)), ...answers]) expect(words.filter((word) => answer.includes(word))).toEqual([]);
						seen[role].add(seq);
					}
					told.frames = [];
				});
				await evening.stop();
			}),
			runs
		);
	});

	it('replaying the stored log gives the live state, and a repeat of every command changes nothing', async () => {
		await fc.assert(
			fc.asyncProperty(histories(), async (steps) => {
				store = new MemoryStore();
				const evening = await started();
				const given: [Command, Actor][] = [];
				for (const [index, step] of steps.entries()) {
					const command = commandFor(commandOf(step, { state: evening.state, newId }, markOf(index)));
					const answer = await evening.submit(command, actorOf(step));
					if (answer.ok) given.push([command, actorOf(step)]);
				}
				const replayed = emptyEvening();
				for (const stored of store.load<EveningEvent>('evening-1').events) evolve(replayed, stored);
				expect(replayed).toEqual(evening.state);
				const before = structuredClone(evening.state);
				expect((await Promise.all(given.map(([command, actor]) => evening.submit(command, actor)))).every(({ ok }) => ok)).toBe(true);
				expect(evening.state).toEqual(before);
				await evening.stop();
				// Through a restart: what changed something is known by the log.
				const restarted = opened();
				expect(restarted.state).toEqual(before);
				for (const [command, actor] of given) if (store.load<EveningEvent>('evening-1').events.some((stored) => stored.command === command.id)) await restarted.submit(command, actor);
				expect(restarted.state).toEqual(before);
				await restarted.stop();
			}),
			runs
		);
	});

	it('a commit that fails leaves no trace in any view', async () => {
		await fc.assert(
			fc.asyncProperty(histories(30), async (steps) => {
				store = new MemoryStore();
				const evening = await started();
				await play(evening, steps.slice(0, -5), () => {});
				vi.runAllTimers();
				const before = roles.map((role) => evening.published(role));
				const state = structuredClone(evening.state);
				told.frames = [];
				store.failures = Array<'full'>(10).fill('full');
				const answers = await Promise.all(
					steps.slice(-5).map((step, index) => evening.submit(commandFor(commandOf(step, { state: evening.state, newId }, markOf(900 + index))), actorOf(step)))
				);
				vi.runAllTimers();
				expect(answers.every((answer) => !answer.ok || answer.seq === state.seq)).toBe(true);
				expect(evening.state).toEqual(state);
				expect(roles.map((role) => evening.published(role))).toEqual(before);
				expect(told.frames).toEqual([]);
				await evening.stop();
			}),
			runs
		);
	});
});

describe('the pace of frames', () => {
	let evening: LiveEvening;
	beforeEach(async () => {
		evening = await started();
		told.frames = [];
	});
	const give = (actor: Actor, input: CommandInput) => evening.submit(commandFor(input), actor);
	const framesOf = (role: Role) => told.frames.filter((frame) => frame.role === role);
	const dots = (revision: number) => give(participantCalled('ans'), { type: 'ballot.set', round: 'round-one', option: '1', dots: 1, revision });

	it('regie and screen see a vote at once, and 20 frames a second at most', async () => {
		for (let vote = 0; vote < 40; vote += 1) {
			await dots(vote);
			await give(participantCalled('bea'), { type: 'ballot.set', round: 'round-one', option: '1', dots: vote % 2, revision: vote });
			vi.advanceTimersByTime(25);
		}
		expect(framesOf('facilitator').length).toBeLessThanOrEqual(21);
		expect(framesOf('facilitator').length).toBeGreaterThanOrEqual(18);
	});

	it('what staff do is on the pages of staff and on the screen before it is answered, also amid votes', async () => {
		await dots(0);
		for (const blank of [true, false, true]) {
			const answer = await give(facilitator, { type: 'screen.blank', blank });
			for (const role of ['facilitator', 'screen'] as const) expect(framesOf(role).at(-1)?.frame.to).toBe(answer.ok && answer.seq);
		}
	});

	it('phones get votes gathered, a second after the first', async () => {
		await dots(0);
		await give(participantCalled('bea'), { type: 'ballot.set', round: 'round-one', option: '1', dots: 1, revision: 0 });
		vi.advanceTimersByTime(999);
		expect(framesOf('participant')).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(framesOf('participant').map(({ frame }) => frame.changes)).toEqual([{ rounds: { 'round-one': { voted: 2 } } }]);
	});

	it.each<[string, CommandInput]>([
		['a round that closes', { type: 'round.close', round: 'round-one' }],
		['what the hall looks at', { type: 'screen.show', show: { mode: 'theme', theme: 2 } }],
		['the end of the evening', { type: 'evening.close', closed: true }]
	])('phones hear of %s at once', async (_, command) => {
		await give(facilitator, command);
		expect(framesOf('participant')).toHaveLength(1);
	});

	it('a comment that is hidden goes from every screen at once, and out of what can be asked for again', async () => {
		const comment = newId('comment');
		await give(participantCalled('ans'), { type: 'comment.add', comment, theme: 1, text: 'Mijn buurman' });
		await give(moderator, { type: 'comment.review', comments: [comment], status: 'approved' });
		vi.runAllTimers();
		const before = evening.published('participant').seq;
		await give(facilitator, { type: 'comment.review', comments: [comment], status: 'hidden' });
		expect(JSON.stringify(evening.published('participant'))).not.toContain('buurman');
		for (let seq = 0; seq <= before; seq += 1)
			expect(JSON.stringify(evening.catchUp('participant', { epoch: 'epoch-1', seq }))).not.toContain('buurman');
	});

	it.each<[string, CommandInput]>([
		['is taken off', { type: 'evening.wifiShown', shown: false }],
		['makes way for another picture', { type: 'screen.show', show: { mode: 'welcome' } }],
		['goes under a blank', { type: 'screen.blank', blank: true }],
		['ends with the door', { type: 'evening.door', door: 'closed' }]
	])('the wifi that %s is in nothing that a screen can ask for again', async (_, command) => {
		await give(facilitator, { type: 'screen.show', show: { mode: 'join' } });
		const before = evening.published('screen').seq;
		await give(facilitator, { type: 'evening.wifi', network: 'Zaal', password: 'gebiedsavond' });
		await give(facilitator, { type: 'evening.wifiShown', shown: true });
		expect(JSON.stringify(evening.published('screen'))).toContain('gebiedsavond');
		await give(facilitator, command);
		for (let seq = before; seq <= evening.published('screen').seq; seq += 1)
			expect(JSON.stringify(evening.catchUp('screen', { epoch: 'epoch-1', seq }))).not.toContain('gebiedsavond');
	});

	it('a drawing that is withdrawn goes from every screen at once', async () => {
		const drawing = newId('drawing');
		const version = { id: newId('version'), files: { screen: 's', phone: 'p', thumbnail: 't' }, width: 1, height: 1 };
		await give(illustrator, { type: 'drawing.offer', drawing, version, theme: null, title: '', credit: '' });
		await give(facilitator, { type: 'drawing.place', drawing, version: version.id, theme: 1, checked: true });
		vi.runAllTimers();
		told.frames = [];
		await give(illustrator, { type: 'drawing.withdraw', drawing });
		for (const role of ['screen', 'participant', 'facilitator', 'illustrator'] as const)
			expect(framesOf(role).map(({ frame: { changes: { history: _history, ...changes } } }) => changes)).toEqual([{ drawings: { [drawing]: null } }]);
	});

	it('a word of a participant alone goes to that participant alone', async () => {
		told.own = [];
		await give(participantCalled('ans'), { type: 'comment.add', comment: newId('comment'), theme: 1, text: 'Alleen voor mij' });
		expect(told.own.map(({ participant }) => participant)).toEqual(['participant-ans']);
		vi.runAllTimers();
		expect(JSON.stringify(framesOf('participant'))).not.toContain('Alleen voor mij');
	});
});

describe('the answer to a ballot', () => {
	it('tells how the ballot stands, also where it is refused', async () => {
		const evening = await started();
		const set = (option: string, dots: number, revision: number) =>
			evening.submit(commandFor({ type: 'ballot.set', round: 'round-one', option, dots, revision }), participantCalled('ans'));
		expect(await set('1', 2, 0)).toMatchObject({ ok: true, ballot: { revision: 1, dots: { 1: 2 } } });
		expect(await set('2', 2, 1)).toMatchObject({ ok: false, code: 'ballot.budget', ballot: { revision: 1, dots: { 1: 2 } } });
		expect(await set('2', 1, 0)).toMatchObject({ ok: false, code: 'ballot.stale', ballot: { revision: 1, dots: { 1: 2 } } });
	});

	it('is told to the participant’s other sockets too', async () => {
		const evening = await started();
		const command = commandFor({ type: 'ballot.set', round: 'round-one', option: '1', dots: 1, revision: 0 });
		await evening.submit(command, participantCalled('ans'), { socket: 'socket-1' });
		expect(told.own).toMatchObject([
			{ participant: 'participant-ans', answered: 'socket-1', own: { ballots: { 'round-one': { revision: 1, dots: { 1: 1 } } } } }
		]);
	});
});

it('a round closes by itself where regie chose so, two seconds after the clock has run out', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
	const evening = opened();
	const give = (input: CommandInput) => evening.submit(commandFor(input), facilitator);
	await give({ type: 'evening.begin', title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-11-24' });
	await give({ type: 'theme.add', themes: [{ title: 'Parkeren', main: 'overig' }] });
	await give({ type: 'round.add', round: 'round-one', kind: 'themes', title: 'Ronde', budget: 3, most: 2, results: 'hidden', closing: 'clock', themes: [1], lines: [] });
	await give({ type: 'round.open', round: 'round-one' });
	await give({ type: 'screen.timer', step: 'set', minutes: 1 });
	await give({ type: 'screen.timer', step: 'start' });
	const phase = () => evening.state.entries.round.get('round-one')!.phase;
	await vi.advanceTimersByTimeAsync(61_000);
	expect(phase()).toBe('open');
	await vi.advanceTimersByTimeAsync(1500);
	await vi.waitFor(() => expect(phase()).toBe('closed'));
	// As any step of regie's it is taken back.
	const [close] = [...evening.state.steps.keys()].slice(-1) as [string];
	expect(await give({ type: 'undo', command: close })).toMatchObject({ ok: true });
	await vi.advanceTimersByTimeAsync(60_000);
	expect(phase()).toBe('open');
	await evening.stop();
});
