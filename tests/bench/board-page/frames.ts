import { pan, zoomAt } from '#client/board/geometry.ts';
import { MadeBoard, type BoardLoad } from './made-board.ts';

/** Milliseconds per frame, one entry for each frame. */
export interface BoardTimes {
	pan: number[];
	/** The bare canvas with the same bitmaps, a frame after each of the board's. */
	panNative: number[];
	zoom: number[];
	zoomNative: number[];
	drag: number[];
	/** The same board panned, in turn with the drag. */
	dragFloor: number[];
	dots: number[];
	/** The same board panned, a frame before each. */
	dotsFloor: number[];
	/** Pictures that a frame puts on the canvas when all is in view. */
	drawn: number;
}

type Blit = [CanvasImageSource, number, number, number, number];

/** A hand pinches on a touchpad: so many pixels of the wheel a frame, in as often as out again. */
const wheel = { pixels: 10, each: 24 };
/** A drag and the pan that it is held against take turns of so many frames: taking up and laying down are part of a drag. */
const turn = 15;

/** Measures the board's frames, each beside one of its floor. */
export async function measureFrames(load: BoardLoad, count: number): Promise<BoardTimes> {
	const frames = new Frames();
	const board = await MadeBoard.open(load);
	const { stage, whole } = board;
	const bare = new BareCanvas(board.context);
	const times: BoardTimes = { pan: [], panNative: [], zoom: [], zoomNative: [], drag: [], dragFloor: [], dots: [], dotsFloor: [], drawn: 0 };
	/** One frame of the board: what a hand or the server does, what the page then draws, and its last pixel. */
	const timed = (act: () => void) => {
		bare.blits.length = 0;
		return elapsed(board.context, () => {
			act();
			frames.run();
		});
	};
	const panned = (frame: number) => stage.look(pan(whole, Math.round(40 * Math.sin(frame / 5)), Math.round(25 * Math.cos(frame / 7))));
	const settle = async () => {
		// Drawings come over the network and are decoded; pictures are drawn as frames have time.
		for (let still = 0, all = 0; still < 60; all += 1) {
			const asks = frames.asked;
			if (!asks) stage.look(whole);
			timed(() => {});
			still = asks || frames.asked ? 0 : still + 1;
			await frames.next();
			if (all > 5000) throw new Error('The board was never complete');
		}
		times.drawn = bare.blits.length;
	};

	await settle();
	for (let frame = 0; frame < count; frame += 1) {
		times.pan.push(timed(() => panned(frame)));
		times.panNative.push(bare.frame());
		await frames.next();
	}

	stage.look(whole);
	const middle = { x: load.width / 2, y: load.height / 2 };
	for (let frame = 0; frame < count; frame += 1) {
		const by = (Math.floor(frame / wheel.each) % 2 === 0 ? 1 : -1) * wheel.pixels;
		// As gestures.ts has it.
		times.zoom.push(timed(() => stage.look(zoomAt(stage.view, middle, stage.view.zoom * Math.exp(by * 0.007)))));
		times.zoomNative.push(bare.frame());
		await frames.next();
	}

	stage.look(whole);
	await settle();
	const [group] = board.areas;
	for (let frame = 0; frame < count; frame += 1) {
		const drags = Math.floor(frame / turn) % 2 === 1;
		if (!drags) times.dragFloor.push(timed(() => panned(frame)));
		else times.drag.push(timed(() => board.carry(group!, { x: (frame % turn) * 30, y: (frame % turn) * 20 })));
		if (drags && frame % turn === turn - 1) timed(() => board.putBack());
		await frames.next();
	}

	for (let frame = 0; frame < count; frame += 1) {
		times.dotsFloor.push(timed(() => panned(frame)));
		const given = [2 * frame, 2 * frame + 1].map((index) => 1 + ((index * 37) % load.cards));
		times.dots.push(
			timed(() => {
				panned(frame + 1);
				board.give(new Map(given.map((number) => [number, board.dotsOf(number) + 1])));
			})
		);
		await frames.next();
	}
	return times;
}

/** A canvas that draws what the board drew last, and nothing besides. */
class BareCanvas {
	/** What the board put on its canvas since this was emptied, in order. */
	readonly blits: Blit[] = [];
	readonly #context: CanvasRenderingContext2D;
	#transform = new DOMMatrix();

	constructor(of: CanvasRenderingContext2D) {
		const canvas = document.createElement('canvas');
		canvas.width = of.canvas.width;
		canvas.height = of.canvas.height;
		document.body.append(canvas);
		this.#context = canvas.getContext('2d')!;
		// It costs the board a list of a thousand entries a frame, and is the only way to draw the same in each.
		const draw = of.drawImage;
		Object.defineProperty(of, 'drawImage', {
			value: (...blit: Blit) => {
				if (this.blits.length === 0) this.#transform = of.getTransform();
				this.blits.push(blit);
				Reflect.apply(draw, of, blit);
			}
		});
	}

	/** @returns ms */
	frame(): number {
		const context = this.#context;
		return elapsed(context, () => {
			context.setTransform(1, 0, 0, 1, 0, 0);
			context.clearRect(0, 0, context.canvas.width, context.canvas.height);
			context.setTransform(this.#transform);
			for (const blit of this.blits) context.drawImage(...blit);
		});
	}
}

/** Takes the page's frames over: what it asks of the next one is done when `run` is called, so that none goes unmeasured. */
class Frames {
	readonly #real = window.requestAnimationFrame.bind(window);
	#asked = new Map<number, FrameRequestCallback>();
	#last = 0;

	constructor() {
		window.requestAnimationFrame = (callback) => {
			this.#last += 1;
			this.#asked.set(this.#last, callback);
			return this.#last;
		};
		window.cancelAnimationFrame = (id) => this.#asked.delete(id);
	}

	/** Does the page want to draw? */
	get asked(): boolean {
		return this.#asked.size > 0;
	}
	run(): void {
		const asked = [...this.#asked.values()];
		this.#asked.clear();
		for (const callback of asked) callback(performance.now());
	}
	/** A frame's garbage is collected between frames, as on a screen. */
	next(): Promise<unknown> {
		return new Promise((next) => this.#real(next));
	}
}

/** A frame is done when its pixels are: reading one makes the browser finish what it put off. */
function elapsed(context: CanvasRenderingContext2D, draw: () => void): number {
	const start = performance.now();
	draw();
	context.getImageData(0, 0, 1, 1);
	return performance.now() - start;
}
