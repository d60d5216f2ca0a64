import { expect, test } from 'vitest';
import type { Treatment } from '../protocol/commands.ts';
import { canBeSheet } from './sheet-corners.ts';

test.each<[string, Treatment['corners'], boolean]>([
	['the whole photo', [[0, 0], [1, 0], [1, 1], [0, 1]], true],
	['a sheet seen from aside, turned', [[0.4, 0.1], [0.9, 0.3], [0.6, 0.8], [0.2, 0.7]], true],
	['the bottom right one past the top left one', [[0.2, 0.2], [0.8, 0.2], [0.1, 0.1], [0.2, 0.8]], false],
	['left and right changed', [[1, 0], [0, 0], [0, 1], [1, 1]], false],
	['two sides that cross', [[0, 0], [1, 0], [0, 1], [1, 1]], false],
	['one on a side', [[0, 0], [1, 0], [0.5, 0.5], [0, 1]], false],
	['two in one place', [[0, 0], [1, 0], [1, 0], [0, 1]], false]
])('%s', (_, corners, expected) => {
	expect(canBeSheet(corners)).toBe(expected);
});
