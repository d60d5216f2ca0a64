import { hasPages } from '../evening/screen.ts';
import type { Show } from '../protocol/show.ts';

/** What the screen shows now, without null: `round` and `held` are left out where there is none. */
export type ShowView =
	| { mode: 'join' | 'welcome' | 'text' | 'timer' | 'faces' }
	| { mode: 'question'; round: string }
	| { mode: 'cards'; round?: string; held?: number }
	| { mode: 'ranking'; round: string; part?: 'rest'; held?: number }
	| { mode: 'theme'; theme: number; held?: number }
	| { mode: 'comment'; comment: string; held?: number }
	| { mode: 'drawing'; drawing: string; played?: number }
	| { mode: 'exhibit'; exhibit: string; held?: number }
	| { mode: 'strip'; held?: number };

export function withoutNull(show: Show): ShowView {
	if (!hasPages(show)) return show;
	// What was written before pages were held in every mode has no such field.
	const held = show.held == null ? {} : { held: show.held };
	if (show.mode === 'comment') return { mode: 'comment', comment: show.comment, ...held };
	if (show.mode === 'exhibit') return { mode: 'exhibit', exhibit: show.exhibit, ...held };
	if (show.mode === 'strip') return { mode: 'strip', ...held };
	if (show.mode === 'theme') return { mode: 'theme', theme: show.theme, ...held };
	if (show.mode === 'cards') return { mode: 'cards', ...(show.round !== null && { round: show.round }), ...held };
	return { mode: 'ranking', round: show.round, ...(show.part === 'rest' && { part: 'rest' as const }), ...held };
}
