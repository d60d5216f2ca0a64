import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isLineCode, newLineCode, openText, openToFile, prove, provenNonce, SealBroken, sealed } from './sealed-line.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wijkverhaal-lijn-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const code = newLineCode();
const question = { method: 'GET', path: '/api/standby/state?has=1', body: '' };

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const part of stream) parts.push(part);
	return Buffer.concat(parts);
}

/** The same bytes in pieces of that size. */
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

it('a code is four times five characters, and may be typed in small letters, with spaces', () => {
	expect(code).toMatch(/^[A-Z2-9]{5}(-[A-Z2-9]{5}){3}$/);
	expect(isLineCode(code.toLowerCase().replaceAll('-', ' '))).toBe(true);
	expect(isLineCode(code.slice(1))).toBe(false);
	const { header, nonce } = prove(code, question);
	expect(provenNonce(code.toLowerCase().replaceAll('-', ''), question, header)).toBe(nonce);
});

it('a question is known by its proof, which fits no other question and no other code', () => {
	const { header, nonce } = prove(code, question);
	expect(provenNonce(code, question, header)).toBe(nonce);
	expect(provenNonce(newLineCode(), question, header)).toBeNull();
	for (const other of [{ method: 'POST' }, { path: '/api/standby/copy' }, { body: 'x' }]) expect(provenNonce(code, { ...question, ...other }, header)).toBeNull();
	for (const wrong of [undefined, '', '.', nonce, `${nonce}.`, `${header}.x`, `x${header}`]) expect(provenNonce(code, question, wrong)).toBeNull();
});

it('an answer opens as it was, in whatever pieces it comes', async () => {
	const answer = randomBytes(100_000);
	const { nonce } = prove(code, question);
	const closed = await bytesOf(sealed(code, nonce, [answer.subarray(0, 7), answer.subarray(7)]));
	expect(closed.includes(answer.subarray(0, 64))).toBe(false);
	for (const size of [1000, 7, closed.length]) {
		const to = join(folder, `${size}`);
		await openToFile(code, nonce, pieces(closed, size), to);
		expect((await readFile(to)).equals(answer)).toBe(true);
	}
	const empty = await bytesOf(sealed(code, nonce, []));
	expect(await openText(code, nonce, pieces(empty, 1))).toBe('');
});

it('one that was changed, cut off, given to another question or closed with another code leaves nothing behind', async () => {
	const { nonce } = prove(code, question);
	const closed = await bytesOf(sealed(code, nonce, [Buffer.from('alles van de avond')]));
	const changed = Buffer.from(closed);
	changed[20]! ^= 1;
	const wrong: [string, string, Buffer][] = [
		[code, nonce, changed],
		[code, nonce, closed.subarray(0, -1)],
		[code, nonce, closed.subarray(0, 10)],
		[code, nonce, Buffer.alloc(0)],
		[code, prove(code, question).nonce, closed],
		[newLineCode(), nonce, closed]
	];
	for (const [otherCode, otherNonce, bytes] of wrong) {
		await expect(openToFile(otherCode, otherNonce, pieces(bytes, 5), join(folder, 'kopie'))).rejects.toBeInstanceOf(SealBroken);
	}
	expect(await readdir(folder)).toEqual([]);
});
