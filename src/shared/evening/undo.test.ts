import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { roles, type Role } from '../protocol/roles.ts';
import { tallyOf } from './state.ts';
import { facilitator, Hall, illustrator, moderator, secondFacilitator, versionCalled } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

const undo = (command: string) => hall.give(facilitator, { type: 'undo', command });
const changedSince = refuse('undo.changedSince');
/** Looked at as it was offered: `Hall.drawing` calls the first version as it calls the drawing. */
const placed = (drawing: string, theme = 1): CommandInput => ({ type: 'drawing.place', drawing, version: versionCalled(drawing).id, theme, checked: true });

/** A group of themes 1 and 2. @returns its id. */
function groupOf(hall: Hall): string {
	const group = hall.newId('group');
	hall.do(facilitator, { type: 'group.add', group, name: 'Samen', themes: [1, 2] });
	return group;
}
/** A participant is blocked. @returns the id of the block. */
function blockOf(hall: Hall): string {
	const block = hall.newId('block');
	hall.do(facilitator, { type: 'block.add', block, comment: hall.comment(hall.resident('ans')) });
	return block;
}
/** What a role sees, but for the log of reviewing and the history, in which what was taken back goes on to stand. */
function seen(hall: Hall, role: Role) {
	return { ...hall.view(role), reviewed: {}, history: {} };
}
/** A note on the board. @returns its id. */
function noteOf(hall: Hall): string {
	const note = hall.newId('note');
	hall.do(facilitator, { type: 'note.add', note, text: 'Zaal bellen', x: 0, y: 0 });
	return note;
}
/** @returns the themes of a group that was made just now. */
function grouped(hall: Hall): number[] {
	const group = groupOf(hall);
	return hall.view('facilitator').groups[group]!.themes;
}

describe('undo', () => {
	it.each<[string, (hall: Hall) => CommandInput]>([
		['renaming the evening', () => ({ type: 'evening.rename', title: 'Anders' })],
		['another contact', () => ({ type: 'evening.contact', contact: 'privacy@example.nl' })],
		['a house style', () => ({ type: 'evening.style', style: { path: 'voorbeeld/0123abcd', logo: 'Gemeente Voorbeeld' } })],
		['another date', () => ({ type: 'evening.date', date: '2027-01-12' })],
		['closing the door', () => ({ type: 'evening.door', door: 'closed' })],
		['switching approval off', () => ({ type: 'evening.approval', approval: 'none' })],
		['typing who is present', () => ({ type: 'evening.present', present: 12 })],
		['getting a picture ready', () => ({ type: 'screen.prepare', show: { mode: 'theme', theme: 2 } })],
		['setting the clock', () => ({ type: 'screen.timer', step: 'set', minutes: 5 })],
		['closing the evening', () => ({ type: 'evening.close', closed: true })],
		['adding themes', () => ({ type: 'theme.add', themes: [{ title: 'Groen', main: 'overig' }, { title: 'Honden', main: 'overig' }] })],
		['editing a theme', () => ({ type: 'theme.edit', theme: 1, set: { title: 'Auto’s', quotes: ['Vol'] } })],
		['removing themes', () => ({ type: 'theme.remove', themes: [1, 2] })],
		['moving cards', () => ({ type: 'theme.move', moves: [{ theme: 1, x: 7, y: 7 }, { theme: 2, x: 8, y: 8 }] })],
		['moving a card out of its group', (hall) => ({ type: 'theme.move', moves: [{ theme: grouped(hall)[0]!, x: 7, y: 7, group: null }] })],
		['locking cards', () => ({ type: 'theme.lock', themes: [1, 2], locked: true })],
		['hiding themes from the screen', () => ({ type: 'theme.hide', themes: [1, 3], hidden: true })],
		['making a group', (hall) => ({ type: 'group.add', group: hall.newId('group'), name: 'Straat', themes: [1, 3] })],
		['making a group of all cards of another', (hall) => ({ type: 'group.add', group: hall.newId('group'), name: 'Straat', themes: grouped(hall) })],
		['renaming a group', (hall) => ({ type: 'group.rename', group: groupOf(hall), name: 'Straat' })],
		['folding a group', (hall) => ({ type: 'group.fold', group: groupOf(hall), folded: true })],
		['emptying a group', (hall) => ({ type: 'group.empty', group: groupOf(hall) })],
		['adding to a group', (hall) => ({ type: 'theme.group', themes: [3], group: groupOf(hall) })],
		['taking the last cards out of a group', (hall) => ({ type: 'theme.group', themes: grouped(hall), group: null })],
		['removing all themes of a group', (hall) => ({ type: 'theme.remove', themes: grouped(hall) })],
		['adding a note', (hall) => ({ type: 'note.add', note: hall.newId('note'), text: 'Zaal terugbellen', x: 1, y: 2 })],
		['editing a note', (hall) => ({ type: 'note.edit', note: noteOf(hall), text: 'Anders' })],
		['moving notes', (hall) => ({ type: 'note.move', notes: [{ note: noteOf(hall), x: 7, y: 7 }, { note: noteOf(hall), x: 8, y: 8 }] })],
		['moving a card with a note', (hall) => ({ type: 'theme.move', moves: [{ theme: 1, x: 7, y: 7 }], notes: [{ note: noteOf(hall), x: 8, y: 8 }] })],
		['removing notes', (hall) => ({ type: 'note.remove', notes: [noteOf(hall), noteOf(hall)] })],
		['adding a round', (hall) => ({ type: 'round.add', round: hall.newId('round'), kind: 'themes', title: 'Nog een', budget: 3, most: 1, results: 'open', themes: [1], lines: [] })],
		['editing a round', (hall) => ({ type: 'round.edit', round: hall.round('draft'), set: { budget: 9, results: 'open' } })],
		['editing the lines of a practice round', (hall) => ({ type: 'round.edit', round: hall.practice(['Koffie', 'Thee']), set: { lines: ['Soep', 'Brood', 'Kaas'] } })],
		['removing a round', (hall) => ({ type: 'round.remove', round: hall.round('draft') })],
		['opening a round', (hall) => ({ type: 'round.open', round: hall.round('draft') })],
		['closing a round', (hall) => ({ type: 'round.close', round: hall.round('open') })],
		['reopening a round', (hall) => ({ type: 'round.reopen', round: hall.round('closed') })],
		['showing a result', (hall) => ({ type: 'round.show', round: hall.round('closed'), shown: true })],
		['approving a comment', (hall) => ({ type: 'comment.review', comments: [hall.comment(hall.resident('ans'), 'Hallo', 'waiting')], status: 'approved' })],
		['hiding a comment', (hall) => ({ type: 'comment.review', comments: [hall.comment(hall.resident('ans'))], status: 'hidden' })],
		['hiding a comment for a reason', (hall) => ({ type: 'comment.review', comments: [hall.comment(hall.resident('ans'))], status: 'hidden', reason: 'names' })],
		['laying a comment apart', (hall) => ({ type: 'comment.review', comments: [hall.comment(hall.resident('ans'))], status: 'held' })],
		['blocking a participant', (hall) => ({ type: 'block.add', block: hall.newId('block'), comment: hall.comment(hall.resident('ans')) })],
		['taking a block off', (hall) => ({ type: 'block.remove', block: blockOf(hall) })],
		['projecting a comment', (hall) => ({ type: 'comment.project', comment: hall.comment(hall.resident('ans')), projected: true })],
		['hanging a drawing', (hall) => placed(hall.drawing('offered'), 2)],
		['describing a drawing', (hall) => ({ type: 'drawing.describe', drawing: hall.drawing(), title: 'Bank', alt: 'Een bank', credit: '' })],
		['replacing a drawing', (hall) => ({ type: 'drawing.replace', drawing: hall.drawing(), version: versionCalled('nieuw') })],
		['taking a drawing down', (hall) => ({ type: 'drawing.takeDown', drawing: hall.drawing() })],
		['withdrawing a drawing', (hall) => ({ type: 'drawing.withdraw', drawing: hall.drawing() })],
		['choosing what the screen shows', () => ({ type: 'screen.show', show: { mode: 'theme', theme: 2 } })],
		['blanking the screen', () => ({ type: 'screen.blank', blank: true })]
	])('takes back %s: every role sees what it saw before', (_, make) => {
		const command = make(hall);
		const before = roles.map((role) => seen(hall, role));
		const id = hall.do(facilitator, command);
		expect(seen(hall, 'facilitator')).not.toEqual(before[0]);
		expect(undo(id)).toMatchObject({ ok: true });
		const after = roles.map((role) => seen(hall, role));
		expect(after).toEqual(before);
	});

	it('works once', () => {
		const id = hall.do(facilitator, { type: 'evening.door', door: 'closed' });
		undo(id);
		expect(undo(id)).toEqual(refuse('undo.twice'));
	});

	it('is of what was done: saying the same again is nothing, in words as well', () => {
		const practice = hall.practice(['Koffie', 'Thee']);
		const drawing = hall.drawing();
		const twice: CommandInput[] = [
			{ type: 'evening.rename', title: ' Avond in de Kom ' },
			{ type: 'evening.area', name: 'De Kom' },
			{ type: 'evening.door', door: 'closed' },
			{ type: 'theme.edit', theme: 1, set: { title: 'Auto’s', explanation: 'Overal.', quotes: ['Te vol.', 'Te hard.'] } },
			{ type: 'group.rename', group: groupOf(hall), name: 'Straat' },
			{ type: 'round.edit', round: practice, set: { title: 'Wat drinkt u?', lines: ['Soep', 'Brood'] } },
			{ type: 'drawing.describe', drawing, title: 'Skaten', alt: 'Een kind', credit: 'A.' },
			{ type: 'screen.show', show: { mode: 'cards', round: null } }
		];
		for (const command of twice) {
			expect(hall.give(facilitator, command)).toMatchObject({ ok: true, events: [{}] });
			expect(hall.give(secondFacilitator, command)).toMatchObject({ ok: true, events: [], texts: {} });
		}
	});

	it('can itself be undone', () => {
		const closed = hall.do(facilitator, { type: 'evening.door', door: 'closed' });
		const undone = hall.do(facilitator, { type: 'undo', command: closed });
		undo(undone);
		expect(hall.view('screen').evening.door).toBe('closed');
	});

	it('is refused where somebody changed the same since, and leaves the rest alone', () => {
		const id = hall.do(facilitator, { type: 'theme.edit', theme: 1, set: { title: 'Auto’s', mentioned: 4 } });
		hall.do(secondFacilitator, { type: 'theme.edit', theme: 1, set: { title: 'Fietsen' } });
		expect(undo(id)).toEqual(changedSince);
		expect(hall.view('screen').themes['1']).toMatchObject({ title: 'Fietsen', mentioned: 4 });
	});

	it('restores only what the command wrote: another field that changed since stays', () => {
		const id = hall.do(facilitator, { type: 'theme.edit', theme: 1, set: { title: 'Auto’s' } });
		hall.do(secondFacilitator, { type: 'theme.edit', theme: 1, set: { mentioned: 4 } });
		undo(id);
		expect(hall.view('screen').themes['1']).toMatchObject({ title: 'Parkeren', mentioned: 4 });
	});

	it('is refused for what nobody did', () => {
		expect(undo('command-unknown')).toEqual(refuse('undo.unknown'));
	});
});

describe('what is never undone by others', () => {
	it('dots, joining, comments, and recognising one', () => {
		const ans = hall.resident('ans');
		const round = hall.round('open');
		const comment = hall.comment(ans);
		const bea = hall.resident('bea');
		for (const [actor, command] of [
			[ans, { type: 'ballot.set', round, option: '1', dots: 1, revision: 0 }],
			[bea, { type: 'comment.add', comment: 'comment-of-bea', theme: 1, text: 'Hallo' }],
			[bea, { type: 'comment.support', comment, supported: true }],
			[ans, { type: 'comment.withdraw', comment }]
		] as const) {
			expect(undo(hall.do(actor, command))).toEqual(refuse('undo.unknown'));
		}
	});

	it('an offered drawing', () => {
		const offered = hall.do(illustrator, { type: 'drawing.offer', drawing: 'drawing-1', version: versionCalled('a'), theme: null, title: '', credit: '' });
		expect(undo(offered)).toEqual(refuse('undo.unknown'));
	});

	it('facilitators share their steps; a moderator takes back the own ones only', () => {
		const ans = hall.resident('ans');
		const comment = hall.comment(ans, 'Hallo', 'waiting');
		const own = hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'approved' });
		const door = hall.do(secondFacilitator, { type: 'evening.door', door: 'closed' });
		expect(hall.give(moderator, { type: 'undo', command: door })).toEqual(refuse('undo.unknown'));
		expect(hall.give(moderator, { type: 'undo', command: own })).toMatchObject({ ok: true });
		expect(undo(door)).toMatchObject({ ok: true });
	});
});

describe('undo and dots', () => {
	it('undoing "open" closes a round in which dots were given, and keeps them', () => {
		const round = hall.round('draft');
		const opened = hall.do(facilitator, { type: 'round.open', round });
		hall.dots(hall.resident('ans'), round, '1', 2);
		expect(undo(opened)).toMatchObject({ ok: true });
		expect(hall.state.entries.round.get(round)?.phase).toBe('closed');
		expect(tallyOf(hall.state, round).totals.get('1')).toBe(2);
	});

	it('undoing "open" does not bring back a theme that was removed before it', () => {
		const round = hall.round('draft');
		hall.do(facilitator, { type: 'theme.remove', themes: [2] });
		const opened = hall.do(facilitator, { type: 'round.open', round });
		hall.dots(hall.resident('ans'), round, '1', 2);
		undo(opened);
		expect(hall.view('facilitator').rounds[round]).toMatchObject({ phase: 'closed', options: ['1'] });
	});

	it('adding a round is not undone once it was opened or edited', () => {
		const ids = ['round-one', 'round-two'].map((round) =>
			hall.do(facilitator, { type: 'round.add', round, kind: 'themes', title: 'Ronde', budget: 3, most: 1, results: 'open', themes: [1], lines: [] })
		);
		hall.do(secondFacilitator, { type: 'round.open', round: 'round-one' });
		hall.do(secondFacilitator, { type: 'round.edit', round: 'round-two', set: { budget: 5 } });
		expect(ids.map(undo)).toEqual([changedSince, changedSince]);
	});

	it.each<[string, CommandInput<'round.edit'>['set']]>([
		['its lines', { lines: ['Soep', 'Brood'] }],
		['the dots one may give', { budget: 1 }],
		['when its results are seen', { results: 'open' }]
	])('changing a draft is not undone once it was opened: %s', (_, set) => {
		const round = hall.practice(['Koffie', 'Thee']);
		const edited = hall.do(facilitator, { type: 'round.edit', round, set });
		hall.do(secondFacilitator, { type: 'round.open', round });
		const before = hall.view('facilitator').rounds[round];
		expect(undo(edited)).toEqual(changedSince);
		hall.do(facilitator, { type: 'round.close', round });
		expect(undo(edited)).toEqual(changedSince);
		expect(hall.view('facilitator').rounds[round]).toMatchObject({ lines: before?.lines, budget: before?.budget, results: before?.results });
	});

	it('changing a draft is undone once its opening was', () => {
		const round = hall.practice(['Koffie', 'Thee']);
		const edited = hall.do(facilitator, { type: 'round.edit', round, set: { lines: ['Soep', 'Brood'] } });
		undo(hall.do(facilitator, { type: 'round.open', round }));
		expect(undo(edited)).toMatchObject({ ok: true });
		expect(hall.view('facilitator').rounds[round]?.lines).toEqual({ a: 'Koffie', b: 'Thee' });
	});

	it('adding themes is not undone once they are in a round that was opened', () => {
		const added = hall.do(facilitator, { type: 'theme.add', themes: [{ title: 'Groen', main: 'overig' }] });
		const round = hall.newId('round');
		hall.do(facilitator, { type: 'round.add', round, kind: 'themes', title: 'Ronde', budget: 3, most: 1, results: 'open', themes: [4], lines: [] });
		hall.do(facilitator, { type: 'round.open', round });
		expect(undo(added)).toEqual(changedSince);
		expect(hall.view('participant').themes['4']).toBeDefined();
	});

	it('adding themes is not undone once somebody edited one, or wrote a comment at it', () => {
		const edited = hall.do(facilitator, { type: 'theme.add', themes: [{ title: 'Groen', main: 'overig' }] });
		hall.do(secondFacilitator, { type: 'theme.edit', theme: 4, set: { title: 'Bomen' } });
		const discussed = hall.do(facilitator, { type: 'theme.add', themes: [{ title: 'Honden', main: 'overig' }] });
		hall.comment(hall.resident('ans'), 'Hallo', 'waiting', 5);
		expect([undo(edited), undo(discussed)]).toEqual([changedSince, changedSince]);
	});

	it('adding themes is undone though their cards were moved', () => {
		const added = hall.do(facilitator, { type: 'theme.add', themes: [{ title: 'Groen', main: 'overig' }] });
		hall.do(secondFacilitator, { type: 'theme.move', moves: [{ theme: 4, x: 1, y: 1 }] });
		expect(undo(added)).toMatchObject({ ok: true });
	});

	it('a removed round does not come back without its themes: dots on them could not be shown', () => {
		const round = hall.round('open');
		hall.dots(hall.resident('ans'), round, '1', 2);
		hall.do(facilitator, { type: 'round.close', round });
		const removed = hall.do(facilitator, { type: 'round.remove', round });
		hall.do(facilitator, { type: 'theme.remove', themes: [1] });
		expect(undo(removed)).toEqual(changedSince);
	});

	it('a removed draft does not come back once its number was given to another', () => {
		const removed = hall.do(facilitator, { type: 'round.remove', round: hall.round('draft') });
		hall.round('draft');
		expect(undo(removed)).toEqual(changedSince);
	});

	it('a round is not opened by undo beside another that is open', () => {
		const round = hall.round('open');
		const closed = hall.do(facilitator, { type: 'round.close', round });
		hall.round('open');
		expect(undo(closed)).toEqual(refuse('round.anotherOpen', { round: 2 }));
	});

	it('nothing is undone of a round that was removed since', () => {
		const round = hall.round('open');
		const closed = hall.do(facilitator, { type: 'round.close', round });
		hall.do(secondFacilitator, { type: 'round.remove', round });
		expect(undo(closed)).toEqual(changedSince);
	});
});

describe('undo and drawings: nothing hangs that nobody looked at', () => {
	const replace = (drawing: string, name: string) => hall.do(illustrator, { type: 'drawing.replace', drawing, version: versionCalled(name) });
	const shown = (drawing: string) => hall.view('screen').drawings[drawing]?.version;

	it('taking one down is not undone once its maker sent another', () => {
		const drawing = hall.drawing();
		const takenDown = hall.do(facilitator, { type: 'drawing.takeDown', drawing });
		replace(drawing, 'nieuw');
		expect(undo(takenDown)).toEqual(refuse('drawing.otherVersion'));
		expect(shown(drawing)).toBeUndefined();
	});

	it('taking one down is undone once its maker has the one before back', () => {
		const drawing = hall.drawing();
		const takenDown = hall.do(facilitator, { type: 'drawing.takeDown', drawing });
		undo(replace(drawing, 'nieuw'));
		expect(undo(takenDown)).toMatchObject({ ok: true });
		expect(shown(drawing)).toBe(versionCalled(drawing).id);
	});

	it('hanging one that was taken back is not done again with another', () => {
		const drawing = hall.drawing('offered');
		const hung = hall.do(facilitator, placed(drawing));
		const back = hall.do(facilitator, { type: 'undo', command: hung });
		replace(drawing, 'nieuw');
		expect(undo(back)).toEqual(refuse('drawing.otherVersion'));
	});

	it('the version before that was offered only does not come on the wall', () => {
		const drawing = hall.drawing('offered');
		const replaced = replace(drawing, 'nieuw');
		hall.do(facilitator, { type: 'drawing.place', drawing, version: versionCalled('nieuw').id, theme: 1, checked: true });
		expect(undo(replaced)).toEqual(changedSince);
		expect(shown(drawing)).toBe('version-nieuw');
	});
});

describe('undo and the projector: only a person puts a comment there', () => {
	it('undoing an approval takes a comment off, and approving it again does not put it back', () => {
		const comment = hall.comment(hall.resident('ans'), 'Hallo', 'waiting');
		const approved = hall.do(facilitator, { type: 'comment.review', comments: [comment], status: 'approved' });
		hall.do(facilitator, { type: 'comment.project', comment, projected: true });
		undo(approved);
		hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'approved' });
		expect(hall.view('screen').comments).toEqual({});
	});

	it('what was taken off and then hidden is not put back on by undo', () => {
		const comment = hall.comment(hall.resident('ans'));
		hall.do(facilitator, { type: 'comment.project', comment, projected: true });
		const takenOff = hall.do(facilitator, { type: 'comment.project', comment, projected: false });
		hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'hidden' });
		expect(undo(takenOff)).toEqual(changedSince);
	});

	it('a withdrawn comment does not come back', () => {
		const ans = hall.resident('ans');
		const comment = hall.comment(ans);
		const hidden = hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'hidden' });
		hall.do(ans, { type: 'comment.withdraw', comment });
		expect(undo(hidden)).toEqual(changedSince);
	});
});

describe('what a colleague did after it stands', () => {
	it('though it looks as before: a round that was closed, reopened, and closed again stays closed', () => {
		const round = hall.round('open');
		const closed = hall.do(facilitator, { type: 'round.close', round });
		const reopened = hall.do(facilitator, { type: 'round.reopen', round });
		const again = hall.do(secondFacilitator, { type: 'round.close', round });
		expect([undo(closed), undo(reopened)]).toEqual([changedSince, changedSince]);
		expect([undo(again), undo(reopened), undo(closed)]).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
		expect(hall.state.entries.round.get(round)?.phase).toBe('open');
	});
});
