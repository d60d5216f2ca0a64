import { expect, it } from 'vitest';
import { newestNotice } from './form.ts';
import { defaultNotice, noticeParts, noticeText } from './notice.ts';
import { TestCollection } from './test-collection.ts';

it('is written in sentences of at most fifteen words', () => {
	const sentences = noticeParts(defaultNotice).flatMap(({ text }) => text.split(/(?<=[.?!:])\s+/));
	expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 15)).toEqual([]);
});

it('keeps every version, so that a form’s own can be read', () => {
	const collection = new TestCollection();
	expect(noticeText(collection.state, 1, () => '')).toBe(defaultNotice);
	collection.give({ type: 'notice.write', text: '# Kort\nWij lezen alles.' });
	const textOf = (id: string) => collection.texts.get(id) ?? '';
	expect(newestNotice(collection.state)).toBe(2);
	expect(noticeText(collection.state, 2, textOf)).toBe('# Kort\nWij lezen alles.');
	expect(noticeText(collection.state, 1, textOf)).toBe(defaultNotice);
	expect(noticeText(collection.state, 3, textOf)).toBeNull();
});

it('is headings and paragraphs', () => {
	expect(noticeParts('# Kort\n\nWij lezen alles. \nOok dit.')).toEqual([
		{ heading: true, text: 'Kort' },
		{ heading: false, text: 'Wij lezen alles.' },
		{ heading: false, text: 'Ook dit.' }
	]);
});
