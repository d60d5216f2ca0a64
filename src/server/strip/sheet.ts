import type { DrawingView } from '#shared/views/parts.ts';
import { usualTitle } from '#shared/views/strip.ts';
import { drawingAlt } from '#shared/views/drawing-alt.ts';
import { border, captionPadding, creditLine, layStrip, pagesOf, scaleOf, sizes, type Rect, type StripPage } from '#shared/strip/layout.ts';
import { dpi, mmPerInch, papers, pixelsOf, type Paper } from '#shared/strip/papers.ts';
import type { PanelFrame } from '#shared/protocol/commands.ts';

/** A strip as it stands now: its words, and its panels with the drawings that they show. */
export interface StripToPrint {
	title: string;
	/** Of which evening it is. */
	under: string;
	/** Panels to a page. */
	layout: number;
	panels: { drawing: DrawingView; frame: PanelFrame | null; caption?: string }[];
}

/** What strip.typ is told: all words and where they stand, in mm. Pictures are files beside it. */
export interface Sheet {
	title: string;
	under: string;
	authors: string[];
	description: string;
	width: number;
	height: number;
	border: number;
	padding: number;
	sizes: Record<keyof typeof sizes, { size: number; line: number }>;
	pages: {
		head: StripPage['head'];
		panels: { file: string; alt: string; picture: Rect; caption: { area: Rect; words: string } | null }[];
		credit: string;
		/** '2 / 3'; '' where there is one page. */
		number: string;
		foot: Rect;
	}[];
}

/** A picture that a sheet asks for: of which panel (from 0), and its size in pixels at 300 dpi. */
export interface PictureOfSheet {
	panel: number;
	width: number;
	height: number;
}

/** Pixels of all pictures together at most: Typst has each of them in memory, 3 bytes a pixel. Six A3 pages of nothing else fit. */
const mostPixels = 110_000_000;

/** Where everything of a strip stands on that paper. @param only one page, from 0; null for all */
export function layOut(strip: StripToPrint, paper: Paper, only: number | null): { pages: StripPage[]; pictures: PictureOfSheet[] } {
	const panels = strip.panels.map(({ drawing, frame, caption }) => ({
		shape: (drawing.width * (frame?.width ?? 1)) / (drawing.height * (frame?.height ?? 1)),
		...(caption !== undefined && { caption }),
		...(drawing.credit && { credit: drawing.credit })
	}));
	const pages = layStrip({ title: strip.title, under: strip.under }, panels, strip.layout, paper).filter((_, page) => only === null || page === only);
	const pictures = pages.flatMap((page) => page.panels.map(({ index, picture }) => ({ panel: index, width: pixels(picture.width), height: pixels(picture.height) })));
	const all = pictures.reduce((sum, { width, height }) => sum + width * height, 0);
	// A strip of many large pages is a little less sharp, rather than too large for the computer in the hall.
	const scale = Math.min(1, Math.sqrt(mostPixels / all));
	return { pages, pictures: pictures.map(({ panel, width, height }) => ({ panel, width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) })) };
}

function pixels(mm: number): number {
	return Math.max(1, Math.round((mm / mmPerInch) * dpi));
}

/** @param files of each panel that stands on these pages, its picture's file, by the panel's place in the strip */
export function sheetOf(strip: StripToPrint, paper: Paper, pages: StripPage[], files: Map<number, string>): Sheet {
	const scale = scaleOf(paper);
	const count = pagesOf(strip.panels, strip.layout).length;
	const onPaper = ({ size, line }: { size: number; line: number }) => ({ size: size * scale, line: line * scale });
	return {
		title: strip.title,
		under: strip.under,
		authors: [...new Set(strip.panels.flatMap(({ drawing }) => drawing.credit || []))],
		description: strip.under,
		...papers[paper],
		border: border * scale,
		padding: captionPadding * scale,
		sizes: { title: onPaper(sizes.title), under: onPaper(sizes.under), caption: onPaper(sizes.caption), foot: onPaper(sizes.foot) },
		pages: pages.map((page) => {
			const shown = page.panels.map(({ index }) => strip.panels[index]!);
			return {
				head: page.head,
				panels: page.panels.map(({ index, picture, caption }, at) => ({
					file: files.get(index)!,
					alt: panelAlt(shown[at]!.drawing),
					picture,
					caption: caption && { area: caption, words: shown[at]!.caption! }
				})),
				credit: creditLine(shown.map(({ drawing }) => drawing)),
				number: count > 1 ? `${Math.floor(page.panels[0]!.index / strip.layout) + 1} / ${count}` : '',
				foot: page.foot
			};
		})
	};
}

/** All words that are set; what is only read aloud may hold any sign. */
export function wordsOn({ title, under, pages }: Sheet): string {
	return [title, under, ...pages.flatMap(({ panels, credit }) => [credit, ...panels.map(({ caption }) => caption?.words ?? '')])].join(' ');
}

/** The same without these signs. A caption that has no others goes, and so does a title. */
export function withoutSigns(sheet: Sheet, signs: ReadonlySet<string>): Sheet {
	if (signs.size === 0) return sheet;
	const known = (words: string) => [...signs].reduce((rest, sign) => rest.replaceAll(sign, ' '), words).replace(/\s+/g, ' ').trim();
	return {
		...sheet,
		title: known(sheet.title) || usualTitle,
		under: known(sheet.under),
		pages: sheet.pages.map((page) => ({
			...page,
			credit: known(page.credit),
			panels: page.panels.map((panel) => {
				const words = known(panel.caption?.words ?? '');
				return { ...panel, caption: panel.caption && words !== '' ? { ...panel.caption, words } : null };
			})
		}))
	};
}

/** The same on a page that is as wide and high as its picture's pixels are: each pixel of a drawing is then one of the page's. */
export function onPixels(sheet: Sheet, paper: Paper): Sheet {
	const { width, height } = pixelsOf[paper];
	return { ...sheet, width: (width / dpi) * mmPerInch, height: (height / dpi) * mmPerInch };
}

/** A panel for who does not see it. */
export function panelAlt(drawing: DrawingView): string {
	return drawingAlt(drawing, drawing.lettering ? '' : drawing.credit ? `Tekening van ${drawing.credit} zonder beschrijving` : undefined);
}
