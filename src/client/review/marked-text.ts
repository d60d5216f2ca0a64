import type { MarkKind, TextMark } from '#shared/review/check-text.ts';

/** What a marked part of a comment may be. */
const names: Record<MarkKind, string> = {
	phone: 'telefoonnummer',
	email: 'e-mailadres',
	address: 'adres',
	iban: 'rekeningnummer',
	bsn: 'burgerservicenummer',
	plate: 'kenteken',
	name: 'naam',
	accusation: 'beschuldiging',
	swearing: 'scheldwoord'
};

/** 'naam', 'telefoonnummer en adres': each kind once, in the order of the text. */
export function namesOf(marks: readonly TextMark[]): string {
	const all = [...new Set(marks.map(({ kind }) => names[kind]))];
	const last = all.pop() ?? '';
	return all.length === 0 ? last : `${all.join(', ')} en ${last}`;
}

/** A text as marked and other pieces, in order. @param marks in order, none over another */
export function inPieces(text: string, marks: readonly TextMark[]): { text: string; marked: boolean }[] {
	const pieces = [];
	let at = 0;
	for (const { start, end } of marks) {
		pieces.push({ text: text.slice(at, start), marked: false }, { text: text.slice(start, end), marked: true });
		at = end;
	}
	return [...pieces, { text: text.slice(at), marked: false }].filter(({ text }) => text !== '');
}
