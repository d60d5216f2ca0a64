import { createServer, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { reportLines } from '#shared/house-style/report.ts';
import { createApp, type App } from './app.ts';
import { readConfig, type Config } from './config.ts';
import { prepareDataDir } from './data-dir.ts';
import { seedExample, wantsExample } from './example/seed.ts';
import { isDiskFull } from './drawings/disk.ts';
import { createLog, describeError, type Log } from './log.ts';
import { keepAddress } from './last-address.ts';
import { ownAddress, phoneAddresses } from './reachable.ts';
import { runIn } from './running-app.ts';
import { tellNewAddresses } from './standby/new-address.ts';
import { openFollower, openRelieved } from './standby/reserve.ts';
import { standOf, type Stand } from './standby/stand.ts';
import { StartRefusal } from './start-refusal.ts';
import { damaged, isDamaged } from './store/damage.ts';
import { isNoRoom } from './store/no-room.ts';
import { mount } from './web/mount.ts';
import { builtPages, sourcePages } from './web/pages.ts';

/** Whoever stops the server must not wait longer than 2 s, whatever is still connected. */
const HARD_EXIT_MS = 1500;
/** What requests under way get to end; an upload over a slow connection would take minutes. */
const GRACE_MS = 500;

/** What runs in this process: the evenings, or the page of a laptop that follows or was relieved. */
interface Running {
	server: Server;
	port: number;
	/** Says where to go. */
	announce(): Promise<void>;
	/** Settles when this laptop has another stand: it is ended then, and started anew. */
	changed: Promise<void>;
	close(): Promise<unknown>;
}

async function start(config: Config, log: Log): Promise<Running> {
	const stand = standOf(config.dataDir);
	await checkPort(placeOf(stand, config));
	await prepareDataDir(config.dataDir);
	return stand === 'leads' ? lead(config, log) : wait(stand, config, log);
}

/** The evenings, on every address. */
async function lead(config: Config, log: Log): Promise<Running> {
	const app = await createApp(config, log);
	runIn({ app, reserve: null });
	const { server, close } = await mount({
		origin: config.origin,
		handle: app.handle,
		makePages: config.dev ? sourcePages : builtPages,
		log,
		lacksRoom: app.room.lacks
	});
	app.attach(server);
	const port = await listen(server, config);
	app.relieving.start();
	// Programs that start this one want an empty folder to stay empty.
	if (wantsExample(app) && !config.json) await prepareExample(app, log);
	return {
		server,
		port,
		announce: () => announce(config, app, port),
		changed: app.leader.relieved,
		close: () => Promise.all([app.close(), close()])
	};
}

/** Where a laptop listens. One that follows has its page for who sits at it alone: it holds a copy of everything. */
function placeOf(stand: Stand, { port, host }: Config): Pick<Config, 'port' | 'host'> {
	return { port, host: stand === 'follows' ? '127.0.0.1' : host };
}

/** The one page of a laptop that does not lead. */
async function wait(stand: Exclude<Stand, 'leads'>, config: Config, log: Log): Promise<Running> {
	const reserve = stand === 'follows' ? openFollower(config, log) : openRelieved(config, log);
	runIn({ app: null, reserve });
	const { server, close } = await mount({ origin: undefined, handle: reserve.handle, makePages: config.dev ? sourcePages : builtPages, log });
	const port = await listen(server, placeOf(stand, config));
	// Also after it took over: it may be given the first one's address before that or after.
	tellNewAddresses();
	return {
		server,
		port,
		announce: () => announceReserve(config, stand, port),
		changed: reserve.changed,
		close: () => Promise.all([reserve.close(), close()])
	};
}

/** Puts the evening to try on an empty server. On stderr: stdout says where to go. */
async function prepareExample(app: App, log: Log): Promise<void> {
	const slow = setTimeout(() => console.error('De voorbeeldavond wordt klaargezet. Dat duurt enkele seconden.'), 1000);
	try {
		if ((await seedExample(app)) === 'disk.full') {
			console.error('De schijf is vol: de voorbeeldavond is niet gemaakt. Maak ruimte en start opnieuw.');
		}
	} catch (error) {
		log.error({ err: error }, 'the example could not be made');
		console.error('De voorbeeldavond is niet gelukt. Wijkverhaal werkt ook zonder.');
	} finally {
		clearTimeout(slow);
	}
}

/** Before anything is made in the data folder: where the port is taken nothing may stay behind. @throws {StartRefusal} */
async function checkPort(place: Pick<Config, 'port' | 'host'>): Promise<void> {
	const probe = createServer();
	await listen(probe, place);
	await new Promise((settle) => probe.close(settle));
}

/** @returns the port in use, which differs from the setting when that is 0. */
function listen(server: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<number> {
	return new Promise((settle, fail) => {
		const refuse = (error: NodeJS.ErrnoException) => fail(listenRefusal(error, port, host));
		server.once('error', refuse);
		server.listen({ port, host }, () => {
			server.off('error', refuse);
			const address = server.address();
			settle(typeof address === 'object' && address !== null ? address.port : port);
		});
	});
}

function listenRefusal(error: NodeJS.ErrnoException, port: number, host: string | undefined): Error {
	switch (error.code) {
		case 'EADDRINUSE':
			return new StartRefusal(
				`Poort ${port} is al in gebruik. Misschien draait Wijkverhaal al.\n` +
					`Kies een andere poort, zo: PORT=${port === 65535 ? 3000 : port + 1} npm start`
			);
		case 'EACCES':
			return new StartRefusal(
				`Poort ${port} mag u niet gebruiken.\nKies een poort boven 1023, zo: PORT=3000 npm start`
			);
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
		case 'EINVAL':
			return new StartRefusal(
				`HOST: "${host}" is geen adres van deze computer.\nLaat HOST weg, of kies 0.0.0.0.`
			);
		default:
			return error;
	}
}

/** On stdout: for people where to go, for tests (WIJKVERHAAL_JSON=1) one line of JSON. */
async function announce(config: Config, app: App, port: number): Promise<void> {
	const here = ownAddress(config.host, port);
	const address = config.origin ?? here;
	keepAddress(config.dataDir, address);
	const path = await app.setUpLink();
	const setUpLink = path === undefined ? undefined : new URL(path, address).href;
	if (config.json) {
		console.log(JSON.stringify({ address, setUpLink, port, dataDir: config.dataDir, stand: 'leads' satisfies Stand }));
		return;
	}
	const lines = ['', 'Wijkverhaal draait.', ''];
	if (setUpLink !== undefined) {
		lines.push('Begin hier. Deze link werkt één keer, voor de eerste gespreksleider:', `  ${setUpLink}`, '');
	}
	else lines.push('Gespreksleiders melden zich hier aan:', `  ${new URL('/regie', address).href}`, '');
	lines.push('Op deze computer:', `  ${here}`);
	if (config.origin !== undefined) lines.push('In links en QR-codes:', `  ${config.origin}`);
	const phones = phoneAddresses(config.host, port, networkInterfaces());
	if (phones.length > 0) {
		lines.push('Op telefoons in hetzelfde netwerk:', ...phones.map((phone) => `  ${phone}`));
	} else {
		lines.push('Telefoons in dit netwerk kunnen deze computer niet bereiken.');
	}
	const styles = await app.houseStyles.reports();
	if (styles.length > 0) lines.push('Huisstijlen:', ...reportLines(styles));
	lines.push('De gegevens staan in:', `  ${config.dataDir}`, '', 'Stoppen: Ctrl+C', '');
	console.log(lines.join('\n'));
}

/** Says where the page of a laptop that does not lead is. */
async function announceReserve(config: Config, stand: Stand, port: number): Promise<void> {
	const address = ownAddress(placeOf(stand, config).host, port);
	const page = new URL('/reserve', address).href;
	if (config.json) {
		console.log(JSON.stringify({ address, port, dataDir: config.dataDir, stand }));
		return;
	}
	const what = stand === 'follows' ? 'Deze laptop volgt een andere laptop.' : 'Een andere laptop nam de avond over.';
	console.log(['', what, '', 'Open op deze computer:', `  ${page}`, '', 'Stoppen: Ctrl+C', ''].join('\n'));
}

/** Ends what runs. */
async function close({ server, close }: Running): Promise<void> {
	// No new requests from here; the app ends its sockets and writes what was accepted.
	const closed = new Promise((settle) => server.close(settle));
	server.closeIdleConnections();
	// Not after the app: it may wait for the server, which waits for its last connection.
	setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
	await Promise.all([close(), closed]);
}

/** Runs, and starts anew whenever this laptop has another stand. */
async function run(config: Config, log: Log): Promise<void> {
	let running = await start(config, log);
	stopOnSignal(() => running, log);
	await running.announce();
	running.changed.then(async function again(): Promise<void> {
		await close(running);
		// At the same port: phones know no other.
		running = await start({ ...config, port: running.port }, log);
		await running.announce();
		return running.changed.then(again);
	}).catch(refuseToStart);
}

function stopOnSignal(running: () => Running, log: Log): void {
	let stopping = false;
	const stop = () => {
		// One Ctrl+C arrives twice where npm passes it on; the second must not cut the first short.
		if (stopping) return;
		stopping = true;
		setTimeout(() => process.kill(process.pid, 'SIGKILL'), HARD_EXIT_MS).unref();
		close(running()).then(
			() => process.exit(0),
			(error: unknown) => {
				log.error({ err: error }, 'stopping failed');
				process.exit(1);
			}
		);
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

function end(message: string): never {
	console.error(message);
	process.exit(1);
}

const read = readConfig(process.env);
if (!read.ok) end(`Wijkverhaal kan niet starten.\n${read.problems.join('\n')}`);
const { dataDir } = read.config;
const log = createLog(read.config.logLevel);
try {
	await run(read.config, log);
	// Only from here on: a mistake in one evening must not end the others, but a program that never
	// started has to say so.
	process.on('uncaughtException', (error) => log.error({ err: error }, 'not caught'));
	process.on('unhandledRejection', (error) => log.error({ err: error }, 'not caught'));
} catch (error) {
	refuseToStart(error);
}

function refuseToStart(error: unknown): never {
	if (error instanceof StartRefusal) end(`Wijkverhaal kan niet starten.\n${error.message}`);
	if (isNoRoom(error) || isDiskFull(error)) end('Wijkverhaal kan niet starten.\nDe schijf is vol. Maak ruimte en start opnieuw.');
	// Pages further on, that are read after the file was opened.
	if (isDamaged(error)) end(`Wijkverhaal kan niet starten.\n${damaged(`De gegevens in ${dataDir} zijn`).message}`);
	end(
		'Wijkverhaal kan niet starten door een fout in het programma.\n' +
			`Geef dit door aan de makers: ${JSON.stringify(describeError(error))}`
	);
}
