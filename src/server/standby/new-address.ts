import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { isInner, type Interfaces } from '../reachable.ts';

/** How often it is looked whether there is a new address, in ms. */
const lookEvery = 1000;
/** Neighbours that are spoken to: of one that is known already nobody is asked where it is. */
const neighboursAsked = 8;
/** How long the system gets to ask for them, in ms. */
const asksFor = 5000;
/** Discard (RFC 863): nothing listens there. */
const port = 9;

interface Address {
	address: string;
	netmask: string;
}

/**
 * Makes devices in the hall find an address that this computer was given while the program runs: they remember for a
 * minute or so whose it was before, and phones would look for the first laptop so long. Whoever hears this computer ask
 * for a neighbour learns where the asker is (RFC 826), so that it asks for some. It goes on for as long as the program
 * runs, whatever stand this laptop has by then; asked for again it is the same.
 */
export function tellNewAddresses(): void {
	if (looking) return;
	let known = addressesIn(networkInterfaces());
	looking = setInterval(() => {
		const now = addressesIn(networkInterfaces());
		for (const one of now) if (!known.some(({ address }) => address === one.address)) askNeighbours(one);
		known = now;
	}, lookEvery).unref();
}
let looking: NodeJS.Timeout | undefined;

function addressesIn(interfaces: Interfaces): Address[] {
	return Object.entries(interfaces).flatMap(([name, infos]) => (isInner(name) ? [] : (infos ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal)));
}

function askNeighbours(from: Address): void {
	const socket = createSocket('udp4');
	// An address that went again, or a neighbour that can't be reached: phones find this computer later.
	socket.on('error', () => {});
	socket.bind(0, from.address, () => {
		for (const neighbour of neighboursOf(from)) socket.send('', port, neighbour, () => {});
		setTimeout(() => socket.close(), asksFor).unref();
	});
}

/** Some addresses of the same network, spread over it, without its own. */
export function neighboursOf({ address, netmask }: Address): string[] {
	const [own, mask] = [toNumber(address), toNumber(netmask)];
	const first = (own & mask) >>> 0;
	// Without the network's own address and the one of all.
	const size = (~mask >>> 0) - 1;
	const step = Math.max(1, Math.floor(size / neighboursAsked));
	const all = Array.from({ length: Math.max(0, Math.min(size, neighboursAsked + 1)) }, (_, index) => (first + 1 + ((index * step) % size)) >>> 0);
	return all.filter((one) => one !== own).slice(0, neighboursAsked).map(toText);
}

function toNumber(address: string): number {
	return address.split('.').reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0);
}

function toText(address: number): string {
	return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}
