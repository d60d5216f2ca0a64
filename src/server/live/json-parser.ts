import { Decoder, type Packet } from 'socket.io-parser';

/**
 * Writes Socket.IO's own format, for messages that are JSON and nothing else. Its own encoder walks through every
 * message for binary parts first, which costs more than writing it: the clients' one reads both.
 */
class Encoder {
	encode({ type, nsp, id, data }: Packet): string[] {
		const namespace = nsp === '/' ? '' : `${nsp},`;
		return [`${type}${namespace}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`];
	}
}

/** For Socket.IO's option `parser`. */
export const jsonParser = { Encoder, Decoder };
