import { readdirSync } from 'node:fs';
import { mainThemes } from '#shared/programme/main-theme.ts';
import { createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import Balloon from './Balloon.svelte';
import Band from './Band.svelte';
import Button from './Button.svelte';
import DotRow from './DotRow.svelte';
import Face from './Face.svelte';
import Field from './Field.svelte';
import Figure from './Figure.svelte';
import Halftone from './Halftone.svelte';
import Icon from './Icon.svelte';
import { mainThemeIcons } from './icons/main-theme.ts';
import { plus } from './icons/plus.ts';
import NeedsScript from './NeedsScript.svelte';
import Notice from './Notice.svelte';
import Picker from './Picker.svelte';
import Qr from './Qr.svelte';
import Stepper from './Stepper.svelte';
import Tally from './Tally.svelte';
import ThemeCard from './ThemeCard.svelte';
import ThemeTag from './ThemeTag.svelte';
import UndoBar from './UndoBar.svelte';

const words = createRawSnippet(() => ({ render: () => '<span>woorden</span>' }));
const noop = () => {};

/** What the server sends before any script ran. */
const examples: Record<string, string> = {
	Balloon: render(Balloon, { props: { children: words } }).body,
	Band: render(Band, { props: { main: 'verkeer', name: 'Verkeer', number: 2, label: 'thema 2', boxed: true } }).body,
	Button: render(Button, { props: { variant: 'loud', icon: plus, children: words } }).body,
	DotRow: render(DotRow, { props: { full: 2, rings: 3, label: 'Nog 2 stippen' } }).body,
	Face: render(Face, { props: { face: 5 } }).body,
	Field: render(Field, { props: { label: 'Uw reactie', name: 'reactie', multiline: true, hint: 'Kort', error: 'Te lang', max: 5, value: 'abcdef', counter: (left) => `${left}` } }).body,
	Figure: render(Figure, { props: { src: '/a.webp', alt: 'Een kind op skates', width: 400, height: 300, credit: 'Tekening: A.', title: 'Skaten', fill: true } }).body,
	Halftone: render(Halftone, { props: { count: 58, main: 'verkeer', printing: true } }).body,
	Icon: render(Icon, { props: { path: plus } }).body,
	NeedsScript: render(NeedsScript).body,
	Notice: render(Notice, { props: { kind: 'error', children: words } }).body,
	Picker: render(Picker, { props: { label: 'Welke reacties', options: [{ key: 'a', name: 'Wachten', count: 3 }], chosen: 'a', onchoose: noop } }).body,
	Qr: render(Qr, { props: { text: 'https://wijk.example/mee/VDM47', label: 'Doe mee' } }).body,
	Stepper: render(Stepper, { props: { minusLabel: 'Een stip minder', plusLabel: 'Een stip meer', canTake: true, name: 'stip', minusValue: '0', plusValue: '2' } }).body,
	Tally: render(Tally, { props: { count: 58, main: 'verkeer', label: '58 stippen' } }).body,
	ThemeCard: render(ThemeCard, { props: { main: 'verkeer', mainName: 'Verkeer', number: 2, label: 'thema 2', title: 'Te hard rijden', meta: words, thumb: words, children: words } }).body,
	ThemeTag: render(ThemeTag, { props: { main: 'verkeer', number: 2, title: 'Te hard rijden' } }).body,
	UndoBar: render(UndoBar, { props: { message: 'Op het scherm', undoLabel: 'Ongedaan maken', dismissLabel: 'Sluiten', onundo: noop, ondismiss: noop } }).body
};

test('every component is looked at here', () => {
	const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.svelte'));
	expect(Object.keys(examples).map((name) => `${name}.svelte`).sort()).toEqual(files.sort());
});

test.each(Object.keys(examples))('%s renders on the server without style attributes: our CSP refuses those', (name) => {
	expect(examples[name]).toMatch(/<\w/);
	expect(examples[name]).not.toMatch(/\sstyle=/);
});

describe('what a screen reader and a page without script get', () => {
	test('a band says main theme and number, in figure and words, and shows its icon as decoration', () => {
		expect(examples.Band).toContain('Verkeer');
		expect(examples.Band).toContain('thema 2');
		expect(examples.Band).toMatch(/<svg[^>]*aria-hidden="true"/);
	});
	test('a tag says the number as a theme’s', () => {
		expect(examples.ThemeTag?.replace(/<[^>]*>/g, '')).toMatch(/thema 2 ?Te hard rijden/);
	});
	test('every main theme has an icon of its own', () => {
		const icons = mainThemes.map((theme) => mainThemeIcons[theme.key]);
		expect(new Set(icons).size).toBe(mainThemes.length);
	});
	test('a wrong field is tied to its label, hint, error and counter', () => {
		const field = examples.Field ?? '';
		expect(field).toContain('aria-invalid="true"');
		const described = field.match(/aria-describedby="([^"]+)"/)?.[1]?.split(' ') ?? [];
		expect(described).toHaveLength(3);
		for (const id of described) expect(field).toContain(`id="${id}"`);
		expect(field).toContain(`for="${field.match(/<textarea[^>]*\sid="([^"]+)"/)?.[1]}"`);
		expect(field).toContain('abcdef');
	});
	test('− and + are submit buttons with a name, so that a form around them works', () => {
		expect(examples.Stepper?.match(/<button[^>]*name="stip"/g)).toHaveLength(2);
		expect(examples.Stepper).not.toContain('type="button"');
		expect(examples.Stepper).toContain('aria-label="Een stip meer"');
	});
	test('− is there only while there is something to take back', () => {
		expect(render(Stepper, { props: { minusLabel: 'minder', plusLabel: 'meer', canTake: false } }).body).not.toContain('minder');
	});
	test('a spent + says so, and can still be pressed to hear why', () => {
		const spent = render(Stepper, { props: { minusLabel: 'minder', plusLabel: 'meer', canTake: true, spent: true } }).body;
		expect(spent).toContain('aria-disabled="true"');
		expect(spent).not.toMatch(/\sdisabled/);
	});
	test('an error is an alert, a saved vote a status, a standing notice neither', () => {
		expect(examples.Notice).toContain('role="alert"');
		expect(render(Notice, { props: { kind: 'ok', children: words } }).body).toContain('role="status"');
		expect(render(Notice, { props: { kind: 'ok', quiet: true, children: words } }).body).not.toContain('role=');
	});
	test('the undo bar keeps its live region while it is empty', () => {
		const empty = render(UndoBar, { props: { message: null, undoLabel: 'Ongedaan maken', dismissLabel: 'Sluiten', ondismiss: noop } }).body;
		expect(empty).toContain('role="status"');
		expect(empty).not.toContain('<button');
	});
	test('what can not be undone shows no undo', () => {
		expect(render(UndoBar, { props: { message: 'Weg', undoLabel: 'Ongedaan maken', dismissLabel: 'Sluiten', ondismiss: noop } }).body).not.toContain('Ongedaan maken');
	});
	test('a QR code has a name and four modules of quiet around it', () => {
		expect(examples.Qr).toContain('aria-label="Doe mee"');
		expect(examples.Qr).toMatch(/viewBox="-4 -4 (\d+) \1"/);
	});
	test('a button with an address is a link, without one a submit button', () => {
		expect(render(Button, { props: { href: '/mee', children: words } }).body).toMatch(/^[^<]*(<!--[^>]*-->)*<a /);
		expect(examples.Button).not.toContain('type="button"');
	});
	test('a drawing has its alt text, its place kept, and its credit', () => {
		expect(examples.Figure).toContain('alt="Een kind op skates"');
		expect(examples.Figure).toMatch(/width="400" height="300"/);
		expect(examples.Figure).toContain('Tekening: A.');
	});
	test('58 dots are drawn for 58 dots', () => {
		expect(examples.Halftone?.match(/h0/g)).toHaveLength(58);
	});
	test('a sensitive theme has its count without dots', () => {
		expect(render(Tally, { props: { count: 12, main: 'veiligheid', label: '12 stippen', plain: true } }).body).not.toContain('<path');
	});
});
