import { io, type Socket } from 'socket.io-client';
import { nanoid } from 'nanoid';
import { cookieName, newBrowser } from '#server/access/cookie.ts';
import type { Account } from '#server/access/staff.ts';
import type { LinkRole } from '#server/access/links.ts';
import { createApp, type App } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import type { LiveEvening } from '#server/live/evening.ts';
import { createLog } from '#server/log.ts';
import type { Actor } from '#shared/evening/decision.ts';
import { defaultThemes } from '#shared/programme/default-themes.ts';
import { parseCommand, type CommandInput } from '#shared/protocol/commands.ts';
import type { Answer, Snapshot } from '#shared/protocol/frames.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { FacilitatorView } from '#shared/views/views.ts';

/** A facilitator who is signed in, and has a seat in the evening. */
export interface Facilitator {
	/** The Cookie header: `name=value`. */
	cookie: string;
	/** The same, as `context.addCookies([{ ...cookieOf, url }])` wants it. */
	cookieOf: { name: string; value: string };
	/** Names the seat to a socket. */
	seat: string;
	name: string;
	password: string;
}

/** An evening in a data folder, ready for a server to be started on it. */
export interface Prepared {
	id: string;
	/** What residents type. */
	code: string;
	area: string;
	/** Round ids, in the order of `rounds`. */
	rounds: string[];
	/** Comment ids, in the order of `comments`. */
	comments: string[];
	/** Participant ids of those who gave `ballots`, in order. */
	voters: string[];
	/** Paths that begin with '/': `/scherm/…`, `/meelezen/…`, `/hulp/…`, `/teken/…`; the pin belongs to the last. */
	links: Record<LinkRole, string>;
	pin: string;
	facilitator: Facilitator;
	/** In the order of `colleagues`. */
	colleagues: Facilitator[];
}

type ThemeInput = CommandInput<'theme.add'>['themes'][number];

/** A round to make: over all themes, open, results hidden, 5 dots of which at most 2 on one, unless told otherwise. */
export interface RoundToMake {
	title?: string;
	budget?: number;
	most?: number;
	results?: 'hidden' | 'open';
	/** Theme numbers. */
	themes?: number[];
	/** Makes it a practice round with these lines. */
	lines?: string[];
	/** Where it ends up; 'shown' is closed with its result shown. One at a time can be open. */
	phase?: 'draft' | 'open' | 'closed' | 'shown';
	/** Given while it was open, each by a participant: the first of every round by the same one, and so on. */
	ballots?: Record<string, number>[];
}

export interface EveningToMake {
	title?: string;
	area?: string;
	date?: string;
	/** A number takes that many of the default list. */
	themes?: number | (Partial<ThemeInput> & { title: string })[];
	rounds?: RoundToMake[];
	/** Default: approved, by the first voter. */
	comments?: { theme: number; text: string; status?: 'waiting' | 'held' | 'approved' | 'hidden' }[];
	/** Names of facilitators besides the first, each with an account of their own. */
	colleagues?: string[];
	/** Anything else that the facilitator does at the end: close the door, show a theme. */
	commands?: CommandInput[];
}

const cookiePassword = 'bordeaux-rood-29';
const rolePath: Record<LinkRole, string> = { screen: 'scherm', moderator: 'meelezen', helper: 'hulp', illustrator: 'teken' };

/** Themes as `theme.add` takes them, out of the product's own list (53 of them, again and again). */
export function someThemes(count: number): ThemeInput[] {
	return Array.from({ length: count }, (_, index) => {
		const { title, main, quotes, grave } = defaultThemes[index % defaultThemes.length]!;
		return { title, main, quotes: quotes.slice(0, 3), grave, mentioned: 3 + ((index * 7) % 23) };
	});
}

/** Runs `work` on a data folder that no server runs on; what it did is on disk when this settles. */
export async function inDataDir<Result>(dataDir: string, work: (app: App) => Promise<Result>): Promise<Result> {
	const read = readConfig({ DATA_DIR: dataDir });
	if (!read.ok) throw new Error(read.problems.join('\n'));
	const app = await createApp(read.config, createLog('warn'));
	try {
		return await work(app);
	} finally {
		await app.close();
	}
}

/** Makes a facilitator's account with a session. */
export async function signIn(app: App, evening: string, name = 'Gespreksleider'): Promise<Facilitator> {
	const account = await makeAccount(app, name);
	const { browser, cookie } = newBrowser(app.key);
	app.staff.openSession(browser, account);
	const seat = app.seats.ensure(browser, evening, 'facilitator');
	return {
		cookie: `${cookieName}=${cookie}`,
		cookieOf: { name: cookieName, value: cookie },
		seat: app.seats.token(browser, seat),
		name,
		password: cookiePassword
	};
}

let hashed: string | undefined;
/** By the set-up link or an invitation. Accounts after a process's first take over what was made of the password, which costs half a second. */
async function makeAccount(app: App, name: string): Promise<Account> {
	if (hashed !== undefined) {
		const account = { id: nanoid(12), name };
		app.database.prepare('INSERT INTO accounts (id, name, password, made_at) VALUES (?, ?, ?, ?)').run(account.id, name, hashed, Date.now());
		return account;
	}
	const accepted = await app.staff.accept(app.staff.setUpSecret() ?? app.staff.invite(), name, cookiePassword);
	if (!accepted.ok) throw new Error(accepted.code);
	hashed = String(app.database.prepare('SELECT password FROM accounts WHERE id = ?').get(accepted.account.id)?.['password']);
	return accepted.account;
}

/** Makes an area with an evening in a data folder that no server runs on, and a facilitator who is signed in. */
export function prepareEvening(dataDir: string, wanted: EveningToMake = {}): Promise<Prepared> {
	return inDataDir(dataDir, (app) => makeEvening(app, wanted));
}

/** The same on an app that is open: for more than one evening in a folder. */
export async function makeEvening(app: App, wanted: EveningToMake = {}): Promise<Prepared> {
	const area = nanoid();
	expectOk(await app.programme.submit({ id: nanoid(), type: 'area.add', area, name: wanted.area ?? 'Oude Kom' }, 'test'));
	const fields = { title: wanted.title ?? 'Gebiedsavond Oude Kom', area, date: wanted.date ?? '2026-11-24' };
	const begun = await app.evenings.begin(fields, 'test');
	if (!begun.ok) throw new Error(begun.code);
	const { evening } = begun;
	const direct = (command: CommandInput) => give(evening, { role: 'facilitator', seat: 'test', participant: null }, command);

	const { themes = 6 } = wanted;
	const list = typeof themes === 'number' ? someThemes(themes) : themes.map((theme) => ({ main: 'overig' as const, ...theme }));
	if (list.length > 0) await direct({ type: 'theme.add', themes: list });
	const voters = Array.from({ length: mostVoters(wanted) }, () => nanoid(12));
	for (const participant of voters) await give(evening, actorOf(participant), { type: 'participant.join' });
	const rounds = [];
	for (const [index, round] of (wanted.rounds ?? []).entries()) {
		rounds.push(await makeRound(evening, direct, round, index + 1, voters));
	}
	const comments = [];
	for (const { theme, text, status = 'approved' } of wanted.comments ?? []) {
		const comment = nanoid();
		await give(evening, actorOf(voters[0]!), { type: 'comment.add', comment, theme, text });
		if (status !== 'waiting') await direct({ type: 'comment.review', comments: [comment], status });
		comments.push(comment);
	}
	for (const command of wanted.commands ?? []) await direct(command);

	const colleagues = [];
	for (const name of wanted.colleagues ?? []) colleagues.push(await signIn(app, evening.id, name));

	const links = app.links.of(evening.id);
	const path = (role: LinkRole) => `/${rolePath[role]}/${links[role].secret}`;
	return {
		id: evening.id,
		code: evening.code,
		area,
		rounds,
		comments,
		voters,
		links: { screen: path('screen'), moderator: path('moderator'), helper: path('helper'), illustrator: path('illustrator') },
		pin: links.illustrator.pin ?? '',
		facilitator: await signIn(app, evening.id, `Gespreksleider ${evening.code}`),
		colleagues
	};
}

/** Makes one round and brings it where it should be. @returns its id. */
async function makeRound(
	evening: LiveEvening,
	direct: (command: CommandInput) => Promise<void>,
	wanted: RoundToMake,
	number: number,
	voters: string[]
): Promise<string> {
	const round = nanoid();
	const { budget = 5, most = 2, results = 'hidden', phase = 'open', lines, ballots = [] } = wanted;
	await direct({
		type: 'round.add',
		round,
		kind: lines ? 'practice' : 'themes',
		title: wanted.title ?? `Ronde ${number}`,
		budget,
		most,
		results,
		themes: lines ? [] : (wanted.themes ?? [...evening.state.entries.theme.values()].map((theme) => theme.number)),
		lines: lines ?? []
	});
	if (phase === 'draft') return round;
	await direct({ type: 'round.open', round });
	for (const [index, dots] of ballots.entries()) {
		await give(evening, actorOf(voters[index]!), { type: 'ballot.offer', round, dots, revision: 1 });
	}
	if (phase !== 'open') await direct({ type: 'round.close', round });
	if (phase === 'shown') await direct({ type: 'round.show', round, shown: true });
	return round;
}

function mostVoters({ rounds = [], comments = [] }: EveningToMake): number {
	return Math.max(comments.length > 0 ? 1 : 0, ...rounds.map(({ ballots = [] }) => ballots.length));
}

function actorOf(participant: string): Actor {
	return { role: 'participant', seat: `seat-${participant}`, participant };
}

async function give(evening: LiveEvening, actor: Actor, command: CommandInput): Promise<void> {
	const parsed = parseCommand({ ...command, id: nanoid() });
	if (!parsed) throw new Error(`This is no ${command.type}`);
	expectOk(await evening.submit(parsed, actor));
}

function expectOk(answer: { ok: true } | { ok: false; code: string }): void {
	if (!answer.ok) throw new Error(`The evening of the test could not be made: ${answer.code}`);
}

/** A line of a facilitator to a running server, by which a test directs the evening. */
export interface Direction {
	/** Gives a command. @throws where it is refused. */
	do(command: CommandInput): Promise<Answer>;
	/** What the facilitator's page would show now. */
	view(): Promise<FacilitatorView>;
	/** Puts a drawing on the wall as it is now. */
	hang(drawing: string, theme: number): Promise<Answer>;
	socket: Socket;
	close(): void;
}

/** Connects as the facilitator whom `prepareEvening` signed in. @param address origin of the server. */
export async function direct(address: string, { cookie, seat }: Facilitator): Promise<Direction> {
	const socket = io(address, { forceNew: true, auth: { version: protocolVersion, seat }, extraHeaders: { cookie } });
	await new Promise<void>((settle, fail) => {
		socket.once('state', () => settle());
		socket.once('connect_error', fail);
	});
	const give = async (command: CommandInput): Promise<Answer> => {
		const answer: Answer = await socket.timeout(10_000).emitWithAck('command', { ...command, id: nanoid() });
		if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.code}`);
		return answer;
	};
	const view = async () => {
		const { snapshot }: { snapshot: Snapshot<FacilitatorView> } = await socket.timeout(10_000).emitWithAck('catch-up', { epoch: '', seq: 0 });
		return snapshot.view;
	};
	return {
		socket,
		do: give,
		view,
		async hang(drawing, theme) {
			const { version, stages = [] } = (await view()).drawings[drawing]!;
			return give({ type: 'drawing.place', drawing, version, stages: stages.map(({ id }) => id), theme, checked: true });
		},
		close: () => socket.close()
	};
}
