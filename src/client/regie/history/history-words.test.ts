import { describe, expect, it } from 'vitest';
import { histories, play, startedHall } from '#shared/evening/test-history.ts';
import { facilitator, Hall, helper, moderator } from '#shared/evening/test-hall.ts';
import { commandTypes } from '#shared/protocol/commands.ts';
import { allowedRoles } from '#shared/protocol/roles.ts';
import fc from 'fast-check';
import { historyWords, stepInWords, whoInWords } from './history-words.ts';

const staff = ['facilitator', 'moderator', 'helper', 'illustrator'] as const;

it('there are words for everything that staff may do, and for nothing else', () => {
	const isTalk = (type: string) => /^(?:claim|message)\./.test(type);
	const done = commandTypes.filter((type) => type !== 'undo' && !isTalk(type) && staff.some((role) => allowedRoles[type].includes(role)));
	expect(Object.keys(historyWords).sort()).toEqual(done.sort());
});

/** What was done in a hall, the newest first. */
function told(hall: Hall): string[] {
	const view = hall.view('facilitator');
	return Object.values(view.history).reverse().map((step) => stepInWords(step, view));
}

describe('what somebody did, in words', () => {
	it('names rounds, themes and segments', () => {
		const hall = new Hall();
		const round = hall.round('open');
		hall.do(facilitator, { type: 'round.close', round });
		hall.do(facilitator, { type: 'round.show', round, shown: true });
		hall.do(facilitator, { type: 'screen.show', show: { mode: 'theme', theme: 3 } });
		hall.do(facilitator, { type: 'theme.hide', themes: [1, 2], hidden: true });
		const segment = hall.newId('segment');
		hall.do(facilitator, { type: 'segment.add', segments: [{ segment, title: 'Pauze', minutes: 15, show: null, phones: 'watch', round: null, clock: false, notes: '' }], before: null });
		hall.do(facilitator, { type: 'runSheet.go', to: segment, from: null });
		expect(told(hall)).toEqual([
			'Naar onderdeel Pauze',
			'Onderdeel Pauze toegevoegd',
			'Thema 1 en 2 verborgen voor het scherm',
			'Thema 3 in het licht',
			'Ronde 1: uitslag getoond',
			'Ronde 1 gesloten',
			'Ronde 1 geopend',
			'Ronde 1 gemaakt',
			'Thema 1, 2 en 3 toegevoegd',
			'Avond gemaakt'
		]);
	});

	it('says which way the clock, the screen, the door and a comment went', () => {
		const hall = new Hall();
		const spoken = hall.newId('comment');
		hall.do(facilitator, { type: 'screen.timer', step: 'set', minutes: 5 });
		hall.do(facilitator, { type: 'screen.timer', step: 'start' });
		// While it runs: it stops at what it is set to, which is no pause.
		hall.do(facilitator, { type: 'screen.timer', step: 'set', minutes: 3 });
		hall.do(facilitator, { type: 'screen.timer', step: 'start' });
		hall.do(facilitator, { type: 'screen.timer', step: 'add' });
		hall.do(facilitator, { type: 'screen.timer', step: 'pause' });
		hall.do(facilitator, { type: 'screen.timer', step: 'clear' });
		hall.do(facilitator, { type: 'screen.blank', blank: true });
		hall.do(facilitator, { type: 'evening.door', door: 'closed' });
		hall.do(helper, { type: 'comment.add', comment: spoken, theme: 2, text: 'Te weinig bankjes.' });
		const back = hall.do(moderator, { type: 'comment.review', comments: [spoken], status: 'approved' });
		hall.do(facilitator, { type: 'undo', command: back });
		expect(told(hall).slice(0, 12)).toEqual([
			'Teruggedraaid: een reactie bij thema 2 goedgekeurd',
			'Een reactie bij thema 2 goedgekeurd',
			'Gezegde reactie bij thema 2 getypt',
			'Deur dichtgedaan',
			'Scherm leeggemaakt',
			'Klok weggehaald',
			'Klok stilgezet',
			'Klok gezet',
			'Klok gestart',
			'Klok gezet',
			'Klok gestart',
			'Klok gezet'
		]);
	});

	it('a step of a log that is older than types were kept has words as well', () => {
		expect(stepInWords({ did: '' }, new Hall().view('facilitator'))).toBe('Een eerdere stap');
	});

	it('in every history is a whole sentence, without a word that a resident typed', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps);
				const typed = [...hall.state.entries.comment.values()].flatMap(({ text }) => (text === null ? [] : [hall.textOf(text)])).filter((text) => text !== '');
				for (const words of told(hall)) {
					expect(words).not.toMatch(/undefined|null|NaN|\[object/);
					for (const text of typed) expect(words).not.toContain(text);
				}
			}),
			{ seed: 1, numRuns: 200 }
		);
	});

	it('says who: facilitators by name, others by what they do', () => {
		const names = { 'seat-1': 'Anna' };
		expect([whoInWords({ by: 'facilitator', seat: 'seat-1' }, names), whoInWords({ by: 'facilitator', seat: 'seat-2' }, names), whoInWords({ by: 'clock' }, names)]).toEqual(['Anna', 'gespreksleider', 'de klok']);
	});
});
