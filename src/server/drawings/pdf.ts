import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import sharp from 'sharp';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { mostPages } from '#shared/protocol/upload.ts';
import { crisp, screenBox, thumbnailBox, type Rendition } from './render.ts';

/** A page of a PDF as pictures: WebP, or PNG of a page that becomes a drawing, which is encoded anew. */
export interface RenderedPage {
	screen: Rendition;
	thumbnail: Rendition;
}

/** PDFium's own numbers (public/fpdfview.h, fpdf_edit.h). */
const passwordWrong = 4;
const bgra = 4;
/** Of a page that becomes a drawing: a sheet of A4 is then printed at 300 dots to the inch and more. */
const drawingBox = { width: 4000, height: 4000 };
/** Notes and stamps on a page are part of what is seen; the bytes come in sharp's order. */
const withAnnotations = 0x01;
const reversed = 0x10;

/**
 * PDFium, compiled to WebAssembly: it sees its own memory and nothing else, neither disk nor network. The build has no
 * JavaScript engine, and its part for forms, which would take actions, is never begun. Call it once a thread.
 * @param mostMemory what it may use, in bytes
 * @param ranOut told when it wants more than that
 */
export async function startPdfium(mostMemory: number, ranOut: () => void): Promise<WrappedPdfiumModule> {
	// Of WebAssembly's memory a thread's own limits know nothing.
	const { grow } = WebAssembly.Memory.prototype;
	WebAssembly.Memory.prototype.grow = function (pages) {
		if (this.buffer.byteLength + pages * 65_536 > mostMemory) {
			ranOut();
			throw new RangeError('A PDF wants more memory than it gets');
		}
		return grow.call(this, pages);
	};
	const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
	// What PDFium says of a file is for no log.
	const quiet = { print: () => {}, printErr: () => {} };
	const pdfium = await init({ ...quiet, wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer });
	pdfium.PDFiumExt_Init();
	return pdfium;
}

/**
 * Makes pictures of the first pages of a PDF, each as large as a 4K projector can show, or of one of them, as large as a
 * printer can.
 * @param only the number of the one that is wanted, the last where it has fewer; null for all
 * @param began told how many pages the file has, and how many of them are made
 * @param made told each page, in order
 * @returns null when all went well.
 * @throws what PDFium's WebAssembly throws where it runs out of memory or meets a fault of its own: start a new one then.
 */
export async function renderPdf(
	pdfium: WrappedPdfiumModule,
	bytes: Uint8Array,
	only: number | null,
	{ began, made }: { began: (count: number, pages: number) => void; made: (page: RenderedPage) => void }
): Promise<Refusal | null> {
	const file = load(pdfium, bytes);
	if (file === null) return refuse('pdf.tooSlow');
	if (file === 0) return refuse(pdfium.FPDF_GetLastError() === passwordWrong ? 'pdf.encrypted' : 'pdf.broken');
	const count = pdfium.FPDF_GetPageCount(file);
	if (count === 0) return refuse('pdf.empty');
	const numbers = only === null ? Array.from({ length: Math.min(count, mostPages) }, (_, index) => index) : [Math.min(only, count) - 1];
	began(count, numbers.length);
	for (const index of numbers) {
		const page = pdfium.FPDF_LoadPage(file, index);
		if (page === 0) return refuse('pdf.broken');
		const picture = paint(pdfium, page, sizeIn(pdfium, page, only === null ? screenBox : drawingBox));
		pdfium.FPDF_ClosePage(page);
		if (picture === null) return refuse('pdf.tooSlow');
		made(await encode(picture, only !== null));
	}
	pdfium.FPDF_CloseDocument(file);
	return null;
}

/** Makes a picture of the first page of a PDF of ours, of that size in pixels. @returns null where there is no memory for it */
export function paintPage(pdfium: WrappedPdfiumModule, bytes: Uint8Array, size: { width: number; height: number }): Bitmap | null {
	const file = load(pdfium, bytes);
	return file === null ? null : paint(pdfium, pdfium.FPDF_LoadPage(file, 0), size);
}

/** 0 for what PDFium can't read, null where there is no memory for it. */
function load(pdfium: WrappedPdfiumModule, bytes: Uint8Array): number | null {
	const { HEAPU8, _malloc } = memoryOf(pdfium);
	const place = _malloc(bytes.length);
	if (place === 0) return null;
	HEAPU8().set(bytes, place);
	return pdfium.FPDF_LoadMemDocument(place, bytes.length, '');
}

interface Bitmap {
	/** RGBA, opaque. */
	pixels: Uint8Array;
	width: number;
	height: number;
}

/** As large as a page is in a box, in pixels. */
function sizeIn(pdfium: WrappedPdfiumModule, page: number, box: { width: number; height: number }): { width: number; height: number } {
	const [wide, high] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
	const scale = Math.min(box.width / wide, box.height / high);
	// A page may be a hair wide, or have no size at all.
	return { width: Math.max(1, Math.min(box.width, Math.round(wide * scale) || 1)), height: Math.max(1, Math.min(box.height, Math.round(high * scale) || 1)) };
}

/** Null where there is no memory for it. */
function paint(pdfium: WrappedPdfiumModule, page: number, { width, height }: { width: number; height: number }): Bitmap | null {
	const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, bgra, 0, 0);
	if (bitmap === 0) return null;
	pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
	pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, withAnnotations | reversed);
	const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
	const pixels = memoryOf(pdfium).HEAPU8().slice(start, start + width * height * 4);
	pdfium.FPDFBitmap_Destroy(bitmap);
	return { pixels, width, height };
}

async function encode({ pixels, width, height }: Bitmap, lossless: boolean): Promise<RenderedPage> {
	const picture = () => sharp(pixels, { raw: { width, height, channels: 4 } }).removeAlpha();
	const [screen, thumbnail] = await Promise.all(
		[picture(), picture().resize({ ...thumbnailBox, fit: 'inside', withoutEnlargement: true })].map((one) => (lossless ? one.png({ compressionLevel: 1 }) : one.webp(crisp)).toBuffer({ resolveWithObject: true }))
	);
	const rendition = ({ data, info }: NonNullable<typeof screen>): Rendition => ({ bytes: new Uint8Array(data), width: info.width, height: info.height });
	return { screen: rendition(screen!), thumbnail: rendition(thumbnail!) };
}

/** Asked for anew each time: memory that grew is another array. */
function memoryOf({ pdfium }: WrappedPdfiumModule) {
	const { _malloc } = pdfium as unknown as { _malloc(bytes: number): number };
	return { HEAPU8: () => (pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8, _malloc };
}
