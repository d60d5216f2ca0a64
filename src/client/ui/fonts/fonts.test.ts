import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('.', import.meta.url);
const css = readFileSync(new URL('fonts.css', folder), 'utf8');
const bytes = (file: string) => statSync(new URL(file, folder)).size;
const faces = css.split('@font-face').slice(1);

test('all Latin faces together, balloons and Turkish and Polish names included, stay under 60 kB', () => {
	const latin = faces.map((face) => face.match(/\.\/([\w-]+\.woff2)/)?.[1] ?? '').filter((file) => file.includes('latin'));
	expect(latin).toHaveLength(5);
	expect(latin.reduce((sum, file) => sum + bytes(file), 0)).toBeLessThanOrEqual(60_000);
});

test('a Cyrillic or Greek comment on a Dutch page still fits in 60 kB', () => {
	const page = bytes('bricolage-latin.woff2') + bytes('atkinson-latin.woff2') + bytes('comic-latin.woff2');
	for (const script of ['noto-cyrillic.woff2', 'noto-greek.woff2', 'noto-vietnamese.woff2']) {
		expect(page + bytes(script), script).toBeLessThanOrEqual(60_000);
	}
});

test('every face swaps, is fetched only for its own characters, and comes from our own server', () => {
	expect(faces.length).toBeGreaterThan(0);
	for (const face of faces) {
		expect(face).toContain('font-display: swap');
		expect(face).toContain('unicode-range: U+');
		expect(face).toMatch(/src: url\('\.\/[\w-]+\.woff2\?no-inline'\)/);
	}
});

test('no file lies there unused, and each family brings its licence', () => {
	const files = readdirSync(folder);
	for (const file of files.filter((name) => name.endsWith('.woff2'))) expect(css).toContain(`./${file}`);
	const licences = files.filter((name) => name.startsWith('OFL-'));
	expect(licences).toHaveLength(new Set(css.match(/font-family: '[^']+'/g)).size);
	for (const licence of licences) expect(readFileSync(new URL(licence, folder), 'utf8')).toContain('SIL Open Font License, Version 1.1');
});
