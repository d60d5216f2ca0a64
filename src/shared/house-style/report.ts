import type { Check, Colours } from './look.ts';

/** Why a file can't be used: one sentence, with where it stands. */
export interface Problem {
	/** Its name in the folder; '' for the folder itself. */
	file: string;
	/** Counted from 1; left out where it is about the whole file. */
	line?: number;
	words: string;
}

/** A folder of a house style as regie and the operator hear of it. */
export interface HouseStyleReport {
	/** The folder's name. */
	name: string;
	/** What the municipality calls it; the folder's name where that can't be read. */
	title: string;
	/** Names the style as it is now to `evening.style`; null where it can't be used. */
	path: string | null;
	/** It has a logo. */
	logo: boolean;
	problems: Problem[];
	/** What pages get; null where it can't be used. */
	colours: Colours | null;
	checks: Check[];
	notes: string[];
}

export function fails({ ratio, least }: Check): boolean {
	return ratio < least;
}

const comma = new Intl.NumberFormat('nl', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const stays = { paper: 'onze achtergrond', loud: 'onze gele knop', loudOnInk: 'ons geel op de balk' } as const;

/** 'Tekst op de knop: 2,6 op 1. Nodig is 4,5. Daarom blijft onze gele knop staan.' */
export function checkInWords(check: Check): string {
	const measured = `${check.pair}: ${comma.format(check.ratio)} op 1. Nodig is ${comma.format(check.least)}.`;
	return fails(check) ? `${measured} Daarom blijft ${stays[check.part]}.` : measured;
}

/** 'huisstijl.css, regel 3: …' */
export function problemInWords({ file, line, words }: Problem): string {
	const where = [file, line === undefined ? '' : `regel ${line}`].filter(Boolean).join(', ');
	return where === '' ? words : `${where}: ${words}`;
}

/** What `evening.style` asks for this style; null where it can't be used. */
export function choiceOf({ path, logo, title }: HouseStyleReport): { path: string; logo: string } | null {
	return path === null ? null : { path, logo: logo ? title : '' };
}

/** All of it as lines of text, for who starts the server. */
export function reportLines(reports: HouseStyleReport[]): string[] {
	return reports.flatMap(({ name, title, path, problems, checks, notes }) => [
		`  ${name}: ${path === null ? 'deze huisstijl kan niet gebruikt worden.' : `${title}. ${checksInWords(checks)}`}`,
		...[...problems.map(problemInWords), ...checks.map(checkInWords), ...notes].map((line) => `    ${line}`)
	]);
}

/** One sentence that sums the measuring up. */
export function checksInWords(checks: Check[]): string {
	const failed = checks.filter(fails).length;
	if (failed === 0) return `Alle ${checks.length} kleurparen zijn goed leesbaar.`;
	return `${failed === 1 ? 'Eén kleurpaar is' : `${failed} kleurparen zijn`} niet goed leesbaar. Daar houdt u onze kleur.`;
}
