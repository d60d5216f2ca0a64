import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { addressesOf, ownAddress, phoneAddresses, type Interfaces } from './reachable.ts';

function ipv4(address: string, internal = false): NetworkInterfaceInfo {
	return {
		address,
		internal,
		family: 'IPv4',
		netmask: '255.255.255.0',
		mac: '00:00:00:00:00:00',
		cidr: null
	};
}

const LAPTOP: Interfaces = {
	lo: [ipv4('127.0.0.1', true)],
	wlan0: [
		ipv4('192.168.1.20'),
		{
			address: 'fe80::1',
			internal: false,
			family: 'IPv6',
			netmask: 'ffff::',
			mac: '00:00:00:00:00:00',
			cidr: null,
			scopeid: 2
		}
	],
	eth0: [ipv4('10.0.0.5')],
	eth1: [ipv4('169.254.7.7')],
	docker0: [ipv4('172.17.0.1')]
};

describe('the addresses for phones', () => {
	it('are the numbers of the networks that a phone can be on', () => {
		expect(phoneAddresses(undefined, 3000, LAPTOP)).toEqual([
			'http://192.168.1.20:3000',
			'http://10.0.0.5:3000'
		]);
		expect(phoneAddresses('0.0.0.0', 80, LAPTOP)[0]).toBe('http://192.168.1.20');
	});

	it('are only the chosen one when the server listens on one address', () => {
		expect(phoneAddresses('10.0.0.5', 3000, LAPTOP)).toEqual(['http://10.0.0.5:3000']);
		expect(phoneAddresses('127.0.0.1', 3000, LAPTOP)).toEqual([]);
	});
});

it.each([
	[undefined, 3000, 'http://localhost:3000'],
	['::', 3000, 'http://localhost:3000'],
	['0.0.0.0', 80, 'http://localhost'],
	['192.168.1.20', 3000, 'http://192.168.1.20:3000'],
	['::1', 3000, 'http://[::1]:3000']
])('on HOST %s and port %s this computer opens %s', (host, port, address) => {
	expect(ownAddress(host, port)).toBe(address);
});

it.each([
	['http://localhost:4200', 'http://localhost:4200', ['http://192.168.1.20:4200', 'http://10.0.0.5:4200']],
	['http://localhost', 'http://localhost', ['http://192.168.1.20', 'http://10.0.0.5']],
	['http://127.0.0.1:4200', 'http://127.0.0.1:4200', []],
	['http://[::1]:4200', 'http://[::1]:4200', []],
	['http://192.168.1.20:4200', null, ['http://192.168.1.20:4200']],
	['https://avond.example.nl', null, ['https://avond.example.nl']]
])('a server that was started under %s is opened here by %s, elsewhere by %j', (address, here, elsewhere) => {
	expect(addressesOf(address, LAPTOP)).toEqual({ here, elsewhere });
});
