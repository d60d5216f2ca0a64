import type { NetworkInterfaceInfo } from 'node:os';

/** As `os.networkInterfaces()` gives them. */
export type Interfaces = Record<string, NetworkInterfaceInfo[] | undefined>;

const EVERY_ADDRESS = new Set(['::', '0.0.0.0']);
// Networks inside this computer (containers, virtual machines, VPNs): no phone is on them.
const INNER = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|utun|tailscale|zt)/i;

/** Is this a network within this computer? @param name of a network port */
export function isInner(name: string): boolean {
	return INNER.test(name);
}

/**
 * Where the pages are, as seen from this computer.
 * @param host the HOST setting; undefined is every address.
 */
export function ownAddress(host: string | undefined, port: number): string {
	const name = host === undefined || EVERY_ADDRESS.has(host) ? 'localhost' : inUrl(host);
	return `http://${name}${port === 80 ? '' : `:${port}`}`;
}

/**
 * Where phones in the same network find the pages: as numbers, since old phones can't look up
 * names of computers nearby. Only IPv4: access points in halls give nothing else, and a QR code
 * with an IPv6 address needs a zone on some phones.
 */
export function phoneAddresses(
	host: string | undefined,
	port: number,
	interfaces: Interfaces
): string[] {
	const suffix = port === 80 ? '' : `:${port}`;
	return Object.entries(interfaces)
		.filter(([name]) => !isInner(name))
		.flatMap(([, infos]) => infos ?? [])
		.filter((info) => info.family === 'IPv4' && !info.internal && !info.address.startsWith('169.254.'))
		.map((info) => info.address)
		.filter((address) => host === undefined || EVERY_ADDRESS.has(host) || host === address)
		.map((address) => `http://${address}${suffix}`);
}

/**
 * By which addresses a server is opened, as commands beside it know: they have only the one that it was started under.
 * @param address without a path: on this computer, or where the ORIGIN or HOST setting says.
 * @returns `here`: where it opens on this computer alone, if that is another one than `elsewhere`, where it opens on
 * others as well.
 */
export function addressesOf(address: string, interfaces: Interfaces): { here: string | null; elsewhere: string[] } {
	const { hostname, port } = new URL(address);
	if (hostname !== 'localhost' && !/^(127(\.\d+){3}|\[::1\])$/.test(hostname)) return { here: null, elsewhere: [address] };
	return { here: address, elsewhere: hostname === 'localhost' ? phoneAddresses(undefined, Number(port || 80), interfaces) : [] };
}

function inUrl(host: string): string {
	return host.includes(':') ? `[${host}]` : host;
}
