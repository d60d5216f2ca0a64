import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyCommands } from './copy.ts';
import { detailsOf } from './state.ts';
import { facilitator, Hall, illustrator, pageCalled, versionCalled } from './test-hall.ts';
import { histories, play, startedHall } from './test-history.ts';

function copyOf(hall: Hall): Hall {
	const copy = new Hall(false);
	copy.do(facilitator, { type: 'evening.begin', title: 'Kopie', area: 'Oude Kom', date: '2027-01-12' });
	for (const command of copyCommands(hall.state, hall.textOf, () => copy.newId())) copy.do(facilitator, command);
	return copy;
}

describe('a copy of an evening', () => {
	it('has its themes, board, rounds, run-sheet, texts and settings; nothing that people gave', () => {
		const hall = new Hall();
		hall.do(facilitator, { type: 'theme.add', themes: [{ number: 12, title: 'Bankje', main: 'overig', explanation: 'Bij de brug', quotes: ['Daar zit ik graag'], mentioned: 4, at: { x: 40, y: 50 } }, { number: 13, title: 'Brug', main: 'verkeer' }] });
		hall.do(facilitator, { type: 'theme.hide', themes: [13], hidden: true });
		hall.do(facilitator, { type: 'theme.merge', themes: [13], into: 12 });
		hall.do(facilitator, { type: 'group.add', group: 'group-one', name: 'Buiten', themes: [1, 12] });
		hall.do(facilitator, { type: 'group.fold', group: 'group-one', folded: true });
		hall.do(facilitator, { type: 'theme.lock', themes: [12], locked: true });
		hall.do(facilitator, { type: 'theme.remove', themes: [2] });
		hall.do(facilitator, { type: 'note.add', note: 'note-one', text: 'Vraag Anja', x: 1, y: 2 });
		hall.do(facilitator, { type: 'round.add', round: 'practice', kind: 'practice', title: 'Koffie of thee?', budget: 1, most: 1, results: 'open', themes: [], lines: ['Koffie', 'Thee'] });
		hall.do(facilitator, { type: 'round.add', round: 'round-one', kind: 'themes', title: 'Wat telt?', budget: 5, most: 2, results: 'hidden', themes: [1, 3, 12], lines: [], closing: 'clock' });
		hall.do(facilitator, { type: 'exhibit.add', exhibit: 'exhibit-one', kind: 'picture', name: 'plan', pages: [pageCalled('plan')], count: 1 });
		const segment = { minutes: 10, phones: 'read' as const, round: null, clock: false, notes: 'Rustig' };
		hall.do(facilitator, {
			type: 'segment.add',
			before: null,
			segments: [
				{ ...segment, segment: 'segment-plan', title: 'Plan', show: { mode: 'exhibit', exhibit: 'exhibit-one' } },
				{ ...segment, segment: 'segment-round', title: 'Stemmen', phones: 'dots', round: 'round-one', show: { mode: 'question', round: 'round-one' }, clock: true }
			]
		});
		hall.do(facilitator, { type: 'segment.move', segment: 'segment-round', before: 'segment-plan' });
		hall.do(facilitator, { type: 'runSheet.begins', at: '19:30' });
		hall.do(facilitator, { type: 'screen.rules', rules: ['Laat elkaar uitpraten'] });
		hall.do(facilitator, { type: 'screen.text', heading: 'Welkom', lines: 'Fijn dat u er bent' });
		hall.do(facilitator, { type: 'evening.contact', contact: 'buurt@example.nl' });
		hall.do(facilitator, { type: 'evening.approval', approval: 'none' });
		hall.do(facilitator, { type: 'evening.second', second: true });
		hall.do(facilitator, { type: 'evening.style', style: { path: 'voorbeeld/1a2b3c4d', logo: 'Gemeente' } });
		hall.do(facilitator, { type: 'evening.present', present: 30 });
		const resident = hall.resident('anja');
		hall.do(facilitator, { type: 'round.open', round: 'round-one' });
		hall.do(resident, { type: 'ballot.set', round: 'round-one', option: '1', dots: 2, revision: 0 });
		hall.do(resident, { type: 'comment.add', comment: 'comment-one', theme: 1, text: 'Hier is het donker' });
		hall.do(illustrator, { type: 'drawing.offer', drawing: 'drawing-one', version: versionCalled('one'), theme: 1, title: '', credit: '' });

		const copy = copyOf(hall);
		const is = copy.view('facilitator');
		const was = hall.view('facilitator');
		const withoutGroup = (themes: object) => JSON.stringify(themes).replaceAll(/"group":"[^"]+"/g, '"group":"its-own"');
		expect(withoutGroup(is.themes)).toBe(withoutGroup(was.themes));
		expect(Object.values(is.groups)).toMatchObject([{ name: 'Buiten', folded: true, themes: [1, 12] }]);
		expect(Object.values(is.notes)).toMatchObject([{ text: 'Vraag Anja', x: 1, y: 2 }]);
		expect(is.evening).toMatchObject({ contact: 'buurt@example.nl', title: 'Kopie', date: '2027-01-12' });
		expect(detailsOf(copy.state)).toMatchObject({ approval: 'none', second: true, present: null, door: 'open' });
		expect(Object.values(is.rounds).map(({ title, phase, budget, most, results, options }) => ({ title, phase, budget, most, results, options }))).toEqual([
			{ title: 'Koffie of thee?', phase: 'draft', budget: 1, most: 1, results: 'open', options: ['a', 'b'] },
			{ title: 'Wat telt?', phase: 'draft', budget: 5, most: 2, results: 'hidden', options: ['1', '3', '12'] }
		]);
		const [, round] = [...copy.state.entries.round.keys()];
		expect([...copy.state.entries.segment.values()].map(({ title, show, round: its }) => [copy.textOf(title), show, its])).toEqual([
			['Stemmen', { mode: 'question', round }, round],
			['Plan', null, null]
		]);
		expect(copy.state.entries.runSheet.get('this')).toMatchObject({ begins: '19:30', segment: null });
		for (const gone of ['comment', 'drawing', 'exhibit', 'paper', 'help', 'block'] as const) expect(copy.state.entries[gone].size, gone).toBe(0);
		expect([copy.state.joined, copy.state.tallies.size]).toEqual([0, 0]);
	});

	it('has the same themes in its rounds, also those that were merged: split again, each is an option', () => {
		const hall = new Hall();
		hall.round('draft');
		hall.do(facilitator, { type: 'theme.merge', themes: [2], into: 1 });
		for (const evening of [hall, copyOf(hall)]) {
			const options = () => Object.values(evening.view('facilitator').rounds).map((round) => round.options);
			expect(options()).toEqual([['1']]);
			evening.do(facilitator, { type: 'theme.split', themes: [{ theme: 2, x: 0, y: 0 }] });
			expect(options()).toEqual([['1', '2']]);
		}
	});

	it('of whatever happened on an evening is refused nothing, and a copy of the copy is the same', () => {
		fc.assert(
			fc.property(histories(), (steps) => {
				const hall = startedHall();
				play(hall, steps);
				const copy = copyOf(hall);
				const again = copyOf(copy);
				const plan = (one: Hall) => copyCommands(one.state, one.textOf, () => 'the-same-id');
				expect(plan(again)).toEqual(plan(copy));
			}),
			{ numRuns: 150 }
		);
	});
});
