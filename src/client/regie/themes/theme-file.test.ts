import { expect, it } from 'vitest';
import { readThemeFile } from './theme-file.ts';

function file(name: string, content: string | Uint8Array<ArrayBuffer>): File {
	return new File([content], name);
}

it.each([
	['themas.csv', 'nummer;thema\n1;Speeltuin', 'csv'],
	['stemmen.pb', 'META\nkey;value', 'pb'],
	['stemmen.csv', 'META\r\nkey;value', 'pb'],
	['lijst.txt', 'Speeltuin\nLantaarns', 'lines'],
	['unicode-tekst.txt', 'nummer\tThema\thoofdthema\r\n1\tSpeeltuin\tOverig', 'csv']
])('%s with %j is taken for %s', async (name, content, source) => {
	expect(await readThemeFile(file(name, content))).toMatchObject({ ok: true, source, text: content });
});

it('letters with accents come through from UTF-8, from UTF-16 and from older Windows programs', async () => {
	const utf16 = new Uint8Array([0xff, 0xfe, ...[...'thema\ncafé'].flatMap((letter) => [letter.charCodeAt(0), 0])]);
	const windows = new Uint8Array([...'thema\ncaf'].map((letter) => letter.charCodeAt(0)).concat(0xe9));
	expect(await readThemeFile(file('a.csv', 'thema\ncafé'))).toMatchObject({ text: 'thema\ncafé', windows: false });
	expect(await readThemeFile(file('a.csv', utf16))).toMatchObject({ text: 'thema\ncafé', windows: false });
	expect(await readThemeFile(file('a.csv', windows))).toMatchObject({ text: 'thema\ncafé', windows: true });
});

it.each([
	['an Excel file', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'Excel'],
	['an old Excel file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'Excel'],
	['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'geen tekst'],
	['an empty file', new Uint8Array(), 'leeg']
])('%s is refused with what to do now', async (_, content, words) => {
	const read = await readThemeFile(file('themas.csv', content));
	expect(read.ok).toBe(false);
	expect(!read.ok && read.problem).toContain(words);
});

it('a film chosen by mistake is not read into memory', async () => {
	let read = false;
	const film = { name: 'film.csv', size: 2e9, arrayBuffer: () => ((read = true), Promise.resolve(new ArrayBuffer(0))) };
	expect(await readThemeFile(film)).toMatchObject({ ok: false });
	expect(read).toBe(false);
});
