import { same, sign } from '../access/keys.ts';
import { newEpoch } from '../store/database.ts';

/** Characters of the proof: 96 bits, of which nobody guesses one within an evening. */
const proofLength = 16;

/**
 * The epoch of a server that takes over from another: it proves that by the key that both have, so that the one that is
 * relieved knows it wherever it meets it, and nobody else can make one.
 * @param former the epoch of the server that is relieved
 * @param key of both servers' data
 */
export function takeOverEpoch(former: string, key: string): string {
	const epoch = newEpoch();
	return `${epoch}~${proofOf(epoch, former, key)}`;
}

/**
 * Does a server with this epoch relieve the one whose epoch is `own`?
 * @param epoch a server's, or an evening's, which begins with that of its server
 */
export function relieves(epoch: string, own: string, key: string): boolean {
	const [name, proof, ...rest] = epoch.split('.', 1)[0]!.split('~');
	return name !== undefined && proof !== undefined && rest.length === 0 && same(proof, proofOf(name, own, key));
}

function proofOf(epoch: string, former: string, key: string): string {
	return sign(key, `${epoch} takes over from ${former}`).slice(0, proofLength);
}
