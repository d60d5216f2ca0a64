import { expect, it } from 'vitest';
import { facilitator, Hall, moderator } from '#shared/evening/test-hall.ts';
import { formatReviewLog } from './review-export.ts';

it('the log of reviewing as CSV says what was done and taken back, without a word of what was sent', () => {
	const hall = new Hall();
	const ans = hall.resident('ans');
	expect(formatReviewLog(hall.state).trim().split('\r\n')).toHaveLength(1);
	const comment = hall.comment(ans, 'De buurman dealt.', 'waiting', 2);
	hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'hidden', reason: 'accuses' });
	const mistake = hall.do(facilitator, { type: 'block.add', block: hall.newId('block'), comment });
	hall.do(facilitator, { type: 'undo', command: mistake });
	const csv = formatReviewLog(hall.state);
	// The hall's clock begins at 19:30 UTC, which in Edam in November is 20:30.
	const rows = csv.replace('\uFEFF', '').trim().split('\r\n').map((row) => row.split(';'));
	expect(rows.map((row) => row.map((cell) => cell.replace(/:\d\d$/, '')))).toEqual([
		['tijd', 'wie', 'wat', 'reden', 'thema', 'ongedaan gemaakt'],
		['2026-11-24 20:30', 'meelezer', 'verborgen', 'Beschuldigt iemand', '2', ''],
		['2026-11-24 20:30', 'gespreksleider', 'deelnemer geblokkeerd', '', '2', '2026-11-24 20:30']
	]);
	for (const secret of ['buurman', ans.participant!, comment]) expect(csv).not.toContain(secret);
});
