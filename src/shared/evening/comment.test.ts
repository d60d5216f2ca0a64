import { beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../protocol/refusals.ts';
import type { Comment } from './comment.ts';
import type { Actor } from './decision.ts';
import { facilitator, helper, moderator, Hall } from './test-hall.ts';

let hall: Hall;
let ans: Actor;
let bea: Actor;
beforeEach(() => {
	hall = new Hall();
	ans = hall.resident('ans');
	bea = hall.resident('bea');
});

const textsSeenBy = (role: 'participant' | 'screen' | 'illustrator' | 'moderator' | 'facilitator') =>
	Object.values(hall.view(role).comments).map(({ text }) => text);
const review = (comment: string, status: 'waiting' | 'approved' | 'hidden', by: Actor = moderator) =>
	hall.give(by, { type: 'comment.review', comments: [comment], status });

describe('a new comment', () => {
	it('waits for a person: only the writer and who reviews see it', () => {
		const comment = hall.comment(ans, 'Te donker bij de brug.', 'waiting');
		expect(textsSeenBy('moderator')).toEqual(['Te donker bij de brug.']);
		expect(textsSeenBy('facilitator')).toEqual(['Te donker bij de brug.']);
		for (const role of ['participant', 'screen', 'illustrator'] as const) expect(textsSeenBy(role)).toEqual([]);
		expect(hall.own(ans).comments[comment]).toMatchObject({ text: 'Te donker bij de brug.', status: 'waiting' });
		expect(hall.own(bea).comments).toEqual({});
	});

	it('is there for all at once where approval was switched off', () => {
		hall.do(facilitator, { type: 'evening.approval', approval: 'none' });
		hall.comment(ans, 'Te donker.', 'waiting');
		expect(textsSeenBy('participant')).toEqual(['Te donker.']);
	});

	it('with what may tell who somebody is waits all the same', () => {
		hall.do(facilitator, { type: 'evening.approval', approval: 'none' });
		hall.comment(ans, 'Bel mij: 06-12345678', 'waiting');
		expect(textsSeenBy('participant')).toEqual([]);
		expect(textsSeenBy('moderator')).toEqual(['Bel mij: 06-12345678']);
	});

	it('at a grave theme waits all the same, and is never approved', () => {
		hall.do(facilitator, { type: 'evening.approval', approval: 'none' });
		const comment = hall.comment(ans, 'Mijn buurman dealt.', 'waiting', 3);
		expect(textsSeenBy('participant')).toEqual([]);
		expect(review(comment, 'approved')).toEqual(refuse('comment.grave'));
	});

	it.each([
		['nothing', '   \n ', refuse('text.empty')],
		['only characters that do not show', '\u200B\u200E\u2060', refuse('text.empty')],
		['501 characters', 'a'.repeat(501), refuse('text.tooLong', { most: 500, length: 501 })],
		['20,000 characters', 'a'.repeat(20_000), refuse('text.tooLong', { most: 500, length: 20_000 })]
	])('of %s is refused', (_, text, refusal) => {
		expect(hall.give(ans, { type: 'comment.add', comment: 'comment-1', theme: 1, text })).toEqual(refusal);
		expect(hall.texts).not.toContain(text);
	});

	it('keeps HTML as the text that it is, and loses control characters', () => {
		hall.comment(ans, '<b>Hallo</b>\u0007 & dag\r\nbuurt');
		expect(textsSeenBy('participant')).toEqual(['<b>Hallo</b>  & dag\nbuurt']);
	});

	it('is for a theme that is there, in an evening that is not over', () => {
		const add = (theme: number) => hall.give(ans, { type: 'comment.add', comment: 'comment-1', theme, text: 'Hallo' });
		expect(add(99)).toEqual(refuse('theme.unknown', { theme: 99 }));
		hall.do(facilitator, { type: 'theme.remove', themes: [1] });
		expect(add(1)).toEqual(refuse('theme.unknown', { theme: 1 }));
		hall.do(facilitator, { type: 'evening.close', closed: true });
		expect(add(2)).toEqual(refuse('evening.closed'));
	});

	it('cannot take the id of somebody else’s', () => {
		const comment = hall.comment(ans);
		expect(hall.give(bea, { type: 'comment.add', comment, theme: 1, text: 'Van mij' })).toEqual(refuse('comment.notYours'));
	});
});

describe('reviewing', () => {
	it('puts a comment on the phones, hides it, and brings it back', () => {
		const comment = hall.comment(ans, 'Te donker.');
		expect(textsSeenBy('participant')).toEqual(['Te donker.']);
		review(comment, 'hidden');
		expect(textsSeenBy('participant')).toEqual([]);
		expect(hall.own(ans).comments[comment]?.status).toBe('hidden');
		review(comment, 'approved', facilitator);
		expect(textsSeenBy('participant')).toEqual(['Te donker.']);
	});

	it('of many at once is all or nothing', () => {
		const comment = hall.comment(ans, 'Te donker.', 'waiting');
		const both = { type: 'comment.review' as const, comments: [comment, 'comment-unknown'], status: 'approved' as const };
		expect(hall.give(moderator, both)).toEqual(refuse('comment.unknown'));
		expect(textsSeenBy('participant')).toEqual([]);
	});

	it('of a marked comment goes for itself: it is not let through in a pile, but may be hidden in one', () => {
		const plain = hall.comment(ans, 'Te donker.', 'waiting');
		const marked = hall.comment(bea, 'Mijn onderbuurman dealt.', 'waiting');
		const both = (status: 'approved' | 'hidden') => hall.give(moderator, { type: 'comment.review', comments: [plain, marked], status });
		expect(both('approved')).toEqual(refuse('comment.marked'));
		expect(textsSeenBy('participant')).toEqual([]);
		expect(both('hidden')).toMatchObject({ ok: true });
		// A person read it.
		expect(review(marked, 'approved')).toMatchObject({ ok: true });
		expect(both('approved')).toMatchObject({ ok: true });
	});

	it('does not put anything on the projector: a person chooses each', () => {
		const comment = hall.comment(ans, 'Te donker.');
		expect(textsSeenBy('screen')).toEqual([]);
		hall.do(facilitator, { type: 'comment.project', comment, projected: true });
		expect(textsSeenBy('screen')).toEqual(['Te donker.']);
		hall.do(facilitator, { type: 'comment.project', comment, projected: false });
		expect(textsSeenBy('screen')).toEqual([]);
	});

	it('before the hall, a comment has the picture to itself; taking it off leaves its theme', () => {
		const comment = hall.comment(ans);
		const projected = hall.do(facilitator, { type: 'comment.project', comment, projected: true });
		expect(hall.view('screen').show).toEqual({ mode: 'comment', comment });
		hall.do(facilitator, { type: 'undo', command: projected });
		expect(hall.view('screen')).toMatchObject({ show: { mode: 'join' }, comments: {} });
		hall.do(facilitator, { type: 'comment.project', comment, projected: true });
		hall.do(facilitator, { type: 'comment.project', comment, projected: false });
		expect(hall.view('screen')).toMatchObject({ show: { mode: 'theme', theme: 1 }, comments: {} });
	});

	it('is what the screen shows, chosen there too, with its pages', () => {
		const comment = hall.comment(ans);
		hall.do(facilitator, { type: 'screen.show', show: { mode: 'comment', comment } });
		expect(textsSeenBy('screen')).toEqual(['Te weinig bankjes.']);
		hall.do(facilitator, { type: 'screen.turn', subject: `comment ${comment}`, held: 1 });
		expect(hall.view('participant').now).toEqual({ mode: 'comment', comment, held: 1 });
		for (const status of ['waiting', 'hidden'] as const) {
			const other = hall.comment(ans, 'Te donker.', status);
			expect(hall.give(facilitator, { type: 'screen.show', show: { mode: 'comment', comment: other } })).toEqual(refuse('comment.notShown'));
		}
		expect(hall.give(facilitator, { type: 'screen.show', show: { mode: 'comment', comment: 'comment-unknown' } })).toEqual(refuse('comment.unknown'));
	});

	it('a second one has the picture next, and a blank screen stays blank', () => {
		const [first, second] = [hall.comment(ans), hall.comment(bea)];
		hall.do(facilitator, { type: 'screen.blank', blank: true });
		hall.do(facilitator, { type: 'comment.project', comment: first, projected: true });
		expect(hall.give(facilitator, { type: 'comment.project', comment: second, projected: true })).toMatchObject({
			events: [{ type: 'comment.changed', id: second }, { type: 'screen.changed' }]
		});
		expect(hall.view('screen').blank).toBe(true);
	});

	it('hiding takes a comment off the projector, and restoring does not put it back', () => {
		const comment = hall.comment(ans);
		hall.do(facilitator, { type: 'comment.project', comment, projected: true });
		review(comment, 'hidden');
		expect(hall.view('screen').show).toEqual({ mode: 'theme', theme: 1 });
		review(comment, 'approved');
		expect(textsSeenBy('screen')).toEqual([]);
		expect(hall.view('screen').show).toEqual({ mode: 'theme', theme: 1 });
	});

	it('only what is approved goes on the projector', () => {
		for (const status of ['waiting', 'hidden'] as const) {
			const comment = hall.comment(ans, 'Te donker.', status);
			expect(hall.give(facilitator, { type: 'comment.project', comment, projected: true })).toEqual(refuse('comment.notShown'));
		}
	});
});

describe('hiding for a reason', () => {
	it('tells it to the writer, and to those who review; approved after all it has none', () => {
		const comment = hall.comment(ans, 'Jan van 12 doet het.', 'waiting');
		hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'hidden', reason: 'names' });
		expect(hall.own(ans).comments[comment]).toMatchObject({ status: 'hidden', reason: 'names' });
		expect(hall.view('moderator').comments[comment]).toMatchObject({ status: 'hidden', reason: 'names' });
		// Another reason is a change as well.
		hall.do(facilitator, { type: 'comment.review', comments: [comment], status: 'hidden', reason: 'accuses' });
		expect(hall.own(ans).comments[comment]?.reason).toBe('accuses');
		review(comment, 'approved');
		expect(hall.own(ans).comments[comment]).not.toHaveProperty('reason');
		expect(hall.view('participant').comments[comment]).not.toHaveProperty('reason');
	});

	it('of a log that is older than reasons goes on to be hidden, and is approved and undone as ever', () => {
		const comment = hall.comment(ans, 'Te donker.', 'hidden');
		const { reason: _, ...older } = hall.state.entries.comment.get(comment)!;
		hall.state.entries.comment.set(comment, older as Comment);
		expect(hall.own(ans).comments[comment]).toEqual({ id: comment, theme: 1, text: 'Te donker.', status: 'hidden' });
		const approved = hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'approved' });
		expect(hall.give(moderator, { type: 'undo', command: approved })).toMatchObject({ ok: true });
		expect(hall.own(ans).comments[comment]?.status).toBe('hidden');
		expect(hall.view('facilitator').comments[comment]).not.toHaveProperty('reason');
	});
});

describe('laying apart', () => {
	it('keeps it from the hall, and its writer waits as before', () => {
		const comment = hall.comment(ans, 'Te donker.', 'waiting');
		const before = hall.own(ans);
		hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'held' });
		expect(hall.own(ans)).toEqual(before);
		for (const role of ['participant', 'screen', 'illustrator'] as const) expect(textsSeenBy(role)).toEqual([]);
		expect(hall.view('facilitator').comments[comment]?.status).toBe('held');
		expect(hall.give(facilitator, { type: 'comment.project', comment, projected: true })).toEqual(refuse('comment.notShown'));
		review(comment, 'approved');
		expect(textsSeenBy('participant')).toEqual(['Te donker.']);
	});
});

describe('what was sent and what is shown', () => {
	const sent = () => hall.view('screen').sent;

	it('is counted for the card at which comments stand on the screen: without what was withdrawn, with what was merged', () => {
		const [first] = [hall.comment(ans), hall.comment(bea, 'Mee eens.')];
		hall.comment(ans, 'Te donker.', 'waiting');
		hall.comment(bea, 'Scheldwoord.', 'hidden');
		hall.comment(bea, 'Elders.', 'approved', 2);
		hall.do(ans, { type: 'comment.withdraw', comment: hall.comment(ans, 'Toch niet.') });
		expect(sent()).toEqual({});
		hall.do(facilitator, { type: 'comment.project', comment: first, projected: true });
		expect(sent()).toEqual({ 1: { sent: 4, shown: 2 } });
		hall.do(facilitator, { type: 'theme.merge', themes: [2], into: 1 });
		expect(sent()).toEqual({ 1: { sent: 5, shown: 3 } });
		hall.do(facilitator, { type: 'theme.hide', themes: [1], hidden: true });
		expect(sent()).toEqual({});
	});
});

describe('a theme that is marked grave later', () => {
	it('takes its comments out of everyone’s sight but the reviewers’, and off the projector', () => {
		const comment = hall.comment(ans, 'Hij woont op nummer 4.');
		hall.do(facilitator, { type: 'comment.project', comment, projected: true });
		hall.do(facilitator, { type: 'theme.edit', theme: 1, set: { grave: true } });
		for (const role of ['participant', 'screen', 'illustrator'] as const) expect(textsSeenBy(role)).toEqual([]);
		expect(textsSeenBy('moderator')).toHaveLength(1);
		expect(hall.view('screen').show).toEqual({ mode: 'theme', theme: 1 });
		expect(hall.give(facilitator, { type: 'screen.show', show: { mode: 'comment', comment } })).toEqual(refuse('comment.grave'));
		expect(hall.give(bea, { type: 'comment.support', comment, supported: true })).toEqual(refuse('comment.unknown'));
		expect(hall.give(facilitator, { type: 'comment.project', comment, projected: true })).toEqual(refuse('comment.grave'));
	});
});

describe('withdrawing', () => {
	it('erases the words, for everyone and for good', () => {
		const comment = hall.comment(ans, 'Toch liever niet.');
		const decision = hall.give(ans, { type: 'comment.withdraw', comment });
		expect(decision).toMatchObject({ ok: true, erase: [expect.any(String)] });
		expect([...hall.texts.values()]).not.toContain('Toch liever niet.');
		for (const role of ['participant', 'screen', 'illustrator', 'moderator', 'facilitator'] as const)
			expect(textsSeenBy(role)).toEqual([]);
		expect(hall.own(ans).comments).toEqual({});
		expect(review(comment, 'approved')).toEqual(refuse('comment.unknown'));
	});

	it('is for the writer only, also when the evening is over', () => {
		const comment = hall.comment(ans);
		expect(hall.give(bea, { type: 'comment.withdraw', comment })).toEqual(refuse('comment.notYours'));
		hall.do(facilitator, { type: 'evening.close', closed: true });
		expect(hall.give(ans, { type: 'comment.withdraw', comment })).toMatchObject({ ok: true });
	});

	it('twice is once', () => {
		const comment = hall.comment(ans);
		hall.do(ans, { type: 'comment.withdraw', comment });
		expect(hall.give(ans, { type: 'comment.withdraw', comment })).toMatchObject({ ok: true, events: [] });
	});
});

describe('what was spoken in the hall', () => {
	const speak = (text = 'Zet er een bankje.', theme = 1) => {
		const comment = hall.newId('comment');
		const command = hall.do(helper, { type: 'comment.add', comment, theme, text });
		return { comment, command };
	};

	it('goes the same way as what was typed, marked as spoken, and names nobody', () => {
		const { comment } = speak();
		expect(hall.view('moderator').comments[comment]).toMatchObject({ text: 'Zet er een bankje.', status: 'waiting', spoken: true });
		expect(hall.view('participant').comments).toEqual({});
		hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'approved' });
		hall.do(facilitator, { type: 'comment.project', comment, projected: true });
		for (const role of ['participant', 'illustrator', 'screen'] as const) expect(hall.view(role).comments[comment]).toMatchObject({ spoken: true });
		const resident = hall.resident('ans');
		expect(hall.give(resident, { type: 'comment.support', comment, supported: true })).toMatchObject({ ok: true });
		expect(hall.view('participant').comments[comment]!.support).toBe(1);
		expect(JSON.stringify(hall.log)).not.toContain('"participant":"participant-helper');
	});

	it('waits where it was marked, or said at a grave theme, whatever the setting', () => {
		hall.do(facilitator, { type: 'evening.approval', approval: 'none' });
		const said = [speak('Mijn nummer is 06 12345678.'), speak('Er is iets mis.', 3), speak()];
		expect(said.map(({ comment }) => hall.view('helper').comments[comment]!.status)).toEqual(['waiting', 'waiting', 'approved']);
	});

	it('is all that a helper sees of comments', () => {
		const typed = hall.comment(hall.resident('ans'));
		const { comment } = speak();
		expect(Object.keys(hall.view('helper').comments)).toEqual([comment]);
		expect(hall.give(helper, { type: 'comment.withdraw', comment: typed })).toMatchObject({ code: 'comment.notYours' });
	});

	it('is taken back by a helper or undone, and then its words are gone; no resident takes it back', () => {
		const { comment } = speak();
		expect(hall.give(hall.resident('ans'), { type: 'comment.withdraw', comment })).toMatchObject({ code: 'comment.notYours' });
		const withdrawal = hall.do(helper, { type: 'comment.withdraw', comment });
		expect([...hall.texts.values()]).not.toContain('Zet er een bankje.');
		expect(hall.give(helper, { type: 'undo', command: withdrawal })).toMatchObject({ code: 'undo.unknown' });
		const other = speak('Meer licht.');
		hall.do(helper, { type: 'undo', command: other.command });
		expect([...hall.texts.values()]).not.toContain('Meer licht.');
		expect(hall.view('moderator').comments).toEqual({});
		expect(hall.replayed()).toEqual(hall.state);
	});

	it('is not undone once a person has dealt with it, but may still be taken back', () => {
		const { comment, command } = speak();
		hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'approved' });
		expect(hall.give(helper, { type: 'undo', command })).toMatchObject({ code: 'undo.changedSince' });
		hall.do(helper, { type: 'comment.withdraw', comment });
		expect(hall.view('participant').comments).toEqual({});
	});
});

describe('recognising somebody else’s comment', () => {
	const support = (actor: Actor, comment: string, supported = true) => hall.give(actor, { type: 'comment.support', comment, supported });
	const count = (comment: string) => hall.view('participant').comments[comment]?.support;

	it('counts each person once, and can be taken back', () => {
		const comment = hall.comment(ans);
		support(bea, comment);
		expect(support(bea, comment)).toMatchObject({ ok: true, events: [] });
		support(hall.resident('cas'), comment);
		expect(count(comment)).toBe(2);
		expect(hall.own(bea).supported).toEqual([comment]);
		support(bea, comment, false);
		expect(count(comment)).toBe(1);
		expect(hall.own(bea).supported).toEqual([]);
	});

	it('is not for one’s own, nor for what is not shown', () => {
		expect(support(ans, hall.comment(ans))).toEqual(refuse('comment.own'));
		expect(support(bea, hall.comment(ans, 'Hallo', 'waiting'))).toEqual(refuse('comment.unknown'));
		expect(support(bea, hall.comment(ans, 'Hallo', 'hidden'))).toEqual(refuse('comment.unknown'));
	});
});

it('a theme that is removed takes its comments out of sight; undoing that brings them back', () => {
	hall.comment(ans, 'Te donker.');
	const removal = hall.do(facilitator, { type: 'theme.remove', themes: [1] });
	expect(textsSeenBy('participant')).toEqual([]);
	hall.do(facilitator, { type: 'undo', command: removal });
	expect(textsSeenBy('participant')).toEqual(['Te donker.']);
});
