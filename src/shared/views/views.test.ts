import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { papersHold, papersOf } from '../evening/paper.ts';
import { mergesHold } from '../evening/merge.ts';
import { participantCalled, type Hall } from '../evening/test-hall.ts';
import { histories, play, startedHall } from '../evening/test-history.ts';
import { withheldFrom } from '../evening/test-withheld.ts';
import type { EveningState, Noun } from '../evening/state.ts';
import { isForGood } from '../evening/undo.ts';
import { refusalCodes } from '../protocol/refusals.ts';
import { roles, type Role } from '../protocol/roles.ts';
import { applyPatch, difference } from './merge-patch.ts';

/** The same histories each time; another seed (SEED=7) or more of them (RUNS=5000) looks further. */
const runs = { seed: Number(process.env['SEED'] ?? 1), numRuns: Number(process.env['RUNS'] ?? 200) };
vi.setConfig({ testTimeout: 600_000 });
const everyRole = <Value>(make: (role: Role) => Value) => Object.fromEntries(roles.map((role) => [role, make(role)])) as Record<Role, Value>;

/** Anything that is null, and any undefined, anywhere in plain data. */
function holesIn(value: unknown, path = ''): string[] {
	if (value === null || value === undefined) return [path];
	if (typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([key, part]) => holesIn(part, `${path}/${key}`));
}

describe('in every history of an evening', () => {
	it('the view of each role is what its frames make of the view before', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				const held: Record<Role, object> = everyRole((role) => hall.view(role));
				play(hall, steps, () => {
					for (const role of roles) {
						const changes = difference(held[role], hall.view(role));
						// Over the wire a frame is JSON.
						if (!changes) continue;
						held[role] = applyPatch(held[role], JSON.parse(JSON.stringify(changes)));
						expect(held[role]).toEqual(hall.view(role));
					}
				});
				expect(held).toEqual(everyRole((role) => hall.view(role)));
			}),
			runs
		);
	});

	it('no view holds null: a merge patch could not say it', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps);
				for (const role of roles) expect(holesIn(hall.view(role))).toEqual([]);
				expect(holesIn(hall.own(participantCalled('ans')))).toEqual([]);
			}),
			runs
		);
	});

	it('no role holds a word that is withheld from it', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps, () => {
					for (const role of roles) {
						const view = JSON.stringify(hall.view(role));
						const told = withheldFrom(role, hall).filter((word) => view.includes(word));
						expect(told).toEqual([]);
					}
				});
			}),
			runs
		);
	});

	it('nobody sees what hidden dots add up to before the round is closed, and only regie before it is shown', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps, () => {
					for (const [id, round] of hall.state.entries.round) {
						const hidden = round.results === 'hidden';
						const rounds = everyRole((role) => ({ ...hall.view(role) } as { rounds?: Record<string, { totals?: object }> }).rounds);
						if (hidden && round.phase !== 'closed') expect(rounds.facilitator?.[id]?.totals).toBeUndefined();
						for (const role of ['participant', 'screen', 'illustrator'] as const)
							if (hidden && !(round.phase === 'closed' && round.shown)) expect(rounds[role]?.[id]?.totals).toBeUndefined();
						expect(rounds.helper?.[id] ?? {}).not.toHaveProperty('totals');
						expect(rounds.helper?.[id] ?? {}).not.toHaveProperty('voted');
						expect(rounds.moderator).toBeUndefined();
					}
				});
			}),
			runs
		);
	});

	it('no view but regie’s and the own one names a participant', () => {
		fc.assert(
			fc.property(histories(40), (steps) => {
				const hall = startedHall();
				play(hall, steps);
				for (const role of roles) expect(JSON.stringify(hall.view(role))).not.toContain('participant-');
			}),
			runs
		);
	});
});

/** Every budget and every sum, counted anew from the ballots. */
function countedAnew(state: EveningState) {
	return [...state.tallies].map(([id, { ballots }]) => {
		const totals = new Map<string, number>();
		let voted = 0;
		for (const { dots } of ballots.values()) {
			if (Object.keys(dots).length > 0) voted += 1;
			for (const [option, count] of Object.entries(dots)) totals.set(option, (totals.get(option) ?? 0) + count);
		}
		return { id, totals: Object.fromEntries(totals), voted };
	});
}

describe('the dots, in every history', () => {
	it('never go over a budget, nor over the most for one option, nor outside the round', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps, ({ type }, accepted) => {
					if (!accepted || !type.startsWith('ballot.')) return;
					for (const [id, { ballots }] of hall.state.tallies) {
						const { budget, most, options } = hall.state.entries.round.get(id)!;
						for (const { dots } of ballots.values()) {
							expect(Object.values(dots).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(budget);
							for (const [option, count] of Object.entries(dots)) {
								expect(options).toContain(option);
								expect(count).toBeGreaterThan(0);
								expect(count).toBeLessThanOrEqual(most);
							}
						}
					}
				});
			}),
			runs
		);
	});

	it('add up to the totals that are kept', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps);
				const kept = [...hall.state.tallies].map(([id, { totals, voted }]) => ({
					id,
					totals: Object.fromEntries([...totals].filter(([, count]) => count > 0)),
					voted
				}));
				expect(kept).toEqual(countedAnew(hall.state));
			}),
			runs
		);
	});

	it('are changed by nobody but the one who gave them', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				let before = ballotsOf(hall.state);
				play(hall, steps, ({ type }) => {
					const after = ballotsOf(hall.state);
					if (!type.startsWith('ballot.')) expect(after).toEqual(before);
					before = after;
				});
			}),
			runs
		);
	});
});

function ballotsOf(state: EveningState) {
	return [...state.tallies].map(([id, { ballots }]) => [id, [...ballots]]);
}

describe('replaying the log', () => {
	it('gives the state that was lived through', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps);
				expect(hall.replayed()).toEqual(hall.state);
			}),
			runs
		);
	});

	it('never meets two open rounds, two rounds of one number, a round without its themes, or a projected comment that is held back', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps, () => {
					const rounds = [...hall.state.entries.round.values()].filter(({ removed }) => !removed);
					expect(rounds.filter(({ phase }) => phase === 'open').length).toBeLessThanOrEqual(1);
					const numbers = rounds.map(({ kind, number }) => `${kind} ${number}`);
					expect(new Set(numbers).size).toBe(numbers.length);
					for (const { kind, phase, options } of rounds) {
						if (kind !== 'themes' || phase === 'draft') continue;
						const numbers = Object.values(hall.view('participant').themes).flatMap(({ number, merged = [] }) => [number, ...merged.map((theme) => theme.number)]);
						for (const option of options) expect(numbers).toContain(Number(option));
					}
					for (const { projected, status } of hall.state.entries.comment.values()) if (projected) expect(status).toBe('approved');
				});
			}),
			runs
		);
	});
});

describe('themes that were merged, in every history', () => {
	it('lie under a card that is there, marked alike, and no dot is lost, double, or beyond the limit of its own theme', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps, () => {
					expect(mergesHold(hall.state, [])).toBe(true);
					const rounds = hall.view('facilitator').rounds;
					for (const [id, { ballots }] of hall.state.tallies) {
						const { options, most } = hall.state.entries.round.get(id)!;
						const given = [...ballots.values()].flatMap(({ dots }) => Object.entries(dots));
						for (const [option, count] of given) {
							expect(options).toContain(option);
							expect(count).toBeLessThanOrEqual(most);
						}
						const totals = rounds[id]?.totals;
						const papers = papersOf(hall.state, id).map(([, count]) => count);
						expect(papersHold(hall.state.entries.round.get(id)!, papers)).toBe(true);
						const onPaper = sum(papers.flatMap(({ dots }) => Object.values(dots)));
						if (totals) expect(sum(Object.values(totals))).toBe(sum(given.map(([, count]) => count)) + onPaper);
					}
				});
			}),
			runs
		);
	});
});

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

/** Every field that was written after a command, and stands. */
function writtenAfter({ log, state }: Hall, command: string) {
	const from = log.findLastIndex((stored) => stored.command === command) + 1;
	return log.slice(from).flatMap(({ event, command, did }) => {
		// What was taken back is nobody's work any more, and a page that was turned none.
		if (did === 'undo' || did === 'screen.turn' || state.steps.get(command)?.undone) return [];
		if (!('set' in event) && !('fields' in event)) return [];
		const noun = event.type.slice(0, event.type.indexOf('.')) as Noun;
		const keys = Object.keys('set' in event ? event.set : event.fields);
		// What is approved no more leaves the projector, whoever put it there.
		return keys.filter((key) => !(noun === 'comment' && key === 'projected')).map((key) => ({ noun, id: event.id, key }));
	});
}

function fieldOf(state: EveningState, noun: Noun, id: string, key: string): unknown {
	return (state.entries[noun].get(id) as unknown as Record<string, unknown>)[key];
}

describe('undo, in every history', () => {
	it('brings every view back to what it was, or changes nothing', () => {
		fc.assert(
			fc.property(histories(40), (steps) => {
				const hall = startedHall();
				play(hall, steps.slice(0, -1));
				const last = steps.at(-1);
				if (!last) return;
				// The log of reviewing and the history go on to say what was taken back, and a number that somebody heard stays spent.
				const seen = () => everyRole((role) => ({ ...hall.view(role), reviewed: {}, history: {}, spent: undefined }));
				const before = seen();
				const known = new Set(hall.state.steps.keys());
				play(hall, [last]);
				const command = [...hall.state.steps.keys()].find((key) => !known.has(key));
				if (command === undefined) return;
				const between = seen();
				const undone = hall.give({ role: 'facilitator', seat: 'seat-other', participant: null }, { type: 'undo', command });
				const after = seen();
				expect(after).toEqual(undone.ok ? before : between);
			}),
			{ ...runs, numRuns: runs.numRuns * 5 }
		);
	});

	it('of any step, whatever came after it: touches no ballot and nothing that somebody wrote later, or changes nothing and says why', () => {
		fc.assert(
			fc.property(histories(60), fc.nat(60), (steps, which) => {
				const hall = startedHall();
				play(hall, steps);
				const commands = [...hall.state.steps].filter(([, { did, undone, events }]) => !undone && !isForGood({ did, events })).map(([command]) => command);
				const command = commands[which % commands.length];
				if (command === undefined) return;
				const before = structuredClone(hall.state);
				const later = writtenAfter(hall, command);
				const undone = hall.give({ role: 'facilitator', seat: 'seat-other', participant: null }, { type: 'undo', command });
				expect(ballotsOf(hall.state)).toEqual(ballotsOf(before));
				expect([...hall.state.feedback]).toEqual([...before.feedback]);
				expect([...hall.state.supporters]).toEqual([...before.supporters]);
				if (!undone.ok) {
					expect(refusalCodes).toContain(undone.code);
					expect(hall.state.entries).toEqual(before.entries);
				} else for (const { noun, id, key } of later) expect([noun, id, key, fieldOf(hall.state, noun, id, key)]).toEqual([noun, id, key, fieldOf(before, noun, id, key)]);
			}),
			{ ...runs, numRuns: runs.numRuns * 5 }
		);
	});
});
