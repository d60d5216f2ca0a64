import { createHmac } from 'node:crypto';
import { glob, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath, resolve } from 'node:path';
import { io } from 'socket.io-client';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieName, newBrowser } from '#server/access/cookie.ts';
import { linkRoles } from '#server/access/links.ts';
import type { App } from '#server/app.ts';
import type { CollectionCommand } from '#shared/programme/collection/commands.ts';
import { commandTypes, type CommandInput, type CommandType } from '#shared/protocol/commands.ts';
import type { Refusal } from '#shared/protocol/refusals.ts';
import { roles, type Role } from '#shared/protocol/roles.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import { inDataDir, makeEvening, prepareEvening, type Facilitator, type Prepared } from './evening.ts';
import { join, Line, until, type Seated } from './line.ts';
import { startServer, type TestServer } from './server.ts';

// Who may do what, and who may hold what, asked of the real server.

/** The table. 'ja': taken up, or refused for what it asks; '-': refused for the role; 'server': from nobody over a socket. */
const table = `
                      facilitator  moderator  helper  screen  participant  illustrator
  evening.begin       server       server     server  server  server       server
  evening.rename      ja           -          -       -       -            -
  evening.area        server       server     server  server  server       server
  evening.contact     ja           -          -       -       -            -
  evening.date        ja           -          -       -       -            -
  evening.door        ja           -          -       -       -            -
  evening.code        ja           -          -       -       -            -
  evening.approval    ja           -          -       -       -            -
  evening.style       ja           -          -       -       -            -
  evening.present     ja           -          -       -       -            -
  evening.close       ja           -          -       -       -            -
  evening.second      ja           -          -       -       -            -
  evening.turns       ja           -          -       -       -            -
  evening.hangAtOnce  ja           -          -       -       -            -
  evening.voteCards   ja           -          -       -       -            -
  evening.hall        ja           -          -       -       -            -
  evening.wifi        ja           -          -       -       -            -
  evening.wifiShown   ja           -          -       -       -            -
  evening.rehearsal   ja           -          -       -       -            -
  voteCard.make       ja           -          -       -       -            -
  theme.add           ja           -          -       -       -            -
  theme.edit          ja           -          -       -       -            -
  theme.remove        ja           -          -       -       -            -
  theme.move          ja           -          -       -       -            -
  theme.lock          ja           -          -       -       -            -
  theme.hide          ja           -          -       -       -            -
  theme.group         ja           -          -       -       -            -
  theme.merge         ja           -          -       -       -            -
  theme.split         ja           -          -       -       -            -
  group.add           ja           -          -       -       -            -
  group.rename        ja           -          -       -       -            -
  group.fold          ja           -          -       -       -            -
  group.empty         ja           -          -       -       -            -
  note.add            ja           -          -       -       -            -
  note.edit           ja           -          -       -       -            -
  note.move           ja           -          -       -       -            -
  note.remove         ja           -          -       -       -            -
  round.add           ja           -          -       -       -            -
  round.edit          ja           -          -       -       -            -
  round.remove        ja           -          -       -       -            -
  round.open          ja           -          -       -       -            -
  round.close         ja           -          -       -       -            -
  round.reopen        ja           -          -       -       -            -
  round.show          ja           -          -       -       -            -
  segment.add         ja           -          -       -       -            -
  segment.edit        ja           -          -       -       -            -
  segment.move        ja           -          -       -       -            -
  segment.remove      ja           -          -       -       -            -
  runSheet.begins     ja           -          -       -       -            -
  runSheet.go         ja           -          -       -       -            -
  runSheet.pause      ja           -          -       -       -            -
  paper.count         ja           -          ja      -       -            -
  paper.remove        ja           -          ja      -       -            -
  feedback.give       -            -          -       -       ja           -
  help.ask            server       server     server  server  server       server
  help.putAway        ja           -          -       -       -            -
  ballot.set          -            -          -       -       ja           -
  ballot.offer        -            -          -       -       ja           -
  comment.add         -            -          ja      -       ja           -
  comment.withdraw    -            -          ja      -       ja           -
  comment.support     -            -          -       -       ja           -
  comment.review      ja           ja         -       -       -            -
  comment.project     ja           -          -       -       -            -
  block.add           ja           ja         -       -       -            -
  block.remove        ja           ja         -       -       -            -
  drawing.offer       server       server     server  server  server       server
  drawing.replace     server       server     server  server  server       server
  drawing.crop        server       server     server  server  server       server
  drawing.stages      ja           -          -       -       -            ja
  drawing.describe    ja           -          -       -       -            ja
  drawing.place       ja           -          -       -       -            -
  drawing.takeDown    ja           -          -       -       -            -
  drawing.withdraw    ja           -          -       -       -            ja
  claim.add           -            -          -       -       -            ja
  claim.remove        -            -          -       -       -            ja
  message.send        ja           -          -       -       -            ja
  message.takeBack    ja           -          -       -       -            ja
  strip.edit          ja           -          -       -       -            ja
  panel.add           ja           -          -       -       -            ja
  panel.edit          ja           -          -       -       -            ja
  panel.move          ja           -          -       -       -            ja
  panel.remove        ja           -          -       -       -            ja
  exhibit.add         server       server     server  server  server       server
  exhibit.describe    ja           -          -       -       -            -
  exhibit.remove      ja           -          -       -       -            -
  screen.show         ja           -          -       -       -            -
  screen.prepare      ja           -          -       -       -            -
  screen.turn         ja           -          -       ja      -            -
  screen.blank        ja           -          -       ja      -            -
  screen.rules        ja           -          -       -       -            -
  screen.text         ja           -          -       -       -            -
  screen.timer        ja           -          -       -       -            -
  participant.join    server       server     server  server  server       server
  quote.withdraw      server       server     server  server  server       server
  undo                ja           ja         ja      -       -            ja
`;

const anything = 'nothing-like-it';
const version = { id: 'version-1', files: { screen: 's', phone: 'p', thumbnail: 't' }, width: 10, height: 10 };
const exhibitOf = (exhibit: string, word: string): CommandInput<'exhibit.add'> => ({
	type: 'exhibit.add', exhibit, kind: 'picture', name: word, pages: [{ id: `page-of-${word}`, files: { screen: 's', thumbnail: 't' }, width: 10, height: 10 }], count: 1
});
/** A command of each type that is well formed and changes nothing that another test needs. */
const harmless: { [Type in CommandType]: CommandInput<Type> } = {
	'evening.begin': { type: 'evening.begin', title: 'Nog een', area: 'Elders', date: '2026-11-24' },
	'evening.rename': { type: 'evening.rename', title: 'Gebiedsavond' },
	'evening.area': { type: 'evening.area', name: 'Oude Kom' },
	'evening.contact': { type: 'evening.contact', contact: '' },
	'evening.date': { type: 'evening.date', date: '2026-11-24' },
	'evening.door': { type: 'evening.door', door: 'open' },
	'evening.code': { type: 'evening.code' },
	'evening.approval': { type: 'evening.approval', approval: 'before' },
	'evening.style': { type: 'evening.style', style: null },
	'evening.present': { type: 'evening.present', present: null },
	'evening.close': { type: 'evening.close', closed: false },
	'evening.second': { type: 'evening.second', second: false },
	'evening.voteCards': { type: 'evening.voteCards', asked: false },
	'voteCard.make': { type: 'voteCard.make', count: 1 },
	'evening.hall': { type: 'evening.hall', width: 2.5, farthest: 12 },
	'evening.wifi': { type: 'evening.wifi', network: 'geheim-netwerk', password: 'geheim-wachtwoord' },
	'evening.wifiShown': { type: 'evening.wifiShown', shown: false },
	'evening.rehearsal': { type: 'evening.rehearsal', rehearsal: false },
	'theme.add': { type: 'theme.add', themes: [{ title: 'Nog een', main: 'overig' }] },
	'theme.edit': { type: 'theme.edit', theme: 1, set: {} },
	'quote.withdraw': { type: 'quote.withdraw', quotes: [anything] },
	'theme.remove': { type: 'theme.remove', themes: [999] },
	'theme.move': { type: 'theme.move', moves: [{ theme: 1, x: 0, y: 0 }] },
	'theme.lock': { type: 'theme.lock', themes: [999], locked: true },
	'theme.hide': { type: 'theme.hide', themes: [999], hidden: true },
	'theme.group': { type: 'theme.group', themes: [999], group: null },
	'theme.merge': { type: 'theme.merge', themes: [999], into: 998 },
	'theme.split': { type: 'theme.split', themes: [{ theme: 999, x: 0, y: 0 }] },
	'group.add': { type: 'group.add', group: nanoid(), name: 'Nog een', themes: [999] },
	'group.rename': { type: 'group.rename', group: anything, name: 'Anders' },
	'group.fold': { type: 'group.fold', group: anything, folded: true },
	'group.empty': { type: 'group.empty', group: anything },
	'note.add': { type: 'note.add', note: nanoid(), text: '', x: 0, y: 0 },
	'note.edit': { type: 'note.edit', note: anything, text: 'Anders' },
	'note.move': { type: 'note.move', notes: [{ note: anything, x: 0, y: 0 }] },
	'note.remove': { type: 'note.remove', notes: [anything] },
	'round.add': { type: 'round.add', round: nanoid(), kind: 'themes', title: 'Nog een', budget: 1, most: 1, results: 'open', themes: [1], lines: [] },
	'round.edit': { type: 'round.edit', round: anything, set: {} },
	'round.remove': { type: 'round.remove', round: anything },
	'round.open': { type: 'round.open', round: anything },
	'round.close': { type: 'round.close', round: anything },
	'round.reopen': { type: 'round.reopen', round: anything },
	'round.show': { type: 'round.show', round: anything, shown: true },
	'segment.add': { type: 'segment.add', segments: [{ segment: nanoid(), title: 'Pauze', minutes: 15, show: null, phones: 'comment', round: null, clock: false, notes: '' }], before: null },
	'segment.edit': { type: 'segment.edit', segment: anything, set: {} },
	'segment.move': { type: 'segment.move', segment: anything, before: null },
	'segment.remove': { type: 'segment.remove', segment: anything },
	'runSheet.begins': { type: 'runSheet.begins', at: null },
	'runSheet.go': { type: 'runSheet.go', to: null, from: null },
	'runSheet.pause': { type: 'runSheet.pause', paused: false },
	'feedback.give': { type: 'feedback.give', face: 5, sentence: '' },
	'paper.count': { type: 'paper.count', paper: nanoid(), round: anything, table: '', people: 1, dots: {} },
	'paper.remove': { type: 'paper.remove', paper: anything },
	'help.ask': { type: 'help.ask', situation: 'danger' },
	'help.putAway': { type: 'help.putAway', since: 0 },
	'ballot.set': { type: 'ballot.set', round: anything, option: '1', dots: 1, revision: 0 },
	'ballot.offer': { type: 'ballot.offer', round: anything, dots: {}, revision: 1 },
	'comment.add': { type: 'comment.add', comment: nanoid(), theme: 999, text: 'Hallo' },
	'comment.withdraw': { type: 'comment.withdraw', comment: anything },
	'comment.support': { type: 'comment.support', comment: anything, supported: true },
	'comment.review': { type: 'comment.review', comments: [anything], status: 'hidden' },
	'comment.project': { type: 'comment.project', comment: anything, projected: true },
	'block.add': { type: 'block.add', block: nanoid(), comment: anything },
	'block.remove': { type: 'block.remove', block: anything },
	'claim.add': { type: 'claim.add', claim: nanoid(), theme: 1, name: 'Noor' },
	'claim.remove': { type: 'claim.remove', claim: anything },
	'message.send': { type: 'message.send', message: nanoid(), text: '' },
	'message.takeBack': { type: 'message.takeBack', message: anything },
	'evening.hangAtOnce': { type: 'evening.hangAtOnce', atOnce: false },
	'evening.turns': { type: 'evening.turns', names: ['Noor'] },
	'drawing.offer': { type: 'drawing.offer', drawing: nanoid(), version, theme: null, title: '', credit: '' },
	'drawing.replace': { type: 'drawing.replace', drawing: anything, version },
	'drawing.crop': { type: 'drawing.crop', drawing: anything, from: 'version-0', version },
	'drawing.stages': { type: 'drawing.stages', drawing: anything, version: anything, stages: [] },
	'drawing.describe': { type: 'drawing.describe', drawing: anything, title: '', alt: '', credit: '' },
	'drawing.place': { type: 'drawing.place', drawing: anything, version: anything, theme: 1, checked: true },
	'drawing.takeDown': { type: 'drawing.takeDown', drawing: anything },
	'drawing.withdraw': { type: 'drawing.withdraw', drawing: anything },
	'strip.edit': { type: 'strip.edit', set: { layout: 2 } },
	'panel.add': { type: 'panel.add', panels: [{ panel: nanoid(), drawing: anything, frame: null }], before: null },
	'panel.edit': { type: 'panel.edit', panel: anything, set: { caption: '' } },
	'panel.move': { type: 'panel.move', panel: anything, before: null },
	'panel.remove': { type: 'panel.remove', panel: anything },
	'exhibit.add': exhibitOf(nanoid(), ''),
	'exhibit.describe': { type: 'exhibit.describe', exhibit: anything, name: '', alt: '' },
	'exhibit.remove': { type: 'exhibit.remove', exhibit: anything },
	'screen.show': { type: 'screen.show', show: { mode: 'join' } },
	'screen.prepare': { type: 'screen.prepare', show: null },
	'screen.turn': { type: 'screen.turn', subject: anything, held: null },
	'screen.blank': { type: 'screen.blank', blank: false },
	'screen.rules': { type: 'screen.rules', rules: ['Laat elkaar uitpraten.'] },
	'screen.text': { type: 'screen.text', heading: 'Pauze', lines: '' },
	'screen.timer': { type: 'screen.timer', step: 'set', minutes: 5 },
	'participant.join': { type: 'participant.join' },
	undo: { type: 'undo', command: anything }
};

// What is planted. Totals of many ballots are numbers that stand nowhere else.
const hiddenTotal = 12_345;
const unshownTotal = 6_789;
const ballotsOf = (total: number) => [...Array<number>(Math.floor(total / 100)).fill(100), total % 100].map((dots) => ({ 1: dots }));
const drawings = { offered: nanoid(), takenDown: nanoid(), withdrawn: nanoid() };
const offer = (drawing: string, word: string): CommandInput => ({
	type: 'drawing.offer', drawing, version: { ...version, id: `version-of-${word}` }, theme: 1, title: word, credit: word
});

let dataDir: string;
let server: TestServer;
let evening: Prepared;
let seats: Record<Role, Seated>;
let key: string;
/** The code of the first vote card of the evening. */
let voteCard: string;
/** Of the evening's area: a scout, and a story that is not online. */
const scout = nanoid();
const story = nanoid();
/** Of another evening of the same program. */
let facilitatorElsewhere: Facilitator;
/** Of who gave no command: the table uses up what a seat may send. */
let fresh: Record<Role, Seated>;
let lines: { [R in Role]: Line<R> };
/** The code of now: one of the commands replaces it. */
const code = () => lines.facilitator.view.evening.code;
/** Word -> who may hold it. */
let planted: Record<string, readonly Role[]>;

beforeAll(async () => {
	dataDir = await mkdtemp(joinPath(tmpdir(), 'wijkverhaal-roles-'));
	evening = await prepareEvening(dataDir, {
		themes: [{ title: 'Parkeren' }, { title: 'Zwerfvuil' }, { title: 'Drugs', grave: true }, { title: 'geheim-thema' }],
		rounds: [
			{ title: 'Dicht', budget: 100, most: 100, phase: 'closed', themes: [1, 2], ballots: ballotsOf(unshownTotal) },
			{ title: 'geheim-concept', phase: 'draft', themes: [1, 2] },
			{ title: 'Open', budget: 100, most: 100, phase: 'open', themes: [1, 2], ballots: ballotsOf(hiddenTotal) }
		],
		comments: [
			{ theme: 1, text: 'Gewoon te zien' },
			{ theme: 1, text: 'geheim-wachtend', status: 'waiting' },
			{ theme: 1, text: 'geheim-verborgen', status: 'hidden' },
			{ theme: 1, text: 'geheim-apart', status: 'held' },
			{ theme: 3, text: 'geheim-gevoelig', status: 'waiting' }
		],
		commands: [
			{ type: 'theme.remove', themes: [4] },
			{ type: 'group.add', group: nanoid(), name: 'geheim-groep', themes: [1, 2] },
			{ type: 'note.add', note: nanoid(), text: 'geheim-briefje', x: 0, y: 900 },
			{ type: 'evening.wifi', network: 'geheim-netwerk', password: 'geheim-wachtwoord' },
			exhibitOf(nanoid(), 'geheim-afbeelding'),
			offer(drawings.offered, 'geheim-aangeboden'),
			offer(drawings.takenDown, 'geheim-weggehaald'),
			{ type: 'drawing.place', drawing: drawings.takenDown, version: 'version-of-geheim-weggehaald', theme: 1, checked: true },
			{ type: 'drawing.takeDown', drawing: drawings.takenDown },
			offer(drawings.withdrawn, 'geheim-ingetrokken'),
			{ type: 'drawing.withdraw', drawing: drawings.withdrawn }
		]
	});
	const links = await inDataDir(dataDir, async (app) => {
		key = app.key;
		voteCard = app.voteCards.code(evening.id, 1);
		const seated = (role: Exclude<Role, 'participant'>) => {
			const { browser, cookie } = newBrowser(app.key);
			return { address: '', cookie: `${cookieName}=${cookie}`, seat: app.seats.token(browser, app.seats.ensure(browser, evening.id, role)) };
		};
		seats = {
			facilitator: { address: '', cookie: evening.facilitator.cookie, seat: evening.facilitator.seat },
			moderator: seated('moderator'),
			helper: seated('helper'),
			screen: seated('screen'),
			illustrator: seated('illustrator'),
			participant: { address: '', cookie: '', seat: '' }
		};
		await plantCollection(app, evening.area);
		facilitatorElsewhere = (await makeEvening(app, { themes: 1 })).facilitator;
		fresh = {
			facilitator: seated('facilitator'),
			moderator: seated('moderator'),
			helper: seated('helper'),
			screen: seated('screen'),
			illustrator: seated('illustrator'),
			participant: { address: '', cookie: '', seat: '' }
		};
		return app.links.of(evening.id);
	});
	server = await startServer({ dataDir });
	seats.participant = await join(server.local, evening.code);
	fresh.participant = await join(server.local, evening.code);
	for (const role of roles) seats[role].address = server.local;
	const line = <R extends Role>(role: R) => {
		const line = new Line<R>(seats[role]);
		line.received = [];
		return line.open();
	};
	lines = {
		facilitator: await line('facilitator'),
		moderator: await line('moderator'),
		helper: await line('helper'),
		screen: await line('screen'),
		participant: await line('participant'),
		illustrator: await line('illustrator')
	};
	planted = {
		'geheim-wachtend': ['facilitator', 'moderator'],
		'geheim-verborgen': ['facilitator', 'moderator'],
		'geheim-apart': ['facilitator', 'moderator'],
		'geheim-gevoelig': ['moderator'],
		'geheim-laat': ['facilitator', 'moderator'],
		'geheim-concept': ['facilitator'],
		'geheim-later-concept': ['facilitator'],
		'geheim-groep': ['facilitator'],
		'geheim-briefje': ['facilitator'],
		'geheim-netwerk': ['facilitator'],
		'geheim-wachtwoord': ['facilitator'],
		'geheim-afbeelding': ['facilitator'],
		'geheim-thema': [],
		'geheim-aangeboden': ['facilitator', 'illustrator'],
		'geheim-weggehaald': ['facilitator', 'illustrator'],
		'geheim-ingetrokken': [],
		// A role in the evening is none in its area.
		'geheim-opgehaald': [],
		'geheim-nagekeken': [],
		'geheim-verkenner': [],
		[String(unshownTotal)]: ['facilitator'],
		[unshownTotal.toLocaleString('nl')]: ['facilitator'],
		[String(hiddenTotal)]: [],
		[String(hiddenTotal + 1)]: [],
		[hiddenTotal.toLocaleString('nl')]: [],
		[links.screen.secret]: ['facilitator', 'screen'],
		[links.moderator.secret]: ['facilitator', 'moderator'],
		[links.helper.secret]: ['facilitator', 'helper'],
		[links.illustrator.secret]: ['facilitator', 'illustrator'],
		[voteCard]: ['facilitator'],
		[key]: [],
		[evening.voters[0]!]: [],
		[evening.voters[50]!]: []
	};
});
afterAll(async () => {
	for (const line of Object.values(lines ?? {})) line.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

describe('the table of who may give which command', () => {
	const [header, ...rows] = table.trim().split('\n').map((row) => row.trim().split(/\s+/));

	it('has a row for every command and a column for every role', () => {
		expect([...header!].sort()).toEqual([...roles].sort());
		expect(rows.map(([type]) => type).sort()).toEqual([...commandTypes].sort());
	});

	it.each(rows.flatMap(([type, ...cells]) => cells.map((cell, column) => [type, header![column], cell] as [CommandType, Role, string])))(
		'%s by %s: %s',
		async (type, role, cell) => {
			const answer = await lines[role].send(harmless[type] as CommandInput);
			const refusedForRole = !answer.ok && answer.code === 'role.notAllowed';
			expect(refusedForRole).toBe(cell !== 'ja');
			if (!answer.ok) expect(['role.notAllowed', 'message.invalid', 'server.fault'].filter((code) => code === answer.code)).toEqual(refusedForRole ? ['role.notAllowed'] : []);
		}
	);

	it('a role of a message’s own making counts for nothing', async () => {
		const line = await new Line<'participant'>(fresh.participant).open();
		for (const extra of [{ role: 'facilitator' }, { seat: seats.facilitator.seat }, { actor: { role: 'facilitator' } }]) {
			const answer = await line.socket.emitWithAck('command', { id: nanoid(), type: 'screen.blank', blank: true, ...extra });
			expect(answer).toEqual({ ok: false, code: 'message.invalid' });
		}
		line.close();
	});
});

/** Tries to connect. @returns 'connected', or the code that it was refused with; 'closed' without any. */
function connected(auth: object, headers: Record<string, string>): Promise<string> {
	const socket = io(server.local, { forceNew: true, reconnection: false, transports: ['websocket'], auth, extraHeaders: headers });
	return new Promise<string>((settle) => {
		socket.once('state', () => settle('connected'));
		socket.once('connect_error', (error: Error & { data?: Refusal }) => settle(error.data?.code ?? 'closed'));
	}).finally(() => socket.close());
}

describe('a seat', () => {
	const auth = (seat: string) => ({ version: protocolVersion, seat });
	const stranger = () => ({ cookie: `${cookieName}=${newBrowser(key).cookie}` });

	it.each(roles)('of a %s lets in its own browser, and no other', async (role) => {
		const { seat, cookie } = fresh[role];
		expect(await connected(auth(seat), { cookie })).toBe('connected');
		expect(await connected(auth(seat), stranger())).toBe('seat.unknown');
		// Who holds a good link must not hear that it is none.
		expect(await connected(auth(seat), {})).toBe(linkRoles.some((one) => one === role) ? 'browser.noCookies' : 'seat.unknown');
	});

	it('that was forged is unknown', async () => {
		const [id, evening, , participant] = seats.participant.seat.split('.');
		const claim = `${id}.${evening}.facilitator.${participant}`;
		const guessed = createHmac('sha256', 'guessed').update(`browser ${claim}`).digest('base64url').slice(0, 22);
		const { cookie } = seats.participant;
		for (const forged of [`${claim}.${guessed}`, seats.participant.seat.replace('participant', 'facilitator'), 'nonsense', '', '....'])
			expect(await connected(auth(forged), { cookie })).toBe('seat.unknown');
	});

	it('with a cookie that was forged is unknown', async () => {
		const { cookie, seat } = seats.facilitator;
		for (const forged of [`${cookie.slice(0, -2)}xx`, cookie.split('.')[0]!, `${cookieName}=`])
			expect(await connected(auth(seat), { cookie: forged })).toBe('seat.unknown');
	});

	it('that is taken back loses its line at once, and does not get another', async () => {
		const joined = await join(server.local, code());
		const line = await new Line<'participant'>(joined).open();
		const form = (action: string, cookie: string, fields: Record<string, string>) =>
			fetch(`${server.local}/mee/${code()}/verder?/${action}`, { method: 'POST', redirect: 'manual', headers: { cookie, accept: 'text/html' }, body: new URLSearchParams(fields) });
		const page = await (await form('show', joined.cookie, { seat: joined.seat })).text();
		const typed = /[A-HJ-NP-Z2-9]{4}[ -]?[A-HJ-NP-Z2-9]{4}/.exec(page.replace(/<[^>]*>/g, ' '))![0];
		const moved = await form('return', stranger().cookie, { return: typed });
		expect(moved.status).toBe(303);
		await until(() => line.refusal !== null, 'refusal');
		expect(line.refusal).toMatchObject({ code: 'seat.revoked' });
		expect(await connected(auth(joined.seat), { cookie: joined.cookie })).toBe('seat.revoked');
	});

	it('of another version of the wire, or without any, is refused by name', async () => {
		const { cookie, seat } = seats.participant;
		expect(await connected({ version: 999, seat }, { cookie })).toBe('protocol.version');
		for (const wrong of [{}, { seat }, { version: '1', seat }, { version: protocolVersion, seat: 7 }]) expect(await connected(wrong, { cookie })).toBe('message.invalid');
	});

	it('is not for pages of another site: neither a line nor a form', async () => {
		const { cookie, seat } = seats.facilitator;
		for (const origin of ['https://kwaad.example', 'http://127.0.0.1:1', 'null']) {
			expect(await connected(auth(seat), { cookie, origin })).toBe('closed');
			for (const path of ['/api/join', `/mee/${code()}`, '/regie', `/regie/${evening.id}/instellingen`, '/taal']) {
				const answer = await fetch(`${server.local}${path}`, { method: 'POST', redirect: 'manual', headers: { cookie, origin }, body: new URLSearchParams({ code: code() }) });
				expect(answer.status).toBe(403);
			}
		}
		expect(await connected(auth(seat), { cookie, origin: server.local })).toBe('connected');
	});
});

/** What was collected in an area: raw, found fit and in a story that nobody published, and a scout. */
async function plantCollection(app: App, area: string): Promise<void> {
	const account = 'leader';
	const form = nanoid();
	const statement = `${form}.goed`;
	await app.programme.submit({ id: nanoid(), type: 'area.staff', area, account, roles: ['projectLeader'] }, account);
	await app.collection.receive({ form, version: 1, area, card: 'V01-01', format: 1, notice: 1, day: null, code: null, answers: { goed: 'geheim-opgehaald' } }, { resident: true });
	const commands: CollectionCommand[] = [
		{ id: nanoid(), type: 'scout.add', scout, area, name: 'geheim-verkenner' },
		{ id: nanoid(), type: 'statement.approve', statement, version: 1, text: 'geheim-nagekeken' },
		{ id: nanoid(), type: 'story.begin', story, area, evening: null, title: 'Verhaal', paragraphs: [{ id: nanoid(), part: 'praise', theme: null, sources: [statement] }] }
	];
	for (const command of commands) {
		const outcome = await app.collection.submit(command, { account });
		if (!outcome.ok) throw new Error(outcome.code);
	}
}

/** Every address that answers a GET, with `secret` in the place of a link's secret. Fails for a part it does not know. */
async function addresses(secrets: string[]): Promise<string[]> {
	const values: Record<string, string[]> = {
		'[evening]': [evening.id],
		'[round]': evening.rounds,
		'[secret]': secrets,
		'[code]': [code()],
		'[[theme]]': ['', '1', '3'],
		'[area]': [evening.area],
		'[scout]': [scout],
		'[[card]]': ['', 'V01-01'],
		'[story]': [story]
	};
	let paths: string[] = [];
	for await (const file of glob('**/+{page.svelte,page@.svelte,server.ts}', { cwd: resolve(import.meta.dirname, '../src/routes') })) {
		let found = [`/${file.replace(/\/?\+[^/]+$/, '')}`];
		for (const [name] of file.matchAll(/\[\[?\w+\]?\]/g)) {
			if (!values[name]) throw new Error(`tests/roles.test.ts does not know what ${name} of ${file} stands for`);
			found = found.flatMap((path) => values[name]!.map((value) => path.replace(name, value).replace(/\/$/, '')));
		}
		paths.push(...found);
		if (/\+page@?\.svelte$/.test(file)) paths.push(...found.map((path) => `${path}/__data.json`));
	}
	for (const format of ['csv', 'json', 'pb']) {
		paths.push(`/uitslag/${evening.id}.${format}`);
		for (const round of [1, 2, 3]) paths.push(`/uitslag/${evening.id}.${format}?ronde=${round}`);
	}
	paths.push(`/uitslag/${evening.id}/hulp.csv`, `/avond/${evening.id}.avond`);
	paths.push(`/uitslag/${evening.id}/meelezen.csv`);
	for (const kind of ['pdf', 'png', 'html']) paths.push(`/strip/${evening.id}.${kind}`);
	for (const word of ['geheim-aangeboden', 'geheim-weggehaald', 'geheim-ingetrokken']) paths.push(`/tekening/version-of-${word}/screen`);
	paths.push('/schermbeeld/page-of-geheim-afbeelding/screen', '/schermbeeld/page-of-geheim-afbeelding/thumbnail');
	paths.push(`/regie/stemkaarten/${evening.id}?van=1&tot=2`);
	paths.push('/health', '/api/join', '/socket.io/', '/proef/nothing-like-it', '/api/trial-picture');
	return [...new Set(paths.map((path) => path.replace('//', '/')))];
}

describe('planted words', () => {
	const forbidden = (who: Role | 'visitor', text: string, except: string[] = []) =>
		Object.entries(planted)
			.filter(([word, mayHold]) => !except.includes(word) && !mayHold.some((role) => role === who) && text.includes(word))
			.map(([word]) => word);

	it('are in no message over the line of a role that may not hold them', async () => {
		const late = await join(server.local, code());
		const writer = await new Line<'participant'>(late).open();
		await writer.send({ type: 'comment.add', comment: nanoid(), theme: 1, text: 'geheim-laat' });
		await writer.send({ type: 'ballot.set', round: evening.rounds[2]!, option: '1', dots: 1, revision: 0 });
		await lines.facilitator.send({ type: 'round.edit', round: evening.rounds[1]!, set: { title: 'geheim-later-concept' } });
		await lines.facilitator.send({ type: 'comment.review', comments: [evening.comments[0]!], status: 'hidden' });
		await lines.facilitator.send({ type: 'undo', command: 'command-unknown' });
		await lines.facilitator.send({ type: 'comment.review', comments: [evening.comments[0]!], status: 'approved' });
		await until(() => Object.values(lines.participant.view.rounds).some(({ voted }) => voted === 125), 'vote on the phones');
		for (const role of roles) {
			const { epoch } = lines[role].replica;
			for (const asked of [{ epoch, seq: 0 }, { epoch, seq: lines[role].replica.seq - 1 }, { epoch: 'another', seq: 1 }])
				lines[role].received!.push(await lines[role].socket.emitWithAck('catch-up', asked));
			expect(lines[role].received!.length).toBeGreaterThan(3);
			expect([role, forbidden(role, JSON.stringify(lines[role].received))]).toEqual([role, []]);
		}
		// Those who may hold them do: the search would find them.
		expect(JSON.stringify(lines.facilitator.received)).toContain(String(unshownTotal));
		expect(JSON.stringify(lines.moderator.received)).toContain('geheim-laat');
		expect(JSON.stringify(lines.illustrator.received)).toContain('geheim-aangeboden');
		expect(JSON.stringify(writer.own)).toContain('geheim-laat');
		writer.close();
	});

	const secretOf: Partial<Record<Role, (evening: Prepared) => string>> = {
		screen: ({ links }) => links.screen,
		moderator: ({ links }) => links.moderator,
		helper: ({ links }) => links.helper,
		illustrator: ({ links }) => links.illustrator
	};

	it.each([...roles, 'visitor'] as const)('are on no page and in no answer over HTTP that a %s can fetch', async (who) => {
		const link = who === 'visitor' ? undefined : secretOf[who]?.(evening).split('/').at(-1);
		// Whoever holds one link tries it on every kind of page.
		const paths = await addresses(link === undefined ? ['guessed-secret'] : [link]);
		expect(paths.length).toBeGreaterThan(30);
		const cookie = who === 'visitor' ? '' : seats[who].cookie;
		let answered = 0;
		let all = '';
		for (const path of paths) {
			const answer = await fetch(`${server.local}${path}`, { redirect: 'manual', headers: { cookie, accept: path.endsWith('.json') ? '*/*' : 'text/html' } });
			const text = `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
			if (answer.status === 200) answered += 1;
			all += text;
			expect([path, answer.status, forbidden(who, text)]).toEqual([path, answer.status, []]);
		}
		expect(answered).toBeGreaterThan(1);
		// Who may hold them does, or the search looks in the wrong places.
		if (who === 'facilitator' || who === 'moderator') expect(all).toContain('geheim-wachtend');
		if (who === 'facilitator') expect(all).toContain('geheim-later-concept');
	});

	it('an export has no ballot of a hidden round that is open, and no participant', async () => {
		const { cookie } = seats.facilitator;
		const result = (round: number) => fetch(`${server.local}/uitslag/${evening.id}.json?ronde=${round}`, { headers: { cookie } });
		const closed = await (await result(1)).text();
		expect(closed).toContain('Parkeren');
		for (const voter of evening.voters) expect(closed).not.toContain(voter);
		expect((await result(2)).status).toBeGreaterThanOrEqual(400);
	});
});

/** Who may tell others what a hand does on the board, or lead the view, and who hears of it; 'elsewhere': a facilitator of another evening. */
const handTable = `
          facilitator  moderator  helper  screen  participant  illustrator  elsewhere
  tells   ja           -          -       -       -            -            -
  hears   ja           -          -       -       -            -            -
`;

describe('the table of who tells and hears of hands on the board', () => {
	const [header, tells, hears] = handTable.trim().split('\n').map((row) => row.trim().split(/\s+/));

	it('has a column for every role', () => {
		expect(header).toEqual([...roles, 'elsewhere']);
	});

	it.each(header!.map((who, column) => [who, tells![column + 1]] as const))('%s tells: %s', async (who, tellsIt) => {
		const elsewhere = await new Line<'facilitator'>({ ...facilitatorElsewhere, address: server.local }).open();
		// A second window: what it tells, the first one hears.
		const again = await new Line<'facilitator'>(seats.facilitator).open();
		const listening = Object.entries({ ...lines, elsewhere });
		const heard: Record<string, string[]> = {};
		const hear = (one: string) => (event: string, message: { hand?: string }) => {
			if (event === 'held' || (event === 'hand' && message.hand === `hand-of-${who}`)) (heard[one] ??= []).push(event);
			if (event === 'hands' && JSON.stringify(message).includes(`hand-of-${who}`)) (heard[one] ??= []).push(event);
		};
		for (const [one, { socket }] of listening) socket.onAny(hear(one));
		const teller = who === 'facilitator' ? again : who === 'elsewhere' ? elsewhere : lines[who as Role];
		teller.socket.emit('hand', { hand: `hand-of-${who}`, at: { x: 1, y: 2 }, carry: { kind: 'drag', themes: [{ theme: 1, x: 0, y: 0 }], notes: [] } });
		teller.socket.emit('lead', { hand: `hand-of-${who}`, step: 'take' });
		// What it sent before is done when this is answered; and what came of it has come when the others are answered.
		for (const { socket } of [teller, ...listening.map(([, line]) => line)]) await socket.emitWithAck('catch-up', { epoch: '', seq: 0 });
		const hearing = header!.filter((_, at) => tellsIt === 'ja' && hears![at + 1] === 'ja');
		// The one elsewhere is told of its own evening.
		expect(heard).toEqual(who === 'elsewhere' ? { elsewhere: ['hands', 'hands'] } : Object.fromEntries(hearing.map((one) => [one, ['hands', 'hand', 'hands']])));
		for (const { socket } of Object.values(lines)) socket.offAny();
		for (const line of [again, elsewhere]) line.close();
	});
});
