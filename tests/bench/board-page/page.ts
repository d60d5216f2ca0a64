import '#client/ui/base.css';
import '#client/ui/staff.css';
import { mainThemeKeys } from '#shared/programme/main-theme.ts';
import type { CardContent } from '#client/board/cards.ts';
import { around, fit, pan } from '#client/board/geometry.ts';
import { openStage, type Stage } from '#client/board/stage.ts';

/** What is measured, and on how large a stage. */
export interface BoardLoad {
	cards: number;
	dots: number;
	drawings: number;
	width: number;
	height: number;
	frames: number;
}
/** Milliseconds per frame, one entry for each frame. */
export interface BoardTimes {
	board: number[];
	native: number[];
	/** Pictures that a frame puts on the canvas. */
	drawn: number;
}

/** A picture that the board put on its canvas, with where it put it. */
interface Blit {
	image: CanvasImageSource;
	box: [number, number, number, number];
	transform: DOMMatrix;
}

declare global {
	interface Window {
		measureBoard(load: BoardLoad): Promise<BoardTimes>;
	}
}

/** Pans the product's own board and a bare canvas that draws the same bitmaps, a frame of each in turn. */
window.measureBoard = async (load) => {
	const { stage, context } = await boardWith(load);
	const blits = recordFrame(context, stage);
	const bare = document.createElement('canvas');
	bare.width = context.canvas.width;
	bare.height = context.canvas.height;
	document.body.append(bare);
	const native = bare.getContext('2d')!;

	const start = stage.view;
	const times: BoardTimes = { board: [], native: [], drawn: blits.length };
	for (let frame = 0; frame < load.frames; frame += 1) {
		const by = { x: Math.round(40 * Math.sin(frame / 5)), y: Math.round(25 * Math.cos(frame / 7)) };
		times.board.push(
			timed(context, () => {
				stage.look(pan(start, by.x, by.y));
				stage.draw();
			})
		);
		times.native.push(
			timed(native, () => {
				native.setTransform(1, 0, 0, 1, 0, 0);
				native.clearRect(0, 0, bare.width, bare.height);
				for (const { image, box, transform } of blits) {
					native.setTransform(transform.a, 0, 0, transform.d, transform.e + by.x, transform.f + by.y);
					native.drawImage(image, ...box);
				}
			})
		);
		// A frame's garbage is collected between frames, as on a screen.
		await new Promise((next) => requestAnimationFrame(next));
	}
	return times;
};

/** A stage with all cards in view, every picture drawn and every drawing there. */
async function boardWith({ cards, dots, drawings, width, height }: BoardLoad): Promise<{ stage: Stage; context: CanvasRenderingContext2D }> {
	const contents = new Map(Array.from({ length: cards }, (_, index) => [index + 1, card(index + 1, dots, index < drawings)]));
	const columns = Math.ceil(Math.sqrt((cards * width * 250) / (height * 360)));
	const places = new Map(
		[...contents.keys()].map((number, index) => [number, { x: (index % columns) * 360, y: Math.floor(index / columns) * 250, own: true }])
	);
	const host = document.createElement('div');
	document.body.append(host);
	const stage = await openStage(host, [...contents.values()].map(({ title }) => title), () => {});
	const context = host.querySelector('canvas')!.getContext('2d')!;
	stage.resize({ width, height });
	stage.show(contents);
	stage.place(places);
	stage.look(fit(around(places.values())!, { x: 10, y: 10, width: width - 20, height: height - 20 }));
	// Drawings come over the network and are decoded; pictures are drawn as frames have time.
	let settled = 0;
	for (let last = -1, still = 0; still < 60; settled += 1) {
		const now = recordFrame(context, stage).length;
		still = now === last && now === cards ? still + 1 : 0;
		last = now;
		await new Promise((next) => requestAnimationFrame(next));
		if (settled > 2000) throw new Error('The board was never complete');
	}
	return { stage, context };
}

function card(number: number, dots: number, drawn: boolean): CardContent {
	const main = mainThemeKeys[number % mainThemeKeys.length]!;
	const drawing = drawn ? `drawing-${number}` : null;
	return { number, numbers: String(number), title: `Thema nummer ${number} van dit bord`, main, mainName: main, grave: false, mentioned: number % 30, comments: 3, dots, drawing, locked: false, hidden: false, key: String(number) };
}

/** A frame is done when its pixels are: reading one makes the browser finish what it put off. */
function timed(context: CanvasRenderingContext2D, draw: () => void): number {
	const start = performance.now();
	draw();
	context.getImageData(0, 0, 1, 1);
	return performance.now() - start;
}

/** What the board puts on its canvas in one frame, in order; the frame itself is not drawn. */
function recordFrame(context: CanvasRenderingContext2D, stage: Stage): Blit[] {
	const blits: Blit[] = [];
	Object.defineProperty(context, 'drawImage', {
		configurable: true,
		value: (image: CanvasImageSource, ...box: Blit['box']) => blits.push({ image, box, transform: context.getTransform() })
	});
	stage.draw();
	Reflect.deleteProperty(context, 'drawImage');
	return blits;
}
