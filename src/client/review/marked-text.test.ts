import { expect, test } from 'vitest';
import { checkText } from '#shared/review/check-text.ts';
import { inPieces, namesOf } from './marked-text.ts';

test('says what the marked words may be, each kind once', () => {
	expect(namesOf(checkText('Bel Kevin of Fatima: 06 12345678. Zij zijn op Dorpsstraat 12.'))).toBe('naam, telefoonnummer en adres');
	expect(namesOf(checkText('Bel 06 12345678'))).toBe('telefoonnummer');
	expect(namesOf([])).toBe('');
});

test('pieces together are the text, with the marked words apart', () => {
	const text = 'Vraag het mevrouw de Vries, of bel 06 12345678';
	const pieces = inPieces(text, checkText(text));
	expect(pieces.map((piece) => piece.text).join('')).toBe(text);
	expect(pieces.filter(({ marked }) => marked).map((piece) => piece.text)).toEqual(['mevrouw de Vries', '06 12345678']);
	expect(inPieces('Te donker.', [])).toEqual([{ text: 'Te donker.', marked: false }]);
});
