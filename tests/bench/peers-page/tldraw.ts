import 'tldraw/tldraw.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { AssetRecordType, Tldraw, toRichText, type TldrawEditor } from 'tldraw';
import type { MainTheme } from '#shared/programme/main-theme.ts';
import type { Opener } from './scene.ts';

/** It has a palette of its own: the nearest of it. */
const palette: Record<MainTheme, string> = {
	'openbare-ruimte': 'green', verkeer: 'blue', samenleven: 'orange', voorzieningen: 'violet', overlast: 'yellow', veiligheid: 'red', 'gemeente-en-politie': 'black', toekomst: 'light-green', overig: 'grey'
};
/** Its fonts would come from its maker: they are not fetched, and text stands in the system's. */
const noFonts = Object.fromEntries(['draw', 'sans', 'serif', 'mono'].flatMap((face) => ['', '_bold', '_italic', '_italic_bold'].map((cut) => [`tldraw_${face}${cut}`, 'data:font/woff2;base64,'])));

/** Without its buttons, as all three are measured. */
export const open: Opener = async (host, { cards, whole }) => {
	const editor = await new Promise<TldrawEditor>((ready) => {
		createRoot(host).render(createElement(Tldraw, { hideUi: true, onMount: ready, assetUrls: { fonts: noFonts } }));
	});
	editor.createShapes(
		cards.map(({ title, main, x, y, width, height }) => ({
			type: 'geo', x, y, props: { geo: 'rectangle', w: width, h: height, color: palette[main], fill: 'solid', dash: 'solid', size: 'm', font: 'sans', richText: toRichText(title) }
		}))
	);
	for (const { number, picture } of cards) {
		if (!picture) continue;
		const { src, x, y, width, height } = picture;
		const id = AssetRecordType.createId(String(number));
		editor.createAssets([{ id, typeName: 'asset', type: 'image', props: { name: `${number}.webp`, src, w: 240, h: 180, mimeType: 'image/webp', isAnimated: false }, meta: {} }]);
		editor.createShapes([{ type: 'image', x, y, props: { assetId: id, w: width, h: height } }]);
	}
	// Its camera is the board's corner from the stage's, in units of the board.
	const look = (by: { x: number; y: number }) => editor.setCamera({ x: -whole.x + by.x / whole.zoom, y: -whole.y + by.y / whole.zoom, z: whole.zoom }, { immediate: true });
	look({ x: 0, y: 0 });
	return {
		pan: look,
		drawn: (report) => new MutationObserver(report).observe(host.querySelector('.tl-html-layer.tl-shapes')!, { attributes: true, attributeFilter: ['style'] }),
		things: editor.getCurrentPageShapeIds().size
	};
};
