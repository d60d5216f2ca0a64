import '@excalidraw/excalidraw/index.css';
import { convertToExcalidrawElements, Excalidraw, type ExcalidrawApi } from '@excalidraw/excalidraw';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { onDrawn, type Opener } from './scene.ts';

/** Without its buttons, as all three are measured. Fonts come from its package: see peers.ts. */
export const open: Opener = async (host, { cards, whole }) => {
	const shapes = cards.map(({ title, colour, x, y, width, height }) => ({
		type: 'rectangle', x, y, width, height, backgroundColor: colour, strokeColor: '#1b1b1b', fillStyle: 'solid', roughness: 0,
		label: { text: title, fontSize: 30, strokeColor: '#ffffff' }
	}));
	const pictures = cards.flatMap(({ number, picture }) => (picture ? [{ type: 'image', fileId: `p${number}`, status: 'saved', ...picture }] : []));
	const files = await Promise.all(
		cards.flatMap(({ number, picture }) => (picture ? [dataUrl(picture.src).then((dataURL) => ({ id: `p${number}`, dataURL, mimeType: 'image/webp', created: 1 }))] : []))
	);
	const elements = convertToExcalidrawElements([...shapes, ...pictures.map(({ src: _, ...picture }) => picture)]);
	const at = { scrollX: -whole.x, scrollY: -whole.y };
	const api = await new Promise<ExcalidrawApi>((ready) => {
		createRoot(host).render(createElement(Excalidraw, { excalidrawAPI: ready, viewModeEnabled: true, zenModeEnabled: true, initialData: { elements, appState: { ...at, zoom: { value: whole.zoom } }, scrollToContent: false } }));
	});
	api.addFiles(files);
	const canvas = await until(() => host.querySelector<HTMLCanvasElement>('canvas.excalidraw__canvas.static'));
	return {
		// As its own hand does: the scroll is in units of the board.
		pan: ({ x, y }) => api.updateScene({ appState: { scrollX: at.scrollX + x / whole.zoom, scrollY: at.scrollY + y / whole.zoom, zoom: { value: whole.zoom } } }),
		drawn: (report) => onDrawn(canvas, report),
		things: api.getSceneElements().filter(({ type }) => type !== 'text').length
	};
};

async function dataUrl(src: string): Promise<string> {
	const blob = await (await fetch(src)).blob();
	const reader = new FileReader();
	reader.readAsDataURL(blob);
	await new Promise((loaded) => (reader.onload = loaded));
	return String(reader.result);
}

async function until<Value>(find: () => Value | null): Promise<Value> {
	for (;;) {
		const found = find();
		if (found !== null) return found;
		await new Promise((next) => requestAnimationFrame(next));
	}
}
