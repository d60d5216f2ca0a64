import { request } from 'node:http';
import { nanoid } from 'nanoid';
import type { SimulatedHall } from '#server/tools/simulated-hall.ts';
import type { UploadAnswer } from '#shared/protocol/upload.ts';

/** Sends a picture as regie does, hangs it, and waits for the screen. @returns ms since its last byte went out */
export async function toTheWall(hall: SimulatedHall, bytes: Buffer): Promise<number> {
	const drawing = nanoid();
	const query = new URLSearchParams({ seat: hall.regieSeat, command: nanoid(), drawing });
	const sent = await new Promise<{ at: number; answer: UploadAnswer }>((settle, fail) => {
		let at = 0;
		const put = request(`${hall.url}/api/drawing?${query}`, { method: 'PUT', headers: { cookie: hall.cookie, 'content-length': bytes.length } }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => settle({ at, answer: JSON.parse(Buffer.concat(chunks).toString()) as UploadAnswer }));
		});
		put.on('error', fail);
		put.end(bytes, () => (at = performance.now()));
	});
	if (!sent.answer.ok) throw new Error(`A drawing was refused: ${sent.answer.code}`);
	const shown = new Promise<void>((settle) => {
		hall.screen.onFrame = () => hall.screen.view.drawings[drawing] && settle();
	});
	await hall.direct({ type: 'drawing.place', drawing, version: sent.answer.version, theme: 1, checked: true });
	await shown;
	return performance.now() - sent.at;
}
