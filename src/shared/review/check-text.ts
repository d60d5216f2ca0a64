import { doersIn } from './deeds.ts';
import { matcher } from './matcher.ts';
import * as words from './words-nl.ts';

/** Why a person should look twice before others read a text. */
export const markKinds = ['phone', 'email', 'address', 'iban', 'bsn', 'plate', 'name', 'accusation', 'swearing'] as const;
export type MarkKind = (typeof markKinds)[number];

/** Some words of a text, from `start` up to `end`, in UTF-16 units. */
export interface TextMark {
	kind: MarkKind;
	start: number;
	end: number;
}

export interface Word {
	/** As it stands there. */
	text: string;
	lower: string;
	start: number;
	end: number;
	/** What stands between it and the word before it. */
	before: string;
}

/**
 * Marks what may tell who somebody is, accuse or insult: by rules and lists of Dutch words alone, so that nothing leaves
 * this computer. It knows no meaning. A mark decides nothing: it asks a person to read once more.
 * @returns in order, none over another
 */
export function checkText(text: string): TextMark[] {
	const all = wordsOf(text);
	const known = [...patternMarks(text), ...addressMarks(text, all), ...nameMarks(all)];
	const found = [
		...known,
		...sentencesOf(all).flatMap((sentence) => accusationMarks(sentence, known)),
		...swearMarks(text, all)
	];
	return apart(found);
}

/** Of marks that overlap the first and longest stays, as long as those of its kind that go on behind it; of others what goes on stays. */
function apart(marks: TextMark[]): TextMark[] {
	const kept: TextMark[] = [];
	for (const mark of marks.sort((a, b) => a.start - b.start || b.end - a.end)) {
		const last = kept.at(-1);
		if (!last || mark.start >= last.end) kept.push(mark);
		else if (mark.kind === last.kind) last.end = Math.max(last.end, mark.end);
		// 'Jan van de Kerkstraat 12': the name takes the street, and the number must not be left behind.
		else if (mark.end > last.end) kept.push({ ...mark, start: last.end });
	}
	return kept;
}

const plateParts = [
	'[a-z]{2}_\\d{2}_\\d{2}', '\\d{2}_\\d{2}_[a-z]{2}', '\\d{2}_[a-z]{2}_\\d{2}', '[a-z]{2}_\\d{2}_[a-z]{2}', '[a-z]{2}_[a-z]{2}_\\d{2}', '\\d{2}_[a-z]{2}_[a-z]{2}',
	'\\d{2}_[a-z]{3}_\\d', '\\d_[a-z]{3}_\\d{2}', '[a-z]{2}_\\d{3}_[a-z]', '[a-z]_\\d{3}_[a-z]{2}', '[a-z]{3}_\\d{2}_[a-z]', '[a-z]_\\d{2}_[a-z]{3}', '\\d_[a-z]{2}_\\d{3}', '\\d{3}_[a-z]{2}_\\d'
].join('|');
/** The forms of Dutch number plates, by RDW's side codes 1 to 14, their parts divided so. */
const plate = (divided: string) => `(?:${plateParts.replaceAll('_', divided)})`;
const own = (pattern: string, flags: string) => new RegExp(`(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`, `gu${flags}`);

const patterns: [MarkKind, RegExp][] = [
	['email', /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu],
	// 'naam at voorbeeld punt nl'.
	['email', /(?<![\p{L}\d._-])[\p{L}\d._-]{1,64}\s?[([]?(?:\bat\b|apenstaart(?:je)?)[)\]]?\s?[\p{L}\d-]+\s?[([]?(?:punt|dot|\.)[)\]]?\s?[a-z]{2,3}(?![\p{L}\d])/giu],
	// Ten figures that begin with a nought, or the same with the country before it.
	['phone', /(?<![\d+])(?:(?:\+|00)\s?31[\s().-]{0,3}(?:\(?0\)?[\s.-]{0,2})?|\(?0)[1-9](?:[\s()./-]{0,3}\d){8}(?!\d)/gu],
	['phone', /(?<!\p{L})(?:nul|0)[ -]?(?:zes|6)[ -]?(?:(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|\d)[ -]?){8}/giu],
	['iban', own('nl ?\\d{2} ?[a-z]{4}(?:[ .]?\\d){10}', 'i')],
	['iban', own('[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?', '')],
	['bsn', /(?<=(?:bsn|burgerservicenummer|burger service nummer|sofinummer|sofi)(?:\s?[-:]|\s?nummer|\s?nr\.?)?(?:\s(?:is|was))?\s*:?\s*)\d(?:[ .-]?\d){7,8}(?!\d)/giu],
	['plate', own(plate('-'), 'i')],
	['plate', own(plate(''), 'i')],
	// In lower case, 'de 12 op' would be one.
	['plate', own(plate(' ').replaceAll('a-z', 'A-Z'), '')],
	['plate', new RegExp(`(?<=(?:kenteken|nummerbord|nummerplaat)(?:\\s(?:is|was|met|van))?\\s*:?\\s*)${plate('[ -]?')}(?![\\p{L}\\d])`, 'giu')],
	// German, Belgian and Polish cars.
	['plate', own('[A-Z]{1,3}-[A-Z]{1,2} ?\\d{1,4}', '')],
	['plate', own('[12]-[A-Z]{3}-\\d{3}', '')],
	['address', own('[1-9]\\d{3} ?[A-Z]{2}(?:[ ,]+(?:nr\\.? ?|nummer )?\\d{1,4}[a-z]?)?', '')],
	['address', own('[1-9]\\d{3} ?[a-z]{2}[ ,]+(?:nr\\.? ?|nummer )?\\d{1,4}[a-z]?', 'i')]
];

function patternMarks(text: string): TextMark[] {
	const marks = patterns.flatMap(([kind, pattern]) => [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ kind, start: index, end: index + length })));
	const bare = [...text.matchAll(/(?<![\d.,-])\d(?:[ .]?\d){8}(?![\d-])/gu)].filter(([figures]) => isBsn(figures.replace(/\D/g, '')));
	return [...marks, ...bare.map(({ index, 0: { length } }) => ({ kind: 'bsn' as const, start: index, end: index + length }))];
}

/** Nine figures that pass the test of eleven, as every burgerservicenummer does and one in eleven other numbers. */
function isBsn(figures: string): boolean {
	const sum = [...figures].reduce((total, figure, index) => total + Number(figure) * (index === 8 ? -1 : 9 - index), 0);
	return figures.length === 9 && Number(figures) > 0 && sum % 11 === 0;
}

/** After a number these make it no house number. */
const units = /^(?:m|cm|km|meter|meters|centimeter|kilometer|uur|uren|u|minuten|minuut|jaar|jaren|maanden|weken|dagen|keer|maal|x|procent|euro|graden|personen|mensen|bewoners|woningen|huizen|kinderen|bomen|auto's|stuks|tot|à|drempels?|banken|bankjes|lantaarns?|paaltjes|woningen|klachten|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)$/u;
/** 'Hier wordt 80 gereden' is a speed; 'nummer 12 rijdt te hard' is not. */
const speeds = /^(?:rijden|rijdt|gereden)$/u;
const surelyStreet = /(?:straat|laan|weg|plein|hof|dreef|singel|kade|gracht|steeg|(?:noord|zuid|oost|west|kerk|dorps)(?:er)?einde)$/u;

function addressMarks(text: string, all: Word[]): TextMark[] {
	const marks: TextMark[] = [];
	for (const [at, word] of all.entries()) {
		if (!/^\d{1,4}$/u.test(word.text)) continue;
		const [second, first] = [all[at - 1], all[at - 2]];
		const letter = /^[a-z]?(?![\p{L}\d])/iu.exec(text.slice(word.end));
		const next = all[at + 1];
		if (!second || !letter || !/^[\s.,]*$/.test(word.before) || /^[:.,]\d|^\s?%|^\s?€/.test(text.slice(word.end)) || (next && next.start > word.end && units.test(next.lower))) continue;
		const end = word.end + letter[0].length;
		const isNumber = /^(?:nummer|nr|no|huisnummer|huisnr|huisnummers|woning|flat|appartement)$/u.test(second.lower);
		if (!isNumber && next && speeds.test(next.lower)) continue;
		// 'In de Kerkstraat op nr 7'.
		const street = isNumber ? all.slice(Math.max(0, at - 5), at - 1).findLast(isStreet) : second;
		if (street && isStreet(street)) marks.push({ kind: 'address', start: street.start, end });
		else if (isNumber && !words.notHouseNumbers.includes(first?.lower ?? '') && !(word.text.length === 1 && (first?.lower === 'op' || word.text === '1'))) marks.push({ kind: 'address', start: second.start, end });
	}
	return marks;
}

function isStreet({ text, lower }: Word): boolean {
	const ending = words.streetEndings.find((one) => lower.endsWith(one) && lower.length > one.length + 1);
	return ending !== undefined && (surelyStreet.test(lower) ? !/^(?:snel|auto|fiets|ring|spoor|zand|voet|rij)weg$/u.test(lower) : isCapital(text));
}

const firstNames = new Set(words.firstNames);
const alsoWords = new Set(words.alsoWords);
const surnames = new Set(words.surnames);
const notNames = new Set(words.notNames);

function nameMarks(all: Word[]): TextMark[] {
	const marks: TextMark[] = [];
	for (const [at, word] of all.entries()) {
		const title = words.titles.includes(word.lower);
		let last = at;
		if (title) {
			let next = at + 1;
			while (words.surnamePrefixes.includes(all[next]?.lower ?? '') && isNear(all, next)) next += 1;
			const named = all[next];
			if (named && isNear(all, next) && !isCurse(named) && !notNames.has(named.lower) && (isCapital(named.text) || surnames.has(named.lower) || (isFirstName(named) && !alsoWords.has(named.lower)))) last = next;
			if (last > at) marks.push({ kind: 'name', start: word.start, end: all[last]!.end });
			// 'Bij Bakker' is no title.
			if (last > at || !surnames.has(word.lower)) continue;
		}
		const before = isNear(all, at) ? all[at - 1]?.lower : undefined;
		const pointed = before !== undefined && words.pointers.includes(before);
		if (before !== undefined && notNames.has(before)) continue;
		const known = isFirstName(word) && !notNames.has(all[at + 1]?.lower ?? '') && !(all[at + 1] && isCapital(all[at + 1]!.text) && words.streetEndings.some((one) => all[at + 1]!.lower.endsWith(one)));
		const is = isCapital(word.text)
			? known && (pointed || !alsoWords.has(word.lower) || isSurnameBehind(all, at))
			: known && !alsoWords.has(word.lower) && pointed;
		if (!is && !isStranger(all, at, before) && !hasKnownSurname(all, at)) continue;
		for (let next = at + 1; next < all.length && isNear(all, next) && !isCurse(all[next]!); next += 1) {
			if (isCapital(all[next]!.text) || surnames.has(all[next]!.lower)) last = next;
			else if (!words.surnamePrefixes.includes(all[next]!.lower)) break;
		}
		marks.push({ kind: 'name', start: word.start, end: all[last]!.end });
	}
	return marks;
}

const places = new Set(words.places);
/** How the names of villages and their people end. */
const likePlace = /(?:dam|dijk|burg|huizen|loo|stad|wijk|kerk|dorp|veen|hoven|bergen|zaal|ers|aren|laren)$/u;

/** How the names of what a neighbourhood has begin: 'de Buurtapp', 'de Zorgcirkel', 'de Zomerweek'. */
const likeThing = /^(?:buurt|wijk|dorps|gebieds|bewoners|zorg|zomer|winter|jeugd|jongeren|ouderen|school|sport|speel|huur)\p{L}{3,}/u;

/** A name that no list has: 'die Kowalski van hiernaast', 'het geluid komt van De Vries'. A place or a shop is none. */
function isStranger(all: Word[], at: number, before: string | undefined): boolean {
	const [word, next] = [all[at]!, all[at + 1]];
	if (before === undefined || !/^(?:van|bij|die)$/u.test(before) || !isCapital(word.text)) return false;
	if (words.surnamePrefixes.includes(word.lower)) return next !== undefined && isNear(all, at + 1) && isCapital(next.text) && !isNoPerson(next.lower);
	return !isNoPerson(word.lower) && !(before === 'die' && /(?:(?<!s)en|s)$/u.test(word.lower) && !surnames.has(word.lower));
}
/** 'Jan Smit', where 'Jan' alone might be no name. */
function isSurnameBehind(all: Word[], at: number): boolean {
	const next = all[at + 1];
	return next !== undefined && isNear(all, at + 1) && isCapital(next.text) && !isNoPerson(next.lower);
}
function isNoPerson(lower: string): boolean {
	return notNames.has(lower) || likeThing.test(lower) || places.has(lower) || likePlace.test(lower) || words.streetEndings.some((one) => lower.endsWith(one) && lower.length > one.length + 1);
}

/** 'Alina de Wit': no list has the first name, and one has the surname. */
function hasKnownSurname(all: Word[], at: number): boolean {
	const word = all[at]!;
	if (!isCapital(word.text) || isNoPerson(word.lower) || words.surnamePrefixes.includes(word.lower)) return false;
	let next = at + 1;
	while (isNear(all, next) && words.surnamePrefixes.includes(all[next]!.lower)) next += 1;
	const last = all[next];
	return next > at + 1 && last !== undefined && isNear(all, next) && isCapital(last.text) && surnames.has(last.lower);
}

/** 'Kevin', and 'Kevins' or 'Kevin's' for what is his. */
function isFirstName({ lower }: Word): boolean {
	return firstNames.has(lower) || firstNames.has(lower.replace(/['’]?s$/u, ''));
}
function isCapital(text: string): boolean {
	return /^\p{Lu}/u.test(text);
}
const abbreviations = new Set(words.abbreviations);
/** Nothing but space between it and the word before it, or the point of an abbreviation: that of a sentence ends a name. */
function isNear(all: Word[], at: number): boolean {
	const before = all[at]?.before ?? '';
	if (/^[ \t]+$/.test(before)) return true;
	const short = all[at - 1]?.lower ?? '';
	return /^\.[ \t]+$/.test(before) && (short.length === 1 || abbreviations.has(short));
}

const isPerson = matcher(words.persons);
const isThatPerson = matcher(words.thosePersons);
const isCrime = matcher(words.crimes);
const where = /^(?:van|op|uit|in|bij|naast|tegenover|boven|onder|achter)$/u;
const knownPlaces = new Set(words.knownPlaces);
const undergone = /^(?:in|aan|op|af)?ge\p{L}+(?:d|t|en)$|^(?:bedreigd|mishandeld|verkracht|vermoord|misbruikt|overvallen|beroofd|bestolen)$/u;

/**
 * Somebody whom the street knows, and a crime, in one sentence.
 * @param known names and addresses: they tell who it is as well
 */
function accusationMarks(sentence: Word[], known: TextMark[]): TextMark[] {
	const lowers = sentence.map(({ lower }) => lower);
	const said = new Set(words.crimePhrases.flatMap((phrase) => placesOf(phrase, lowers)));
	const doers = doersIn(sentence.map(({ text }) => text), said);
	const crimes = sentence.filter(({ lower }, at) => isCrime(lower) || said.has(at) || doers.deeds.has(at));
	if (crimes.length === 0) return [];
	const persons = sentence.filter((word, at) => {
		if (known.some(({ kind, start, end }) => (kind === 'name' || kind === 'address') && word.start >= start && word.end <= end)) return true;
		if (isPerson(word.lower) || doers.who.has(at)) return true;
		if (!isThatPerson(word.lower)) return false;
		const pointed = lowers.slice(Math.max(0, at - 2), at).some((one) => /^(?:die|dat|deze|dit)$/u.test(one));
		return pointed || (where.test(lowers[at + 1] ?? '') && lowers.slice(at + 2, at + 5).some((one) => knownPlaces.has(one) || /^\d+$/.test(one)));
	});
	// 'Bij mijn buren is ingebroken': it was done to them.
	const suffered = lowers.some((one) => /^(?:is|zijn|wordt|worden|werd|werden)$/u.test(one)) && !lowers.some((one) => /^(?:heeft|hebben|had|hadden|door)$/u.test(one));
	const done = crimes.filter(({ lower }) => !(suffered && undergone.test(lower)));
	if (persons.length === 0 || done.length === 0) return [];
	return [...persons, ...done].map(({ start, end }) => ({ kind: 'accusation' as const, start, end }));
}

/** Where the words of a phrase stand, in its order and three others between two at most; nowhere gives none. */
function placesOf(phrase: string[], lowers: string[]): number[] {
	for (const [first, lower] of lowers.entries()) {
		if (lower !== phrase[0]) continue;
		const places = [first];
		for (const word of phrase.slice(1)) {
			const from = places.at(-1)! + 1;
			const at = lowers.slice(from, from + 4).indexOf(word);
			if (at === -1) break;
			places.push(from + at);
		}
		if (places.length === phrase.length) return places;
	}
	return [];
}

const isSwear = matcher(words.swears);
const isNoSwear = matcher(words.notSwears);
const ill = /^(?:heeft|heb|hebben|had|kreeg|krijgt|krijgen|aan|tegen|met|door|van|over|genezen|ziekte)$/u;
/** No part of a name, whatever it is written with: 'Kevin B. Klootzak'. */
function isCurse({ lower }: Word): boolean {
	return isSwear(lower) && !isNoSwear(lower);
}
const likeLetters: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };

function swearMarks(text: string, all: Word[]): TextMark[] {
	const marks: TextMark[] = [];
	for (const [at, { lower, start, end }] of all.entries()) {
		// 'Zij heeft kanker gehad' is no curse, 'die kanker jongens' is one.
		if (lower === 'kanker' && ill.test(all[at - 1]?.lower ?? '')) continue;
		if (lower === 'tering' && all[at + 1]?.lower === 'naar') continue;
		// 'Stelletje eikels' is no word of acorns on the pavement.
		const called = words.pointedSwears.includes(lower) && /^(?:die|zulke|stel|stelletje|stelletjes|jullie)$/u.test(all[at - 1]?.lower ?? '');
		if (called || isCurse(all[at]!)) marks.push({ kind: 'swearing', start, end });
	}
	// 'k4nker', 'sh!t', 'kuuuut', 'f*ck': as letters, and with letters that are hidden.
	for (const { index: start, 0: part } of text.matchAll(/[\p{L}\d@$!*#]{3,}/gu)) {
		const end = start + part.length;
		const inner = part.replace(/[!*#]+$/u, '').toLowerCase();
		const plain = inner.replace(/[0134 57@$!]/gu, (sign) => likeLetters[sign] ?? sign).replace(/(\p{L})\1{2,}/gu, '$1');
		if (/\p{L}/u.test(inner) && plain !== inner && isSwear(plain) && !isNoSwear(plain)) marks.push({ kind: 'swearing', start, end: start + inner.length });
		if (/^\p{L}{1,3}[*#@]+\p{L}*$/u.test(part) && part.length <= 16) marks.push({ kind: 'swearing', start, end });
	}
	return marks;
}

/** The words and numbers of a text, in order. */
export function wordsOf(text: string): Word[] {
	let last = 0;
	return [...text.matchAll(/\d+|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu)].map(({ index: start, 0: word }) => {
		const before = text.slice(last, start);
		last = start + word.length;
		return { text: word, lower: word.toLowerCase(), start, end: last, before };
	});
}

function sentencesOf(all: Word[]): Word[][] {
	const sentences: Word[][] = [];
	for (const word of all) {
		if (sentences.length === 0 || /[.!?\n]/u.test(word.before)) sentences.push([]);
		sentences.at(-1)!.push(word);
	}
	return sentences;
}
