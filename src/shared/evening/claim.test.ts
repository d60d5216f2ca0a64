import { beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../protocol/refusals.ts';
import type { Role } from '../protocol/roles.ts';
import type { Actor } from './decision.ts';
import { facilitator, Hall, illustrator, versionCalled } from './test-hall.ts';

const bram: Actor = { role: 'illustrator', seat: 'seat-bram', participant: null };
let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});
const claims = (role: 'illustrator' | 'facilitator' = 'illustrator') => Object.values(hall.view(role).claims).map(({ theme, name }) => `${name}: ${theme}`);
const claim = (actor: Actor, claim: string, theme: number, name = 'Noor') => hall.give(actor, { type: 'claim.add', claim, theme, name });

describe('‘ik teken deze’', () => {
	it('is seen by illustrators and regie, and by nobody else; two may draw the same', () => {
		claim(illustrator, 'claim-number-1', 2);
		claim(bram, 'claim-number-2', 2, 'Bram');
		for (const role of ['illustrator', 'facilitator'] as const) expect(claims(role)).toEqual(['Noor: 2', 'Bram: 2']);
		for (const role of ['participant', 'screen', 'moderator', 'helper'] as Role[]) expect(JSON.stringify(hall.view(role))).not.toContain('Noor');
	});

	it('asks a name and a theme that is there, and is one however often it is pressed', () => {
		expect(claim(illustrator, 'claim-number-1', 2, ' ')).toEqual(refuse('text.empty'));
		expect(claim(illustrator, 'claim-number-1', 99)).toEqual(refuse('theme.unknown', { theme: 99 }));
		claim(illustrator, 'claim-number-1', 2);
		expect(claim(illustrator, 'claim-number-2', 2)).toMatchObject({ ok: true, events: [] });
		hall.do(facilitator, { type: 'evening.close', closed: true });
		expect(claim(bram, 'claim-number-3', 1, 'Bram')).toEqual(refuse('evening.closed'));
	});

	it('ends when its illustrator says so or sends the drawing, and by no one else', () => {
		claim(illustrator, 'claim-number-1', 2);
		claim(illustrator, 'claim-number-2', 1);
		claim(bram, 'claim-number-3', 1, 'Bram');
		expect(hall.give(bram, { type: 'claim.remove', claim: 'claim-number-1' })).toEqual(refuse('claim.unknown'));
		expect(hall.give(illustrator, { type: 'claim.remove', claim: 'claim-number-1' })).toMatchObject({ ok: true, erase: [expect.any(String)] });
		expect(claims()).toEqual(['Noor: 1', 'Bram: 1']);
		expect(hall.give(illustrator, { type: 'drawing.offer', drawing: 'drawing-1', version: versionCalled('a'), theme: 1, title: '', credit: '' })).toMatchObject({ ok: true, erase: [expect.any(String)] });
		expect(claims()).toEqual(['Bram: 1']);
	});

	it('goes along with the card of its theme, and is no step of the evening', () => {
		claim(illustrator, 'claim-number-1', 2);
		hall.do(facilitator, { type: 'theme.merge', themes: [2], into: 1 });
		expect(claims()).toEqual(['Noor: 1']);
		expect(Object.values(hall.view('facilitator').history).filter(({ by }) => by === 'illustrator')).toEqual([]);
	});
});

describe('a message', () => {
	const texts = () => Object.values(hall.view('facilitator').messages).map(({ from, name, text }) => [from, name ?? '', text]);

	it('goes between illustrators and regie; each takes back the own ones, and the words are gone', () => {
		hall.do(illustrator, { type: 'message.send', message: 'message-1', text: 'Mag het in kleur?', name: 'Noor' });
		// What regie is called nobody typed.
		hall.do(facilitator, { type: 'message.send', message: 'message-2', text: 'Ja, graag.', name: 'Anna' });
		expect(texts()).toEqual([['illustrator', 'Noor', 'Mag het in kleur?'], ['regie', '', 'Ja, graag.']]);
		expect(hall.give(facilitator, { type: 'message.takeBack', message: 'message-1' })).toEqual(refuse('message.unknown'));
		const taken = hall.give(illustrator, { type: 'message.takeBack', message: 'message-1' });
		// The words and the name.
		expect(taken).toMatchObject({ ok: true, erase: [expect.any(String), expect.any(String)] });
		expect(texts()).toEqual([['regie', '', 'Ja, graag.']]);
	});

	it('holds words, and not too many', () => {
		const send = (text: string) => hall.give(illustrator, { type: 'message.send', message: 'message-1', text });
		expect(send('  ')).toEqual(refuse('text.empty'));
		expect(send('x'.repeat(201))).toEqual(refuse('text.tooLong', { most: 200, length: 201 }));
	});
});

describe('the order in which illustrators tell', () => {
	it('is set by regie, seen by illustrators, and taken back', () => {
		hall.do(facilitator, { type: 'evening.turns', names: ['Noor', ' ', 'Bram'] });
		expect(hall.view('illustrator').turns).toEqual(['Noor', 'Bram']);
		const command = hall.newId('command');
		hall.give(facilitator, { type: 'evening.turns', names: ['Bram', 'Noor'] }, command);
		expect(hall.view('illustrator').turns).toEqual(['Bram', 'Noor']);
		hall.do(facilitator, { type: 'undo', command });
		expect(hall.view('illustrator').turns).toEqual(['Noor', 'Bram']);
		expect(hall.give(facilitator, { type: 'evening.turns', names: ['Noor', 'Bram'] })).toMatchObject({ ok: true, events: [] });
	});
});
