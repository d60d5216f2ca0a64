import { expect, test } from 'vitest';
import type { DeckCard } from './deck.ts';
import { layDots } from './lay-dots.ts';
import type { MeasuredCards } from './measured-cards.ts';

const cards = [60, 20, 5].map((dots, index) => ({ key: String(index + 1), dots }) as DeckCard);
const measured = (high: number): MeasuredCards => ({
	room: { columns: 3, gap: 28, most: 6 },
	heights: new Map(cards.map(({ key }) => [key, [high, high, high]])),
	dots: { widths: [550, 1140, 1730], height: 81, count: 100 }
});
const pages = [{ from: 0, spans: [1, 1, 1] }];
const deck = { cards, most: 60, ranked: false };

test('a dot is as large on every card: equally wide cards have equally many steps', () => {
	const across = layDots(deck, pages, measured(300), 700, undefined);
	expect([...across.keys()]).toEqual(['1', '2', '3']);
	expect(new Set(across.values()).size).toBe(1);
});

test('the less a title leaves, the smaller the dots, so the more steps in the same width', () => {
	const [roomy, tight] = [200, 330].map((high) => layDots(deck, pages, measured(high), 700, undefined).get('1')!);
	expect(tight).toBeGreaterThan(roomy!);
});

test('a wider card has more steps, not larger dots', () => {
	const across = layDots(deck, [{ from: 0, spans: [2, 1] }, { from: 2, spans: [1] }], measured(300), 700, undefined);
	expect(across.get('1')).toBeGreaterThan(across.get('2')!);
});
