import { dutchTime } from '#shared/programme/dutch-day.ts';
import type { RunSheetView, SegmentView } from '#shared/views/run-sheet.ts';

const minute = 60_000;
/** Further from the plan than this the evening is not that of the plan: somebody tries it out on another day. In ms. */
const sameEvening = 12 * 60 * minute;

type Segments = Record<string, SegmentView>;

/** '19:40' for each segment, by its id, as planned; empty where nobody said when the first begins. */
export function plannedTimes({ begins, order }: Pick<RunSheetView, 'begins' | 'order'>, segments: Segments): Map<string, string> {
	const times = new Map<string, string>();
	if (begins === undefined) return times;
	const [hours = 0, minutes = 0] = begins.split(':').map(Number);
	let at = hours * 60 + minutes;
	for (const id of order) {
		times.set(id, clockOf(at));
		at += segments[id]?.minutes ?? 0;
	}
	return times;
}

/** When the last segment ends by the plan: '21:50'. Null where nobody said when the first begins. */
export function plannedEnd({ begins, order }: Pick<RunSheetView, 'begins' | 'order'>, segments: Segments): string | null {
	if (begins === undefined) return null;
	const [hours = 0, minutes = 0] = begins.split(':').map(Number);
	return clockOf(hours * 60 + minutes + totalMinutes(order, segments));
}

export function totalMinutes(order: readonly string[], segments: Segments): number {
	return order.reduce((sum, id) => sum + (segments[id]?.minutes ?? 0), 0);
}

function clockOf(minutes: number): string {
	const [hours, rest] = [Math.floor(minutes / 60) % 24, minutes % 60];
	return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

/** How long the segment has gone on, in ms, its pauses left out. @param now server time, ms since 1970 */
export function goneOn({ since, paused }: Pick<RunSheetView, 'since' | 'paused'>, now: number): number {
	return since === undefined ? 0 : Math.max(0, (paused ?? now) - since);
}

/**
 * How far the evening is behind its plan, in ms; below zero it is ahead. Null where the plan says nothing about today.
 * What the segment takes beyond its own minutes counts from then on.
 * @param date of the evening, as ISO date
 * @param now server time, ms since 1970
 */
export function behindPlan(runSheet: RunSheetView, segments: Segments, date: string, now: number): number | null {
	const { segment, since, paused, begins, order } = runSheet;
	if (segment === undefined || since === undefined || begins === undefined) return null;
	const before = order.slice(0, order.indexOf(segment));
	const planned = dutchTime(date, begins) + totalMinutes(before, segments) * minute;
	const length = (segments[segment]?.minutes ?? 0) * minute;
	const began = since + (paused === undefined ? 0 : now - paused);
	// Without minutes of its own it can't take too long.
	const behind = length === 0 ? began - planned : Math.max(now, began + length) - (planned + length);
	return Math.abs(behind) > sameEvening ? null : behind;
}

/** 'op tijd', '4 minuten achter op het plan', '1 minuut voor op het plan' */
export function behindInWords(behind: number): string {
	const minutes = Math.round(Math.abs(behind) / minute);
	if (minutes < 2) return 'op tijd';
	return `${minutes} minuten ${behind > 0 ? 'achter' : 'voor'} op het plan`;
}

/** The segment after this one, and the one before; null where there is none. Before the first comes the first. */
export function beside({ order, segment }: Pick<RunSheetView, 'order' | 'segment'>): { next: string | null; back: string | null } {
	const here = segment === undefined ? -1 : order.indexOf(segment);
	return { next: order[here + 1] ?? null, back: here > 0 ? (order[here - 1] ?? null) : null };
}
