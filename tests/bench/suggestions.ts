import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { createNearDuplicates } from '../../src/shared/programme/likeness/near-duplicates.ts';
import { createThemeSuggestions, type ThemeInWords } from '../../src/shared/programme/likeness/theme-suggestions.ts';
import domainList from '../../src/shared/programme/themes-nl.json' with { type: 'json' };
import { percentiles } from '../../src/server/tools/percentiles.ts';
import { Chance } from '../chance.ts';
import spoken from './spoken-statements.json' with { type: 'json' };

// `npm run bench:suggestions -- [--statements FILE] [--json]`: how often the theme that a person chose is among those
// suggested, and how well near-duplicates are found. FILE is a JSON list of {"tekst", "code"}; without it each sample
// statement of the product's list is left out in turn. Chance as a floor: 1 and 3 of all themes.

interface Statement {
	tekst: string;
	code: string;
}

const Statements = v.array(v.object({ tekst: v.string(), code: v.string() }));

const { values } = parseArgs({ options: { statements: { type: 'string' }, json: { type: 'boolean', default: false } } });

const themes: ThemeInWords[] = domainList.map(({ code, thema, hoofd, woorden }) => ({ id: code, words: [thema, hoofd, ...woorden].join(' ') }));
const samples: Statement[] = domainList.flatMap(({ code, uitspraken }) => uitspraken.map((tekst) => ({ tekst, code })));

const figures: { name: string; value: number }[] = [];
const asked = values.statements === undefined ? undefined : v.parse(Statements, JSON.parse(readFileSync(resolve(values.statements), 'utf8')));
const hits = asked ? hitsOf(asked) : leavingOneOut();
tell('top-1', hits.first);
tell('top-3', hits.three);
if (!asked) {
	const rough = hitsOf(spoken);
	tell('top-1 of rough spoken statements', rough.first);
	tell('top-3 of rough spoken statements', rough.three);
}
console.log(`floor by chance: top-1 ${rounded(1 / themes.length)}, top-3 ${rounded(3 / themes.length)}`);
const found = copiesFound();
tell('near-duplicates precision', found.precision);
tell('near-duplicates recall', found.recall);
const times = timesAmong(25_000);
tell('ms for suggestions, p95 of 25,000 statements', times.suggesting);
tell('ms for near-duplicates of one, p95 of 25,000 statements', times.comparing);
if (values.json) console.log(JSON.stringify({ figures }));

/** The product's list has learned all its samples; the statements are new to it. */
function hitsOf(statements: readonly Statement[]): { first: number; three: number } {
	const suggestions = learned();
	return share(statements.map(({ tekst, code }) => suggestions.suggest(tekst).indexOf(code)));
}

function leavingOneOut(): { first: number; three: number } {
	const suggestions = learned();
	return share(
		samples.map(({ tekst, code }) => {
			suggestions.takeBack(tekst, [code]);
			const place = suggestions.suggest(tekst).indexOf(code);
			suggestions.place(tekst, [code]);
			return place;
		})
	);
}

function learned() {
	const suggestions = createThemeSuggestions(themes);
	for (const { tekst, code } of samples) suggestions.place(tekst, [code]);
	return suggestions;
}

/** @param places of the right theme among those suggested, -1 where it is not */
function share(places: number[]): { first: number; three: number } {
	const part = (most: number) => places.filter((place) => place >= 0 && place < most).length / places.length;
	return { first: part(1), three: part(3) };
}

/** Every statement that we have and two noisy copies of each; a pair is right when both come from the same one. */
function copiesFound(): { precision: number; recall: number } {
	const chance = new Chance(20181106);
	const duplicates = createNearDuplicates();
	const texts = [...samples, ...spoken].map(({ tekst }) => tekst);
	const ids = texts.flatMap((text, index) => [text, noisy(text, chance), noisy(text, chance)].map((copy, nth) => {
		const id = `${index}-${nth}`;
		duplicates.add(id, copy);
		return id;
	}));
	let [right, wrong] = [0, 0];
	for (const id of ids) {
		for (const other of duplicates.of(id)) {
			if (other.id.split('-')[0] === id.split('-')[0]) right += 1;
			else wrong += 1;
		}
	}
	return { precision: right / (right + wrong), recall: right / (ids.length * 2) };
}

/** As another scout would have typed it: a word left out, two words exchanged, a letter wrong in one of eight words, something said before it. */
function noisy(text: string, chance: Chance): string {
	const words = text.replace(/[.,]/g, '').split(' ').map((word) => (chance.is(1 / 8) ? misspelt(word, chance) : word));
	if (words.length > 4 && chance.is(1 / 2)) words.splice(chance.below(words.length), 1);
	if (chance.is(1 / 2)) {
		const at = chance.below(words.length - 1);
		[words[at], words[at + 1]] = [words[at + 1]!, words[at]!];
	}
	if (chance.is(1 / 3)) words.unshift(chance.of(['nou', 'ja', 'ik vind', 'wat mij betreft', 'zeg maar']));
	return chance.is(1 / 2) ? words.join(' ') : `${words.join(' ').toLowerCase()}!`;
}

function misspelt(word: string, chance: Chance): string {
	const at = chance.below(word.length);
	return chance.is(1 / 2) ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at) + (word[at] ?? '') + word.slice(at);
}

/** p95 in ms of one question among so many statements, each made of the first half of one and the second half of another. */
function timesAmong(many: number): { suggesting: number; comparing: number } {
	const chance = new Chance(7);
	const all = [...samples, ...spoken];
	const suggestions = createThemeSuggestions(themes);
	const duplicates = createNearDuplicates();
	const texts = Array.from({ length: many }, (_, index) => {
		const [one, other] = [chance.of(all), chance.of(all)];
		const text = noisy(`${half(one.tekst, 0)} ${half(other.tekst, 1)}`, chance);
		suggestions.place(text, [one.code, other.code]);
		duplicates.add(String(index), text);
		return text;
	});
	const questions = Array.from({ length: 500 }, () => chance.below(many));
	return {
		suggesting: percentiles(questions.map((index) => took(() => suggestions.suggest(texts[index]!)))).p95,
		comparing: percentiles(questions.map((index) => took(() => duplicates.of(String(index))))).p95
	};
}

function half(text: string, which: 0 | 1): string {
	const words = text.split(' ');
	const middle = Math.ceil(words.length / 2);
	return (which === 0 ? words.slice(0, middle) : words.slice(middle)).join(' ');
}

function took(work: () => unknown): number {
	const began = performance.now();
	work();
	return performance.now() - began;
}

function tell(name: string, value: number): void {
	figures.push({ name, value: rounded(value) });
	console.log(`${name}: ${rounded(value)}`);
}

function rounded(value: number): number {
	return Math.round(value * 1000) / 1000;
}
