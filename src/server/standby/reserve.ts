import type { IncomingMessage, ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import { Readable } from 'node:stream';
import type { ReserveState } from '#shared/protocol/standby.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { ownAddress, phoneAddresses } from '../reachable.ts';
import { openDatabase, readMeta, writeMeta } from '../store/database.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { refuse, REFUSALS } from '../web/answer.ts';
import { isThisComputer } from '../web/join-origin.ts';
import type { Handler } from '../web/mount.ts';
import { addressHelp } from './address-help.ts';
import { takeOverEpoch } from './epochs.ts';
import { Follower } from './follower.ts';
import { greet } from './greet.ts';
import { provenNonce, proofHeader, sealed } from './sealed-line.ts';
import { clearRelieved, codeKey, readRelieved, stopFollowing, writeFollowing, writeRelieving } from './stand.ts';

/** What runs where the app does not. It has one page, for who sits at this laptop. */
interface Waits {
	log: Log;
	/** Where the page of a laptop that follows is; where this laptop is once it leads. Origins, on this computer. */
	here: string;
	next: string;
	state(): ReserveState;
	/** Answers what is no page; others are sent to that page. */
	handle: Handler;
	/** Settles when this laptop has another stand, and must start anew. */
	changed: Promise<void>;
	/** This laptop goes on: in the place of the one that it follows, or though it was relieved. @returns why not; null where it does */
	lead(): Promise<'noCopy' | 'failed' | null>;
	close(): Promise<void>;
}

/** A laptop that follows another. */
export interface Follows extends Waits {
	stand: 'follows';
	/** Follows no more and throws the copy away; what this laptop had before is there again. */
	stopFollowing(): Promise<void>;
}

/** A laptop that was relieved by another. */
export interface WasRelieved extends Waits {
	stand: 'relieved';
	/** Follows the one that relieved it. @param from its origin. @returns why not; null where it does */
	follow(from: string): Promise<'away' | 'code' | 'version' | null>;
}

export type Reserve = Follows | WasRelieved;

/** The page, and what it is made of. */
const pages = /^\/(reserve(\/__data\.json|\/stand)?$|_app\/|favicon|@|src\/|node_modules\/|\.svelte-kit\/)/;

/** Opens the data folder of a laptop that follows. @throws {StartRefusal} while another program has it */
export function openFollower(config: Config, log: Log): Follows {
	const unlock = lockFolder(config.dataDir);
	const addresses = () => phoneAddresses(config.host, config.port, networkInterfaces());
	const follower = new Follower(config.dataDir, addresses, log);
	const { changed, change } = changing();
	follower.start();
	return {
		stand: 'follows',
		log,
		...placesOf(config),
		state: () => {
			const { state } = follower;
			return {
				stand: 'follows',
				port: config.port,
				follower: state,
				help: addressHelp(state.addresses, networkInterfaces(), process.platform),
				platform: process.platform
			};
		},
		handle: (request, response) => answer('follows', request, response, () => refuse(request, response, REFUSALS.host)),
		changed,
		lead: async () => {
			try {
				if (!(await follower.takeOver(new Date()))) return 'noCopy';
			} catch (error) {
				// It goes on following: the copy is as it was, and the other laptop may go on.
				log.error({ err: error }, 'the take-over failed');
				return 'failed';
			}
			change();
			return null;
		},
		stopFollowing: async () => {
			await follower.stop();
			await stopFollowing(config.dataDir);
			change();
		},
		close: async () => {
			await follower.stop();
			unlock();
		}
	};
}

/** Opens the data folder of a laptop that was relieved: nothing of it is taken further until a person says so. @throws {StartRefusal} */
export function openRelieved(config: Config, log: Log): WasRelieved {
	const unlock = lockFolder(config.dataDir);
	const database = openDatabase(config.dataDir);
	const { epoch: successor, at, from } = readRelieved(database)!;
	const code = readMeta(database, codeKey) ?? null;
	const { changed, change } = changing();
	return {
		stand: 'relieved',
		log,
		...placesOf(config),
		state: () => ({ stand: 'relieved', port: config.port, at, from }),
		handle: (request, response) =>
			answer('relieved', request, response, async () => {
				const path = request.url ?? '/';
				const header = request.headers[proofHeader] as string | undefined;
				const nonce = code === null || path !== '/api/standby/epoch' ? null : provenNonce(code, { method: 'GET', path, body: '' }, header);
				if (code === null || nonce === null) return refuse(request, response, REFUSALS.relieved);
				const standing = JSON.stringify({ epoch: readMeta(database, 'epoch'), relievedBy: successor });
				response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' });
				Readable.from(sealed(code, nonce, [Buffer.from(standing)])).pipe(response);
			}),
		changed,
		lead: async () => {
			// In its turn it relieves the one that relieved it: two that go on would be two evenings.
			writeMeta(database, 'epoch', takeOverEpoch(successor, readMeta(database, 'key')!));
			clearRelieved(database);
			if (code !== null) writeRelieving(database, { from, code, at: Date.now(), offset: 0 });
			change();
			return null;
		},
		follow: async (from) => {
			const addresses = await greet(from, code ?? '');
			if (!Array.isArray(addresses)) return addresses;
			await writeFollowing(config.dataDir, { from, code: code!, addresses });
			change();
			return null;
		},
		close: async () => {
			database.close();
			unlock();
		}
	};
}

function placesOf({ host, port }: Config): Pick<Waits, 'here' | 'next'> {
	return { here: ownAddress('127.0.0.1', port), next: ownAddress(host, port) };
}

/** Whoever sits at this laptop gets its page, and what that needs; `others` answers the rest. */
async function answer(stand: Reserve['stand'], request: IncomingMessage, response: ServerResponse, others: () => void | Promise<void>): Promise<boolean> {
	const path = (request.url ?? '/').split('?', 1)[0]!;
	if (path === '/health') {
		response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
		response.end(JSON.stringify({ ok: true, stand }));
		return true;
	}
	if (!isAtThisComputer(request)) {
		await others();
		return true;
	}
	if (pages.test(path)) return false;
	response.writeHead(303, { Location: '/reserve' }).end();
	return true;
}

/** By its own address, and not by a name that somebody made lead here. */
function isAtThisComputer(request: IncomingMessage): boolean {
	const { host } = request.headers;
	const isNear = /^(::1|(::ffff:)?127(\.\d+){3})$/.test(request.socket.remoteAddress ?? '');
	return isNear && host !== undefined && URL.canParse(`http://${host}`) && isThisComputer(new URL(`http://${host}`));
}

function changing(): { changed: Promise<void>; change: () => void } {
	const { promise, resolve } = Promise.withResolvers<void>();
	return { changed: promise, change: resolve };
}
