import { describe, expect, it } from 'vitest';
import { lostQuotes, sentThemeId } from './sent-theme.ts';
import { TestCollection } from './test-collection.ts';

const statement = 'form-0001.goed';

function sent() {
	const collection = new TestCollection();
	collection.receive('form-0001', { goed: 'Het park is mooi.', beter: 'Te weinig bankjes.' });
	collection.approve(statement);
	const send = (quote: string | null, of = statement) => collection.give({ type: 'theme.sent', area: 'oude-kom', theme: 'A1', evening: 'evening-1', quotes: [{ statement: of, quote }] });
	const entry = () => collection.state.entries.sentTheme.get(sentThemeId('evening-1', 'A1'))!;
	return { collection, send, entry, lost: () => lostQuotes(collection.state, entry()).map(({ quote }) => quote) };
}

describe('words that went to an evening', () => {
	it('are kept by statement, first without and then with the evening’s text', () => {
		const { send, entry } = sent();
		expect(send(null).ok).toBe(true);
		expect(entry().quotes).toMatchObject([{ statement, quote: null }]);
		send('quote-1');
		expect(entry().quotes).toMatchObject([{ statement, quote: 'quote-1' }]);
		send('quote-1');
		expect(entry().quotes).toHaveLength(1);
	});

	it('stay known when other words are chosen: the evening’s history has them', () => {
		const { collection, send, entry } = sent();
		collection.approve('form-0001.beter');
		send('quote-1');
		send('quote-2', 'form-0001.beter');
		expect(entry().quotes.map(({ quote }) => quote)).toEqual(['quote-1', 'quote-2']);
	});

	it('are words that a person approved, of this area', () => {
		const { send } = sent();
		expect(send(null, 'form-0001.beter')).toMatchObject({ code: 'statement.unknown' });
		expect(send(null, 'form-0009.beter')).toMatchObject({ code: 'statement.unknown' });
	});

	it.each([
		['withdrawn', (collection: TestCollection) => collection.give({ type: 'form.withdraw', form: 'form-0001' })],
		['corrected', (collection: TestCollection) => collection.receive('form-0001', { goed: 'Het bos is mooi.' })],
		['held back', (collection: TestCollection) => collection.give({ type: 'statement.quarantine', statement, version: 1 })],
		['seen fit in other words', (collection: TestCollection) => collection.approve(statement, 'Het […] is mooi.')]
	])('are lost when they are %s', (_, happens) => {
		const { collection, send, lost } = sent();
		send('quote-1');
		expect(lost()).toEqual([]);
		expect(happens(collection).ok).toBe(true);
		expect(lost()).toEqual(['quote-1']);
	});
});
