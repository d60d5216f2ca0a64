import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, type DecipherGCM } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { newCode, normalCode, same } from '../access/keys.ts';

// Two laptops speak over the hall's own wifi, in plain HTTP. What goes over it is everything there is: words that nobody
// read yet, the key that signs seats. So it is closed with a code that a person carries from one screen to the other
// (HMAC-SHA256 for questions; HKDF-SHA256 and AES-256-GCM for answers). The code itself never goes over the line.

/** Twenty of 32 letters are 100 bits: out of reach for who recorded the line and guesses at home. */
const codeLength = 20;
const saltLength = 16;
const tagLength = 16;

/** The header by which a question proves that who asks has the code: `<nonce>.<proof>`. */
export const proofHeader = 'x-wijkverhaal-standby';

export class SealBroken extends Error {
	override name = 'SealBroken';
}

/** A code for people to carry: `ABCDE-FGHJK-LMNPQ-RSTUV`. */
export function newLineCode(): string {
	return newCode(codeLength).match(/.{5}/g)!.join('-');
}

/** Is this text a code at all, however it was typed? */
export function isLineCode(typed: string): boolean {
	return normalCode(typed).length === codeLength;
}

/** What is asked: method, path with its query, and body. */
export interface Question {
	method: string;
	path: string;
	body: string;
}

/** @returns the header that goes with the question, and the nonce that its answer is bound to. */
export function prove(code: string, question: Question): { header: string; nonce: string } {
	const nonce = randomBytes(16).toString('base64url');
	return { header: `${nonce}.${proofOf(code, question, nonce)}`, nonce };
}

/** The nonce of a question whose header proves that who asks has the code; null for any other. */
export function provenNonce(code: string, question: Question, header: string | undefined): string | null {
	const [nonce, proof, ...rest] = header?.split('.') ?? [];
	if (!nonce || !proof || rest.length > 0) return null;
	return same(proof, proofOf(code, question, nonce)) ? nonce : null;
}

/** Closes the answer to the question with that nonce: no recorded answer passes for another. */
export async function* sealed(code: string, nonce: string, answer: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Buffer> {
	const salt = randomBytes(saltLength);
	yield salt;
	const { key, iv } = keyOf(code, nonce, salt);
	const cipher = createCipheriv('aes-256-gcm', key, iv);
	for await (const chunk of answer) yield cipher.update(chunk);
	yield Buffer.concat([cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens an answer into a new file. @throws {SealBroken} for one that is not whole or not from who has the code; then
 * nothing stays behind. Throws what the line and the disk throw.
 */
export async function openToFile(code: string, nonce: string, answer: AsyncIterable<Uint8Array>, to: string): Promise<void> {
	try {
		await pipeline(opened(code, nonce, answer), createWriteStream(to, { flags: 'wx', flush: true }));
	} catch (error) {
		await rm(to, { force: true });
		throw error;
	}
}

/** Opens a short answer. Throws as `openToFile`. */
export async function openText(code: string, nonce: string, answer: AsyncIterable<Uint8Array>): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of opened(code, nonce, answer)) parts.push(part);
	return Buffer.concat(parts).toString('utf8');
}

/** What was opened so far may not be used before the end: only there it proves to be whole. */
async function* opened(code: string, nonce: string, answer: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	let held: Buffer = Buffer.alloc(0);
	let decipher: DecipherGCM | undefined;
	for await (const chunk of answer) {
		held = Buffer.concat([held, chunk]);
		if (!decipher) {
			if (held.length < saltLength) continue;
			const { key, iv } = keyOf(code, nonce, held.subarray(0, saltLength));
			decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength });
			held = held.subarray(saltLength);
		}
		// The last bytes are the tag, and nobody knows which chunk is the last.
		if (held.length <= tagLength) continue;
		yield decipher.update(held.subarray(0, held.length - tagLength));
		held = held.subarray(held.length - tagLength);
	}
	if (!decipher || held.length !== tagLength) throw new SealBroken('the answer is cut off');
	decipher.setAuthTag(held);
	try {
		yield decipher.final();
	} catch {
		throw new SealBroken('the answer was not closed with this code');
	}
}

function proofOf(code: string, { method, path, body }: Question, nonce: string): string {
	const digest = createHash('sha256').update(body).digest('base64url');
	return createHmac('sha256', normalCode(code)).update(`${method} ${path} ${digest} ${nonce}`).digest('base64url');
}

function keyOf(code: string, nonce: string, salt: Buffer): { key: Buffer; iv: Buffer } {
	const bytes = Buffer.from(hkdfSync('sha256', normalCode(code), salt, `wijkverhaal standby ${nonce}`, 44));
	return { key: bytes.subarray(0, 32), iv: bytes.subarray(32) };
}
