import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { codeAlphabet } from '#shared/protocol/code-alphabet.ts';

/** Of every code that people type; phones have it too. */
export const alphabet = codeAlphabet;

/** A code for people to type, from an alphabet without look-alikes. */
export function newCode(length: number): string {
	return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** What was typed, as codes are kept: upper case, without spaces, dots and dashes. */
export function normalCode(typed: string): string {
	return typed.toUpperCase().replace(/[\s.-]/g, '');
}

/** A secret for a link or a command: 128 bits, url-safe. It begins with no dash, which a command line takes for an option. */
export function newSecret(): string {
	for (;;) {
		const secret = randomBytes(16).toString('base64url');
		if (!secret.startsWith('-')) return secret;
	}
}

/** A pin of four digits. */
export function newPin(): string {
	return String(randomInt(10_000)).padStart(4, '0');
}

/** Signs `text`; 128 bits are enough for what lives one evening. */
export function sign(key: string, text: string): string {
	return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
}

/** Compares without telling by its time where two texts differ. */
export function same(a: string, b: string): boolean {
	const left = Buffer.from(a);
	const right = Buffer.from(b);
	return left.length === right.length && timingSafeEqual(left, right);
}
