import { io } from 'socket.io-client';
import { protocolVersion } from '#shared/protocol/version.ts';

// One phone that floods: as many messages as the line takes, and back again as soon as it was cut. Runs until it is
// killed. Usage: node flood.ts ADDRESS COOKIE SEAT ROUND

const [address, cookie, seat, round] = process.argv.slice(2);
const socket = io(address!, {
	transports: ['websocket'],
	reconnectionDelay: 10,
	reconnectionDelayMax: 50,
	extraHeaders: { cookie: cookie! },
	auth: { version: protocolVersion, seat }
});
let count = 0;

setInterval(() => {
	for (let message = 0; message < 200 && socket.connected; message += 1) {
		count += 1;
		socket.emit('command', { id: `flood-${count}-message`, type: 'ballot.set', round, option: '1', dots: count % 2, revision: count }, () => {});
		socket.emit('catch-up', { epoch: 'none', seq: 0 }, () => {});
		socket.emit('nonsense', 'x'.repeat(2_000));
	}
	// Refused by name: the client does not try again by itself.
	if (!socket.connected && !socket.active) socket.connect();
}, 2);

process.on('message', () => process.send?.({ count }));
process.send?.('ready');
