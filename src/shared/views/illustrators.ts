import { cardNumber } from '../evening/merge.ts';
import { detailsOf, type EveningState } from '../evening/state.ts';
import { themeAt } from '../evening/theme.ts';
import type { TextOf } from './parts.ts';

/** An illustrator is drawing this theme. */
export interface ClaimView {
	id: string;
	/** Number of the theme's card. */
	theme: number;
	name: string;
	/** Server time in ms. */
	at: number;
}

/** A message between illustrators and regie. */
export interface MessageView {
	id: string;
	text: string;
	from: 'regie' | 'illustrator';
	/** Of an illustrator who typed one. */
	name?: string;
	/** Server time in ms. */
	at: number;
}

/** What illustrators and regie hold together, and nobody else. */
export interface WithIllustrators {
	claims: Record<string, ClaimView>;
	messages: Record<string, MessageView>;
	/** Names of illustrators in the order in which they tell of their drawings; left out where there is none. */
	turns?: string[];
	/** What illustrators send for a theme hangs at once. */
	hangAtOnce?: true;
}

export function withIllustrators(state: EveningState, text: TextOf): WithIllustrators {
	const details = detailsOf(state);
	const turns = (details.turns ?? []).map(text).filter((name) => name !== '');
	return { claims: claimViews(state, text), messages: messageViews(state, text), ...(turns.length > 0 && { turns }), ...(details.hangAtOnce && { hangAtOnce: true as const }) };
}

function claimViews(state: EveningState, text: TextOf): Record<string, ClaimView> {
	const views: Record<string, ClaimView> = {};
	for (const [id, { theme, name, at }] of state.entries.claim) {
		const words = name === null || !themeAt(state, theme) ? '' : text(name);
		if (words !== '') views[id] = { id, theme: cardNumber(state, theme), name: words, at };
	}
	return views;
}

function messageViews(state: EveningState, text: TextOf): Record<string, MessageView> {
	const views: Record<string, MessageView> = {};
	for (const [id, message] of state.entries.message) {
		const words = message.text === null ? '' : text(message.text);
		const name = message.name === null ? '' : text(message.name);
		if (words !== '') views[id] = { id, text: words, from: message.from, ...(name !== '' && { name }), at: message.at };
	}
	return views;
}
