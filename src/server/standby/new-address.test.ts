import { expect, it } from 'vitest';
import { neighboursOf } from './new-address.ts';

it('asks for eight neighbours, spread over the network, and not for itself', () => {
	expect(neighboursOf({ address: '192.168.1.10', netmask: '255.255.255.0' })).toEqual([1, 32, 63, 94, 125, 156, 187, 218].map((last) => `192.168.1.${last}`));
	expect(neighboursOf({ address: '10.0.0.1', netmask: '255.255.0.0' })).not.toContain('10.0.0.1');
	expect(neighboursOf({ address: '10.0.0.1', netmask: '255.255.0.0' })).toHaveLength(8);
});

it('asks for all where there are few, and for none where there is nobody', () => {
	expect(neighboursOf({ address: '192.168.1.2', netmask: '255.255.255.252' })).toEqual(['192.168.1.1']);
	expect(neighboursOf({ address: '192.168.1.2', netmask: '255.255.255.255' })).toEqual([]);
});
