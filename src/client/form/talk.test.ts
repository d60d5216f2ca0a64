import { describe, expect, it } from 'vitest';
import { defaultFormat, longestAnswer } from '#shared/programme/collection/format.ts';
import { receiptHash } from '#shared/programme/collection/receipt.ts';
import type { FormStart } from '#shared/views/form-start.ts';
import { answer, areaOfCard, freeze, giveArea, giveCard, heardReceipt, heardRefusal, isOver, keptAfterReceipt, lacking, leaveAsItWas, letOtherStand, mend, newTalk, numberedFrom, sendAgain, stateOf, stepsOf, type Change, type Talk } from './talk.ts';

const start: FormStart = {
	now: 0,
	areas: [
		{ id: 'oude-kom', name: 'Oude Kom' },
		{ id: 'de-dijk', name: 'De Dijk' }
	],
	scouts: { 7: 'de-dijk' },
	themes: [],
	format: { version: 1, format: defaultFormat },
	notice: { version: 2, text: '' }
};

const after = (talk: Talk, ...changes: Change[]) => changes.reduce((now, change) => change(now), talk);
const frozen = () => after(newTalk(start, 'V07-03', null, '2026-11-24'), answer('goed', 'Het park.'), freeze);
const receiptOf = (talk: Talk) => ({ form: talk.id, version: talk.waiting[0]!.version, hash: receiptHash(talk.waiting[0]!) });
const received = (talk: Talk, at = 5) => heardReceipt(talk.waiting[0]!, receiptOf(talk), at)(talk);

describe('a talk', () => {
	it('asks for area and card only where its address does not tell them', () => {
		expect(stepsOf(newTalk(start, 'v7-3', null, '2026-11-24')).slice(0, 2)).toEqual(['uitleg', 'hoelang']);
		expect(newTalk(start, 'V07-03', 'oude-kom', '2026-11-24').area).toBe('de-dijk');
		expect(stepsOf(newTalk(start, '', null, '2026-11-24')).slice(0, 3)).toEqual(['uitleg', 'kaart', 'gebied']);
		expect(stepsOf(newTalk(start, 'V99', 'oude-kom', '2026-11-24')).slice(0, 3)).toEqual(['uitleg', 'kaart', 'hoelang']);
		expect(areaOfCard(start, 'hallo')).toBeNull();
	});

	it('is told its area by a card that is typed', () => {
		expect(after(newTalk(start, '', null, '2026-11-24'), giveCard('V07', 'de-dijk'))).toMatchObject({ card: 'V07', area: 'de-dijk' });
		expect(after(newTalk(start, '', null, '2026-11-24'), giveCard(' ', null))).toMatchObject({ card: null, area: null });
	});

	it('is not klaar without an area or a word, nor with too many', () => {
		const empty = newTalk(start, '', null, '2026-11-24');
		expect(lacking(empty)).toMatchObject({ why: 'area', step: 'gebied' });
		const somewhere = giveArea('oude-kom')(empty);
		expect(lacking(after(somewhere, answer('goed', '  ')))).toMatchObject({ why: 'nothing' });
		const long = after(somewhere, answer('goed', 'a'.repeat(longestAnswer + 1)));
		expect(lacking(long)).toEqual({ step: 'goed', why: 'long' });
		expect(freeze(long)).toBe(long);
	});

	it('is frozen at klaar: keys of another tab change nothing', () => {
		const talk = frozen();
		expect(talk.waiting).toMatchObject([{ version: 1, card: 'V07-03', area: 'de-dijk', notice: 2, answers: { goed: 'Het park.' } }]);
		expect(answer('goed', 'Anders')(talk)).toBe(talk);
		expect(freeze(talk)).toBe(talk);
	});

	it('keeps everything until a receipt of these very words', () => {
		const talk = frozen();
		expect(stateOf(talk, false)).toBe('klaar');
		expect(stateOf(talk, true)).toBe('wacht');
		const wrong = heardReceipt(talk.waiting[0]!, { ...receiptOf(talk), hash: 'ab' }, 5)(talk);
		expect(wrong.waiting).toHaveLength(1);
		expect(stateOf(wrong, false)).toBe('kijk');
		const right = received(talk);
		expect(right).toMatchObject({ waiting: [], received: { version: 1, at: 5 }, last: { answers: { goed: 'Het park.' } } });
		expect(stateOf(right, true)).toBe('ontvangen');
		expect(isOver(right, 5 + keptAfterReceipt - 1)).toBe(false);
		expect(isOver(right, 5 + keptAfterReceipt)).toBe(true);
		expect(isOver(talk, Infinity)).toBe(false);
		expect(isOver(mend(right), Infinity)).toBe(false);
	});

	it('that is mended is a next version, also before the first is received: they go in order', () => {
		const two = after(frozen(), mend, answer('beter', 'Licht.'), freeze);
		expect(two.waiting.map(({ version }) => version)).toEqual([1, 2]);
		expect(two.waiting[1]).toMatchObject({ code: two.code, answers: { goed: 'Het park.', beter: 'Licht.' } });
		const one = received(two);
		expect(one.waiting.map(({ version }) => version)).toEqual([2]);
		expect(received(one)).toMatchObject({ waiting: [], received: { version: 2 } });
	});

	it('that is being mended can be left as it was', () => {
		const talk = received(frozen());
		expect(after(talk, mend, answer('goed', 'Weg'), leaveAsItWas)).toEqual({ ...talk, seen: true });
	});

	it('hears a receipt once, also when two tabs sent it', () => {
		const talk = after(frozen(), mend, answer('beter', 'Licht.'), freeze);
		const first = talk.waiting[0]!;
		const hear = heardReceipt(first, receiptOf(talk), 5);
		expect(after(talk, hear, hear).waiting.map(({ version }) => version)).toEqual([2]);
	});

	it('of which another sent a version asks whose stays', () => {
		const talk = after(frozen());
		const clash = heardRefusal(talk.waiting[0]!, 'form.changedElsewhere', { version: 1 })(talk);
		expect(stateOf(clash, false)).toBe('kijk');
		expect(numberedFrom(2)(clash)).toMatchObject({ trouble: null, version: 2, waiting: [{ version: 2 }], last: { version: 2 } });
		expect(letOtherStand(9)(clash)).toMatchObject({ trouble: null, waiting: [], received: { version: 1, at: 9 } });
		// Mended later, it clashes again instead of writing over what stands.
		expect(mend(letOtherStand(9)(clash)).version).toBe(1);
		expect(sendAgain(letOtherStand(9)(clash)).waiting).toEqual([]);
	});

	it('goes to a server that lost its versions after those that it has', () => {
		const talk = after(received(frozen()), mend, answer('beter', 'Licht.'), freeze);
		expect(heardRefusal(talk.waiting[0]!, 'form.changedElsewhere', { version: 0 })(talk)).toMatchObject({ trouble: null, waiting: [{ version: 1 }], version: 1 });
		expect(sendAgain(received(frozen())).waiting).toHaveLength(1);
	});

	it('gets another code where its own is taken, and says so', () => {
		const talk = frozen();
		const anew = heardRefusal(talk.waiting[0]!, 'form.codeTaken', undefined)(talk);
		expect(anew).toMatchObject({ newCode: true, trouble: null });
		expect(anew.code).not.toBe(talk.code);
		expect(anew.waiting[0]!.code).toBe(anew.code);
		expect(anew.code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
	});
});
