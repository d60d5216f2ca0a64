import { expect, it } from 'vitest';
import { wifiCode } from './wifi-code.ts';

it('holds the network and its password', () => {
	expect(wifiCode('Buurthuis', 'gebiedsavond')).toBe('WIFI:T:WPA;S:Buurthuis;P:gebiedsavond;;');
});

it('says where there is no password', () => {
	expect(wifiCode('Buurthuis', '')).toBe('WIFI:T:nopass;S:Buurthuis;;');
});

it('keeps what would end a field', () => {
	expect(wifiCode('Zaal; 1', 'a:b,c"d\\e;f')).toBe('WIFI:T:WPA;S:Zaal\\; 1;P:a\\:b\\,c\\"d\\\\e\\;f;;');
});
