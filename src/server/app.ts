import type { IncomingMessage, Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { nanoid } from 'nanoid';
import { refuse } from '#shared/protocol/refusals.ts';
import { browserOf, hasCookie } from './access/cookie.ts';
import { keyOfEvening } from './access/evening-key.ts';
import { Joining } from './access/joining.ts';
import { Links } from './access/links.ts';
import { Pins } from './access/pins.ts';
import { ReturnCodes } from './access/return-codes.ts';
import { opensByLink, Seats } from './access/seats.ts';
import { Staff } from './access/staff.ts';
import { VoteCards } from './access/vote-cards.ts';
import type { Config } from './config.ts';
import { EveningFiles } from './copies/evening-files.ts';
import { Drawings } from './drawings/drawings.ts';
import { Exhibits } from './drawings/exhibits.ts';
import { Incoming } from './drawings/incoming.ts';
import { HouseStyles } from './house-style/house-styles.ts';
import { Answers } from './collection/answers.ts';
import { Collection } from './collection/collection.ts';
import { Ordering } from './collection/ordering.ts';
import { SentThemes } from './collection/sent-themes.ts';
import { Imports } from './collection/import/imports.ts';
import { Contacts } from './collection/contacts.ts';
import { ScoutLinks } from './collection/scout-links.ts';
import { Evenings } from './live/evenings.ts';
import { HelpCounter } from './live/help-counter.ts';
import { Programme } from './live/programme.ts';
import type { Outcome } from './live/queue.ts';
import { Rate } from './live/rate.ts';
import { Sockets } from './live/sockets.ts';
import type { Log } from './log.ts';
import { Backups } from './preflight/backups.ts';
import { Rehearsals } from './preflight/rehearsals.ts';
import { Trials } from './preflight/trials.ts';
import { ownAddress, phoneAddresses } from './reachable.ts';
import { epochOf, openDatabase, readMeta } from './store/database.ts';
import { lockFolder } from './store/folder-lock.ts';
import { collectionStream, programmeStream, type EventStore } from './store/event-store.ts';
import { Room } from './store/room.ts';
import { sqliteEventStore } from './store/sqlite.ts';
import { Leader } from './standby/leader.ts';
import { Relieving } from './standby/relieving.ts';
import { ServerTime } from './server-time.ts';
import { offsetSinceTakeOver } from './standby/stand.ts';
import { StoryPapers } from './story/story-papers.ts';
import { Strips } from './strip/strips.ts';
import { answerApi, statusOf } from './web/api.ts';
import type { Handler } from './web/mount.ts';

/** Forms at once, and a second after that: a scout who comes home sends a day's talks, and no more than that is a flood. */
const formLimit = { burst: 120, perSecond: 5 };

/** The one running app: what sockets, handlers and pages share. */
export interface App {
	config: Config;
	log: Log;
	/** Signs cookies and seats. */
	key: string;
	database: DatabaseSync;
	/** Whether the disk has room for what the database holds. */
	room: Room;
	store: EventStore;
	programme: Programme;
	/** What scouts collect, and what people make of it. */
	collection: Collection;
	scoutLinks: ScoutLinks;
	/** From a resident's code to their form. */
	answers: Answers;
	/** Clean statements by theme, and what the computer suggests about them. */
	ordering: Ordering;
	/** Themes that went to evenings, and words that are taken back there. */
	sentThemes: SentThemes;
	/** Forms that come in a file. */
	imports: Imports;
	/** Who wants to come to an evening: with no link to any form. */
	contacts: Contacts;
	/** Of each browser that sends forms. */
	formRate: Rate;
	evenings: Evenings;
	staff: Staff;
	seats: Seats;
	links: Links;
	pins: Pins;
	returnCodes: ReturnCodes;
	voteCards: VoteCards;
	joining: Joining;
	drawings: Drawings;
	/** Drawings on their way, in pieces. */
	incoming: Incoming;
	exhibits: Exhibits;
	/** The strip of an evening, as files. */
	strips: Strips;
	/** Stories of areas, on paper. */
	storyPapers: StoryPapers;
	houseStyles: HouseStyles;
	eveningFiles: EveningFiles;
	/** Of every seat, over sockets and by forms alike. */
	rate: Rate;
	/** Cards of 'Hulp of melden'. */
	help: HelpCounter;
	sockets: Sockets;
	/** Before the doors open: tests of the addresses, backups, rehearsals. */
	trials: Trials;
	backups: Backups;
	rehearsals: Rehearsals;
	/** A second laptop may follow, and take over. */
	leader: Leader;
	/** Tells the laptop that this one took over from, where it did. */
	relieving: Relieving;
	/** No command is taken any more; what was acknowledged is on disk. */
	takeNoMore(): Promise<void>;
	/** Where this server is reached from this computer: an origin. @throws before it listens. */
	ownAddress(): string;
	/** Hangs live connections on the server. */
	attach(server: Server): void;
	/** Answers what is no page. */
	handle: Handler;
	/** The link for the first facilitator, while there is none: a path that starts with `/`. */
	setUpLink(): Promise<string | undefined>;
	/** Does the browser that sent this speak HTTPS with us? Then its cookie is Secure. */
	isSecure(request: IncomingMessage): boolean;
	/** Destroys an evening for good: its events, texts, seats, links and drawings; its phones are told. `account`: who does it. */
	destroyEvening(id: string, account: string): Promise<Outcome>;
	/** Ends connections and work under way; what was acknowledged is on disk. */
	close(): Promise<void>;
}

/** Opens the data folder and puts the parts together. @throws {StartRefusal} */
export async function createApp(config: Config, log: Log): Promise<App> {
	const unlock = lockFolder(config.dataDir);
	const database = openDatabase(config.dataDir);
	const key = readMeta(database, 'key')!;
	const room = new Room(database, log);
	const store = sqliteEventStore(database, room.lacks);
	const staff = new Staff(database);
	const seats = new Seats(database, key, (browser) => staff.isSessionOver(browser));
	const links = new Links(database);
	const returnCodes = new ReturnCodes(database);
	const voteCards = new VoteCards((evening) => keyOfEvening(database, key, evening));
	const rate = new Rate();
	const sockets: Sockets = new Sockets(
		{
			origin: config.origin,
			enter: async (headers, token) => {
				const browser = browserOf(key, headers, seats.isCarried);
				if (browser !== null) return joining.enter(browser, token);
				// Its page came with one: who holds a good link must not hear that the link is none.
				return refuse(opensByLink(token) && !hasCookie(headers) ? 'browser.noCookies' : 'seat.unknown');
			},
			nameOf: (headers) => {
				const browser = browserOf(key, headers, seats.isCarried);
				return browser === null ? null : (staff.accountOf(browser)?.name ?? null);
			},
			namesOf: (evening) => staff.namesOf(evening),
			isRelievedBy: (epoch) => {
				if (!leader.isRelievedBy(epoch)) return false;
				leader.relieve(epoch);
				return true;
			},
			leaves: (seat) => (seats.isRevoked(seat) ? refuse('seat.revoked') : evenings.get(seat.evening) ? null : refuse('evening.unknown'))
		},
		rate,
		log
	);
	const time = new ServerTime(offsetSinceTakeOver(database, Date.now()));
	const programme = new Programme({ store, time: time.now, log });
	// A power cut in the middle of destroying an evening, or of making one, leaves a stream that nobody lists.
	for (const stream of store.streams()) {
		if (stream !== programmeStream && stream !== collectionStream && !programme.eveningIds().includes(stream)) store.destroy(stream, Date.now());
	}
	const collection = new Collection({ store, programme, key, time: time.now, log });
	const evenings: Evenings = new Evenings({ store, programme, audience: sockets, epochOf: (evening) => epochOf(database, evening), time: time.now, log });
	// A power cut between a programme's commit and its evenings' leaves an evening under another name than its area has.
	await evenings.tellAreaNames('server');
	const sentThemes = new SentThemes({ collection, evenings, programme, log });
	await sentThemes.start();
	const ordering = new Ordering(collection);
	const houseStyles = new HouseStyles(config.dataDir);
	await evenings.leaveBrokenStyles(await houseStyles.reports(), 'server');
	const joining: Joining = new Joining({ evenings, seats, returnCodes, voteCards, revoked: (revoked) => sockets.revoke(revoked) });
	const drawings = await Drawings.open(config.dataDir, () => evenings.drawingFiles(), log);
	const incoming = await Incoming.open(join(config.dataDir, 'drawings', 'incoming'), (refusal) => ({ status: statusOf(refusal), body: JSON.stringify(drawings.room.heard(refusal)) }));
	const exhibits = new Exhibits(drawings, log);
	const strips = new Strips(drawings, log);

	const eveningFiles = new EveningFiles({ database, room, key, store, programme, evenings, drawings, houseStyles, sockets });
	let attached: Server | null = null;
	const addresses = () => {
		const own = app.ownAddress();
		const reachable = phoneAddresses(config.host, Number(new URL(own).port || 80), networkInterfaces());
		// Of two networks the one that phones came by first: a laptop that takes over must have that address.
		const used = sockets.hosts().map((host) => `http://${host}`).filter((origin) => reachable.includes(origin));
		return [...new Set([...(config.origin === undefined ? [] : [config.origin]), ...used, ...reachable])];
	};
	const leader = new Leader(database, config.dataDir, key, addresses, time.now);
	const app: App = {
		config,
		log,
		key,
		database,
		room,
		store,
		programme,
		collection,
		scoutLinks: new ScoutLinks(database),
		answers: new Answers(collection, key),
		ordering,
		sentThemes,
		imports: new Imports({ collection, time: time.now, log }),
		contacts: new Contacts(database),
		formRate: new Rate(() => formLimit),
		evenings,
		staff,
		seats,
		links,
		pins: new Pins(),
		returnCodes,
		voteCards,
		joining,
		drawings,
		incoming,
		exhibits,
		strips,
		storyPapers: new StoryPapers(() => app, log),
		houseStyles,
		eveningFiles,
		rate,
		help: new HelpCounter(),
		sockets,
		trials: new Trials(),
		backups: new Backups(config.dataDir, log),
		get rehearsals() {
			return rehearsals;
		},
		leader,
		relieving: new Relieving(leader, database, log),
		takeNoMore: async () => {
			await ordering.stop();
			await sentThemes.stop();
			await evenings.stop();
			await collection.stop();
			await programme.stop();
		},
		ownAddress: () => {
			const address = attached?.address();
			if (typeof address !== 'object' || address === null) throw new Error('The server does not listen yet');
			return ownAddress(config.host, address.port);
		},
		attach: (server) => {
			attached = server;
			sockets.attach(server);
		},
		handle: (request, response) => answerApi(app, request, response),
		setUpLink: async () => {
			const secret = staff.setUpSecret();
			return secret === undefined ? undefined : `/regie/uitnodiging/${secret}`;
		},
		isSecure: (request) =>
			config.origin?.startsWith('https:') === true &&
			new URL(config.origin).host === request.headers.host,
		destroyEvening: async (id, account) => {
			const outcome = await programme.submit({ id: nanoid(), type: 'evening.destroy', evening: id }, account);
			if (!outcome.ok) return outcome;
			const files = evenings.drawingFiles();
			sockets.endEvening(id);
			await evenings.close(id);
			store.destroy(id, Date.now());
			await drawings.removeUnnamed(files);
			await incoming.removeOf(id);
			return outcome;
		},
		close: async () => {
			await rehearsals.stop();
			app.imports.close();
			// First: what is being offered still has an evening to go to.
			await exhibits.close();
			await strips.close();
			await app.storyPapers.close();
			await drawings.close();
			await app.takeNoMore();
			app.relieving.stop();
			await leader.close();
			await sockets.close();
			database.close();
			unlock();
		}
	};
	const rehearsals = new Rehearsals(app);
	await rehearsals.clear();
	// Not waited for: phones are answered meanwhile.
	void app.imports.mend();
	return app;
}
