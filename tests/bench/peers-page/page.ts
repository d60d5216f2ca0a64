import type { BoardLoad } from '../board-page/made-board.ts';
import { sceneOf, type Opener, type Shown } from './scene.ts';

export type BoardName = 'ours' | 'excalidraw' | 'tldraw';

/** What one board did in one stretch of panning. */
export interface Stretch {
	/** From each frame to the next, ms. */
	intervals: number[];
	/** Frames in which the board drew another view. */
	drawn: number;
}

declare global {
	interface Window {
		/** Where Excalidraw looks for its fonts; else on its maker's server. */
		EXCALIDRAW_ASSET_PATH: string;
		/** @returns how many things it has */
		openBoard(name: BoardName, load: BoardLoad): Promise<number>;
		panFor(ms: number): Promise<Stretch>;
	}
}

const openers: Record<BoardName, () => Promise<{ open: Opener }>> = {
	ours: () => import('./ours.ts'),
	excalidraw: () => import('./excalidraw.ts'),
	tldraw: () => import('./tldraw.ts')
};

window.EXCALIDRAW_ASSET_PATH = '/';

let board: Shown;
let drew = false;

window.openBoard = async (name, load) => {
	const { open } = await openers[name]();
	const host = document.createElement('div');
	host.style.cssText = 'position: fixed; inset: 0';
	document.body.append(host);
	board = await open(host, sceneOf(load), load);
	board.drawn(() => (drew = true));
	return board.things;
};

window.panFor = async (ms) => {
	const intervals: number[] = [];
	let drawn = 0;
	drew = false;
	const start = await frame();
	for (let last = start; last - start < ms; ) {
		const count = intervals.length;
		board.pan({ x: Math.round(40 * Math.sin(count / 5)), y: Math.round(25 * Math.cos(count / 7)) });
		const now = await frame();
		intervals.push(now - last);
		last = now;
		if (drew) drawn += 1;
		drew = false;
	}
	return { intervals, drawn };
};

function frame(): Promise<number> {
	return new Promise((next) => requestAnimationFrame(() => next(performance.now())));
}
