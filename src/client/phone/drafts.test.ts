import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { wipeDraftsCookie } from '#shared/protocol/wipe-drafts.ts';
import { Drafts } from './drafts.svelte.ts';

/** Theme 3 was merged into theme 2. */
const cardOf = (theme: number | string) => (String(theme) === '3' ? '2' : String(theme));
const page = { cookie: '' };
let drafts: Drafts;
beforeEach(() => {
	page.cookie = '';
	vi.stubGlobal('document', page);
	vi.stubGlobal('window', new EventTarget());
	drafts = new Drafts('someone', cardOf);
});
afterEach(() => vi.unstubAllGlobals());

const cardWasChosen = () => {
	page.cookie = `taal=nl; ${wipeDraftsCookie}=1`;
	window.dispatchEvent(new Event('pageshow'));
};

it('what was typed at themes that were merged waits together at their card', () => {
	drafts.set(1, 'een');
	drafts.set(2, 'twee');
	expect([drafts.at(1), drafts.at(3)]).toEqual(['een', 'twee']);
	drafts.giveBack(3, 'drie');
	expect(drafts.at('2')).toBe('drie\ntwee');
	drafts.set(2, '');
	expect([drafts.at(1), drafts.at(2)]).toEqual(['een', '']);
});

it('what was typed at a theme is for that theme, also when it was merged since', () => {
	expect([drafts.themeOf(2), drafts.themeOf(3)]).toEqual([2, 3]);
	drafts.set(3, 'drie');
	expect(drafts.themeOf(2)).toBe(3);
	drafts.set(2, 'drie en meer');
	expect([drafts.themeOf(2), drafts.at(2)]).toEqual([3, 'drie en meer']);
	drafts.set(2, '');
	drafts.set(2, 'opnieuw');
	expect(drafts.themeOf(2)).toBe(2);
});

it('a card of ‘Hulp of melden’ takes all of it away, and what is put back at one theme leaves that of another to be put back', () => {
	drafts.set(1, 'een');
	drafts.set(2, 'twee');
	drafts.open();
	expect(drafts.at(1)).toBe('een');
	cardWasChosen();
	expect(page.cookie).toMatch(`${wipeDraftsCookie}=; path=/mee; max-age=0`);
	expect([drafts.at(1), drafts.at(2), drafts.isWiped(1), drafts.isWiped(3), drafts.isWiped(4)]).toEqual(['', '', true, true, false]);
	drafts.set(1, 'nieuw');
	drafts.putBack(1);
	expect([drafts.at(1), drafts.isWiped(1), drafts.isWiped(2)]).toEqual(['een\nnieuw', false, true]);
	drafts.putBack(3);
	expect(drafts.at(2)).toBe('twee');
});

it('without such a card a page that comes back is as it was left', () => {
	drafts.set(1, 'een');
	const leave = drafts.open();
	window.dispatchEvent(new Event('pageshow'));
	expect(drafts.at(1)).toBe('een');
	leave();
	cardWasChosen();
	expect(drafts.at(1)).toBe('een');
});
