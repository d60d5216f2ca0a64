import { alphabet, normalCode, sign } from './keys.ts';

/** The most cards of one evening: their numbers have 12 bits of the code. */
const numberBits = 12;
const proofBits = 28;
const codeLength = 8;

/**
 * Printed cards, each good for one participant of one evening. A card's code is its number with a signature, as a seat's
 * token is: nothing of it is stored, so that it can be printed again after a jam, no list of codes can leak from the
 * database or a backup, and cards that were printed after the backup that was put back still work. Its participant
 * follows from the number too: whoever comes with the card, from whatever phone, is the same one.
 *
 * A code has 40 bits, of which 28 are proof: a guess hits a card of an evening once in 2^28, some 268 million.
 */
export class VoteCards {
	readonly #keyOf: (evening: string) => string;

	/** @param keyOf the key of an evening: it goes along with it to another server, or the cards in the hall would be none there */
	constructor(keyOf: (evening: string) => string) {
		this.#keyOf = keyOf;
	}

	/** The code on a card: 8 letters and digits. @param number 1 to 4,095 */
	code(evening: string, number: number): string {
		const proof = this.#proof(evening, number);
		// Under the proof: else the cards of one sheet would begin alike, and be mistaken for each other.
		const bits = (BigInt(number ^ (proof & (2 ** numberBits - 1))) << BigInt(proofBits)) | BigInt(proof);
		return Array.from({ length: codeLength }, (_, place) => alphabet[Number((bits >> BigInt(5 * (codeLength - 1 - place))) & 31n)]).join('');
	}

	/** Whose card this is, however its code was typed; null for one that this evening does not have. */
	participant(evening: string, typed: string): string | null {
		const places = [...normalCode(typed)].map((letter) => alphabet.indexOf(letter));
		if (places.length !== codeLength || places.includes(-1)) return null;
		const bits = places.reduce((sum, place) => (sum << 5n) | BigInt(place), 0n);
		const proof = Number(bits & BigInt(2 ** proofBits - 1));
		const number = Number(bits >> BigInt(proofBits)) ^ (proof & (2 ** numberBits - 1));
		if (number === 0 || this.#proof(evening, number) !== proof) return null;
		return sign(this.#keyOf(evening), `participant of vote card ${evening} ${number}`).slice(0, 12);
	}

	#proof(evening: string, number: number): number {
		return Buffer.from(sign(this.#keyOf(evening), `vote card ${evening} ${number}`), 'base64url').readUInt32BE() >>> (32 - proofBits);
	}
}
