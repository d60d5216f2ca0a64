import { describe, expect, it } from 'vitest';
import { longestAnswer } from './format.ts';
import { TestCollection } from './test-collection.ts';
import { totalsOf } from './totals.ts';

const answers = { goed: 'Het park is mooi.', beter: 'Meer licht bij de haven.', beterthema: ['A1'], hoelang: 'lang' };

describe('a form', () => {
	it('comes in once, however often it is sent', () => {
		const collection = new TestCollection();
		expect(collection.receive('form-0001', answers)).toMatchObject({ ok: true });
		const { seq } = collection.state;
		expect(collection.receive('form-0001', answers, { version: 1, hash: JSON.stringify([1, answers]) })).toMatchObject({ ok: true });
		expect(collection.state.seq).toBe(seq);
		expect(totalsOf(collection.state, 'oude-kom')).toMatchObject({ received: 2, notYet: 2, unchecked: 2 });
	});

	it('of which another page sent a newer version is not written over', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', answers);
		expect(collection.receive('form-0001', { goed: 'Anders' }, { version: 1, hash: 'another' })).toMatchObject({ ok: false, code: 'form.changedElsewhere', parameters: { version: 1 } });
		expect(collection.receive('form-0001', { goed: 'Anders' }, { version: 3, hash: 'another' })).toMatchObject({ ok: false, code: 'form.changedElsewhere' });
	});

	it('that is corrected erases what it said before; the same words stay where they are', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', answers);
		collection.approve('form-0001.goed');
		collection.approve('form-0001.beter');
		collection.place('form-0001.goed', 'A1');
		collection.place('form-0001.beter', 'A2');
		expect(collection.receive('form-0001', { ...answers, beter: 'Meer banken.' })).toMatchObject({ ok: true });
		expect(collection.state.entries.statement.get('form-0001.goed')).toMatchObject({ status: 'approved', themes: ['A1'], version: 2 });
		expect(collection.state.entries.statement.get('form-0001.beter')).toMatchObject({ status: 'new', clean: null, themes: [] });
		expect([...collection.texts.values()]).not.toContain('Meer licht bij de haven.');
	});

	it('that is withdrawn takes every word with it, and leaves that it was there', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', { ...answers, beterwaar: 'bij de haven' });
		collection.approve('form-0001.goed', 'Het park is heel mooi.');
		collection.approve('form-0001.goed', 'Het park is mooi, zegt men.');
		expect(collection.give({ type: 'form.withdraw', form: 'form-0001' })).toMatchObject({ ok: true });
		expect([...collection.texts.values()]).toEqual([]);
		expect(collection.state.entries.form.get('form-0001')?.withdrawn).not.toBeNull();
		expect(totalsOf(collection.state, 'oude-kom')).toMatchObject({ received: 2, withdrawn: 2 });
		expect(collection.receive('form-0001', answers)).toMatchObject({ ok: false, code: 'form.withdrawn' });
	});

	it('that is withdrawn leaves nobody else’s statement under one of its own', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', { goed: 'Het park.', beter: 'Het park mag groter.' });
		collection.receive('form-0002', { goed: 'Het park!' });
		for (const one of ['form-0001.goed', 'form-0001.beter', 'form-0002.goed']) collection.approve(one);
		collection.place('form-0001.goed', 'A1');
		for (const one of ['form-0001.beter', 'form-0002.goed']) collection.give({ type: 'statement.merge', statement: one, into: 'form-0001.goed' });
		expect(collection.give({ type: 'form.withdraw', form: 'form-0001' })).toMatchObject({ ok: true });
		expect(collection.state.entries.statement.get('form-0002.goed')).toMatchObject({ status: 'approved', mergedInto: null, themes: ['A1'] });
	});

	it('refuses an answer that is too long by its question, and keeps nothing of it', () => {
		const collection = new TestCollection();
		expect(collection.receive('form-0001', { goed: 'a'.repeat(longestAnswer + 1) })).toMatchObject({ ok: false, code: 'form.tooLong', parameters: { question: 'Wat gaat hier goed?' } });
		expect(collection.texts.size).toBe(0);
	});

	it('without words, themes or options leaves no answers', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', { goed: '   ', beterthema: [] });
		expect(collection.state.entries.form.get('form-0001')?.answers).toEqual({});
		expect(totalsOf(collection.state, 'oude-kom').received).toBe(0);
	});

	it.each([
		['an answer to no question', { weer: 'mooi' }],
		['words where themes are ticked', { beterthema: 'A1' }],
		['an option that there is not', { hoelang: 'altijd' }]
	])('refuses %s', (_what, wrong) => {
		expect(new TestCollection().receive('form-0001', wrong)).toMatchObject({ ok: false, code: 'form.format' });
	});

	it('of one file is taken back with all others of it', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', answers, { batch: 'batch-0001' });
		collection.receive('form-0002', answers, { batch: 'batch-0001' });
		collection.receive('form-0003', answers);
		expect(collection.give({ type: 'batch.withdraw', batch: 'batch-0001' })).toMatchObject({ ok: true });
		expect(totalsOf(collection.state, 'oude-kom')).toMatchObject({ received: 6, withdrawn: 4 });
		expect(collection.give({ type: 'batch.withdraw', batch: 'batch-0001' })).toMatchObject({ ok: false, code: 'batch.unknown' });
	});

	it('keeps a card code as it stands on the card, and none where no card can say it', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', answers, { card: 'v7-3' });
		collection.receive('form-0002', answers, { card: 'V07-11' });
		expect(collection.state.entries.form.get('form-0001')?.card).toBe('V07-03');
		expect(collection.state.entries.form.get('form-0002')?.card).toBeNull();
	});
});
