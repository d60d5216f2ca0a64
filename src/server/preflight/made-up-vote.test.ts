import { expect, it } from 'vitest';
import { madeUpVote } from './made-up-vote.ts';

it('gives everyone three to five dots, on three themes that there are', () => {
	const { projects, ballots } = madeUpVote(300);
	expect(ballots).toHaveLength(300);
	for (const { dots } of ballots) {
		expect(Object.keys(dots).every((id) => projects.some((project) => project.id === id))).toBe(true);
		expect(Object.keys(dots)).toHaveLength(3);
		const sum = Object.values(dots).reduce((all, count) => all + count, 0);
		expect(sum >= 3 && sum <= 5).toBe(true);
	}
});
