import { expect, it } from 'vitest';
import { KeptIds } from './kept-ids.svelte.ts';

function shelf() {
	const lying = new Map<string, string>();
	return {
		getItem: (key: string) => lying.get(key) ?? null,
		setItem: (key: string, value: string) => void lying.set(key, value),
		removeItem: (key: string) => void lying.delete(key)
	};
}

it('keeps ids through a reload, in the order in which they came, each once', () => {
	const kept = shelf();
	const before = new KeptIds('sterren', kept);
	before.read();
	for (const id of ['a', 'b', 'a']) before.add(id);
	const after = new KeptIds('sterren', kept);
	expect(after.all).toEqual([]);
	after.read();
	expect([after.all, after.has('a'), after.has('c')]).toEqual([['b', 'a'], true, false]);
	after.toggle('b');
	after.toggle('c');
	expect(after.all).toEqual(['a', 'c']);
});

it('of two tabs loses none', () => {
	const kept = shelf();
	const [one, other] = [new KeptIds('sterren', kept), new KeptIds('sterren', kept)];
	one.read();
	other.read();
	one.add('a');
	other.add('b');
	other.toggle('b');
	other.add('c');
	expect(other.all).toEqual(['a', 'c']);
});
