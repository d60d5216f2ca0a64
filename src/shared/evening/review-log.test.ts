import { expect, it } from 'vitest';
import { facilitator, Hall, moderator } from './test-hall.ts';

it('the log of reviewing says who did what, when and at which theme, and not one word of what was sent', () => {
	const hall = new Hall();
	const ans = hall.resident('ans');
	const [first, second] = [hall.comment(ans, 'Te donker.', 'waiting'), hall.comment(ans, 'De buurman dealt.', 'waiting', 2)];
	const lines = () => Object.values(hall.view('moderator').reviewed).map(({ at: _, ...line }) => line);
	expect(lines()).toEqual([]);
	hall.do(moderator, { type: 'comment.review', comments: [first], status: 'held' });
	const started = hall.now;
	hall.do(moderator, { type: 'comment.review', comments: [second], status: 'hidden', reason: 'accuses' });
	const mistake = hall.do(facilitator, { type: 'comment.review', comments: [first, second], status: 'hidden', reason: 'repeats' });
	hall.do(facilitator, { type: 'undo', command: mistake });
	const undone = hall.now;
	hall.do(facilitator, { type: 'comment.review', comments: [first], status: 'approved' });
	// What the screen shows, and what writers take back, is not reviewing.
	hall.do(facilitator, { type: 'comment.project', comment: first, projected: true });
	const block = hall.newId('block');
	hall.do(moderator, { type: 'block.add', block, comment: second });
	hall.do(ans, { type: 'comment.withdraw', comment: second });
	hall.do(facilitator, { type: 'block.remove', block });
	expect(lines()).toEqual([
		{ by: 'moderator', did: 'held', theme: 1 },
		{ by: 'moderator', did: 'hidden', reason: 'accuses', theme: 2 },
		{ by: 'facilitator', did: 'hidden', reason: 'repeats', theme: 1, undone },
		{ by: 'facilitator', did: 'hidden', reason: 'repeats', theme: 2, undone },
		{ by: 'facilitator', did: 'approved', theme: 1 },
		{ by: 'moderator', did: 'blocked', theme: 2 },
		{ by: 'facilitator', did: 'unblocked', theme: 2 }
	]);
	expect(Object.values(hall.view('facilitator').reviewed)[0]?.at).toBe(started);
	expect(hall.replayed().reviewed).toEqual(hall.state.reviewed);
	for (const role of ['participant', 'screen', 'illustrator'] as const) expect(hall.view(role)).not.toHaveProperty('reviewed');
});
