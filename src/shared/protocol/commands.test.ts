import { describe, expect, it } from 'vitest';
import { commandTypes, parseCommand } from './commands.ts';
import { allowedRoles, roles } from './roles.ts';

const id = 'command-1';
const round = 'round-001';

describe('a message', () => {
	it('is a command with an id of 8 to 36 url-safe characters', () => {
		const undo = (id: unknown) => parseCommand({ id, type: 'undo', command: 'command-0' });
		expect(undo('abcd-EF_')).not.toBeNull();
		expect(undo('a'.repeat(36))).not.toBeNull();
		for (const wrong of ['a'.repeat(7), 'a'.repeat(37), 'abcd efgh', 'abcdefg/', '', 12345678, null, undefined, ['abcdefgh'], {}])
			expect(undo(wrong)).toBeNull();
	});

	it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty', '__defineGetter__'])(
		'never bears the name of something that every object inherits: %s',
		(name) => {
			expect(parseCommand({ id, type: 'comment.add', comment: name, theme: 1, text: 'Hallo' })).toBeNull();
		}
	);

	it.each([null, undefined, 7, 'undo', [], [{ id, type: 'undo', command: id }], {}, { id }, { id, type: 'nothing' }, { id, type: 'toString' }, { id, type: ['undo'], command: id }])(
		'that is no command is refused: %j',
		(message) => {
			expect(parseCommand(message)).toBeNull();
		}
	);

	it.each(commandTypes)('%s without its fields, or with one too many, is refused', (type) => {
		const bare = type === 'evening.code' || type === 'participant.join';
		expect(parseCommand({ id, type }) === null).toBe(!bare);
		expect(parseCommand({ id, type, seat: 'another-seat' })).toBeNull();
	});

	it('takes no seat, role or participant: those come from the connection', () => {
		const good = { id, type: 'ballot.set', round, option: '1', dots: 1, revision: 0 };
		expect(parseCommand(good)).toEqual(good);
		for (const extra of [{ seat: 's' }, { role: 'facilitator' }, { participant: 'p' }, { at: 0 }])
			expect(parseCommand({ ...good, ...extra })).toBeNull();
	});
});

describe('dots', () => {
	const set = (fields: object) => parseCommand({ id, type: 'ballot.set', round, option: '1', dots: 1, revision: 0, ...fields });

	it.each([-1, 0.5, 101, NaN, Infinity, '1', null])('are a whole number from 0 to 100, not %s', (dots) => {
		expect(set({ dots })).toBeNull();
	});

	it.each(['0', '01', '1000', 'A', 'aa', '', '1 ', 7])('are for a theme or a line, not %j', (option) => {
		expect(set({ option })).toBeNull();
	});

	it.each([-1, 0.5, 2 ** 53, 1e300, '0'])('are based on a revision that counts, not %s', (revision) => {
		expect(set({ revision })).toBeNull();
	});

	it('that are offered name options only', () => {
		const offer = (dots: unknown) => parseCommand({ id, type: 'ballot.offer', round, dots, revision: 1 });
		expect(offer({ 1: 2, b: 1 })).not.toBeNull();
		expect(offer(JSON.parse('{"__proto__": 3}'))).toEqual(offer({}));
		for (const wrong of [{ x1: 1 }, { 1: -1 }, { 1: '1' }, null, 'veel']) expect(offer(wrong)).toBeNull();
	});
});

describe('themes', () => {
	it('come with what is not known filled in', () => {
		expect(parseCommand({ id, type: 'theme.add', themes: [{ title: 'Groen', main: 'overig' }] })).toEqual({
			id,
			type: 'theme.add',
			themes: [{ title: 'Groen', main: 'overig', explanation: '', mentioned: null, quotes: [], grave: false, source: null }]
		});
	});

	it('that are edited come without: a field that is not named must stay as it is', () => {
		const edit = { id, type: 'theme.edit', theme: 7, set: { title: 'Bomen' } };
		expect(parseCommand(edit)).toEqual(edit);
		expect(parseCommand({ ...edit, set: {} })).toEqual({ ...edit, set: {} });
	});

	it('lose fields that no theme has', () => {
		const message = { id, type: 'theme.add', themes: [{ title: 'Groen', main: 'overig', removed: true, x: 1e9 }] };
		expect(JSON.stringify(parseCommand(message))).not.toMatch(/removed|"x"/);
	});

	it.each([
		{ main: 'onbekend' },
		{ number: 0 },
		{ number: 1000 },
		{ number: 1.5 },
		{ quotes: ['1', '2', '3', '4', '5', '6'] },
		{ mentioned: -1 },
		{ title: 'a'.repeat(20_001) }
	])('with %j are refused', (fields) => {
		expect(parseCommand({ id, type: 'theme.add', themes: [{ title: 'Groen', main: 'overig', ...fields }] })).toBeNull();
	});

	it('are 200 at a time at most', () => {
		const themes = (count: number) => Array.from({ length: count }, () => ({ title: 'Groen', main: 'overig' }));
		expect(parseCommand({ id, type: 'theme.add', themes: themes(200) })).not.toBeNull();
		expect(parseCommand({ id, type: 'theme.add', themes: themes(201) })).toBeNull();
		expect(parseCommand({ id, type: 'theme.add', themes: [] })).toBeNull();
	});

	it.each([NaN, Infinity, 1e7, '5', null])('are not moved to %s', (x) => {
		expect(parseCommand({ id, type: 'theme.move', moves: [{ theme: 1, x, y: 0 }] })).toBeNull();
	});
});

it('a text of 20,000 characters gets through, to be refused by name; a longer one is no message', () => {
	const add = (length: number) => parseCommand({ id, type: 'comment.add', comment: 'comment-1', theme: 1, text: 'a'.repeat(length) });
	expect(add(20_000)).not.toBeNull();
	expect(add(20_001)).toBeNull();
});

it('every command has its row in the table of roles', () => {
	expect(Object.keys(allowedRoles).sort()).toEqual([...commandTypes].sort());
	for (const allowed of Object.values(allowedRoles)) {
		expect(allowed.length).toBeGreaterThan(0);
		expect(roles).toEqual(expect.arrayContaining([...allowed]));
	}
});
