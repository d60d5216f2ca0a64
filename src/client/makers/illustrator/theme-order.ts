import { cardsOfDrawing } from '#shared/views/merged.ts';
import type { CommentView, DrawingView, RoundView, ThemeView } from '#shared/views/parts.ts';

/** How themes are put in order for who draws them. */
export type ThemeOrder = 'number' | 'dots' | 'comments' | 'undrawn';

/** Dots per theme of the latest round over themes whose result everyone may see; null where there is none. */
export function publicTotals(rounds: RoundView[]): Record<string, number> | null {
	const open = rounds.filter(({ kind, totals }) => kind === 'themes' && totals !== undefined);
	return open.sort((a, b) => b.number - a.number)[0]?.totals ?? null;
}

/** The themes in an order; what is equal stands by number. */
export function orderThemes(
	by: ThemeOrder,
	{ themes, comments, totals, drawings }: { themes: ThemeView[]; comments: CommentView[]; totals: Record<string, number> | null; drawings: Pick<DrawingView, 'theme' | 'also'>[] }
): ThemeView[] {
	const heat = new Map<number, number>();
	if (by === 'dots') for (const { number } of themes) heat.set(number, totals?.[number] ?? 0);
	if (by === 'comments') for (const { theme } of comments) heat.set(theme, (heat.get(theme) ?? 0) + 1);
	if (by === 'undrawn') for (const number of drawings.flatMap(cardsOfDrawing)) heat.set(number, -1);
	const heatOf = ({ number }: ThemeView) => heat.get(number) ?? 0;
	return [...themes].sort((a, b) => heatOf(b) - heatOf(a) || a.number - b.number);
}
