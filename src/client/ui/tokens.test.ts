import { readFileSync } from 'node:fs';
import { contrast } from '#shared/house-style/colour.ts';
import { own } from '#shared/house-style/look.ts';
import { mainThemes } from '#shared/programme/main-theme.ts';
import { describe, expect, test } from 'vitest';

const css = ['tokens.css', 'screen.css'].map((file) => `\n${readFileSync(new URL(file, import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')}`).join('');

/** The tokens that a selector sets, where it opens a rule of its own. */
function tokensOf(selector: string): Map<string, string> {
	const body = css.split(`\n${selector} {`)[1]?.split('\n}')[0];
	if (body === undefined) throw new Error(`there is no rule for ${selector}`);
	return new Map([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

const normal = tokensOf(':root');
const surfaces = {
	normal,
	'high contrast': new Map([...normal, ...tokensOf("[data-contrast='high']")])
};

const text: [text: string, ground: string][] = [
	...['--paper', '--card', '--ok-ground', '--info-ground', '--warning-ground', '--error-ground'].map((ground): [string, string] => ['--ink', ground]),
	...['--paper', '--card'].flatMap((ground) =>
		['--muted', '--ok', '--error', '--info', '--warning'].map((colour): [string, string] => [colour, ground])
	),
	['--on-loud', '--loud'],
	...[1, 2, 3, 4, 5, 6].map((number): [string, string] => ['--ink', `--hand-${number}`]),
	['--on-ink', '--ink'],
	['--error', '--error-ground']
];
const graphics: [line: string, ground: string][] = [
	['--line', '--paper'],
	['--line', '--card'],
	['--loud-on-ink', '--ink'],
	['--ok', '--ok-ground'],
	['--info', '--info-ground'],
	['--warning', '--warning-ground']
];

describe.each(Object.entries(surfaces))('%s', (_, tokens) => {
	const colour = (name: string) => {
		const value = tokens.get(name);
		if (!value?.match(/^#[0-9a-f]{6}$/)) throw new Error(`${name} is no colour of six digits: ${value}`);
		return value;
	};

	test.each(text)('%s is read on %s (4.5:1)', (front, ground) => {
		expect(contrast(colour(front), colour(ground))).toBeGreaterThanOrEqual(4.5);
	});
	test.each(graphics)('%s is seen on %s (3:1)', (line, ground) => {
		expect(contrast(colour(line), colour(ground))).toBeGreaterThanOrEqual(3);
	});
	test.each(mainThemes.map((theme) => theme.key))('%s: white on its band, its figure in the box, its dot on the card (5:1)', (key) => {
		expect(contrast(colour('--on-main'), colour(`--main-${key}`))).toBeGreaterThanOrEqual(5);
		expect(contrast(colour('--card'), colour(`--main-${key}`))).toBeGreaterThanOrEqual(4.9);
	});
	test('the focus ring is seen on every ground: white inside, ink outside', () => {
		const grounds = [...tokens.keys()].filter((name) => /^--(paper|card|ink|loud|main-[\w-]+|[a-z]+-ground)$/.test(name));
		expect(grounds.length).toBeGreaterThan(15);
		for (const ground of grounds) {
			const best = Math.max(contrast('#ffffff', colour(ground)), contrast(colour('--ink'), colour(ground)));
			expect(best, ground).toBeGreaterThanOrEqual(3);
		}
	});
});

test('the bands have the colours of the main themes, as the board draws them', () => {
	for (const theme of mainThemes) expect(normal.get(`--main-${theme.key}`)).toBe(theme.colour.toLowerCase());
});

test('a municipality’s house style is measured against these colours', () => {
	const token = (key: string) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
	for (const [key, colour] of Object.entries(own)) expect(normal.get(token(key)), key).toBe(colour);
});

test('high contrast is black and white only', () => {
	const colours = [...tokensOf("[data-contrast='high']").values()].filter((value) => value.startsWith('#'));
	expect(new Set(colours)).toEqual(new Set(['#000000', '#ffffff']));
});

test('on the projector what must be read is at least 65 lines of 1080, nothing under 40', () => {
	const screen = tokensOf("[data-surface='screen']");
	const lines = (name: string) => Number(screen.get(name)?.match(/^calc\((\d+) \* var\(--u\)\)$/)?.[1]);
	for (const name of ['--p-read', '--p-title', '--p-count', '--p-code']) expect(lines(name), name).toBeGreaterThanOrEqual(65);
	for (const name of ['--p-small', '--p-text']) expect(lines(name), name).toBeGreaterThanOrEqual(40);
});
