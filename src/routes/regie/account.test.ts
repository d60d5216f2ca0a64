import { expect, it } from 'vitest';
import { pageOfRegie } from './account.server.ts';

const here = new URL('http://hal.test:3000/regie');

it.each([
	['/regie/avond12345/themas', '/regie/avond12345/themas'],
	['/regie/avond12345?ronde=1', '/regie/avond12345?ronde=1'],
	['http://hal.test:3000/regie/avond12345', '/regie/avond12345']
])('after signing in one goes back to %s', (wanted, path) => {
	expect(pageOfRegie(wanted, here)).toBe(path);
});

it.each([
	null,
	'',
	'/',
	'/mee/AB23',
	'/regieachtig',
	'https://kwaad.example/regie/',
	'//kwaad.example/regie/',
	'/\\kwaad.example/regie/',
	'/regie/..//kwaad.example/',
	'/regie/../mee/AB23',
	'http://hal.test/regie/',
	'javascript:alert(1)',
	'http://'
])('a link with %s leads to the list of evenings, on this server', (wanted) => {
	expect(pageOfRegie(wanted, here)).toBe('/regie');
});
