import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A part of a PDF as a screen reader meets it: what it is, and its words or its alt text. */
export interface Part {
	role: string;
	words: string;
}

interface Node {
	role?: string;
	alt?: string;
	type?: string;
	id?: string;
	children?: Node[];
}

/** Opens a PDF with another library than the one that made it. */
export function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
	return getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
}

/** The parts of a page with words or an alt text of their own, in reading order. @param number from 1 */
export async function readPage(pdf: PDFDocumentProxy, number: number): Promise<Part[]> {
	const page = await pdf.getPage(number);
	const words = new Map<string, string>();
	let marked = '';
	for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
		if ('str' in item) words.set(marked, (words.get(marked) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
		else marked = item.type === 'endMarkedContent' ? '' : (item.id ?? '');
	}
	const parts: Part[] = [];
	const textOf = (node: Node): string => (node.type === 'content' ? (words.get(node.id ?? '') ?? '') : (node.children ?? []).map(textOf).join(''));
	const walk = (node: Node): void => {
		if (node.role === undefined) return;
		if (node.alt !== undefined) parts.push({ role: node.role, words: node.alt });
		else if (node.children?.some(({ type }) => type === 'content')) parts.push({ role: node.role, words: textOf(node).replaceAll(/\u00AD|-? +$/g, '').trim() });
		else node.children?.forEach(walk);
	};
	walk((await page.getStructTree()) as Node);
	return parts;
}

/** The pictures of a page, in pixels. @param number from 1 */
export async function picturesOn(pdf: PDFDocumentProxy, number: number): Promise<{ width: number; height: number }[]> {
	const page = await pdf.getPage(number);
	const { argsArray } = await page.getOperatorList();
	const sizes: { width: number; height: number }[] = [];
	for (const args of argsArray as unknown[][]) {
		const [name, width, height] = args ?? [];
		if (typeof name === 'string' && name.startsWith('img_') && typeof width === 'number' && typeof height === 'number') sizes.push({ width, height });
	}
	return sizes;
}
