import { describe, expect, it } from 'vitest';
import { Keep, type Shelf } from './keep.ts';

function shelf(): Shelf & { items: Map<string, string> } {
	const items = new Map<string, string>();
	return {
		items,
		getItem: (key) => items.get(key) ?? null,
		setItem: (key, text) => void items.set(key, text),
		removeItem: (key) => void items.delete(key)
	};
}

const full: Shelf = {
	...shelf(),
	setItem() {
		throw new Error('QuotaExceededError');
	}
};

const refused: Shelf = {
	getItem() {
		throw new Error('SecurityError');
	},
	setItem() {
		throw new Error('SecurityError');
	},
	removeItem() {
		throw new Error('SecurityError');
	}
};

describe('what a phone keeps', () => {
	it('is there again after a reload', () => {
		const own = shelf();
		new Keep('a', [0], own).value = [1, 2];
		expect(new Keep('a', [0], own).value).toEqual([1, 2]);
	});

	it('starts with nothing, or where something else wrote what can not be read', () => {
		const own = shelf();
		expect(new Keep('a', 'niets', own).value).toBe('niets');
		own.setItem('a', '{half');
		expect(new Keep('a', 'niets', own).value).toBe('niets');
	});

	it('is the same in two tabs, so that a change of one is not lost to a change of the other', () => {
		const own = shelf();
		const [first, second] = [new Keep<string[]>('a', [], own), new Keep<string[]>('a', [], own)];
		first.value = [...first.value, 'eerste'];
		second.value = [...second.value, 'tweede'];
		expect(first.value).toEqual(['eerste', 'tweede']);
	});

	it('stays the same object while nobody changes it, so that a page redraws only then', () => {
		const keep = new Keep<string[]>('a', [], shelf());
		keep.value = ['x'];
		expect(keep.value).toBe(keep.value);
	});

	it.each([
		['is full', full],
		['is refused', refused],
		['is not there', null]
	])('stays as long as the page where the storage %s', (_, own) => {
		const keep = new Keep('a', 0, own);
		keep.value = 7;
		expect(keep.value).toBe(7);
	});

	it('does not bring back what lay there before the storage was full', () => {
		const own = shelf();
		const keep = new Keep('a', 'niets', own);
		keep.value = 'oud';
		own.setItem = full.setItem;
		keep.value = 'nieuw';
		expect(new Keep('a', 'niets', own).value).toBe('niets');
	});

	it('leaves nothing behind when it is cleared', () => {
		const own = shelf();
		const keep = new Keep('a', 'niets', own);
		keep.value = 'iets';
		keep.clear();
		expect(keep.value).toBe('niets');
		expect(own.items.size).toBe(0);
	});
});
