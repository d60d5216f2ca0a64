import type { Role } from '../protocol/roles.ts';
import { seenShow } from './screen.ts';
import { detailsOf, screenOf, stripOf, type EveningState } from './state.ts';
import type { Hall } from './test-hall.ts';

/**
 * Which words a role may hold nowhere, worked out from the state alone and not by the views: comments that are held
 * back, withdrawn, at a removed theme or a grave one, and for a helper all but what was spoken; rounds that are drafts; drawings that do not hang; names of groups; notes; what is for
 * the screen, of which it gets what stands there, without its name; the hall's wifi;
 * the strip, which those have who make it, and the screen while it stands there.
 */
export function withheldFrom(role: Role, { state, textOf }: Pick<Hall, 'state' | 'textOf'>): string[] {
	const reviews = role === 'facilitator' || role === 'moderator';
	const withheld: (string | null)[] = [];
	const addresses: string[] = [];
	for (const { status, projected, text, theme, participant } of state.entries.comment.values()) {
		const { removed, grave, hidden } = markedTogether(state, theme);
		const shown = (reviews && !(role === 'facilitator' && grave)) || (role === 'helper' ? participant === null : status === 'approved' && !grave && (role !== 'screen' || (projected && !hidden)));
		if (status === 'withdrawn' || removed || !shown) withheld.push(text);
	}
	for (const { title, phase, removed, lines } of state.entries.round.values()) {
		if (removed || role === 'moderator' || (phase === 'draft' && role !== 'facilitator')) withheld.push(title, ...Object.values(lines));
	}
	if (role === 'screen') for (const { number, title, explanation, quotes } of state.entries.theme.values()) if (markedTogether(state, number).hidden) withheld.push(title, explanation, ...quotes);
	if (role !== 'facilitator') for (const { name } of state.entries.group.values()) withheld.push(name);
	if (role !== 'facilitator') for (const { text } of state.entries.note.values()) withheld.push(text);
	const makes = role === 'facilitator' || role === 'illustrator';
	if (!makes) {
		for (const { name } of state.entries.claim.values()) withheld.push(name);
		for (const { text, name } of state.entries.message.values()) withheld.push(text, name);
		withheld.push(...(detailsOf(state).turns ?? []));
	}
	const seen = seenShow(state);
	for (const [id, { name, alt, pages, removed }] of state.entries.exhibit) {
		const shown = !removed && (role === 'facilitator' || (role === 'screen' && seen.mode === 'exhibit' && seen.exhibit === id));
		if (!shown || role === 'screen') withheld.push(name);
		if (shown) continue;
		withheld.push(alt);
		addresses.push(...pages.map((page) => page.id));
	}
	const stripSeen = makes || (role === 'screen' && seen.mode === 'strip');
	if (!stripSeen) withheld.push(stripOf(state).title);
	for (const { caption, drawing, removed } of state.entries.panel.values()) {
		const { status, theme } = state.entries.drawing.get(drawing)!;
		const hidden = role === 'screen' && theme !== null && markedTogether(state, theme).hidden;
		if (!stripSeen || removed || status !== 'wall' || hidden) withheld.push(caption);
	}
	const { wifi, wifiShown, closed, door } = detailsOf(state);
	const wifiSeen = role === 'facilitator' || (role === 'screen' && wifiShown && seen.mode === 'join' && !screenOf(state).blank && !closed && door === 'open');
	if (wifi && !wifiSeen) withheld.push(wifi.network, wifi.password);
	for (const drawing of state.entries.drawing.values()) {
		const hidden = role === 'screen' && drawing.theme !== null && markedTogether(state, drawing.theme).hidden;
		const shown = drawing.status === 'wall' ? role !== 'moderator' && role !== 'helper' && !hidden : drawing.status === 'offered' && (role === 'facilitator' || role === 'illustrator');
		if (shown) continue;
		withheld.push(drawing.title, drawing.alt, drawing.credit, drawing.lettering ?? null);
		addresses.push(drawing.version.id, ...(drawing.stages ?? []).map(({ id }) => id));
	}
	return [...withheld.map((text) => (text === null ? '' : textOf(text))), ...addresses].filter((word) => word !== '');
}

/** How a theme's card is marked: as any of the themes on it. */
function markedTogether({ entries }: EveningState, number: number): { removed: boolean; grave: boolean; hidden: boolean } {
	const theme = entries.theme.get(String(number))!;
	const card = theme.into ?? theme.number;
	const together = [...entries.theme.values()].filter((one) => (one.into ?? one.number) === card);
	return { removed: theme.removed, grave: together.some(({ grave }) => grave), hidden: together.some(({ hidden }) => hidden) };
}
