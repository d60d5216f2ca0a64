import { expect, it } from 'vitest';
import { formsOfBatch, halfBatches } from './batch.ts';
import type { RowForm } from './commands.ts';
import { TestCollection } from './test-collection.ts';
import { totalsOf } from './totals.ts';

const row = (form: string, answers: RowForm['answers'], proof: string | null = null): RowForm => ({ form, card: 'V07-03', day: '2026-11-01', hash: form, proof, answers });
const file = (forms: RowForm[], batch = 'batch-0001', total = forms.length) => ({ type: 'batch.receive' as const, batch, area: 'oude-kom', name: 'formulieren Jansen.csv', operator: 'account', format: 1, notice: 1, total, forms });

it('a file comes in, and goes with its name', () => {
	const collection = new TestCollection();
	expect(collection.give(file([row('row-0001', { goed: 'Het park.' }), row('row-0002', { goed: 'De markt.', beter: 'Licht.' })]))).toMatchObject({ ok: true });
	expect(totalsOf(collection.state, 'oude-kom')).toMatchObject({ received: 3, unchecked: 3 });
	expect(collection.state.entries.form.get('row-0001')).toMatchObject({ origin: 'file', batch: 'batch-0001', card: 'V07-03', version: 1 });
	expect(collection.give({ type: 'batch.withdraw', batch: 'batch-0001' })).toMatchObject({ ok: true });
	expect([...collection.texts.values()]).toEqual([]);
	expect(collection.state.entries.batch.get('batch-0001')).toMatchObject({ forms: 2, name: null, withdrawn: expect.any(Number) });
});

it('of a part with one form that can’t be, nothing comes in', () => {
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

it('of a large file the parts come and go one after the other; one of which not all came is to go', () => {
	const collection = new TestCollection();
	const rows = Array.from({ length: 120 }, (_, index) => row(`row-${1000 + index}`, { goed: `Nummer ${index}.` }));
	for (const [from, to] of [[0, 50], [50, 100]] as const) expect(collection.give(file(rows.slice(from, to), 'batch-0001', 120))).toMatchObject({ ok: true });
	expect(halfBatches(collection.state)).toEqual(['batch-0001']);
	expect(collection.give(file(rows.slice(50, 100), 'batch-0001', 120))).toMatchObject({ ok: false, code: 'batch.known' });
	expect(collection.give(file(rows.slice(100), 'batch-0001', 120))).toMatchObject({ ok: true });
	expect(halfBatches(collection.state)).toEqual([]);
	for (const left of [70, 20, 0]) {
		expect(collection.give({ type: 'batch.withdraw', batch: 'batch-0001' })).toMatchObject({ ok: true });
		expect(formsOfBatch(collection.state, 'batch-0001')).toHaveLength(left);
		expect(halfBatches(collection.state)).toEqual(left > 0 ? ['batch-0001'] : []);
	}
	expect([...collection.texts.values()]).toEqual([]);
	expect(collection.give(file(rows.slice(0, 1), 'batch-0001', 120))).toMatchObject({ ok: false, code: 'batch.unknown' });
});
