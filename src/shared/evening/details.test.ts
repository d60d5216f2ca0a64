import { beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../protocol/refusals.ts';
import { detailsOf } from './state.ts';
import { facilitator, Hall } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

describe('an evening', () => {
	it('begins with the door open, comments that wait for approval, and a code', () => {
		expect(hall.view('participant')).toEqual({
			evening: { title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-11-24', code: 'CODE1' },
			themes: expect.any(Object),
			drawings: {},
			rounds: {},
			comments: {},
			now: { mode: 'join' },
			approval: 'before'
		});
	});

	it('begins once', () => {
		const again = { type: 'evening.begin' as const, title: 'Andere avond', area: 'Elders', date: '2026-11-25' };
		expect(hall.give(facilitator, again)).toEqual(refuse('message.invalid'));
		expect(hall.view('screen').evening.title).toBe('Gebiedsavond');
	});

	it('has a title and an area of 120 characters at most', () => {
		hall.do(facilitator, { type: 'evening.rename', title: 'Avond van de Kom' });
		hall.do(facilitator, { type: 'evening.area', name: 'De Kom' });
		expect(hall.view('screen').evening).toMatchObject({ title: 'Avond van de Kom', area: 'De Kom' });
		expect(hall.give(facilitator, { type: 'evening.rename', title: ' ' })).toEqual(refuse('text.empty'));
		expect(hall.give(facilitator, { type: 'evening.area', name: 'a'.repeat(121) })).toEqual(refuse('text.tooLong', { most: 120, length: 121 }));
	});

	it('tells whom to ask about one’s data, where that was typed in', () => {
		const told = hall.do(facilitator, { type: 'evening.contact', contact: ' privacy@example.nl ' });
		expect(hall.view('participant').evening.contact).toBe('privacy@example.nl');
		expect(hall.give(facilitator, { type: 'evening.contact', contact: 'a'.repeat(121) })).toEqual(refuse('text.tooLong', { most: 120, length: 121 }));
		hall.do(facilitator, { type: 'undo', command: told });
		expect('contact' in hall.view('participant').evening).toBe(false);
		hall.do(facilitator, { type: 'evening.contact', contact: '010 123 45 67' });
		hall.do(facilitator, { type: 'evening.contact', contact: '' });
		expect('contact' in hall.view('participant').evening).toBe(false);
	});

	it('lets a phone vote for a second person, or asks for a vote card, where regie says so; also one that is older than these', () => {
		const settings = [
			[{ type: 'evening.second', second: true }, 'second'],
			[{ type: 'evening.voteCards', asked: true }, 'voteCardsAsked']
		] as const;
		const { second: _second, voteCardsAsked: _asked, voteCards: _made, ...older } = detailsOf(hall.state);
		hall.state.entries.evening.set('this', older);
		for (const [command, field] of settings) {
			const chosen = hall.do(facilitator, command);
			for (const role of ['facilitator', 'participant', 'helper'] as const) expect(hall.view(role).evening[field]).toBe(true);
			hall.do(facilitator, { type: 'undo', command: chosen });
			expect(hall.view('participant').evening).not.toHaveProperty(field);
		}
	});

	it('numbers its vote cards on, never makes one twice, and has 4,000 at most', () => {
		hall.do(facilitator, { type: 'voteCard.make', count: 40 });
		const more = hall.do(facilitator, { type: 'voteCard.make', count: 10 });
		expect(hall.view('facilitator').voteCards).toBe(50);
		expect(JSON.stringify(hall.view('participant'))).not.toContain('"voteCards"');
		// They may lie on the tables.
		expect(hall.give(facilitator, { type: 'undo', command: more })).toEqual(refuse('undo.unknown'));
		for (let time = 0; time < 9; time += 1) hall.do(facilitator, { type: 'voteCard.make', count: 400 });
		expect(hall.give(facilitator, { type: 'voteCard.make', count: 400 })).toEqual(refuse('voteCard.tooMany', { most: 4000, made: 3650 }));
	});

	it('has a municipality’s look, or ours: everyone sees it', () => {
		const chosen = hall.do(facilitator, { type: 'evening.style', style: { path: 'voorbeeld/0123abcd', logo: 'Gemeente Voorbeeld' } });
		for (const role of ['facilitator', 'moderator', 'screen', 'participant', 'illustrator'] as const)
			expect(hall.view(role).evening.style).toEqual({ path: 'voorbeeld/0123abcd', logo: 'Gemeente Voorbeeld' });
		expect(hall.give(facilitator, { type: 'evening.style', style: { path: 'voorbeeld/0123abcd', logo: 'a'.repeat(121) } })).toEqual(refuse('text.tooLong', { most: 120, length: 121 }));
		const another = hall.do(facilitator, { type: 'evening.style', style: { path: 'kaal/0123abcd', logo: '' } });
		expect(hall.view('screen').evening.style).toEqual({ path: 'kaal/0123abcd' });
		hall.do(facilitator, { type: 'undo', command: another });
		expect(hall.view('screen').evening.style).toEqual({ path: 'voorbeeld/0123abcd', logo: 'Gemeente Voorbeeld' });
		hall.do(facilitator, { type: 'undo', command: chosen });
		expect('style' in hall.view('screen').evening).toBe(false);
	});

	it('knows how large its hall is, for regie only, and takes that back', () => {
		hall.do(facilitator, { type: 'evening.hall', width: 2.5, farthest: null });
		const measured = hall.do(facilitator, { type: 'evening.hall', width: 2.5, farthest: 12 });
		expect(hall.view('facilitator').hall).toEqual({ width: 2.5, farthest: 12 });
		expect(JSON.stringify(hall.view('screen'))).not.toContain('farthest');
		hall.do(facilitator, { type: 'undo', command: measured });
		expect(hall.view('facilitator').hall).toEqual({ width: 2.5 });
	});

	it('tells its wifi on the join picture alone, once regie chose so', () => {
		expect(hall.give(facilitator, { type: 'evening.wifiShown', shown: true })).toEqual(refuse('wifi.none'));
		expect(hall.give(facilitator, { type: 'evening.wifi', network: 'Zaal', password: 'kort' })).toEqual(refuse('wifi.password', { least: 8 }));
		expect(hall.give(facilitator, { type: 'evening.wifi', network: '', password: 'gebiedsavond' })).toEqual(refuse('text.empty'));
		const typed = hall.do(facilitator, { type: 'evening.wifi', network: 'Zaal', password: 'gebiedsavond' });
		expect(hall.view('facilitator').wifi).toEqual({ network: 'Zaal', password: 'gebiedsavond' });
		for (const role of ['screen', 'participant', 'moderator', 'helper', 'illustrator'] as const) expect(JSON.stringify(hall.view(role))).not.toContain('gebiedsavond');
		hall.do(facilitator, { type: 'evening.wifiShown', shown: true });
		expect(hall.view('screen').wifi).toEqual({ network: 'Zaal', password: 'gebiedsavond' });
		hall.do(facilitator, { type: 'screen.show', show: { mode: 'welcome' } });
		expect('wifi' in hall.view('screen')).toBe(false);
		hall.do(facilitator, { type: 'screen.show', show: { mode: 'join' } });
		hall.do(facilitator, { type: 'evening.door', door: 'closed' });
		expect('wifi' in hall.view('screen')).toBe(false);
		hall.do(facilitator, { type: 'evening.door', door: 'open' });
		hall.do(facilitator, { type: 'undo', command: typed });
		expect('wifi' in hall.view('screen')).toBe(false);
		// Typed anew it waits until regie chooses it again.
		hall.do(facilitator, { type: 'evening.wifi', network: 'Zaal', password: '' });
		expect([hall.view('facilitator').wifi, 'wifi' in hall.view('screen')]).toEqual([{ network: 'Zaal' }, false]);
		hall.do(facilitator, { type: 'evening.wifi', network: '', password: '' });
		expect('wifi' in hall.view('facilitator')).toBe(false);
	});

	it('is moved to another day: everyone sees it', () => {
		hall.do(facilitator, { type: 'evening.date', date: '2027-01-12' });
		for (const role of ['facilitator', 'moderator', 'screen', 'participant', 'illustrator'] as const)
			expect(hall.view(role).evening.date).toBe('2027-01-12');
	});

	it('hears from the programme what its area is called: it takes that back nowhere else', () => {
		const told = hall.do(facilitator, { type: 'evening.area', name: 'De Kom' });
		expect(hall.give(facilitator, { type: 'undo', command: told })).toEqual(refuse('undo.unknown'));
	});

	it('tells everyone that the door is closed, that the evening is over, that it is a rehearsal', () => {
		hall.do(facilitator, { type: 'evening.door', door: 'closed' });
		hall.do(facilitator, { type: 'evening.close', closed: true });
		hall.do(facilitator, { type: 'evening.rehearsal', rehearsal: true });
		expect(hall.view('participant').evening).toMatchObject({ door: 'closed', closed: true, rehearsal: true });
	});
});

describe('the end of the evening', () => {
	it('closes the round that is open, and the way back opens both', () => {
		const round = hall.round('open');
		const closed = hall.do(facilitator, { type: 'evening.close', closed: true });
		expect(hall.state.entries.round.get(round)?.phase).toBe('closed');
		hall.do(facilitator, { type: 'undo', command: closed });
		expect(detailsOf(hall.state).closed).toBe(false);
		expect(hall.state.entries.round.get(round)?.phase).toBe('open');
	});

	it('leaves the round closed when the evening is opened again by hand', () => {
		const round = hall.round('open');
		hall.do(facilitator, { type: 'evening.close', closed: true });
		hall.do(facilitator, { type: 'evening.close', closed: false });
		expect(hall.state.entries.round.get(round)?.phase).toBe('closed');
	});
});

describe('a new code', () => {
	it('takes the place of the old one, which is remembered to be told apart from a typing error', () => {
		hall.do(facilitator, { type: 'evening.code' });
		expect(detailsOf(hall.state)).toMatchObject({ code: 'CODE2', formerCodes: ['CODE1'] });
		expect(JSON.stringify(hall.view('participant'))).not.toContain('CODE1');
	});

	it('is the one thing that is never undone: the old one may have leaked', () => {
		const replaced = hall.do(facilitator, { type: 'evening.code' });
		expect(hall.give(facilitator, { type: 'undo', command: replaced })).toEqual(refuse('undo.unknown'));
	});
});

describe('three numbers, never one', () => {
	it('present is typed in, joined counts participants, voted counts ballots with a dot', () => {
		const round = hall.round('open');
		const ans = hall.resident('ans');
		hall.resident('bea');
		hall.dots(ans, round, '1', 1);
		hall.do(facilitator, { type: 'evening.present', present: 80 });
		const view = hall.view('facilitator');
		expect([view.present, view.joined, view.rounds[round]?.voted]).toEqual([80, 2, 1]);
	});

	it('present can be taken away again', () => {
		hall.do(facilitator, { type: 'evening.present', present: 80 });
		hall.do(facilitator, { type: 'evening.present', present: null });
		expect(hall.view('facilitator')).not.toHaveProperty('present');
	});

	it('joining twice counts once', () => {
		const ans = hall.resident('ans');
		expect(hall.give(ans, { type: 'participant.join' })).toMatchObject({ ok: true, events: [] });
		expect(hall.view('screen').joined).toBe(1);
	});
});
