import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';

// The floor: Socket.IO and nothing else. It answers every command with the command itself and shows each to whoever
// connected as a screen, in the messages of the real server, so that the same client program runs against it.

const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
const screens = new Set<Socket>();
let seq = 0;
io.on('connection', (socket) => {
	if (socket.handshake.auth.seat === 'screen') screens.add(socket);
	socket.emit('state', { snapshot: { epoch: '', seq, view: {} } });
	socket.on('command', (command: object, acknowledge: (answer: object) => void) => {
		const frame = { epoch: '', from: seq, to: ++seq, changes: { command } };
		acknowledge({ ok: true, seq, ...command });
		for (const screen of screens) screen.emit('frame', frame);
	});
});
http.listen(0, '127.0.0.1', () => {
	const address = http.address();
	if (typeof address === 'object' && address !== null) process.send?.(address.port);
});
// Ends with the benchmark, however that ends.
process.once('disconnect', () => process.exit());
