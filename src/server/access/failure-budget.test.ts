import { describe, expect, it } from 'vitest';
import { FailureBudget } from './failure-budget.ts';

describe('a budget of wrong codes', () => {
	it('is one for all: thirty at once, then one each two seconds', () => {
		const budget = new FailureBudget();
		for (let times = 0; times < 30; times += 1) {
			expect(budget.wait(1000)).toBe(0);
			budget.failed(1000);
		}
		expect(budget.wait(1000)).toBe(2);
		expect(budget.wait(2000)).toBe(1);
		expect(budget.wait(3000)).toBe(0);
		budget.failed(3000);
		expect(budget.wait(3000)).toBe(2);
	});

	it('lets no more than thirty a minute be tried, however long one goes on', () => {
		const budget = new FailureBudget();
		let tried = 0;
		for (let now = 0; now < 10 * 60_000; now += 100) {
			if (budget.wait(now) > 0) continue;
			budget.failed(now);
			tried += 1;
		}
		expect(tried).toBeLessThanOrEqual(30 + 10 * 30);
	});

	it('comes back whole, and no more than whole', () => {
		const budget = new FailureBudget(2, 1000);
		budget.failed(0);
		budget.failed(0);
		expect(budget.wait(0)).toBe(1);
		for (const now of [60_000, 60_000]) {
			expect(budget.wait(now)).toBe(0);
			budget.failed(now);
		}
		expect(budget.wait(60_000)).toBe(1);
	});

	it('neither grows nor shrinks on a clock that is set back', () => {
		const budget = new FailureBudget(1, 1000);
		budget.failed(10_000);
		expect(budget.wait(5_000)).toBe(1);
		expect(budget.wait(6_000)).toBe(0);
	});
});
