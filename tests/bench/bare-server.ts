import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';

// The floor: Socket.IO and nothing else. It answers every command with the command itself, so that the same client
// program runs against it, and shows each to whoever connected as a screen.

const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
const screens = new Set<Socket>();
io.on('connection', (socket) => {
	if (socket.handshake.auth.seat === 'screen') screens.add(socket);
	socket.emit('state', { snapshot: { view: {}, seq: 0 } });
	socket.on('command', (command: unknown, acknowledge: (answer: unknown) => void) => {
		acknowledge(command);
		for (const screen of screens) screen.emit('command', command);
	});
});
http.listen(0, '127.0.0.1', () => {
	const address = http.address();
	if (typeof address === 'object' && address !== null) process.send?.(address.port);
});
// Ends with the benchmark, however that ends.
process.once('disconnect', () => process.exit());
