import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** A way to a server over a weak line. */
export interface WeakLine {
	/** An origin. */
	address: string;
	/** Drops every connection, now and from now on again and again. @returns how often it did, when it is asked to end */
	dropEvery(ms: number): () => number;
	/** Does what is sent go through? */
	isOpen: boolean;
	close(): Promise<void>;
}

/** @param bytesPerSecond of each connection, towards the server */
export async function weakLine(target: string, bytesPerSecond: number): Promise<WeakLine> {
	const { hostname, port } = new URL(target);
	const sockets = new Set<Socket>();
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => {}).once('close', () => sockets.delete(socket));
	};
	const server = createServer((near) => {
		keep(near);
		if (!line.isOpen) return near.destroy();
		const far = connect(Number(port), hostname);
		keep(far);
		near.pipe(slow(bytesPerSecond)).pipe(far);
		far.pipe(near);
		near.once('close', () => far.destroy());
		far.once('close', () => near.destroy());
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const drop = () => sockets.forEach((socket) => socket.destroy());
	const line: WeakLine = {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		isOpen: true,
		dropEvery(ms) {
			let drops = 0;
			const timer = setInterval(() => {
				if (sockets.size > 0) drops++;
				drop();
			}, ms);
			return () => {
				clearInterval(timer);
				return drops;
			};
		},
		async close() {
			drop();
			await new Promise((closed) => server.close(closed));
		}
	};
	return line;
}

/** Lets through so much a second, a tenth of it at a time. */
function slow(bytesPerSecond: number): Transform {
	const piece = bytesPerSecond / 10;
	return new Transform({
		async transform(chunk: Buffer, _encoding, done) {
			for (let at = 0; at < chunk.length; at += piece) {
				if (this.destroyed) return;
				this.push(chunk.subarray(at, at + piece));
				await sleep((1000 * Math.min(piece, chunk.length - at)) / bytesPerSecond);
			}
			done();
		}
	});
}
