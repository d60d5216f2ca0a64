import { describe, expect, it } from 'vitest';
import { lookOf, own, resolved, type Properties } from './look.ts';
import { checkInWords, checksInWords, fails } from './report.ts';

const ours = { paper: own.paper, screenDot: own.screenDot, loud: own.loud, onLoud: own.onLoud, loudOnInk: own.loudOnInk };
const theme = (values: Record<string, string>): Properties => new Map(Object.entries(values).map(([name, value], index) => [name, { value, line: index + 2 }]));
const paper = '--utrecht-document-background-color';
const button = '--utrecht-button-primary-action-background-color';
const buttonText = '--utrecht-button-primary-action-color';

describe('a municipality’s look', () => {
	it('without anything of use is ours, every pair of which can be read, and says so', () => {
		const { colours, checks, faces, notes } = lookOf(theme({ '--voorbeeld-kleur': '#123456' }));
		expect(colours).toEqual(ours);
		expect(checks.filter(fails)).toEqual([]);
		expect(faces).toEqual({ text: null, head: null });
		expect(notes).toEqual([expect.stringContaining('geen enkele kleur')]);
	});

	it('gives paper, button and type; the dots follow the paper', () => {
		const { colours, faces, notes } = lookOf(theme({ [paper]: '#fff', [button]: '#ffb53d', '--utrecht-document-font-family': '"Open Sans", Arial', '--utrecht-heading-font-family': "'Kop'" }));
		expect(colours).toEqual({ paper: '#ffffff', screenDot: '#f1f1f1', loud: '#ffb53d', onLoud: own.ink, loudOnInk: '#ffb53d' });
		expect(faces).toEqual({ text: 'Open Sans', head: 'Kop' });
		expect(notes).toEqual([]);
	});

	it('takes the first name that a theme has, and heads in the face of the text', () => {
		const look = lookOf(theme({ '--utrecht-page-background-color': '#eeeeff', '--utrecht-button-background-color': '#ffffff', '--utrecht-button-color': '#222222', '--utrecht-paragraph-font-family': 'Zaal' }));
		expect(look.colours).toMatchObject({ paper: '#eeeeff', loud: '#ffffff', onLoud: '#222222' });
		expect(look.faces).toEqual({ text: 'Zaal', head: 'Zaal' });
	});

	it('falls back to our paper where one text on it can not be read', () => {
		const { colours, checks } = lookOf(theme({ [paper]: '#777777', [button]: '#ffb53d' }));
		expect(colours).toMatchObject({ paper: own.paper, screenDot: own.screenDot, loud: '#ffb53d' });
		const grey = checks.find(({ pair }) => pair.startsWith('Grijze'))!;
		expect(checkInWords(grey)).toBe('Grijze tekst op de achtergrond: 1,4 op 1. Nodig is 4,5. Daarom blijft onze achtergrond.');
	});

	it('falls back to our button where its text can not be read', () => {
		const { colours } = lookOf(theme({ [button]: '#ff8800', [buttonText]: '#ffffff' }));
		expect(colours).toEqual(ours);
	});

	it('keeps a dark button, and our yellow where that would stand on ink', () => {
		const { colours, checks } = lookOf(theme({ [button]: '#24578f', [buttonText]: 'white' }));
		expect(colours).toEqual({ ...ours, loud: '#24578f', onLoud: '#ffffff', loudOnInk: own.loudOnInk });
		expect(checksInWords(checks)).toBe('Eén kleurpaar is niet goed leesbaar. Daar houdt u onze kleur.');
	});

	it('without a text for the button has the better of ink and white', () => {
		expect(lookOf(theme({ [button]: '#003366' })).colours.onLoud).toBe('#ffffff');
		expect(lookOf(theme({ [button]: '#ffcc00' })).colours.onLoud).toBe(own.ink);
	});

	it('never rounds up to enough', () => {
		// 4.478 to 1: as 4.5 it would read as enough.
		const { checks, colours } = lookOf(theme({ [button]: '#777777', [buttonText]: '#ffffff' }));
		expect(checks.find(({ part }) => part === 'loud')!.ratio).toBe(4.4);
		expect(colours.loud).toBe(own.loud);
	});

	it('names the line of a colour that it can not measure, and keeps ours', () => {
		const { colours, notes } = lookOf(theme({ [paper]: 'rgb(255 255 255 / 50%)' }));
		expect(colours.paper).toBe(own.paper);
		expect(notes).toEqual([`Regel 2: de kleur van ${paper} kunnen wij niet lezen. Schrijf hem als #rrggbb.`]);
	});
});

describe('a value', () => {
	const properties = theme({ '--a': 'var(--b)', '--b': 'var( --c , #fff )', '--d': 'var(--d)', '--e': 'var(--gone)', '--f': 'calc(1px + var(--b))', '--g': 'var(--gone, var(--h))', '--h': 'Zaal' });
	it.each([
		['--a', '#fff'],
		['--g', 'Zaal'],
		['--d', null],
		['--e', null],
		['--f', null],
		['--nowhere', null]
	])('%s leads to %s', (name, value) => expect(resolved(properties, name)).toBe(value));
});
