import { describe, expect, it } from 'vitest';
import { paragraphsOf } from './story.ts';
import { TestCollection } from './test-collection.ts';

function withStory(): TestCollection {
	const collection = new TestCollection();
	for (const form of ['form-0001', 'form-0002', 'form-0003']) {
		collection.receive(form, { goed: `Het park is mooi (${form}).` });
		if (form !== 'form-0003') collection.approve(`${form}.goed`);
	}
	collection.give({
		type: 'story.begin',
		story: 'story-0001',
		area: 'oude-kom',
		evening: null,
		title: 'Rijk in verscheidenheid',
		paragraphs: [
			{ id: 'para-0001', part: 'praise', theme: null, sources: ['form-0001.goed', 'form-0003.goed'] },
			{ id: 'para-0002', part: 'future', theme: null, sources: ['form-0002.goed'] }
		]
	});
	return collection;
}

const of = (collection: TestCollection, id: string) => collection.state.entries.paragraph.get(id)!;
const order = (collection: TestCollection) => paragraphsOf(collection.state, 'story-0001').map(([id]) => id);

describe('a story', () => {
	it('begins with what a person found fit, and nothing else', () => {
		expect(of(withStory(), 'para-0001').sources).toEqual(['form-0001.goed']);
	});

	it('loses what is withdrawn at once; what was written from it is held until a person looked', () => {
		const collection = withStory();
		collection.give({ type: 'paragraph.write', paragraph: 'para-0001', text: 'Iedereen houdt van het park.', was: '' });
		collection.give({ type: 'form.withdraw', form: 'form-0001' });
		expect(of(collection, 'para-0001')).toMatchObject({ sources: [], held: true });
		collection.give({ type: 'form.withdraw', form: 'form-0002' });
		expect(of(collection, 'para-0002')).toMatchObject({ sources: [], held: false });
		collection.give({ type: 'paragraph.release', paragraph: 'para-0001' });
		expect(of(collection, 'para-0001').held).toBe(false);
	});

	it('keeps no wording from before a source was taken back', () => {
		const collection = withStory();
		collection.give({ type: 'paragraph.write', paragraph: 'para-0001', text: 'Jan houdt van het park.', was: '' });
		const written = collection.give({ type: 'paragraph.write', paragraph: 'para-0001', text: 'Iedereen houdt van het park.', was: 'Jan houdt van het park.' });
		collection.give({ type: 'form.withdraw', form: 'form-0001' });
		expect([...collection.texts.values()]).not.toContain('Jan houdt van het park.');
		expect(written.ok && collection.give({ type: 'undo', command: written.id })).toMatchObject({ ok: false, code: 'undo.changedSince' });
		collection.give({ type: 'paragraph.write', paragraph: 'para-0001', text: 'Men houdt van het park.', was: 'Iedereen houdt van het park.' });
		expect([...collection.texts.values()]).not.toContain('Iedereen houdt van het park.');
		expect(of(collection, 'para-0001').held).toBe(false);
	});

	it('loses words that are held back after all', () => {
		const collection = withStory();
		collection.give({ type: 'statement.quarantine', statement: 'form-0001.goed', version: 1 });
		expect(of(collection, 'para-0001').sources).toEqual([]);
	});

	it('is written by one at a time: the second one hears what stands', () => {
		const collection = withStory();
		collection.give({ type: 'paragraph.write', paragraph: 'para-0001', text: 'Eén', was: '' });
		expect(collection.give({ type: 'paragraph.write', paragraph: 'para-0001', text: 'Twee', was: '' })).toMatchObject({ ok: false, code: 'story.changedSince' });
		expect(collection.give({ type: 'paragraph.write', paragraph: 'para-0001', text: 'Eén', was: '' })).toMatchObject({ ok: true });
	});

	it('is put in order: before all, behind another one, behind all', () => {
		const collection = withStory();
		collection.give({ type: 'paragraph.add', story: 'story-0001', paragraph: 'para-0003', part: 'about', text: 'Wij wonen hier.', after: null });
		expect(order(collection)).toEqual(['para-0003', 'para-0001', 'para-0002']);
		collection.give({ type: 'paragraph.move', paragraph: 'para-0003', after: 'para-0001' });
		expect(order(collection)).toEqual(['para-0001', 'para-0003', 'para-0002']);
		collection.give({ type: 'paragraph.move', paragraph: 'para-0001', after: 'para-0002' });
		expect(order(collection)).toEqual(['para-0003', 'para-0002', 'para-0001']);
	});

	it('that was published is taken back, and can then be removed', () => {
		const collection = withStory();
		collection.give({ type: 'story.publish', story: 'story-0001' });
		expect(collection.give({ type: 'story.remove', story: 'story-0001' })).toMatchObject({ ok: false, code: 'story.published' });
		collection.give({ type: 'story.takeBack', story: 'story-0001' });
		expect(collection.state.entries.story.get('story-0001')).toMatchObject({ published: false, takenBack: true });
		expect(collection.give({ type: 'story.remove', story: 'story-0001' })).toMatchObject({ ok: true });
	});

	it('has a rewritten paragraph written back by undo', () => {
		const collection = withStory();
		const written = collection.give({ type: 'paragraph.write', paragraph: 'para-0001', text: 'Eén', was: '' });
		if (!written.ok) throw new Error(written.code);
		expect(collection.give({ type: 'undo', command: written.id })).toMatchObject({ ok: true });
		expect(of(collection, 'para-0001').text).toBeNull();
	});

	it('does not tell what is withdrawn by taking a choice of sources back', () => {
		const collection = withStory();
		const chosen = collection.give({ type: 'paragraph.sources', paragraph: 'para-0002', sources: ['form-0001.goed'], quoted: true });
		if (!chosen.ok) throw new Error(chosen.code);
		collection.give({ type: 'form.withdraw', form: 'form-0002' });
		expect(collection.give({ type: 'undo', command: chosen.id })).toMatchObject({ ok: false, code: 'undo.changedSince' });
	});
});
