import { describe, expect, it } from 'vitest';
import { TestCollection } from './test-collection.ts';

function withThree(): TestCollection {
	const collection = new TestCollection();
	for (const form of ['form-0001', 'form-0002', 'form-0003']) {
		collection.receive(form, { beter: `Meer licht (${form}).` });
		collection.approve(`${form}.beter`);
	}
	return collection;
}

const [a, b, c] = ['form-0001.beter', 'form-0002.beter', 'form-0003.beter'] as const;
const of = (collection: TestCollection, id: string) => collection.state.entries.statement.get(id)!;

describe('a statement', () => {
	it('is placed only after a person found it fit', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', { beter: 'Meer licht.' });
		expect(collection.place(a, 'A1')).toMatchObject({ ok: false, code: 'statement.unknown' });
		collection.approve(a);
		expect(collection.place(a, 'A1')).toMatchObject({ ok: true });
	});

	it('that two people place is where the first one placed it, and the second one hears', () => {
		const collection = withThree();
		collection.place(a, 'A1');
		expect(collection.give({ type: 'statement.place', statement: a, themes: ['A2'], was: [] })).toMatchObject({ ok: false, code: 'statement.placedElsewhere' });
		expect(collection.give({ type: 'statement.place', statement: a, themes: ['A1'], was: [] })).toMatchObject({ ok: true });
	});

	it('is not approved in words that the resident corrected meanwhile', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', { beter: 'Meer licht.' });
		collection.receive('form-0001', { beter: 'Meer banken.' });
		expect(collection.give({ type: 'statement.approve', statement: a, version: 1, text: 'Meer licht.' })).toMatchObject({ ok: false, code: 'statement.changedSince' });
	});

	it('that lies under another goes with what that one lies under', () => {
		const collection = withThree();
		collection.give({ type: 'statement.merge', statement: b, into: a });
		collection.give({ type: 'statement.merge', statement: a, into: c });
		expect([of(collection, a).mergedInto, of(collection, b).mergedInto]).toEqual([c, c]);
		expect(collection.give({ type: 'statement.merge', statement: c, into: b })).toMatchObject({ ok: false, code: 'statement.mergedAlready' });
	});

	it('that is withdrawn hands its place to what lay under it', () => {
		const collection = withThree();
		collection.place(a, 'A1', 'B2');
		collection.give({ type: 'statement.merge', statement: b, into: a });
		collection.give({ type: 'statement.merge', statement: c, into: a });
		collection.give({ type: 'form.withdraw', form: 'form-0001' });
		expect(of(collection, b)).toMatchObject({ mergedInto: null, themes: ['A1', 'B2'] });
		expect(of(collection, c).mergedInto).toBe(b);
	});

	it('that is split keeps the themes that they had together', () => {
		const collection = withThree();
		collection.place(a, 'A1');
		collection.give({ type: 'statement.merge', statement: b, into: a });
		collection.give({ type: 'statement.split', statement: b });
		expect(of(collection, b)).toMatchObject({ mergedInto: null, themes: ['A1'] });
	});

	it('has each step of staff taken back once, and not over what was done since', () => {
		const collection = withThree();
		const placed = collection.place(a, 'A1');
		if (!placed.ok) throw new Error(placed.code);
		const elsewhere = collection.place(a, 'A2');
		if (!elsewhere.ok) throw new Error(elsewhere.code);
		expect(collection.give({ type: 'undo', command: placed.id })).toMatchObject({ ok: false, code: 'undo.changedSince' });
		expect(collection.give({ type: 'undo', command: elsewhere.id })).toMatchObject({ ok: true });
		expect(collection.give({ type: 'undo', command: elsewhere.id })).toMatchObject({ ok: false, code: 'undo.twice' });
		expect(of(collection, a).themes).toEqual(['A1']);
	});

	it('that stands at a theme is not made unread by taking its approval back', () => {
		const collection = withThree();
		const approved = collection.approve(a, 'Meer licht, graag.');
		const again = collection.give({ type: 'statement.quarantine', statement: b, version: 1 });
		if (!approved.ok || !again.ok) throw new Error('refused');
		const back = collection.approve(b);
		if (!back.ok) throw new Error(back.code);
		collection.place(b, 'A1');
		expect(collection.give({ type: 'undo', command: back.id })).toMatchObject({ ok: false, code: 'undo.changedSince' });
		expect(of(collection, b)).toMatchObject({ status: 'approved', themes: ['A1'] });
	});

	it('whose redaction is taken back leaves nothing of it', () => {
		const collection = withThree();
		const redacted = collection.approve(a, 'Iemand wil meer licht.');
		if (!redacted.ok) throw new Error(redacted.code);
		collection.give({ type: 'undo', command: redacted.id });
		expect(collection.cleanOf(a)).toBe('Meer licht (form-0001).');
		expect([...collection.texts.values()]).not.toContain('Iemand wil meer licht.');
	});

	it('does not come to lie under one that is gone by taking a split back', () => {
		const collection = withThree();
		collection.give({ type: 'statement.merge', statement: b, into: a });
		const split = collection.give({ type: 'statement.split', statement: b });
		if (!split.ok) throw new Error(split.code);
		collection.give({ type: 'form.withdraw', form: 'form-0001' });
		expect(collection.give({ type: 'undo', command: split.id })).toMatchObject({ ok: false, code: 'undo.changedSince' });
	});
});
