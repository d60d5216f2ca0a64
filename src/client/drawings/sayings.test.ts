import { expect, it } from 'vitest';
import type { CommentView, ThemeView } from '#shared/views/parts.ts';
import { asSaying, keyOf, sayingsOf } from './sayings.ts';

const themes: ThemeView[] = [
	{ number: 1, title: 'Groen', main: 'openbare-ruimte', quotes: ['Er is geen bank.', 'Er is geen bank.'] },
	{ number: 2, title: 'Licht', main: 'veiligheid', quotes: ['Het is er donker.'], merged: [{ number: 3, title: 'Lampen', main: 'veiligheid', quotes: ['De lamp is stuk.'] }] }
];
const comments: CommentView[] = [
	{ id: 'comment-1', theme: 1, text: 'Zet er een bankje.', support: 0 },
	{ id: 'comment-2', theme: 2, text: 'Wacht nog.', support: 0, status: 'waiting' },
	{ id: 'comment-3', theme: 2, text: 'Meer licht.', support: 0, status: 'approved' }
];

it('all that may be read is offered once, a quote under its own theme', () => {
	const sayings = sayingsOf(themes, comments);
	expect(sayings.map(({ theme, card, text }) => [theme, card, text])).toEqual([
		[1, 1, 'Zet er een bankje.'],
		[1, 1, 'Er is geen bank.'],
		[2, 2, 'Meer licht.'],
		[2, 2, 'Het is er donker.'],
		[3, 2, 'De lamp is stuk.']
	]);
	expect(sayings.map(({ source }) => source)).toContainEqual({ theme: 3, quote: 'De lamp is stuk.' });
	expect(sayings.some(({ first }) => first)).toBe(false);
});

it('what has a star stands first, then what is said at a theme that is being drawn; both whatever the drawing is about', () => {
	const stars = new Set(['3.0', 'comment-1']);
	const sayings = sayingsOf(themes, comments, { isStarred: (star) => stars.has(star), drawn: [2] });
	expect(sayings.map(({ text, first }) => [text, first])).toEqual([
		['Zet er een bankje.', true],
		['De lamp is stuk.', true],
		['Meer licht.', true],
		['Het is er donker.', true],
		['Er is geen bank.', false]
	]);
});

it('what a drawing was made from is known again among them', () => {
	for (const said of [{ text: 'De lamp is stuk.', theme: 3 }, { text: 'Meer licht.', theme: 2, comment: 'comment-3' }]) {
		expect(sayingsOf(themes, comments).map(({ key }) => key)).toContain(keyOf(said));
		expect(asSaying(said).key).toBe(keyOf(said));
	}
});
