import { mainThemes, type MainTheme } from '#shared/programme/main-theme.ts';
import { cardSize, type Viewpoint } from '#client/board/geometry.ts';
import { layOut, mainOf, titleOf, type BoardLoad } from '../board-page/made-board.ts';

/** The same cards for every board, in board units. */
export interface Scene {
	cards: SceneCard[];
	/** All is in view. */
	whole: Viewpoint;
}
export interface SceneCard {
	number: number;
	title: string;
	main: MainTheme;
	colour: string;
	x: number;
	y: number;
	width: number;
	height: number;
	/** A picture on the card; null where it has none. */
	picture: { src: string; x: number; y: number; width: number; height: number } | null;
}

/** A board that shows the scene. */
export interface Shown {
	/** Pushes the paper so many pixels from where all was in view. */
	pan(by: { x: number; y: number }): void;
	/** Called back at each drawing of another view. */
	drawn(report: () => void): void;
	/** How many things the board says it has: cards and pictures. */
	things: number;
}

/** Opens one kind of board in an element that fills the page. */
export type Opener = (host: HTMLElement, scene: Scene, load: BoardLoad) => Promise<Shown>;

const colours = new Map<MainTheme, string>(mainThemes.map(({ key, colour }) => [key, colour]));

export function sceneOf(load: BoardLoad): Scene {
	const { places, whole } = layOut(load);
	const cards = [...places].map(([number, { x, y }]) => {
		const picture = number > load.drawings ? null : { src: `${location.origin}/tekening/versie-${number}/thumbnail`, x: x + cardSize.width - 102, y: y + 51, width: 88, height: 66 };
		return { number, title: titleOf(number), main: mainOf(number), colour: colours.get(mainOf(number))!, x, y, ...cardSize, picture };
	});
	return { cards, whole };
}

/** Reports each drawing on this canvas: whoever draws anew begins with a rectangle, empty or of paper. */
export function onDrawn(canvas: HTMLCanvasElement, report: () => void): void {
	const context = canvas.getContext('2d')!;
	for (const name of ['clearRect', 'fillRect'] as const) {
		const draw = context[name];
		Object.defineProperty(context, name, {
			value: (...room: Parameters<typeof draw>) => {
				report();
				draw.apply(context, room);
			}
		});
	}
}
