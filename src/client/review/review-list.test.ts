import { describe, expect, test } from 'vitest';
import type { CommentView, ThemeView } from '#shared/views/parts.ts';
import { countPerFilter, listedFor } from './review-list.ts';

const themes: Record<string, ThemeView> = {
	'2': { number: 2, title: 'Te hard rijden', main: 'verkeer' },
	'7': { number: 7, title: 'Plek voor jongeren', main: 'voorzieningen' },
	'13': { number: 13, title: 'Drugs', main: 'veiligheid', grave: true }
};

function comments(...list: Partial<CommentView>[]): Record<string, CommentView> {
	return Object.fromEntries(
		list.map((part, index) => {
			const id = part.id ?? `c${index}`;
			return [id, { id, theme: 2, text: 'x', support: 0, status: 'waiting', at: index, ...part }];
		})
	);
}

describe('the queue of comments', () => {
	test('lists what waits with the oldest first, and nothing else', () => {
		const all = comments({ id: 'late', at: 30 }, { id: 'early', at: 10 }, { id: 'done', at: 5, status: 'approved' });
		expect(listedFor(all, themes, 'waiting', null)).toEqual(['early', 'late']);
	});

	test('lists approved comments with the most recognised on top, the newest of equals first', () => {
		const all = comments(
			{ id: 'old', status: 'approved', support: 1, at: 1 },
			{ id: 'liked', status: 'approved', support: 6, at: 2 },
			{ id: 'young', status: 'approved', support: 1, at: 3 }
		);
		expect(listedFor(all, themes, 'approved', null)).toEqual(['liked', 'young', 'old']);
	});

	test('lists what was laid apart by itself, the oldest first', () => {
		const all = comments({ id: 'late', at: 30, status: 'held' }, { id: 'early', at: 10, status: 'held' }, { id: 'waits', at: 5 });
		expect(listedFor(all, themes, 'held', null)).toEqual(['early', 'late']);
		expect(countPerFilter(all, themes)).toMatchObject({ waiting: 1, held: 2 });
	});

	test('lists hidden comments with the newest first', () => {
		const all = comments({ id: 'a', status: 'hidden', at: 1 }, { id: 'b', status: 'hidden', at: 2 });
		expect(listedFor(all, themes, 'hidden', null)).toEqual(['b', 'a']);
	});

	test('shows one theme alone', () => {
		const all = comments({ id: 'a', theme: 2 }, { id: 'b', theme: 7 });
		expect(listedFor(all, themes, 'waiting', 7)).toEqual(['b']);
	});

	test('keeps comments at grave themes apart, so that none is approved by habit', () => {
		const all = comments({ id: 'plain' }, { id: 'grave', theme: 13 }, { id: 'graveBefore', theme: 13, status: 'approved' });
		expect(listedFor(all, themes, 'waiting', null)).toEqual(['plain']);
		expect(listedFor(all, themes, 'approved', null)).toEqual([]);
		expect(listedFor(all, themes, 'grave', null)).toEqual(['graveBefore', 'grave']);
		expect(countPerFilter(all, themes)).toEqual({ waiting: 1, held: 0, approved: 0, hidden: 0, grave: 2 });
	});
});
