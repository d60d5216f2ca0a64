import type { AddressHelp } from '#shared/protocol/standby.ts';
import { isInner, type Interfaces } from '../reachable.ts';

/**
 * How this laptop gets the address that phones know: of the network port that is in the same network, the command for
 * this kind of computer.
 * @param addresses origins by which phones reach the other laptop, the one of the QR first
 * @param interfaces as `os.networkInterfaces()` gives them
 * @param platform as `process.platform`
 * @returns null where phones go by a name, or nobody knows by what
 */
export function addressHelp(addresses: readonly string[], interfaces: Interfaces, platform: string): AddressHelp | null {
	const address = addresses.map((origin) => new URL(origin).hostname).find((host) => /^\d+(\.\d+){3}$/.test(host));
	if (address === undefined) return null;
	const ports = Object.entries(interfaces).flatMap(([name, infos]) =>
		isInner(name) ? [] : (infos ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal).map((info) => ({ name, ...info }))
	);
	const isHere = ports.some((port) => port.address === address);
	const near = ports.find((port) => network(port.address, port.netmask) === network(address, port.netmask));
	// Without a network of its own the laptop has no cable in it yet: then the commands would name the wrong port.
	return { address, isHere, ...(near && commands(platform, near.name, address, near.netmask)) };
}

function commands(platform: string, port: string, address: string, netmask: string): { add: string; remove: string } {
	switch (platform) {
		case 'win32':
			return {
				add: `netsh interface ipv4 add address "${port}" ${address} ${netmask}`,
				remove: `netsh interface ipv4 delete address "${port}" ${address}`
			};
		case 'darwin':
			return { add: `sudo ifconfig ${port} alias ${address} ${netmask}`, remove: `sudo ifconfig ${port} -alias ${address}` };
		default:
			return {
				add: `sudo ip address add ${address}/${prefixOf(netmask)} dev ${port}`,
				remove: `sudo ip address del ${address}/${prefixOf(netmask)} dev ${port}`
			};
	}
}

function network(address: string, netmask: string): number {
	return (numberOf(address) & numberOf(netmask)) >>> 0;
}

function prefixOf(netmask: string): number {
	return numberOf(netmask).toString(2).replaceAll('0', '').length;
}

function numberOf(address: string): number {
	return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) >>> 0;
}
