import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { layCards, layPlaces, layUnmeasured, stretched, type Room } from './lay-cards.ts';

const room: Room = { columns: 3, height: 828, gap: 28, most: 6 };
const low = [300, 280, 260];
const high = [480, 360, 300];

describe('cards on pages', () => {
	test('six short cards stand in two rows of three', () => {
		expect(layCards(Array(8).fill(low), room)).toEqual([
			{ from: 0, spans: [1, 1, 1, 1, 1, 1] },
			{ from: 6, spans: [1, 1] }
		]);
	});
	test('a card with a long title gets wider where its row is not high enough, and its neighbour fills the row', () => {
		const tight = { ...room, height: 700 };
		expect(layCards([low, low, high, low, low], tight)[0]).toEqual({ from: 0, spans: [1, 2, 2, 1] });
		expect(layCards([high, low, low, low, low], { ...tight, height: 640 })[0]).toEqual({ from: 0, spans: [3, 1, 1, 1] });
	});
	test('one row may be higher than the other, where that shows more cards', () => {
		expect(layCards([high, low, low, low, low, low], room)).toEqual([{ from: 0, spans: [1, 1, 1, 1, 1, 1] }]);
		expect(layCards([low, low, low, low, high, low], room)).toEqual([{ from: 0, spans: [1, 1, 1, 1, 1, 1] }]);
	});
	test('three cards stand in one row, rather than two rows of which one has a hole', () => {
		expect(layCards([low, low, high], room)).toEqual([{ from: 0, spans: [1, 1, 1] }]);
	});
	test('a card that is too high at any width has a page of its own', () => {
		expect(layCards([low, [900, 870, 830], low], room)).toEqual([
			{ from: 0, spans: [3], fills: true },
			{ from: 1, spans: [3], fills: true },
			{ from: 2, spans: [1], fills: true }
		]);
	});
	test('where a second row finds no room, one row has the whole height, and the last page is like the others', () => {
		expect(layCards(Array(8).fill([420, 400, 390]), { ...room, height: 700 })).toEqual([
			{ from: 0, spans: [1, 1, 1], fills: true },
			{ from: 3, spans: [1, 1, 1], fills: true },
			{ from: 6, spans: [1, 1], fills: true }
		]);
	});
	test('a narrow picture has two columns, so four cards', () => {
		expect(layCards(Array(6).fill([300, 280]), { ...room, columns: 2 })).toEqual([
			{ from: 0, spans: [1, 1, 1, 1] },
			{ from: 4, spans: [1, 1] }
		]);
	});
	test('no cards, no pages', () => {
		expect(layCards([], room)).toEqual([]);
		expect(layUnmeasured(0, 6)).toEqual([]);
	});
	test('before measuring, pages are of six', () => {
		expect(layUnmeasured(8, 6)).toEqual([
			{ from: 0, spans: [1, 1, 1, 1, 1, 1] },
			{ from: 6, spans: [1, 1] }
		]);
	});

	test('whatever the cards are: each comes once, in order, at most six at a time, and a page of more than one fits', () => {
		const card = fc.array(fc.integer({ min: 100, max: 900 }), { minLength: 3, maxLength: 3 }).map((heights) => heights.toSorted((a, b) => b - a));
		fc.assert(
			fc.property(fc.array(card, { maxLength: 40 }), fc.constantFrom(1, 2, 3), (cards, columns) => {
				const pages = layCards(cards, { ...room, columns });
				let next = 0;
				for (const { from, spans } of pages) {
					expect(from).toBe(next);
					next += spans.length;
					expect(spans.length).toBeGreaterThan(0);
					expect(spans.length).toBeLessThanOrEqual(room.most);
					if (spans.length > 1) expect(heightOf(spans, cards.slice(from), columns)).toBeLessThanOrEqual(room.height);
				}
				expect(next).toBe(cards.length);
			})
		);
	});
});

describe('places of a ranking', () => {
	const lay = (cards: number[][], inRow = [3, 2, 1], places: (number | null)[] = cards.map((_, index) => index + 1)) => layPlaces(cards, places, inRow, room);
	test('are equally wide, however long a title is', () => {
		expect(lay([low, high, low, low, low, low, low])).toEqual([
			{ from: 0, spans: [1, 1, 1, 1, 1, 1], inRow: 3 },
			{ from: 6, spans: [1], inRow: 3 }
		]);
		// A long title in the lower row would make that the higher one: two in a row then show most.
		expect(lay([low, low, low, high, low, low])[0]).toEqual({ from: 0, spans: [1, 1, 1, 1], inRow: 2 });
		expect(lay([[900, 600, 390], [900, 600, 390]])).toEqual([{ from: 0, spans: [1, 1], inRow: 2 }]);
		// All of them share a place: none is better, and winners stand together where they can.
		expect(lay([low, low, low, high, low, low], [3, 2, 1], Array(6).fill(1))[0]).toEqual({ from: 0, spans: [1, 1, 1, 1, 1, 1], inRow: 3 });
		expect(lay([low, low, low, high, low, low], [3, 2, 1], Array(6).fill(null))[0]).toEqual({ from: 0, spans: [1, 1, 1, 1], inRow: 2 });
		// One row only: it has the whole height, except at the end.
		expect(lay([[900, 600, 390], [900, 600, 390], [900, 600, 390]])).toEqual([
			{ from: 0, spans: [1, 1], inRow: 2, fills: true },
			{ from: 2, spans: [1], inRow: 2 }
		]);
		expect(lay([[900, 900, 390], [900, 600, 390]])).toEqual([{ from: 0, spans: [1, 1], inRow: 1 }]);
	});
	test('that are too high at any width have a page of their own', () => {
		expect(lay([[900, 880, 870], low]).map(({ from, inRow }) => [from, inRow])).toEqual([
			[0, 1],
			[1, 3]
		]);
	});
	test('whatever the cards are: each comes once, a page fits, and no lower row is higher', () => {
		const card = fc.array(fc.integer({ min: 100, max: 900 }), { minLength: 3, maxLength: 3 }).map((heights) => heights.toSorted((a, b) => b - a));
		fc.assert(
			fc.property(fc.array(card, { maxLength: 40 }), (cards) => {
				let next = 0;
				for (const { from, spans, inRow = 0 } of lay(cards)) {
					expect(from).toBe(next);
					next += spans.length;
					if (spans.length < 2) continue;
					const heights = cards.slice(from, next).map((heights) => heights[3 - inRow]!);
					const [upper, lower] = [Math.max(...heights.slice(0, inRow)), Math.max(0, ...heights.slice(inRow))];
					expect(lower === 0 ? upper : upper + room.gap + lower).toBeLessThanOrEqual(room.height);
					expect(lower).toBeLessThanOrEqual((room.height - room.gap) / 2);
				}
				expect(next).toBe(cards.length);
			})
		);
	});
});

test('a card gets as high as its row, which shares the page with the other', () => {
	const page = { from: 0, spans: [1, 2, 1, 1] };
	expect(stretched(page, [300, 320, 200, 200], room)).toEqual([400, 400, 400, 400]);
	expect(stretched(page, [300, 500, 200, 250], room)).toEqual([500, 500, 300, 300]);
	expect(stretched({ from: 0, spans: [1, 1] }, [300, 200], room)).toEqual([400, 400]);
	expect(stretched({ from: 0, spans: [1, 1], inRow: 2, fills: true }, [300, 200], room)).toEqual([828, 828]);
	expect(stretched({ from: 0, spans: [1, 1] }, [300, 200], { ...room, tallest: 600 })).toEqual([600, 600]);
	expect(stretched({ from: 0, spans: [1, 1, 1] }, [300, 200, 200], { ...room, columns: 2, tallest: 390 })).toEqual([390, 390, 390]);
});

/** As the browser places them: a card that does not fit in the row begins the next. */
function heightOf(spans: number[], cards: number[][], columns: number): number {
	const rows: number[] = [];
	let free = 0;
	for (const [index, span] of spans.entries()) {
		if (span > free) {
			rows.push(0);
			free = columns;
		}
		free -= span;
		rows.push(Math.max(rows.pop() ?? 0, cards[index]?.[span - 1] ?? 0));
	}
	return rows.reduce((sum, row) => sum + row, 0) + (rows.length - 1) * room.gap;
}
