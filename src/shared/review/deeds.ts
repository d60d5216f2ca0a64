import { matcher } from './matcher.ts';
import * as words from './words-nl.ts';

const isOccupation = matcher(words.occupations);
const isGoods = matcher(words.crimeGoods);
const isLoot = matcher(words.loot);
const isVictim = matcher(words.victims);
const isCriminal = matcher(words.criminals);
const isDeed = matcher(words.deeds);
const isDone = matcher(words.doneDeeds);
const noSubjects = new Set(words.noSubjects);

/** How far from its subject a verb is looked for, and from its verb what it is done with, in words. */
const reach = 8;
/** Here somebody else begins to do something: 'hij zag dat er iemand steelt'. */
const anotherClause = /^(?:dat|die|omdat|toen|als|want|maar|terwijl|doordat|zodat|wie|of|waar|nadat)$/u;
/** After a participle: then it belongs to what was done, and not to a thing as in 'een gestolen fiets'. */
const goesOn = /^(?:en|van|uit|bij|op|in|voor|na|met|maar|of|weer|toen|hier|daar|gisteren|vorige|vannacht|door|tijdens)$/u;
const has = /^(?:heeft|had|hep|heb)$/u;

/**
 * Who does something in a sentence, and might be anybody of whom other sentences are harmless: 'hij', 'de bakker', a word
 * at the sentence's beginning that may be a name. They are marked where a crime is said to be done by them, not where one
 * is only spoken of: 'hij verkoopt drugs', and not 'hij verkoopt groente'.
 * @param texts the words of one sentence. @param phrases places of crimes that are said in several words
 * @returns the places of who, and of the words that say what they do
 */
export function doersIn(texts: string[], phrases: ReadonlySet<number>): { who: Set<number>; deeds: Set<number> } {
	const lowers = texts.map((text) => text.toLowerCase());
	const [who, deeds] = [new Set<number>(), new Set<number>()];
	for (const [at, lower] of lowers.entries()) {
		const isSomebody = isOccupation(lower) && !isCriminal(lower) && !noSubjects.has(lower) && /^(?:de|onze|die|deze|mijn)$/u.test(lowers[at - 1] ?? '');
		const found = isSomebody || /^(?:hij|zij|ze)$/u.test(lower)
			? deedsOf(lowers, at, phrases)
			: at === 0 && /^\p{Lu}\p{Ll}+$/u.test(texts[0]!) && !noSubjects.has(lower)
				? deedsOfName(lowers)
				: [];
		if (found.length > 0) who.add(at);
		for (const place of found) deeds.add(place);
	}
	return { who, deeds };
}

/** 'Marietje heeft mijn fiets gestolen', 'Marietje dealt': of many other verbs a thing can be the subject, as in 'Storm heeft de schutting vernield'. */
function deedsOfName(lowers: string[]): number[] {
	if (has.test(lowers[1] ?? '')) return participles(lowers, 1).filter((place) => !/^(?:vernield|bedreigd)$/u.test(lowers[place]!));
	return /^(?:steelt|stal|jat|dealt)$/u.test(lowers[1] ?? '') && !isForShow(lowers, 1) ? [1] : [];
}

function deedsOf(lowers: string[], at: number, phrases: ReadonlySet<number>): number[] {
	const ahead = placesBehind(lowers, at);
	const end = ahead.findIndex((place) => anotherClause.test(lowers[place]!));
	const places = end === -1 ? ahead : ahead.slice(0, end);
	const said = places.filter((place) => phrases.has(place));
	if (said.length > 0) return said;
	for (const place of places) {
		const done = has.test(lowers[place]!) ? participles(lowers, place) : [];
		const found = done.length > 0 ? done : verb(lowers, place);
		if (found.length > 0) return found;
	}
	return [];
}

/** The verb at a place and what makes it a crime; none where it is none. */
function verb(lowers: string[], at: number): number[] {
	const lower = lowers[at]!;
	const rest = placesBehind(lowers, at);
	const withThe = (is: (lower: string) => boolean) => {
		const place = rest.find((one) => is(lowers[one]!));
		return place === undefined ? [] : [at, place];
	};
	if (/^(?:niet|niets|niemand|geen|nooit)$/u.test(lowers[at + 1] ?? '')) return [];
	if (isDeed(lower)) return isForShow(lowers, at) ? [] : [at];
	if (/^(?:verkoopt|verkocht|verhandelt|verhandelde|levert|leverde|handelt|handelde|bezorgt|kweekt|kweekte|teelt)$/u.test(lower)) return withThe(isGoods);
	if (/^(?:slaat|sloeg|mept|mepte|schopt|schopte|trapt|trapte)$/u.test(lower)) return withThe(isVictim);
	// 'Valt lastig', 'scheldt uit', 'hitst op': the verb's other half comes behind whom it is done to.
	const other = /^(?:valt|viel)$/u.test(lower) ? 'lastig' : /^(?:scheldt|schold|jouwt)$/u.test(lower) ? 'uit' : /^(?:hitst|hitste)$/u.test(lower) ? 'op' : null;
	if (other) return withThe((one) => one === other);
	if (/^(?:heeft|had|draagt|verstopt)$/u.test(lower)) return withThe((one) => /^(?:wapen|wapens|vuurwapen|vuurwapens|pistool|mes)$/u.test(one));
	if (/^(?:pikt|pikte)$/u.test(lower)) return withThe(isLoot);
	if (/^(?:rijdt|reed)$/u.test(lower)) return withThe((one) => /^(?:dronken|bezopen|stoned)$/u.test(one));
	if (/^(?:breekt|brak)$/u.test(lower)) return lowers[at + 1] === 'in' || (rest.length > 0 && lowers.at(-1) === 'in') ? [at] : [];
	if (/^(?:licht|lichtte)$/u.test(lower)) return withThe((one) => one === 'op').length > 0 && rest.some((one) => isVictim(lowers[one]!)) ? [at] : [];
	if (/^(?:wast|waste)$/u.test(lower)) return withThe((one) => /^(?:wit|geld|zwartgeld)$/u.test(one));
	if (/^(?:is|was|blijft)$/u.test(lower)) {
		const place = rest.find((one) => !/^(?:een|n|de|die|gewoon|echt|ook|vuile|grote|bekende|ne|wel|zelf)$/u.test(lowers[one]!));
		return place !== undefined && isCriminal(lowers[place]!) ? [at, place] : [];
	}
	return [];
}

/** 'Heeft mijn fiets gestolen', from 'heeft'; not 'heeft een gestolen fiets gevonden'. */
function participles(lowers: string[], from: number): number[] {
	return placesBehind(lowers, from).filter((place) => {
		const lower = lowers[place]!;
		const next = lowers[place + 1];
		if (next !== undefined && !goesOn.test(next)) return false;
		const between = lowers.slice(from + 1, place);
		if (between.some((one) => anotherClause.test(one)) || between.some((one) => /^(?:niet|nooit)$/u.test(one))) return false;
		if (isDone(lower)) return true;
		if (/^(?:mee|weg)?gepikt$/u.test(lower)) return between.some(isLoot);
		if (/^(?:neer)?(?:geslagen|geschopt|getrapt)$/u.test(lower)) return between.some(isVictim);
		return /^(?:verkocht|verhandeld|geleverd|gekweekt)$/u.test(lower) && between.some(isGoods);
	});
}

/** The next places, as far as is looked: a long text without a full stop is one sentence. */
function placesBehind(lowers: string[], at: number): number[] {
	const places: number[] = [];
	for (let place = at + 1; place < lowers.length && place <= at + reach; place += 1) places.push(place);
	return places;
}

/** 'Steelt de show' takes nothing from anybody. */
function isForShow(lowers: string[], at: number): boolean {
	return /^(?:steelt|stal)$/u.test(lowers[at]!) && lowers.slice(at + 1, at + 5).some((one) => /^(?:show|hart|harten)$/u.test(one));
}
