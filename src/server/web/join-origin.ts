import { networkInterfaces } from 'node:os';
import type { App } from '../app.ts';
import { phoneAddresses, type Interfaces } from '../reachable.ts';

/**
 * The one address that residents join by, in QR codes and in words: an origin without a trailing slash. The ORIGIN
 * setting; else, for whoever looks at the page on the server's own computer, the first address that phones in its
 * network can reach; else the address that the page itself is looked at.
 *
 * @param url of the page that shows it
 * @param interfaces as `os.networkInterfaces()` gives them
 */
export function joinOrigin(app: Pick<App, 'config'>, url: URL, interfaces: Interfaces = networkInterfaces()): string {
	const { origin, host } = app.config;
	if (origin !== undefined) return origin;
	if (!isThisComputer(url)) return url.origin;
	return phoneAddresses(host, Number(url.port || 80), interfaces)[0] ?? url.origin;
}

/**
 * Every address by which phones may reach this server: the one that they join by first; empty where only this computer
 * can. Parameters as for `joinOrigin`. `own`: where the server is on its own computer, with the port that it listens on.
 */
export function phoneOrigins(app: Pick<App, 'config'>, url: URL, own: string, interfaces: Interfaces = networkInterfaces()): string[] {
	const all = [joinOrigin(app, url, interfaces), ...phoneAddresses(app.config.host, Number(new URL(own).port || 80), interfaces)];
	return [...new Set(all)].filter((origin) => !isThisComputer(new URL(origin)));
}

/** Does this address lead every device to itself? Then no phone gets here by it. */
export function isThisComputer({ hostname }: URL): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
