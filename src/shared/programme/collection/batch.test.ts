import { expect, it } from 'vitest';
import type { RowForm } from './commands.ts';
import { TestCollection } from './test-collection.ts';
import { totalsOf } from './totals.ts';

const row = (form: string, answers: RowForm['answers'], proof: string | null = null): RowForm => ({ form, card: 'V07-03', day: '2026-11-01', hash: form, proof, answers });
const file = (forms: RowForm[], batch = 'batch-0001') => ({ type: 'batch.receive' as const, batch, area: 'oude-kom', name: 'formulieren Jansen.csv', operator: 'account', format: 1, notice: 1, forms });

it('a file comes in as a whole, and goes as a whole with its name', () => {
	const collection = new TestCollection();
	expect(collection.give(file([row('row-0001', { goed: 'Het park.' }), row('row-0002', { goed: 'De markt.', beter: 'Licht.' })]))).toMatchObject({ ok: true });
	expect(totalsOf(collection.state, 'oude-kom')).toMatchObject({ received: 3, unchecked: 3 });
	expect(collection.state.entries.form.get('row-0001')).toMatchObject({ origin: 'file', batch: 'batch-0001', card: 'V07-03', version: 1 });
	expect(collection.give({ type: 'batch.withdraw', batch: 'batch-0001' })).toMatchObject({ ok: true });
	expect([...collection.texts.values()]).toEqual([]);
	expect(collection.state.entries.batch.get('batch-0001')).toMatchObject({ forms: 2, name: null, withdrawn: expect.any(Number) });
});

it('of a file with one form that can’t be, nothing comes in', () => {
	const collection = new TestCollection();
	expect(collection.give(file([row('row-0001', { goed: 'Het park.' }), row('row-0002', { weer: 'mooi' })]))).toMatchObject({ ok: false, code: 'form.format' });
	expect(collection.give(file([row('row-0001', { goed: 'Het park.' }, 'proof'), row('row-0002', { goed: 'De markt.' }, 'proof')]))).toMatchObject({ ok: false, code: 'form.codeTaken' });
	expect(collection.state.seq).toBe(0);
	expect(collection.texts.size).toBe(0);
});

it('the same file does not come in twice', () => {
	const collection = new TestCollection();
	collection.give(file([row('row-0001', { goed: 'Het park.' })]));
	expect(collection.give(file([row('row-0001', { goed: 'Het park.' })]))).toMatchObject({ ok: false, code: 'batch.known' });
	expect(collection.give(file([row('row-0001', { goed: 'Het park.' })], 'batch-0002'))).toMatchObject({ ok: false, code: 'batch.known' });
});
