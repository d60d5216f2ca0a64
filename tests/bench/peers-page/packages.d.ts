// The little of these packages that is used: they are not among the product's dependencies, see peers.ts.

declare module 'react' {
	export interface Element {
		readonly type: unknown;
	}
	export function createElement<Props>(component: (props: Props) => Element, props: Props): Element;
}

declare module 'react-dom/client' {
	import type { Element } from 'react';
	export function createRoot(host: HTMLElement): { render(element: Element): void };
}

declare module '@excalidraw/excalidraw' {
	import type { Element } from 'react';
	export interface ExcalidrawApi {
		updateScene(scene: { appState: object }): void;
		addFiles(files: readonly object[]): void;
		getSceneElements(): readonly { type: string }[];
	}
	export function convertToExcalidrawElements(skeletons: readonly object[]): object[];
	export function Excalidraw(props: { excalidrawAPI: (api: ExcalidrawApi) => void; viewModeEnabled: boolean; zenModeEnabled: boolean; initialData: object }): Element;
}

declare module '@excalidraw/excalidraw/index.css';

declare module 'tldraw' {
	import type { Element } from 'react';
	export interface TldrawEditor {
		createShapes(shapes: readonly object[]): void;
		createAssets(assets: readonly object[]): void;
		setCamera(camera: { x: number; y: number; z: number }, options: { immediate: boolean }): void;
		getCurrentPageShapeIds(): ReadonlySet<string>;
	}
	export const AssetRecordType: { createId(id: string): string };
	export function toRichText(text: string): object;
	export function Tldraw(props: { hideUi: boolean; onMount: (editor: TldrawEditor) => void; assetUrls: object }): Element;
}

declare module 'tldraw/tldraw.css';
