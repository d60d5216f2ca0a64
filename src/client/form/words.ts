import { longDay } from '#shared/programme/dutch-day.ts';
import type { Sending } from './sender.ts';
import type { Talk, TalkState } from './talk.ts';

/** A talk's state, short. */
export const stateNames: Record<TalkState, string> = {
	concept: 'Concept',
	klaar: 'Klaar, wordt verstuurd',
	wacht: 'Klaar, wacht op internet',
	ontvangen: 'Ontvangen',
	kijk: 'Niet verstuurd'
};

/** What a state means for who holds the phone. */
export function stateWords(state: TalkState, sending: Sending): string {
	switch (state) {
		case 'concept':
			return 'U kunt nog alles veranderen. Alles wat u typt, is bewaard op deze telefoon.';
		case 'klaar':
			return 'De antwoorden gaan nu naar de gemeente.';
		case 'wacht':
			return sending.later === 'server'
				? 'De server kan nu niets ontvangen. De antwoorden zijn bewaard. De telefoon probeert het steeds opnieuw.'
				: 'Er is nu geen internet. De antwoorden zijn bewaard. De telefoon verstuurt ze later vanzelf.';
		case 'ontvangen':
			return 'De gemeente heeft de antwoorden. Op deze telefoon blijven ze nog een week.';
		case 'kijk':
			return 'De antwoorden zijn bewaard op deze telefoon. Ze zijn nog niet verstuurd.';
	}
}

/** Why the server did not take a talk, and what to do now. */
export function troubleWords({ code }: NonNullable<Talk['trouble']>): string {
	switch (code) {
		case 'form.changedElsewhere':
			return 'Deze antwoorden zijn ergens anders al veranderd. Kies welke blijven.';
		case 'form.withdrawn':
			return 'Deze antwoorden zijn ingetrokken. Ze worden niet meer verstuurd.';
		case 'form.tooLong':
			return 'Eén antwoord is te lang. Kies Verbeteren, en maak het korter.';
		case 'form.format':
			return 'De vragen zijn veranderd. Bewaar de antwoorden in een bestand, en vraag de projectleider.';
		case 'area.unknown':
			return 'Dit gebied is er niet meer. Kies Verbeteren, en kies een ander gebied.';
		case 'theme.unknown':
			return 'Een gekozen thema is er niet meer. Kies Verbeteren, en kies een ander thema.';
		case 'message.tooLarge':
			return 'Samen zijn de antwoorden te lang. Kies Verbeteren, en maak ze korter.';
		case 'receipt.differs':
			return 'De server bevestigde andere antwoorden. Druk op Nu versturen.';
		case 'form.unknown':
			return 'Deze antwoorden horen bij een andere code. Bewaar ze in een bestand, en vraag de projectleider.';
		default:
			return 'De server nam de antwoorden niet aan. Bewaar ze in een bestand, en vraag de projectleider.';
	}
}

/** '12 antwoorden'. */
export function countedAnswers(count: number): string {
	return count === 1 ? '1 antwoord' : `${count} antwoorden`;
}

export function dayWords(day: string): string {
	return /^\d{4}-\d\d-\d\d$/.test(day) ? longDay(day) : '';
}

/** The 8 characters in two fours: they are said and written so. */
export function spacedCode(code: string): string {
	return `${code.slice(0, 4)} ${code.slice(4)}`;
}
