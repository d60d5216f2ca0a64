import { describe, expect, it } from 'vitest';
import { draftChanges, draftOf, emptyDraft, readDraft } from './theme-draft.ts';

const theme = { number: 7, title: 'Speeltuin', main: 'openbare-ruimte', mentioned: 4, quotes: ['De schommel is stuk.'] } as const;
const draft = draftOf({ ...theme, quotes: [...theme.quotes] });

it('a form that was not touched changes nothing', () => {
	const read = readDraft(draft);
	expect(read.ok && draftChanges(draft, read.row)).toEqual({});
});

it('only what was changed is sent, so that another facilitator’s change stands', () => {
	const read = readDraft({ ...draft, title: 'Speelplek', mentioned: '', quotes: '', grave: true });
	expect(read.ok && draftChanges(draft, read.row)).toEqual({ title: 'Speelplek', mentioned: null, quotes: [], grave: true });
});

describe('what is wrong stands with its field', () => {
	it.each([
		['title', { title: ' ' }],
		['title', { title: 'x'.repeat(121) }],
		['number', { title: 'Speeltuin', number: 'zeven' }],
		['mentioned', { title: 'Speeltuin', mentioned: 'vaak' }],
		['explanation', { title: 'Speeltuin', explanation: 'x'.repeat(601) }],
		['quotes', { title: 'Speeltuin', quotes: 'x'.repeat(301) }],
		['quotes', { title: 'Speeltuin', quotes: 'a\nb\nc\nd\ne\nf' }]
	])('%s', (field, typed) => {
		const read = readDraft({ ...emptyDraft(), ...typed });
		expect(read.ok ? [] : Object.keys(read.errors)).toEqual([field]);
	});
});

it('an empty number means: the next free one', () => {
	const read = readDraft({ ...emptyDraft(), title: 'Speeltuin' });
	expect(read.ok && read.row.number).toBeUndefined();
});
