import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { addressHelp } from './address-help.ts';

const port = (address: string, netmask = '255.255.255.0'): NetworkInterfaceInfo[] => [
	{ address, netmask, family: 'IPv4', mac: '00:00:00:00:00:00', internal: address.startsWith('127.'), cidr: null }
];
const cabled = { lo: port('127.0.0.1', '255.0.0.0'), docker0: port('192.168.1.1'), eth0: port('192.168.1.23') };
const addresses = ['http://192.168.1.10:3000'];

it('names the command for this kind of computer, with the network port that is in the same network', () => {
	expect(addressHelp(addresses, cabled, 'linux')).toEqual({
		address: '192.168.1.10',
		isHere: false,
		add: 'sudo ip address add 192.168.1.10/24 dev eth0',
		remove: 'sudo ip address del 192.168.1.10/24 dev eth0'
	});
	expect(addressHelp(addresses, { en0: port('192.168.1.23') }, 'darwin')?.add).toBe('sudo ifconfig en0 alias 192.168.1.10 255.255.255.0');
	expect(addressHelp(addresses, { 'Ethernet 2': port('192.168.0.23', '255.255.0.0') }, 'win32')?.add).toBe(
		'netsh interface ipv4 add address "Ethernet 2" 192.168.1.10 255.255.0.0'
	);
	expect(addressHelp(['http://10.1.255.4'], { eth0: port('10.1.128.1', '255.255.128.0') }, 'linux')?.add).toContain('10.1.255.4/17');
});

it('sees that the laptop has the address', () => {
	expect(addressHelp(addresses, { eth0: [...port('192.168.1.23'), ...port('192.168.1.10')] }, 'linux')?.isHere).toBe(true);
});

it('names no command before the laptop is in that network', () => {
	for (const interfaces of [{}, { lo: port('127.0.0.1', '255.0.0.0') }, { wlan0: port('10.0.0.4') }]) {
		expect(addressHelp(addresses, interfaces, 'linux')).toEqual({ address: '192.168.1.10', isHere: false });
	}
});

it('takes the first address that is a number; a name is none that a laptop can take', () => {
	expect(addressHelp(['https://avond.example.nl', 'http://192.168.1.10:3000'], cabled, 'linux')?.address).toBe('192.168.1.10');
	expect(addressHelp(['https://avond.example.nl'], cabled, 'linux')).toBeNull();
	expect(addressHelp([], cabled, 'linux')).toBeNull();
});
