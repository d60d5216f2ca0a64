import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { SentForm } from './commands.ts';

/**
 * The fingerprint of a form as it was sent: SHA-256 in hex of its fields in one order. Phone and server reckon it apart,
 * so that a phone throws nothing away for a receipt of other words. `crypto.subtle` is not there over plain HTTP.
 */
export function receiptHash(form: SentForm): string {
	const { answers, ...rest } = form;
	const fields = Object.entries({ ...rest, answers: Object.entries(answers).sort(byName) }).sort(byName);
	return bytesToHex(sha256(utf8ToBytes(JSON.stringify(fields))));
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
	return one < other ? -1 : 1;
}
