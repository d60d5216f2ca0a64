import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HandMessage, HandsMessage, LeadMessage } from '#shared/protocol/hands.ts';
import { Lead } from './lead.svelte.ts';
import { Together } from './together.svelte.ts';

let told: HandMessage[];
let asked: LeadMessage[];
let together: Together;
let status: 'live' | 'away';
const live = {
	get status() {
		return status;
	},
	tellHand: (message: HandMessage) => void told.push(message),
	lead: (message: LeadMessage) => void asked.push(message)
} as unknown as ConstructorParameters<typeof Together>[0];
beforeEach(() => {
	vi.useFakeTimers();
	[told, asked] = [[], []];
	status = 'live';
	together = new Together(live);
});
afterEach(() => vi.useRealTimers());

const anna = { hand: 'hand-anna', number: 2, name: 'Anna' };
const bo = { hand: 'hand-bo', number: 3, name: 'Bo' };
const list = (lead: HandsMessage['lead'] = null, ...others: (typeof anna)[]): HandsMessage => ({ hands: [{ hand: together.hand, number: 1, name: 'Ik' }, ...others], lead });

describe('taking part', () => {
	it('beats every second, and says goodbye', () => {
		const leave = together.begin(() => {});
		vi.advanceTimersByTime(3000);
		expect(told).toHaveLength(4);
		leave();
		expect(told.at(-1)).toEqual({ hand: together.hand, gone: true });
		vi.advanceTimersByTime(3000);
		expect(told).toHaveLength(5);
	});

	it('is told at once on a new line, and not after the goodbye', () => {
		const leave = together.begin(() => {});
		together.listed({ hands: [anna], lead: null });
		expect(told).toHaveLength(2);
		leave();
		together.listed({ hands: [anna], lead: null });
		together.point({ x: 1, y: 2 });
		vi.advanceTimersByTime(3000);
		expect(told).toHaveLength(3);
	});

	it('a page that is hidden for good stays away; one that comes back beats again', () => {
		const leave = together.begin(() => {});
		together.leave();
		together.point({ x: 1, y: 2 });
		vi.advanceTimersByTime(3000);
		expect(told).toHaveLength(2);
		together.beat();
		vi.advanceTimersByTime(1000);
		expect(told).toHaveLength(4);
		leave();
	});

	it('who was there when the page opened did not come just now; who comes and goes is said once', () => {
		together.listed({ hands: [anna], lead: null });
		expect(together.listed(list(null, anna)).says).toBe('');
		expect(together.listed(list(null, anna, bo)).says).toBe('Bo is ook op het bord.');
		expect(together.listed(list(null, anna, bo)).says).toBe('');
		expect(together.listed(list(null, bo))).toMatchObject({ says: 'Anna is niet meer op het bord.', went: [{ hand: anna.hand }] });
	});
});

describe('a laptop that sleeps', () => {
	it('knows at its first beat afterwards, or before when it is asked, that it slept', () => {
		const woke = vi.fn();
		const leave = together.begin(woke);
		vi.advanceTimersByTime(10_000);
		expect([woke.mock.calls.length, together.slept]).toEqual([0, false]);
		vi.setSystemTime(Date.now() + 5001);
		expect(together.slept).toBe(true);
		vi.advanceTimersByTime(1000);
		expect([woke.mock.calls.length, together.slept]).toEqual([1, false]);
		leave();
	});
});

it('a hand without a line is gone to the others after 5 seconds; what it takes up then it holds anew', () => {
	const woke = vi.fn();
	const leave = together.begin(woke);
	status = 'away';
	vi.advanceTimersByTime(5000);
	expect(woke).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1000);
	expect(woke).toHaveBeenCalled();
	together.wake();
	expect(together.slept).toBe(false);
	leave();
});

describe('‘Volg mij’', () => {
	let said: string[];
	let lead: Lead;
	beforeEach(() => {
		said = [];
		lead = new Lead(live, together, () => 1, (words) => said.push(words));
	});
	const hear = (of: HandsMessage['lead'], ...others: (typeof anna)[]) => {
		together.listed(list(of, ...others));
		lead.told(list(of, ...others));
	};
	const leads = (hand: string, before: string | null = null) => ({ hand, before });

	it('asks nothing of the server where nobody else is there', () => {
		lead.toggle();
		expect(asked).toEqual([]);
		hear(null, anna);
		lead.toggle();
		expect(asked).toEqual([{ hand: together.hand, step: 'take' }]);
	});

	it('is an offer: followed, put aside, and taken up after all', () => {
		hear(leads(anna.hand), anna, bo);
		expect([lead.offered, lead.following, said]).toEqual([true, false, ['Anna vraagt u te volgen.']]);
		lead.decline();
		expect(lead.offered).toBe(false);
		lead.toggle();
		expect([lead.following, lead.leader?.name, said.at(-1)]).toEqual([true, 'Anna', 'U volgt Anna.']);
		lead.unfollow();
		expect([lead.following, lead.offered, said.at(-1)]).toEqual([false, false, 'U volgt Anna niet meer.']);
		// Another one's offer is a new one.
		hear(leads(bo.hand), anna, bo);
		expect(lead.offered).toBe(true);
	});

	it('goes on to who takes over for who followed, and for who led', () => {
		hear(leads(anna.hand), anna, bo);
		lead.follow();
		hear(leads(bo.hand, anna.hand), anna, bo);
		expect([lead.following, lead.leader?.name, said.at(-1)]).toEqual([true, 'Bo', 'U volgt nu Bo.']);
		hear(leads(together.hand, bo.hand), anna, bo);
		expect([lead.leading, lead.following, lead.before?.name]).toEqual([true, false, 'Bo']);
		hear(leads(bo.hand), anna, bo);
		expect([lead.leading, lead.following, said.at(-1)]).toEqual([false, true, 'U volgt nu Bo.']);
	});

	it('shows what the leader’s window shows, and ends when that one is gone or falls silent', () => {
		hear(leads(anna.hand), anna);
		lead.follow();
		const view = { x: 0, y: 0, width: 100, height: 50 };
		together.heard({ hand: anna.hand, view });
		expect(lead.view).toEqual(view);
		hear(null);
		expect([lead.view, lead.following, said.at(-1)]).toEqual([null, false, 'Anna is gestopt met “Volg mij”.']);
	});

	it('counts who follows', () => {
		hear(leads(together.hand), anna, bo);
		together.heard({ hand: anna.hand, follows: true });
		expect(lead.followers).toBe(1);
		hear(null, anna, bo);
		expect([lead.followers, said.at(-1)]).toEqual([0, 'U bent gestopt met “Volg mij”.']);
	});
});
