import { expect, test } from 'vitest';
import type { Config } from '../config.ts';
import type { Interfaces } from '../reachable.ts';
import { joinOrigin, phoneOrigins } from './join-origin.ts';

const config: Config = { port: 3000, host: undefined, origin: undefined, dataDir: '/data', dev: false, logLevel: 'silent', json: false };
const network: Interfaces = {
	eth0: [{ address: '192.168.1.20', netmask: '255.255.255.0', family: 'IPv4', mac: '', internal: false, cidr: null }]
};
const at = (url: string, set: Partial<Config> = {}, interfaces = network) => joinOrigin({ config: { ...config, ...set } }, new URL(url), interfaces);

test('the ORIGIN setting counts above all', () => {
	expect(at('http://localhost:3000/scherm/x', { origin: 'https://wijk.example.nl' })).toBe('https://wijk.example.nl');
});
test('a page looked at on the server itself names the address that phones can reach', () => {
	expect(at('http://localhost:3000/scherm/x')).toBe('http://192.168.1.20:3000');
	expect(at('http://127.0.0.1/scherm/x')).toBe('http://192.168.1.20');
});
test('a page looked at from elsewhere names its own address', () => {
	expect(at('http://hal.test:3000/scherm/x')).toBe('http://hal.test:3000');
});
test('without a network the page names its own address', () => {
	expect(at('http://localhost:3000/', {}, {})).toBe('http://localhost:3000');
});

test('phones may reach every address of the network besides, and none where only this computer is', () => {
	const all = (url: string, set: Partial<Config> = {}, interfaces = network) => phoneOrigins({ config: { ...config, ...set } }, new URL(url), 'http://localhost:3000', interfaces);
	expect(all('http://localhost:3000/regie')).toEqual(['http://192.168.1.20:3000']);
	expect(all('https://wijk.example.nl/regie', { origin: 'https://wijk.example.nl' })).toEqual(['https://wijk.example.nl', 'http://192.168.1.20:3000']);
	expect(all('http://localhost:3000/regie', {}, {})).toEqual([]);
	expect(all('http://localhost:3000/regie', { host: '127.0.0.1' })).toEqual([]);
});
