import { beforeEach, expect, it } from 'vitest';
import { refuse } from '../protocol/refusals.ts';
import type { Actor } from './decision.ts';
import { facilitator, Hall, moderator } from './test-hall.ts';

let hall: Hall;
let ans: Actor;
let comment: string;
beforeEach(() => {
	hall = new Hall();
	ans = hall.resident('ans');
	comment = hall.comment(ans, 'Weg met de gemeente.', 'waiting');
});

const add = (actor: Actor, text: string) => hall.give(actor, { type: 'comment.add', comment: hall.newId('comment'), theme: 1, text });
const block = (by: Actor = moderator, at = comment) => {
	const id = hall.newId('block');
	return { id, command: hall.do(by, { type: 'block.add', block: id, comment: at }) };
};

it('a blocked participant sends no comments; the dots count, and so does what is recognised', () => {
	const round = hall.round('open');
	const theirs = hall.comment(hall.resident('bea'));
	const before = hall.own(ans);
	const { id } = block();
	// What was sent stays, and nothing tells the phone.
	expect(hall.own(ans)).toEqual(before);
	expect(add(ans, 'En nog eens.')).toEqual(refuse('comment.blocked'));
	expect([...hall.texts.values()]).not.toContain('En nog eens.');
	expect(hall.dots(ans, round, '1', 2)).toMatchObject({ ok: true });
	expect(hall.give(ans, { type: 'comment.support', comment: theirs, supported: true })).toMatchObject({ ok: true });
	expect(hall.give(ans, { type: 'comment.withdraw', comment })).toMatchObject({ ok: true });
	expect(add(hall.resident('cas'), 'Ik wel.')).toMatchObject({ ok: true });
	hall.do(facilitator, { type: 'block.remove', block: id });
	expect(add(ans, 'Dank u.')).toMatchObject({ ok: true });
});

it('those who review see who is blocked by the comments alone, and no other role sees it', () => {
	const other = hall.comment(ans, 'Meer bankjes.');
	const gone = hall.comment(ans, 'Toch niet.');
	hall.do(ans, { type: 'comment.withdraw', comment: gone });
	const { id } = block();
	for (const role of ['facilitator', 'moderator'] as const) {
		expect(hall.view(role).blocks).toEqual({ [id]: { id, at: hall.now, comments: [comment, other] } });
		expect(hall.view(role).comments[other]?.block).toBe(id);
		expect(JSON.stringify(hall.view(role))).not.toContain(ans.participant);
	}
	for (const role of ['participant', 'screen', 'illustrator'] as const) expect(JSON.stringify(hall.view(role))).not.toContain(id);
});

it('twice is once; an id of another block is refused', () => {
	const { id } = block();
	expect(hall.give(facilitator, { type: 'block.add', block: hall.newId('block'), comment })).toMatchObject({ ok: true, events: [] });
	const theirs = hall.comment(hall.resident('bea'));
	expect(hall.give(facilitator, { type: 'block.add', block: id, comment: theirs })).toEqual(refuse('block.unknown'));
	expect(hall.give(facilitator, { type: 'block.add', block: hall.newId('block'), comment: 'comment-unknown' })).toEqual(refuse('comment.unknown'));
	expect(hall.give(facilitator, { type: 'block.remove', block: 'block-unknown' })).toEqual(refuse('block.unknown'));
	hall.do(facilitator, { type: 'block.remove', block: id });
	expect(hall.give(facilitator, { type: 'block.remove', block: id })).toMatchObject({ ok: true, events: [] });
});

it('is undone both ways, unless the same one was blocked anew meanwhile', () => {
	const { id, command } = block();
	hall.do(moderator, { type: 'undo', command });
	expect(add(ans, 'Daar ben ik weer.')).toMatchObject({ ok: true });
	expect(hall.view('moderator').blocks).toEqual({});
	const second = block();
	const lifted = hall.do(facilitator, { type: 'block.remove', block: second.id });
	block();
	expect(hall.give(facilitator, { type: 'undo', command: lifted })).toEqual(refuse('undo.changedSince'));
	expect(Object.keys(hall.view('facilitator').blocks)).toHaveLength(1);
	expect(id).not.toBe(second.id);
});
