import { getLocale } from '#client/paraglide/runtime.js';
import { round_name, round_name_practice } from '#client/paraglide/messages.js';
import type { RoundView } from '#shared/views/parts.ts';

/** The language of what people typed in, where the page is in another. */
export function contentLang(): 'nl' | undefined {
	return getLocale() === 'nl' ? undefined : 'nl';
}

/** 'ronde 2', as it is said aloud. */
export function roundName({ kind, number }: RoundView): string {
	return kind === 'practice' ? round_name_practice() : round_name({ number });
}

/** A day in words. @param date ISO date */
export function dayInWords(date: string): string {
	const format = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
	return new Intl.DateTimeFormat(getLocale() === 'nl' ? 'nl-NL' : 'en-GB', format).format(new Date(date));
}
