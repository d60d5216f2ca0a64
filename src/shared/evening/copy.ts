import type { CommandInput } from '../protocol/commands.ts';
import type { Show } from '../protocol/show.ts';
import { runSheetOf, detailsOf, screenOf, type EveningState, type TextId } from './state.ts';
import { segmentsOf, mostSegments } from './run-sheet.ts';
import type { Theme } from './theme.ts';

/** Themes in one `theme.add`. */
const mostAtOnce = 200;

/**
 * The commands that make an evening that has just begun the same as this one was planned: themes with their numbers,
 * rounds as drafts, the board, run-sheet, house rules, own text, settings. Nothing that people gave, sent, drew or brought
 * along, and no link or code. In this order none of them is refused.
 * @param newId ids of rounds, groups, notes and segments: regie keeps half-typed forms of a round by its id
 */
export function copyCommands(state: EveningState, textOf: (id: TextId) => string, newId: () => string): CommandInput[] {
	const optional = (id: TextId | null | undefined) => (id == null ? '' : textOf(id));
	const themes = [...state.entries.theme.values()].filter(({ removed }) => !removed).sort((a, b) => a.number - b.number);
	const rounds = [...state.entries.round].filter(([, { removed }]) => !removed).map(([former, round]) => ({ former, round, id: newId() }));
	const newRounds = new Map(rounds.map(({ former, id }) => [former, id]));
	const { contact, approval, style, second = false, voteCardsAsked = false, hall = null, wifi = null, wifiShown = false } = detailsOf(state);
	const { rules, heading, lines } = screenOf(state);
	const { begins } = runSheetOf(state);
	const segments = segmentsOf(state).map(([, { title, notes, show, round, minutes, phones, clock }]) => ({
		segment: newId(),
		title: textOf(title),
		notes: optional(notes),
		minutes,
		phones,
		clock,
		show: show && showInCopy(show, newRounds, themes),
		round: round === null ? null : (newRounds.get(round) ?? null)
	}));
	return [
		...(contact ? [{ type: 'evening.contact' as const, contact: textOf(contact) }] : []),
		{ type: 'evening.approval', approval },
		...(style ? [{ type: 'evening.style' as const, style: { path: style.path, logo: optional(style.logo) } }] : []),
		{ type: 'evening.second', second },
		{ type: 'evening.voteCards', asked: voteCardsAsked },
		...(hall ? [{ type: 'evening.hall' as const, ...hall }] : []),
		...(wifi ? [{ type: 'evening.wifi' as const, network: textOf(wifi.network), password: optional(wifi.password) }, { type: 'evening.wifiShown' as const, shown: wifiShown }] : []),
		...(rules ? [{ type: 'screen.rules' as const, rules: rules.map(textOf) }] : []),
		...(heading !== null || lines !== null ? [{ type: 'screen.text' as const, heading: optional(heading), lines: optional(lines) }] : []),
		...piecesOf(themes, mostAtOnce).map((some) => ({ type: 'theme.add' as const, themes: some.map((theme) => themeFields(theme, textOf)) })),
		// Before merging: a round over merged themes would be made over their card alone.
		...rounds.map(({ round, id }) => ({
			type: 'round.add' as const,
			round: id,
			kind: round.kind,
			title: textOf(round.title),
			budget: round.budget,
			most: round.most,
			results: round.results,
			closing: round.closing ?? 'hand',
			themes: round.kind === 'themes' ? round.options.map(Number).filter((number) => themes.some((theme) => theme.number === number)) : [],
			lines: round.kind === 'practice' ? round.options.map((option) => textOf(round.lines[option]!)) : []
		})),
		...boardCommands(state, themes, textOf, newId),
		...piecesOf(segments, mostSegments).map((some) => ({ type: 'segment.add' as const, segments: some, before: null })),
		...(begins === null ? [] : [{ type: 'runSheet.begins' as const, at: begins }])
	];
}

function themeFields({ number, title, main, explanation, mentioned, quotes, grave, source, x, y }: Theme, textOf: (id: TextId) => string) {
	return {
		number,
		title: textOf(title),
		main,
		explanation: explanation === null ? '' : textOf(explanation),
		mentioned,
		quotes: quotes.map(textOf),
		grave,
		source,
		at: { x, y }
	};
}

/** Marks before merging: put on a merged theme they would go to all of its card. Locks at the end: they forbid all before them. */
function boardCommands(state: EveningState, themes: Theme[], textOf: (id: TextId) => string, newId: () => string): CommandInput[] {
	const hidden = numbersOf(themes.filter((theme) => theme.hidden));
	const locked = numbersOf(themes.filter((theme) => theme.locked));
	const under = Map.groupBy(themes.filter(({ into }) => into !== null), ({ into }) => into!);
	const groups = [...state.entries.group].filter(([, { removed }]) => !removed).flatMap(([former, group]): CommandInput[] => {
		const members = numbersOf(themes.filter((theme) => theme.group === former));
		if (members.length === 0) return [];
		const id = newId();
		const made: CommandInput = { type: 'group.add', group: id, name: textOf(group.name), themes: members };
		return group.folded ? [made, { type: 'group.fold', group: id, folded: true }] : [made];
	});
	const notes = [...state.entries.note.values()].filter(({ removed }) => !removed);
	return [
		...(hidden.length > 0 ? [{ type: 'theme.hide' as const, themes: hidden, hidden: true }] : []),
		...[...under].map(([into, merged]) => ({ type: 'theme.merge' as const, themes: numbersOf(merged), into })),
		...groups,
		...(locked.length > 0 ? [{ type: 'theme.lock' as const, themes: locked, locked: true }] : []),
		...notes.map(({ text, x, y }) => ({ type: 'note.add' as const, note: newId(), text: textOf(text), x, y }))
	];
}

/** The picture of a segment, as far as the copy has it; null leaves on the screen what is there. */
function showInCopy(show: Show, rounds: ReadonlyMap<string, string>, themes: readonly Theme[]): Show | null {
	switch (show.mode) {
		case 'comment':
		case 'drawing':
		case 'exhibit':
			return null;
		case 'theme':
			return themes.some(({ number }) => number === show.theme) ? show : null;
		case 'cards': {
			if (show.round === null) return show;
			const round = rounds.get(show.round);
			return round === undefined ? null : { ...show, round };
		}
		case 'question':
		case 'ranking': {
			const round = rounds.get(show.round);
			return round === undefined ? null : { ...show, round };
		}
		default:
			return show;
	}
}

function numbersOf(themes: readonly Theme[]): number[] {
	return themes.map(({ number }) => number);
}

function piecesOf<Item>(items: Item[], length: number): Item[][] {
	return Array.from({ length: Math.ceil(items.length / length) }, (_, index) => items.slice(index * length, (index + 1) * length));
}
