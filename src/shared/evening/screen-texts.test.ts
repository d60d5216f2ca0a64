import { beforeEach, describe, expect, it } from 'vitest';
import { defaultRules } from '../programme/house-rules.ts';
import type { CommandInput } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { facilitator, Hall } from './test-hall.ts';

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

const show = (show: CommandInput<'screen.show'>['show']) => hall.give(facilitator, { type: 'screen.show', show });
const write = (heading: string, lines: string) => hall.give(facilitator, { type: 'screen.text', heading, lines });

describe('the house rules', () => {
	const rules = (...rules: string[]) => hall.do(facilitator, { type: 'screen.rules', rules });

	it('are the usual ones until a facilitator writes others, and again when that is undone', () => {
		show({ mode: 'welcome' });
		expect(hall.view('screen').texts).toEqual({ rules: [...defaultRules] });
		const written = rules('Iedereen mag iets zeggen.', ' ', 'Een\nregel.');
		expect(hall.view('screen').texts).toEqual({ rules: ['Iedereen mag iets zeggen.', 'Een regel.'] });
		hall.do(facilitator, { type: 'undo', command: written });
		expect(hall.view('screen').texts).toEqual({ rules: [...defaultRules] });
	});

	it('may be none at all', () => {
		rules('', ' ');
		show({ mode: 'welcome' });
		expect(hall.view('screen').texts).toEqual({ rules: [] });
	});

	it('are short', () => {
		expect(hall.give(facilitator, { type: 'screen.rules', rules: ['a'.repeat(61)] })).toEqual(refuse('text.tooLong', { most: 60, length: 61 }));
	});

	it('that say the same are no change', () => {
		rules('Luister naar elkaar.');
		expect(hall.give(facilitator, { type: 'screen.rules', rules: ['Luister naar elkaar.'] })).toMatchObject({ events: [] });
	});
});

describe('a text of regie’s own', () => {
	it('is for regie alone until it is shown, and is kept', () => {
		expect(show({ mode: 'text' })).toEqual(refuse('text.empty'));
		write('Pauze', 'Koffie en thee achterin.\nTot half negen.');
		expect(hall.view('facilitator').texts).toMatchObject({ heading: 'Pauze', lines: 'Koffie en thee achterin.\nTot half negen.' });
		expect(JSON.stringify(hall.view('screen'))).not.toContain('Pauze');
		show({ mode: 'text' });
		expect(hall.view('screen')).toMatchObject({ show: { mode: 'text' }, texts: { heading: 'Pauze', lines: 'Koffie en thee achterin.\nTot half negen.' } });
		expect(JSON.stringify(hall.view('participant'))).not.toContain('Pauze');
		show({ mode: 'join' });
		expect(hall.view('screen')).not.toHaveProperty('texts');
		expect(hall.view('facilitator').texts.heading).toBe('Pauze');
	});

	it('has a heading, or lines, or both', () => {
		expect(write(' ', '\n')).toEqual(refuse('text.empty'));
		expect(write('Pauze', '')).toMatchObject({ ok: true });
		show({ mode: 'text' });
		expect(hall.view('screen').texts).toEqual({ heading: 'Pauze' });
		expect(write('', 'Tot zo.')).toMatchObject({ ok: true });
		expect(hall.view('screen').texts).toEqual({ lines: 'Tot zo.' });
	});

	it('is no longer than the last row can read', () => {
		expect(write('', 'a\nb\nc\nd\ne\nf')).toEqual(refuse('text.tooManyLines', { most: 5 }));
		expect(write('a'.repeat(61), '')).toMatchObject({ code: 'text.tooLong' });
		expect(write('', 'a'.repeat(161))).toMatchObject({ code: 'text.tooLong' });
	});

	it('comes back as it was by undo', () => {
		write('Pauze', '');
		const second = hall.do(facilitator, { type: 'screen.text', heading: 'Einde', lines: '' });
		hall.do(facilitator, { type: 'undo', command: second });
		expect(hall.view('facilitator').texts.heading).toBe('Pauze');
	});
});

describe('a question', () => {
	it('is that of a round which is there', () => {
		const round = hall.round('open');
		expect(show({ mode: 'question', round })).toMatchObject({ ok: true });
		expect(hall.view('screen').show).toEqual({ mode: 'question', round });
		expect(show({ mode: 'question', round: 'round-unknown' })).toEqual(refuse('round.unknown'));
	});
});
