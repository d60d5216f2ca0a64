import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

function problemsOf(environment: Record<string, string>): string[] {
	const read = readConfig(environment);
	return read.ok ? [] : read.problems;
}

describe('the settings', () => {
	it('are all optional: port 3000, every address, ./data, built pages, warnings only', () => {
		expect(readConfig({})).toEqual({
			ok: true,
			config: {
				port: 3000,
				host: undefined,
				origin: undefined,
				dataDir: resolve('data'),
				dev: false,
				json: false,
				logLevel: 'warn'
			}
		});
	});

	it('are read from the environment', () => {
		expect(
			readConfig({
				PORT: '0',
				HOST: '127.0.0.1',
				ORIGIN: 'https://avond.example.nl/',
				DATA_DIR: '/srv/avond',
				WIJKVERHAAL_DEV: '1',
				WIJKVERHAAL_JSON: '1',
				WIJKVERHAAL_LOG: 'debug'
			})
		).toEqual({
			ok: true,
			config: {
				port: 0,
				host: '127.0.0.1',
				origin: 'https://avond.example.nl',
				dataDir: '/srv/avond',
				dev: true,
				json: true,
				logLevel: 'debug'
			}
		});
	});

	it('count as not given when they are empty', () => {
		const read = readConfig({ PORT: '', ORIGIN: ' ', DATA_DIR: '' });
		expect(read.ok && read.config.port).toBe(3000);
		expect(read.ok && read.config.origin).toBeUndefined();
	});

	it.each([
		['abc', 'PORT: geef een getal tussen 0 en 65535, niet "abc".'],
		['70000', 'PORT: geef een getal tussen 0 en 65535, niet "70000".'],
		['-1', 'PORT: geef een getal tussen 0 en 65535, niet "-1".'],
		['3000.5', 'PORT: geef een getal tussen 0 en 65535, niet "3000.5".']
	])('refuse PORT %s by name', (PORT, problem) => {
		expect(problemsOf({ PORT })).toEqual([problem]);
	});

	it.each([
		'avond.example.nl',
		'ftp://avond.example.nl',
		'https://avond.example.nl/pad',
		'https://avond.example.nl/?a=1',
		'https://avond.example.nl/#a',
		'https://ik@avond.example.nl',
		'https://'
	])('refuse %s as ORIGIN: it has to be an address without anything behind it', (ORIGIN) => {
		expect(problemsOf({ ORIGIN })).toEqual([
			`ORIGIN: geef een adres met http:// of https://, zonder iets erachter, zoals https://avond.example.nl, niet "${ORIGIN}".`
		]);
	});

	it('refuse a HOST with spaces or a path', () => {
		expect(problemsOf({ HOST: 'http://x' })).toHaveLength(1);
		expect(problemsOf({ HOST: 'de laptop' })).toHaveLength(1);
	});

	it('name every wrong setting at once', () => {
		const problems = problemsOf({ PORT: 'x', WIJKVERHAAL_DEV: 'ja', WIJKVERHAAL_LOG: 'luid' });
		expect(problems.map((line) => line.split(':')[0])).toEqual([
			'PORT',
			'WIJKVERHAAL_DEV',
			'WIJKVERHAAL_LOG'
		]);
	});
});
