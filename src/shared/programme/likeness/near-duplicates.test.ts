import { describe, expect, it } from 'vitest';
import domainList from '../themes-nl.json' with { type: 'json' };
import { createNearDuplicates } from './near-duplicates.ts';

function knowing(texts: Record<string, string>) {
	const duplicates = createNearDuplicates();
	for (const [index, text] of domainList.flatMap(({ uitspraken }) => uitspraken).entries()) duplicates.add(`sample ${index}`, text);
	for (const [id, text] of Object.entries(texts)) duplicates.add(id, text);
	return duplicates;
}

const lamp = 'De lantaarn in het steegje is al weken stuk.';
const others = { bus: 'De bus komt maar één keer per uur.', poep: 'Overal hondenpoep op het veldje.', markt: 'De markt op zaterdag is gezellig.' };

describe('near-duplicates', () => {
	it('are statements with nearly the same words, in another order or misspelt, the likest first', () => {
		const duplicates = knowing({ lamp, ...others, same: lamp.toUpperCase(), near: 'in het steegje is de lantaren al weken stuk' });
		const found = duplicates.of('lamp');
		expect(found.map(({ id }) => id)).toEqual(['same', 'near']);
		expect(found[0]!.likeness).toBeCloseTo(1);
		expect(found[1]!.likeness).toBeLessThan(found[0]!.likeness);
	});

	it('are not those that only share a subject', () => {
		expect(knowing({ lamp, ...others, dark: 'Het is donker bij de lantaarns van de sporthal.' }).of('lamp')).toEqual([]);
	});

	it('are gone with the statement', () => {
		const duplicates = knowing({ lamp, ...others, again: lamp });
		duplicates.remove('again');
		expect(duplicates.of('lamp')).toEqual([]);
		expect(duplicates.of('again')).toEqual([]);
		duplicates.remove('again');
		duplicates.add('again', lamp);
		expect(duplicates.of('lamp').map(({ id }) => id)).toEqual(['again']);
	});

	it('are found where all statements are the same', () => {
		const duplicates = createNearDuplicates();
		duplicates.add('one', lamp);
		duplicates.add('two', lamp);
		expect(duplicates.of('one').map(({ id }) => id)).toEqual(['two']);
	});

	it('are none for a text without letters', () => {
		expect(knowing({ one: '…', two: '!!', ...others }).of('one')).toEqual([]);
	});

	it('are found among thousands that say the same as one another', () => {
		const duplicates = knowing({ lamp, copy: lamp });
		for (let times = 0; times < 5000; times++) duplicates.add(String(times), others.bus);
		expect(duplicates.of('lamp').map(({ id }) => id)).toEqual(['copy']);
		expect(duplicates.of('0').length).toBeGreaterThan(10);
	});

	it('knows each statement once', () => {
		expect(() => knowing({ lamp }).add('lamp', lamp)).toThrow(RangeError);
	});
});
