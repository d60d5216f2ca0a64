import { beforeEach, describe, expect, it } from 'vitest';
import { facilitator, Hall, secondFacilitator } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
	hall.do(facilitator, { type: 'theme.edit', theme: 1, set: { quotes: ['Het park is mooi.', 'Meer bankjes graag.'] } });
});
const quotes = () => hall.view('facilitator').themes['1']?.quotes;
const textOfQuote = (place: number) => hall.state.entries.theme.get('1')!.quotes[place]!;
const withdraw = (...texts: string[]) => hall.do(facilitator, { type: 'quote.withdraw', quotes: texts });

describe('a quote whose resident took it back', () => {
	it('goes from its theme and from the texts, also where the theme is on the lock', () => {
		const gone = textOfQuote(0);
		hall.do(facilitator, { type: 'theme.lock', themes: [1], locked: true });
		withdraw(gone);
		expect(quotes()).toEqual(['Meer bankjes graag.']);
		expect(hall.textOf(gone)).toBe('');
	});

	it('does not come back by any undo', () => {
		const gone = textOfQuote(0);
		const edited = hall.do(secondFacilitator, { type: 'theme.edit', theme: 1, set: { quotes: ['Meer bankjes graag.'] } });
		const withdrawn = withdraw(gone);
		expect(hall.give(facilitator, { type: 'undo', command: withdrawn })).toMatchObject({ ok: false });
		hall.give(secondFacilitator, { type: 'undo', command: edited });
		expect(quotes()).toEqual(['Meer bankjes graag.']);
	});

	it('is no trouble where nobody has it', () => {
		withdraw('text-unknown');
		expect(quotes()).toEqual(['Het park is mooi.', 'Meer bankjes graag.']);
	});
});
