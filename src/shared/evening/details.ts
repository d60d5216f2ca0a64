import type { CommandOf } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { longest, wifiPassword } from '../protocol/text.ts';
import { accept, Texts, type Context, type Decision } from './decision.ts';
import { change } from './events.ts';
import { closedRound } from './round.ts';
import { detailsOf, type EveningState, type TextId } from './state.ts';

/** The evening's own fields. */
export interface Details {
	title: TextId;
	/** The area's name as the programme told it to this evening; which area it is, only the programme knows. */
	area: TextId;
	/** Whom residents ask about their data: a mail address, a phone number. */
	contact: TextId | null;
	/** ISO date of the evening. */
	date: string;
	/** What residents type or scan; without 0, O, 1 and I. */
	code: string;
	/** Codes that were replaced: whoever types one is told so. */
	formerCodes: string[];
	/** 'closed' stops new joins; known phones return. */
	door: 'open' | 'closed';
	/** 'before': a comment waits for a person's approval. */
	approval: 'before' | 'none';
	/** A municipality's look, as `evening.style` names it, and what its logo says; null: our own. */
	style: { path: string; logo: TextId | null } | null;
	/** Head count typed in by a person. */
	present: number | null;
	/** No more dots, comments or joins. */
	closed: boolean;
	/** A phone may vote for a second person too. Left out in an evening that began before this could be chosen. */
	second?: boolean;
	/** What illustrators send for a theme hangs at once. Left out as `second` is. */
	hangAtOnce?: boolean;
	/** Names of illustrators in the order in which they tell of their drawings. Left out as `second` is. */
	turns?: TextId[];
	/** Who comes in must show a vote card. Left out as `second` is. */
	voteCardsAsked?: boolean;
	/** Vote cards that were made, numbered from 1. Left out as `second` is. */
	voteCards?: number;
	/** In metres; null where nobody said so. Left out as `second` is. */
	hall?: HallSize | null;
	/** The hall's wifi; null where there is none for phones. Left out as `second` is. */
	wifi?: Wifi | null;
	/** The wifi stands with the join picture. Left out as `second` is. */
	wifiShown?: boolean;
	/** Played with simulated phones: results are marked 'oefening'. */
	rehearsal: boolean;
}

/** The hall in metres: the width of the picture, and how far from it the last seat is. */
export interface HallSize {
	width: number | null;
	farthest: number | null;
}

/** A network and its password, null where it has none. */
export interface Wifi {
	network: TextId;
	password: TextId | null;
}

/** The most vote cards of an evening. */
export const mostVoteCards = 4000;

type DetailsCommand = CommandOf<
	| 'evening.rename'
	| 'evening.area'
	| 'evening.contact'
	| 'evening.date'
	| 'evening.door'
	| 'evening.code'
	| 'evening.approval'
	| 'evening.style'
	| 'evening.present'
	| 'evening.close'
	| 'evening.second'
	| 'evening.turns'
	| 'evening.hangAtOnce'
	| 'evening.voteCards'
	| 'evening.hall'
	| 'evening.wifi'
	| 'evening.wifiShown'
	| 'evening.rehearsal'
	| 'voteCard.make'
>;

/** The event that every evening's log begins with. */
export function beginEvening(state: EveningState, command: CommandOf<'evening.begin'>, context: Context): Decision {
	if (state.entries.evening.has('this')) return refuse('message.invalid');
	const texts = new Texts(context);
	const fields: Details = {
		title: texts.required(command.title, longest.title),
		area: texts.required(command.area, longest.title),
		contact: null,
		date: command.date,
		code: context.newCode(),
		formerCodes: [],
		door: 'open',
		approval: 'before',
		style: null,
		present: null,
		closed: false,
		second: false,
		voteCardsAsked: false,
		voteCards: 0,
		hall: null,
		wifi: null,
		wifiShown: false,
		rehearsal: false
	};
	return texts.refusal ?? accept([{ type: 'evening.added', id: 'this', fields }], texts.bodies);
}

export function decideDetails(state: EveningState, command: DetailsCommand, context: Context): Decision {
	const details = detailsOf(state);
	const set = (fields: Partial<Details>) => accept([change('evening', 'this', details, fields)]);
	switch (command.type) {
		case 'evening.rename':
		case 'evening.area': {
			const texts = new Texts(context);
			const fields: Partial<Details> =
				command.type === 'evening.rename'
					? { title: texts.required(command.title, longest.title, details.title) }
					: { area: texts.required(command.name, longest.title, details.area) };
			return texts.refusal ?? accept([change('evening', 'this', details, fields)], texts.bodies);
		}
		case 'evening.contact': {
			const texts = new Texts(context);
			const contact = texts.optional(command.contact, longest.title);
			if (texts.refusal) return texts.refusal;
			// An evening that began before there was this field has none: undoing must find that as null.
			const before = { ...details, contact: details.contact ?? null };
			return accept([change('evening', 'this', before, { contact })], texts.bodies);
		}
		case 'evening.date':
			return set({ date: command.date });
		case 'evening.door':
			return set({ door: command.door });
		case 'evening.code':
			return set({ code: context.newCode(), formerCodes: [...details.formerCodes, details.code] });
		case 'evening.approval':
			return set({ approval: command.approval });
		case 'evening.style': {
			const texts = new Texts(context);
			const style = command.style && { path: command.style.path, logo: texts.optional(command.style.logo, longest.title, details.style?.logo) };
			if (texts.refusal) return texts.refusal;
			// As with the contact: an evening may be older than this field.
			const before = { ...details, style: details.style ?? null };
			return accept([change('evening', 'this', before, { style })], texts.bodies);
		}
		case 'evening.present':
			return set({ present: command.present });
		case 'evening.close':
			return accept([change('evening', 'this', details, { closed: command.closed }), command.closed ? closedRound(state) : null]);
		case 'evening.hangAtOnce':
			return accept([change('evening', 'this', { ...details, hangAtOnce: details.hangAtOnce ?? false }, { hangAtOnce: command.atOnce })]);
		case 'evening.turns': {
			const texts = new Texts(context);
			const before = { ...details, turns: details.turns ?? [] };
			const standing = new Map(before.turns.map((name) => [context.textOf(name), name]));
			const turns = command.names.flatMap((name) => texts.optional(name, longest.line, standing.get(name.trim()) ?? null) ?? []);
			return texts.refusal ?? accept([change('evening', 'this', before, { turns })], texts.bodies);
		}
		case 'evening.second': {
			// As with the contact.
			const before = { ...details, second: details.second ?? false };
			return accept([change('evening', 'this', before, { second: command.second })]);
		}
		case 'evening.voteCards': {
			const before = { ...details, voteCardsAsked: details.voteCardsAsked ?? false };
			return accept([change('evening', 'this', before, { voteCardsAsked: command.asked })]);
		}
		case 'voteCard.make': {
			const before = { ...details, voteCards: details.voteCards ?? 0 };
			const voteCards = before.voteCards + command.count;
			if (voteCards > mostVoteCards) return refuse('voteCard.tooMany', { most: mostVoteCards, made: before.voteCards });
			return accept([change('evening', 'this', before, { voteCards })]);
		}
		case 'evening.hall': {
			const { width, farthest } = command;
			const before = { ...details, hall: details.hall ?? null };
			return accept([change('evening', 'this', before, { hall: width === null && farthest === null ? null : { width, farthest } })]);
		}
		case 'evening.wifi':
			return changeWifi(details, command, context);
		case 'evening.wifiShown': {
			if (command.shown && !details.wifi) return refuse('wifi.none');
			const before = { ...details, wifiShown: details.wifiShown ?? false };
			return accept([change('evening', 'this', before, { wifiShown: command.shown })]);
		}
		case 'evening.rehearsal':
			return set({ rehearsal: command.rehearsal });
	}
}

function changeWifi(details: Details, { network, password }: CommandOf<'evening.wifi'>, context: Context): Decision {
	const texts = new Texts(context);
	const name = texts.optional(network, longest.network, details.wifi?.network);
	const secret = texts.optional(password, wifiPassword.longest, details.wifi?.password);
	if (texts.refusal) return texts.refusal;
	// A phone that scans it would only say that it can't connect, to everyone in the hall.
	if (secret !== null && password.trim().length < wifiPassword.shortest) return refuse('wifi.password', { least: wifiPassword.shortest });
	// An undo may have left it on: what is typed anew does not come before the hall by itself.
	const before = { ...details, wifi: details.wifi ?? null, wifiShown: details.wifiShown ?? false };
	if (name === null) {
		if (secret !== null) return refuse('text.empty');
		return accept([change('evening', 'this', before, { wifi: null, wifiShown: false })]);
	}
	return accept([change('evening', 'this', before, { wifi: { network: name, password: secret }, ...(!details.wifi && { wifiShown: false }) })], texts.bodies);
}
