import { customAlphabet, nanoid } from 'nanoid';
import { readCardCode } from '#shared/programme/collection/card-code.ts';
import type { SentForm } from '#shared/programme/collection/commands.ts';
import { longestAnswer, longestPlace, type Format, type Question } from '#shared/programme/collection/format.ts';
import { receiptHash } from '#shared/programme/collection/receipt.ts';
import { codeAlphabet } from '#shared/protocol/code-alphabet.ts';
import type { RefusalCode, RefusalParameters } from '#shared/protocol/refusals.ts';
import type { FormStart } from '#shared/views/form-start.ts';

export type Answers = Readonly<Record<string, string | readonly string[]>>;

/**
 * One talk as this phone keeps it. What is filled in is `draft`; 'Klaar' freezes it into `waiting`, and mending makes a
 * draft of the next version. Nothing of it goes away before the server's receipt.
 */
export interface Talk {
	id: string;
	area: string | null;
	/** As it was scanned or typed; null for none. */
	card: string | null;
	/** Which of the two were not told by the address: they are asked. */
	asks: { area: boolean; card: boolean };
	/** The day of the talk, as the phone tells it and a person mended it: YYYY-MM-DD. */
	day: string;
	/** By which the resident sees, corrects and withdraws. */
	code: string;
	/** The questions that it began with: a page that came since may have others. */
	format: FormStart['format'];
	notice: number;
	/** The version that is filled in, or that was frozen last: from 1. */
	version: number;
	draft: Answers | null;
	/** Frozen versions that the server does not have, in order. */
	waiting: readonly SentForm[];
	/** The version that was frozen last. */
	last: SentForm | null;
	/** What the server has. `at`: in its own time, ms since 1970. */
	received: { version: number; hash: string; at: number } | null;
	/** Why the server refused the first of `waiting`: a person must look. */
	trouble: { code: RefusalCode | 'receipt.differs'; parameters?: RefusalParameters } | null;
	/** All questions were seen: each has a way to the overview. */
	seen: boolean;
	/** The code was in use: another was made after it may have been written down. */
	newCode?: boolean;
}

const newCode = customAlphabet(codeAlphabet, 8);

/** For so long after the receipt a talk stays on the phone, in ms. */
export const keptAfterReceipt = 7 * 24 * 3600_000;

/** Begins a talk. @param card as it stands in the address, or '' */
export function newTalk(start: FormStart, card: string, area: string | null, day: string): Talk {
	const told = areaOfCard(start, card) ?? area ?? (start.areas.length === 1 ? start.areas[0]!.id : null);
	return {
		id: nanoid(),
		area: told,
		card: card === '' ? null : card,
		asks: { area: told === null, card: areaOfCard(start, card) === null },
		day,
		code: newCode(),
		format: start.format,
		notice: start.notice.version,
		version: 1,
		draft: {},
		waiting: [],
		last: null,
		received: null,
		trouble: null,
		seen: false
	};
}

/** The area of the scout whose card this is; null for a code that nobody gave out. */
export function areaOfCard(start: Pick<FormStart, 'scouts'>, card: string): string | null {
	const code = readCardCode(card);
	return code === null ? null : (start.scouts[code.scout] ?? null);
}

/** Where one stands in a talk, in order: screens of one idea each. */
export function stepsOf(talk: Talk): string[] {
	return ['uitleg', ...(talk.asks.card ? ['kaart'] : []), ...(talk.asks.area ? ['gebied'] : []), ...talk.format.format.questions.map(({ id }) => id), 'nakijken'];
}

/** Screens after 'Klaar'. */
export const lastSteps = ['klaar', 'avond', 'doorgeven'] as const;

/** What one does to a talk is a function of the talk as it is kept: two tabs can then do something each. */
export type Change = (talk: Talk) => Talk;

export const answer = (question: string, value: string | readonly string[]): Change => (talk) => {
	if (talk.draft === null) return talk;
	const { [question]: _, ...rest } = talk.draft;
	return { ...talk, draft: value.length === 0 ? rest : { ...rest, [question]: value } };
};

/** The card that was typed: it may tell the area. */
export const giveCard = (card: string, area: string | null): Change => (talk) =>
	talk.draft === null ? talk : { ...talk, card: card.trim() === '' ? null : card.trim().slice(0, 20), ...(area !== null && { area }) };

export const giveArea = (area: string): Change => (talk) => (talk.draft === null ? talk : { ...talk, area });
export const giveDay = (day: string): Change => (talk) => (talk.draft === null || !/^\d{4}-\d\d-\d\d$/.test(day) ? talk : { ...talk, day });
export const sawAll: Change = (talk) => (talk.seen ? talk : { ...talk, seen: true });

/** What keeps a draft from being 'klaar', by its step; null where nothing does. */
export function lacking(talk: Talk): { step: string; why: 'area' | 'nothing' | 'long' } | null {
	if (talk.area === null) return { step: 'gebied', why: 'area' };
	const draft = talk.draft ?? {};
	const long = talk.format.format.questions.find((question) => lengthLeft(question, draft[question.id]) < 0);
	if (long) return { step: long.id, why: 'long' };
	if (Object.values(draft).every(isEmpty)) return { step: stepsOf(talk).find((step) => step in draftless(talk.format.format)) ?? 'nakijken', why: 'nothing' };
	return null;
}

function draftless(format: Format): Record<string, true> {
	return Object.fromEntries(format.questions.map(({ id }) => [id, true]));
}

/** Nothing, or spaces alone. */
export function isEmpty(value: string | readonly string[] | undefined): boolean {
	return value === undefined || (typeof value === 'string' ? value.trim() === '' : value.length === 0);
}

/** The most characters of an answer in words; null where it is ticked. */
export function mostOf({ kind }: Question): number | null {
	return kind === 'open' ? longestAnswer : kind === 'place' ? longestPlace : null;
}

export function lengthLeft(question: Question, value: string | readonly string[] | undefined): number {
	const most = mostOf(question);
	return most === null || typeof value !== 'string' ? 0 : most - value.trim().length;
}

/** 'Klaar': what was filled in is frozen, and waits for the server. */
export const freeze: Change = (talk) => {
	if (talk.draft === null || lacking(talk) !== null) return talk;
	const { id: form, version, area, card, day, code } = talk;
	const answers = Object.fromEntries(Object.entries(talk.draft).filter(([, value]) => !isEmpty(value))) as SentForm['answers'];
	const sent: SentForm = { form, version, area: area!, card, format: talk.format.version, notice: talk.notice, day, code, answers };
	return { ...talk, draft: null, waiting: [...talk.waiting, sent], last: sent };
};

/** 'Verbeteren': the next version, which begins with what was said. */
export const mend: Change = (talk) => (talk.draft !== null || talk.last === null ? talk : { ...talk, draft: talk.last.answers, version: talk.last.version + 1, seen: true });

/** 'Laat zoals het was'. */
export const leaveAsItWas: Change = (talk) => (talk.last === null ? talk : { ...talk, draft: null, version: talk.last.version });

/** What the server answered to a frozen version. */
export const heardReceipt = (sent: SentForm, receipt: { form: string; version: number; hash: string }, at: number): Change => (talk) => {
	const first = talk.waiting[0];
	// Another tab heard it first, or it was numbered anew meanwhile.
	if (!first || first.version !== sent.version || receiptHash(first) !== receiptHash(sent)) return talk;
	const { form, version, hash } = receipt;
	// A receipt for other words than these throws nothing away.
	if (form !== sent.form || version !== sent.version || hash !== receiptHash(sent)) return { ...talk, trouble: { code: 'receipt.differs' } };
	return { ...talk, waiting: talk.waiting.slice(1), received: { version, hash, at }, trouble: null };
};

export const heardRefusal = (sent: SentForm, code: RefusalCode, parameters: RefusalParameters | undefined): Change => (talk) => {
	const first = talk.waiting[0];
	if (!first || first.version !== sent.version) return talk;
	const standing = Number(parameters?.version ?? NaN);
	// A server that was restored from a backup lost versions: what it lacks comes after what it has.
	if (code === 'form.changedElsewhere' && standing < sent.version - 1) return numberedFrom(standing + 1)(talk);
	if (code === 'form.codeTaken') return { ...withCode(newCode())(talk), newCode: true };
	return { ...talk, trouble: { code, ...(parameters && { parameters }) } };
};

/** Sends what waits as the versions from this one on: a person chose these words over those that another sent. */
export const numberedFrom = (version: number): Change => (talk) => {
	const waiting = talk.waiting.map((sent, index) => ({ ...sent, version: version + index }));
	const last = waiting.at(-1) ?? talk.last;
	return { ...talk, waiting, last, trouble: null, version: (last?.version ?? 0) + (talk.draft === null ? 0 : 1) };
};

const withCode = (code: string): Change => (talk) => {
	const waiting = talk.waiting.map((sent) => ({ ...sent, code }));
	return { ...talk, code, waiting, last: waiting.at(-1) ?? talk.last, trouble: null };
};

/** What another sent stands: what waits here is not sent. It stays seven days, as if it was received. */
export const letOtherStand = (at: number): Change => (talk) => {
	const standing = Number(talk.trouble?.parameters?.version ?? 0);
	// Words that are mended here later began from others than those that stand: they are to clash again, not to write over.
	const last = talk.last && { ...talk.last, version: standing - 1 };
	return { ...talk, waiting: [], trouble: null, draft: null, last, version: standing - 1, received: { version: standing, hash: '', at } };
};

/** Another try at what was refused. */
export const tryAgain: Change = (talk) => (talk.trouble === null ? talk : { ...talk, trouble: null });

/** Once more what the server said to have: it may have lost it since. It answers the same where it did not. */
export const sendAgain: Change = (talk) => (canSendAgain(talk) ? { ...talk, waiting: [talk.last!] } : talk);

/** Is what the server has what was said here last? */
export function canSendAgain({ waiting, last, received }: Talk): boolean {
	return waiting.length === 0 && last !== null && received?.hash === receiptHash(last);
}

/** The server has all of it for long enough. @param now the server's time: this phone's may jump by years */
export function isOver({ draft, waiting, received }: Talk, now: number): boolean {
	return draft === null && waiting.length === 0 && received !== null && now - received.at >= keptAfterReceipt;
}

export type TalkState = 'concept' | 'klaar' | 'wacht' | 'ontvangen' | 'kijk';

/** @param away the last try to send found no server */
export function stateOf({ draft, waiting, trouble }: Talk, away: boolean): TalkState {
	if (trouble !== null) return 'kijk';
	if (draft !== null) return 'concept';
	if (waiting.length > 0) return away ? 'wacht' : 'klaar';
	return 'ontvangen';
}
