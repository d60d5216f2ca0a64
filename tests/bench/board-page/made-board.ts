import { mainThemeKeys } from '#shared/programme/main-theme.ts';
import type { DrawingView, RoundView } from '#shared/views/parts.ts';
import type { FacilitatorView } from '#shared/views/views.ts';
import type { AreaContent } from '#client/board/area-picture.ts';
import { cardsOf, type CardContent } from '#client/board/cards.ts';
import { around, fit, type Point, type Viewpoint } from '#client/board/geometry.ts';
import type { Place } from '#client/board/places.ts';
import { openStage, type Stage } from '#client/board/stage.ts';

/** What lies on the board, and how large the stage is. */
export interface BoardLoad {
	cards: number;
	/** On each card; null for a board before its first round. */
	dots: number | null;
	/** On the first cards, one each. */
	drawings: number;
	groups: number;
	/** Cards of the first group, and of every other. */
	largest: number;
	others: number;
	width: number;
	height: number;
}

/** Where cards stand in rows: a card and its gutter. */
const pitch = { x: 360, y: 250 };

/** A board as a facilitator has it before them, with the view that it is drawn from. */
export class MadeBoard {
	readonly stage: Stage;
	readonly context: CanvasRenderingContext2D;
	readonly areas: readonly AreaContent[];
	readonly places: ReadonlyMap<number, Place>;
	/** All cards are in view. */
	readonly whole: Viewpoint;
	#view: FacilitatorView;
	#totals: Record<number, number> | null;
	#contents: ReadonlyMap<number, CardContent> = new Map();

	private constructor(stage: Stage, context: CanvasRenderingContext2D, load: BoardLoad) {
		this.stage = stage;
		this.context = context;
		const { areas, places, whole } = layOut(load);
		this.areas = areas;
		this.places = places;
		this.whole = whole;
		const { dots, drawings, width, height } = load;
		this.#view = viewOf([...places.keys()], drawings);
		this.#totals = dots === null ? null : Object.fromEntries([...places.keys()].map((number) => [number, dots]));
		stage.resize({ width, height });
		this.#show();
		stage.place(places);
		stage.group(areas);
		stage.look(whole);
	}

	static async open(load: BoardLoad): Promise<MadeBoard> {
		const host = document.createElement('div');
		document.body.append(host);
		const stage = await openStage(host, [titleOf(1), '0123456789'], () => {});
		return new MadeBoard(stage, host.querySelector('canvas')!.getContext('2d')!, load);
	}

	/** Dots came for these cards: the whole way from the view to the stage. @param dots by number: how many it has then */
	give(dots: ReadonlyMap<number, number>): void {
		this.#totals = { ...this.#totals, ...Object.fromEntries(dots) };
		this.#show();
	}
	dotsOf(number: number): number {
		return this.#totals?.[number] ?? 0;
	}

	/** A new drawing comes on this card; null takes away the one that hangs there. */
	hang(number: number, version: string | null): void {
		const { [`tekening-${number}`]: _, ...drawings } = this.#view.drawings;
		if (version !== null) drawings[`tekening-${number}`] = drawingOf(number, version);
		this.#view = { ...this.#view, drawings };
		this.#show();
	}

	/** The cards of this group carried so far, as a hand does that took it by its area: what the board tells its stage then. */
	carry({ themes }: AreaContent, by: Point): void {
		const carried = new Set(themes);
		const places = new Map([...this.places].map(([number, { x, y }]) => [number, carried.has(number) ? { x: x + by.x, y: y + by.y, own: true } : { x, y, own: false }]));
		this.stage.place(places);
		this.stage.group(this.areas.map((one) => ({ ...one, selected: one.themes === themes })));
		this.stage.mark(new Map(themes.map((number) => [number, { selected: true, focused: false, lit: false, lifted: true, others: [] }])));
	}
	/** All lies where it lay. */
	putBack(): void {
		this.stage.place(this.places);
		this.stage.group(this.areas);
		this.stage.mark(new Map());
	}

	#show(): void {
		const round: RoundView | null = this.#totals && { id: 'ronde', number: 1, title: 'Ronde 1', kind: 'themes', options: [], budget: 5, most: 2, results: 'open', phase: 'open', totals: this.#totals };
		this.#contents = cardsOf(this.#view, round, this.#contents);
		this.stage.show(this.#contents);
	}
}

/** Where everything lies, and the view that holds all of it. */
export function layOut({ cards, groups, largest, others, width, height }: BoardLoad): { areas: AreaContent[]; places: Map<number, Place>; whole: Viewpoint } {
	const numbers = Array.from({ length: cards }, (_, index) => index + 1);
	const areas = Array.from({ length: groups }, (_, index) => {
		const first = index === 0 ? 0 : largest + (index - 1) * others;
		return area(index + 1, numbers.slice(first, first + (index === 0 ? largest : others)));
	});
	const places = laid(numbers, areas, Math.ceil(Math.sqrt((cards * width * pitch.y) / (height * pitch.x))));
	return { areas, places, whole: fit(around(places.values())!, { x: 10, y: 10, width: width - 20, height: height - 20 }) };
}

function viewOf(numbers: readonly number[], drawings: number): FacilitatorView {
	return {
		evening: { title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-11-24', code: 'VDM47' },
		themes: Object.fromEntries(numbers.map((number) => [number, { number, title: titleOf(number), main: mainOf(number), mentioned: number % 30 }])),
		drawings: Object.fromEntries(numbers.slice(0, drawings).map((number) => [`tekening-${number}`, drawingOf(number, `versie-${number}`)])),
		rounds: {},
		comments: Object.fromEntries(
			numbers.flatMap((theme) => [1, 2, 3].map((each) => [`${theme}-${each}`, { id: `${theme}-${each}`, theme, text: 'Dat herken ik.', support: 0, status: 'approved' as const }]))
		),
		groups: {},
		notes: {},
		claims: {},
		messages: {},
		exhibits: {},
		strip: { layout: 4, panels: [] },
		papers: {},
		segments: {},
		runSheet: { order: [] },
		help: { counts: {} },
		blocks: {},
		reviewed: {},
		locked: [],
		hidden: [],
		places: {},
		show: { mode: 'join' },
		approval: 'before',
		texts: {},
		joined: 300,
		history: {}
	};
}

export function titleOf(number: number): string {
	return `Thema nummer ${number} van dit bord`;
}

export function mainOf(number: number): (typeof mainThemeKeys)[number] {
	return mainThemeKeys[number % mainThemeKeys.length]!;
}

function drawingOf(theme: number, version: string): DrawingView {
	return { id: `tekening-${theme}`, version, width: 240, height: 180, theme, status: 'wall', at: 1 };
}

function area(number: number, themes: number[]): AreaContent {
	return { id: `groep-${number}`, name: `Groep nummer ${number}`, folded: false, themes, selected: false, focused: false, aimed: false, lit: false, others: [] };
}

/** The groups as blocks that don't touch, the loose cards where there is room between and below them. */
function laid(numbers: readonly number[], areas: readonly AreaContent[], columns: number): Map<number, Place> {
	const taken = new Set<number>();
	const places = new Map<number, Place>();
	const put = (number: number, cell: number) => {
		taken.add(cell);
		places.set(number, { x: (cell % columns) * pitch.x, y: Math.floor(cell / columns) * pitch.y, own: true });
	};
	for (const { themes } of areas) {
		const across = Math.min(columns, themes.length > 20 ? 10 : 5);
		const block = themes.map((_, index) => (index % across) + Math.floor(index / across) * columns);
		let corner = 0;
		while ((corner % columns) + across > columns || block.some((cell) => taken.has(corner + cell))) corner += 1;
		themes.forEach((number, index) => put(number, corner + block[index]!));
	}
	let cell = 0;
	for (const number of numbers) {
		if (places.has(number)) continue;
		while (taken.has(cell)) cell += 1;
		put(number, cell);
	}
	return places;
}
