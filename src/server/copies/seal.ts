import { createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { isNoRoom } from '../store/no-room.ts';

// The file of an evening tells who gave which dots, which no page tells, not even regie's. So it is closed for one server:
// a facilitator carries it, and only the server of that key opens it (X25519, HKDF-SHA256, AES-256-GCM).

const mark = Buffer.from('wijkverhaal avond\n');
const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;
/** Mark, version, the key that it is closed for, the key of this one file, nonce. */
const headLength = mark.length + 4 + 2 * keyLength + nonceLength;
/** What stands before a bare X25519 key in DER (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');

/** The private key by which a server opens what was closed for it. @param key the server's, that signs its cookies */
export function fileKeyOf(key: string): KeyObject {
	const seed = createHmac('sha256', key).update('files of evenings').digest();
	return createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' });
}

/** How people carry the public half to the other server: 43 characters, no secret. */
export function publicNameOf(fileKey: KeyObject): string {
	return bytesOf(createPublicKey(fileKey)).toString('base64url');
}

/** The public key of that name; null for what is none. */
function publicKeyOf(name: string): KeyObject | null {
	if (!/^[A-Za-z0-9_-]{43}$/.test(name)) return null;
	return publicFrom(Buffer.from(name, 'base64url'));
}

/**
 * Closes a file for the server of that public key.
 * @param version what a server must know to read it
 * @returns false where that is no key; then nothing was written.
 */
export async function seal(from: string, to: string, publicName: string, version: number): Promise<boolean> {
	const target = publicKeyOf(publicName);
	if (target === null) return false;
	const once = generateKeyPairSync('x25519');
	let secret: Buffer;
	try {
		secret = diffieHellman({ privateKey: once.privateKey, publicKey: target });
	} catch {
		// One of the few that give every file the same secret.
		return false;
	}
	const nonce = randomBytes(nonceLength);
	const head = Buffer.concat([mark, uint32(version), bytesOf(target), bytesOf(once.publicKey), nonce]);
	const cipher = createCipheriv('aes-256-gcm', secretKey(secret, head), nonce);
	cipher.setAAD(head);
	await pipeline(
		createReadStream(from),
		async function* (chunks: AsyncIterable<Buffer>) {
			yield head;
			for await (const chunk of chunks) yield cipher.update(chunk);
			yield cipher.final();
			yield cipher.getAuthTag();
		},
		createWriteStream(to, { flags: 'wx' })
	);
	return true;
}

/**
 * Opens a file that was closed for this server, as a new file.
 * @param newest the newest version that this program reads
 * @returns why not: 'foreign' for any other file, 'newer', 'otherServer', 'damaged'. Then nothing stays behind.
 * @throws what the disk throws
 */
export async function unseal(from: string, to: string, fileKey: KeyObject, newest: number): Promise<'ok' | 'foreign' | 'newer' | 'otherServer' | 'damaged'> {
	const { head, size } = await headOf(from);
	if (!head.subarray(0, mark.length).equals(mark)) return 'foreign';
	if (head.length < headLength || size < headLength + tagLength) return 'damaged';
	if (head.readUInt32BE(mark.length) > newest) return 'newer';
	const keys = head.subarray(mark.length + 4);
	if (!keys.subarray(0, keyLength).equals(bytesOf(createPublicKey(fileKey)))) return 'otherServer';
	try {
		const secret = diffieHellman({ privateKey: fileKey, publicKey: publicFrom(keys.subarray(keyLength, 2 * keyLength)) });
		const decipher = createDecipheriv('aes-256-gcm', secretKey(secret, head), head.subarray(-nonceLength), { authTagLength: tagLength });
		decipher.setAAD(head);
		decipher.setAuthTag(await tagOf(from, size));
		await pipeline(createReadStream(from, { start: headLength, end: size - tagLength - 1 }), decipher, createWriteStream(to, { flags: 'wx' }));
		return 'ok';
	} catch (error) {
		await rm(to, { force: true });
		if (isNoRoom(error)) throw error;
		return 'damaged';
	}
}

async function headOf(path: string): Promise<{ head: Buffer; size: number }> {
	const handle = await open(path, 'r');
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(headLength), 0, headLength, 0);
		return { head: buffer.subarray(0, bytesRead), size: (await handle.stat()).size };
	} finally {
		await handle.close();
	}
}

async function tagOf(path: string, size: number): Promise<Buffer> {
	const handle = await open(path, 'r');
	try {
		return (await handle.read(Buffer.alloc(tagLength), 0, tagLength, size - tagLength)).buffer;
	} finally {
		await handle.close();
	}
}

/** Bound to both keys and the nonce: no two files have one. */
function secretKey(secret: Buffer, head: Buffer): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, head, 'wijkverhaal avond', 32));
}

function publicFrom(bytes: Buffer): KeyObject {
	return createPublicKey({ key: Buffer.concat([publicHead, bytes]), format: 'der', type: 'spki' });
}

function bytesOf(publicKey: KeyObject): Buffer {
	return publicKey.export({ format: 'der', type: 'spki' }).subarray(publicHead.length);
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}
