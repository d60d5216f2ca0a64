import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditLine, gutter, layStrip, margin, pagesOf, scaleOf, sizes, type PanelToLay, type Rect } from './layout.ts';
import { dpi, mmPerInch, papers, pixelsOf, type Paper } from './papers.ts';
import { linesOf, wordsOf } from './text-size.ts';

const head = { title: 'De strip van de avond', under: 'Gebiedsavond' };
const square: PanelToLay = { shape: 1 };
/** As the rows of a page are: how many panels in each. */
const rowsOf = (panels: PanelToLay[], layout: number) => layStrip(head, panels, layout, 'a4').map((page) => [...Map.groupBy(page.panels, ({ cell }) => cell.y).values()].map((row) => row.length));

const text = (maxLength: number) => fc.oneof(fc.string({ maxLength }), fc.constant('W'.repeat(maxLength)), fc.constant('een woord of twee '.repeat(20).slice(0, maxLength)));
const panel: fc.Arbitrary<PanelToLay> = fc.record(
	{
		shape: fc.oneof(fc.double({ min: 0.3, max: 4, noNaN: true }), fc.constantFrom(1 / 20_000, 20_000, 1)),
		caption: text(200).filter((words) => words.trim() !== ''),
		credit: text(120)
	},
	{ requiredKeys: ['shape'] }
);
const anyStrip = fc.record({ title: text(120), panels: fc.array(panel, { minLength: 1, maxLength: 14 }), layout: fc.integer({ min: 1, max: 6 }), paper: fc.constantFrom<Paper>('a4', 'a3') });

const dot = mmPerInch / dpi;
/** Pictures lie on whole dots of the printer. */
const slack = 1.6 * dot;
const apart = (one: Rect, other: Rect) => one.x + one.width <= other.x + slack || other.x + other.width <= one.x + slack || one.y + one.height <= other.y + slack || other.y + other.height <= one.y + slack;
const within = (one: Rect, other: Rect) => one.x >= other.x - slack && one.y >= other.y - slack && one.x + one.width <= other.x + other.width + slack && one.y + one.height <= other.y + other.height + slack;

describe('a strip on paper', () => {
	it('has so many panels to a page, and a last page with what is left', () => {
		expect(pagesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
		expect(layStrip(head, Array<PanelToLay>(7).fill(square), 3, 'a4').map(({ panels }) => panels.map(({ index }) => index))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
		expect(layStrip(head, [], 3, 'a4')).toEqual([]);
	});

	it('is laid by the shapes of its panels: squares two by two, wide ones below each other, tall ones beside each other', () => {
		expect(rowsOf(Array<PanelToLay>(4).fill(square), 4)).toEqual([[2, 2]]);
		expect(rowsOf(Array<PanelToLay>(6).fill(square), 6)).toEqual([[2, 2, 2]]);
		expect(rowsOf(Array<PanelToLay>(3).fill({ shape: 3 }), 3)).toEqual([[1, 1, 1]]);
		expect(rowsOf(Array<PanelToLay>(2).fill({ shape: 0.6 }), 2)).toEqual([[2]]);
	});

	it('names on its first page alone what it is', () => {
		const [first, second] = layStrip(head, [square, square], 1, 'a4');
		expect(first!.head).not.toBeNull();
		expect(second!.head).toBeNull();
	});

	it('fits on its paper whatever is in it: nothing over anything else, all within the margins, in reading order, with equal gutters', () => {
		fc.assert(
			fc.property(anyStrip, ({ title, panels, layout, paper }) => {
				const scale = scaleOf(paper);
				const sheet = { x: margin * scale, y: margin * scale, width: papers[paper].width - 2 * margin * scale, height: papers[paper].height - 2 * margin * scale };
				const pages = layStrip({ title, under: 'Gebiedsavond' }, panels, layout, paper);
				expect(pages.flatMap((page) => page.panels.map(({ index }) => index))).toEqual(panels.map((_, index) => index));
				for (const page of pages) {
					const { head, foot } = page;
					const areas = [...(head ? [head.title, head.under] : []), ...page.panels.map(({ cell }) => cell), foot];
					for (const [index, area] of areas.entries()) {
						expect(within(area, sheet)).toBe(true);
						for (const other of areas.slice(index + 1)) expect(apart(area, other)).toBe(true);
					}
					for (const { index, cell, picture, caption } of page.panels) {
						expect(within(picture, cell)).toBe(true);
						const { shape } = panels[index]!;
						// Its own shape, but for what lies on whole dots.
						expect(Math.abs(picture.width - picture.height * shape)).toBeLessThan(2 * dot * Math.max(1, shape));
						expect(caption === null).toBe(panels[index]!.caption === undefined);
						if (caption) expect(within(caption, cell) && apart(caption, picture)).toBe(true);
					}
					for (const [index, { cell }] of page.panels.entries()) {
						const next = page.panels[index + 1]?.cell;
						if (next === undefined) continue;
						const below = Math.max(...page.panels.filter((one) => one.cell.y === cell.y).map((one) => one.cell.y + one.cell.height));
						const gap = next.y === cell.y ? next.x - cell.x - cell.width : next.y - below;
						expect(gap).toBeCloseTo(gutter * scale, 5);
					}
				}
			}),
			{ numRuns: 400 }
		);
	});

	it('on A3 is the same strip, larger', () => {
		const panels = [square, { shape: 2, caption: 'Bij het bankje' }, square];
		const [small, large] = (['a4', 'a3'] as const).map((paper) => layStrip(head, panels, 3, paper)[0]!.panels.map(({ picture }) => picture));
		for (const [index, picture] of small!.entries()) {
			for (const side of ['x', 'y', 'width', 'height'] as const) expect(large![index]![side]).toBeCloseTo(picture[side] * scaleOf('a3'), 0);
		}
	});

	it('is a picture of the paper at 300 dots to the inch', () => {
		for (const paper of ['a4', 'a3'] as const) {
			for (const side of ['width', 'height'] as const) expect(Math.round((papers[paper][side] / mmPerInch) * dpi)).toBe(pixelsOf[paper][side]);
		}
	});
});

describe('words on it', () => {
	it('name each maker once', () => {
		expect(creditLine([{}, { credit: 'Noor' }, { credit: 'Noor' }])).toBe('tekening: Noor');
		expect(creditLine([{ credit: 'Sam' }, { credit: 'Noor' }])).toBe('tekeningen: Sam, Noor');
		expect(creditLine([{}])).toBe('');
	});

	it('take the lines that they need: a long word is broken, white space is a space', () => {
		const lines = (words: string, width: number) => linesOf(wordsOf(words, sizes.caption), sizes.caption, width);
		expect(lines('', 50)).toBe(0);
		expect(lines('Bij het bankje', 50)).toBe(1);
		expect(lines('Bij\n\n\nhet bankje', 50)).toBe(1);
		expect(lines('Bij het bankje wordt het elke avond later dan iedereen had gedacht', 50)).toBeGreaterThan(2);
		expect(lines('arbeidsongeschiktheidsverzekeringsmaatschappij', 40)).toBeGreaterThan(2);
	});
});
