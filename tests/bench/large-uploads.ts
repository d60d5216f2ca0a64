import sharp from 'sharp';
import { photoOf } from '#server/drawings/sheet/test-photos.ts';
import { atMost, type Benchmark } from './figure.ts';
import { residentOfAllKb } from './resident.ts';
import { toTheWall } from './send-drawing.ts';
import { openHall, startRealServer } from './servers.ts';

/** As large as a drawing may be, in pixels: 59.99 million. */
const size = { width: 6706, height: 8946 };
/** Times that each picture is sent. */
const times = 5;

/** The memory of the server, and of its process for drawings, through ten uploads of 60 megapixels in a row: photos of a sheet and drawings in turn. */
export const largeUploads: Benchmark = {
	name: 'large-uploads',
	async measure(say, ending) {
		const pictures = [await photo(), await drawing()];
		const server = await startRealServer(ending);
		const { hall } = await openHall(server, 24, ending);
		const atRest = residentOfAllKb(server.pid);
		let peak = atRest;
		const watching = setInterval(() => (peak = Math.max(peak, residentOfAllKb(server.pid))), 50);
		ending.defer(() => clearInterval(watching));
		for (let time = 0; time < times; time += 1) {
			for (const bytes of pictures) {
				const ms = await toTheWall(hall, bytes);
				say(`${(bytes.length / 1e6).toFixed(1)} MB, on the wall after ${Math.round(ms)} ms, at most ${Math.round(peak / 1024)} MB until now`);
			}
		}
		say(`at rest ${Math.round(atRest / 1024)} MB`);
		return [atMost({ name: 'server-through-large-uploads', value: Math.round(peak / 1024), unit: 'MB', most: 600 })];
	}
};

/** A sheet on a table. */
async function photo(): Promise<Buffer> {
	const { data, width, height } = photoOf({ seed: 1, width: 1500, height: 2001 });
	return sharp(data, { raw: { width, height, channels: 3 } }).resize({ ...size, fit: 'fill' }).withExif({ IFD0: { Make: 'Camera' } }).jpeg({ quality: 85 }).toBuffer();
}

/** The same from a drawing program, in large pixels. */
async function drawing(): Promise<Buffer> {
	const { data, width, height } = photoOf({ seed: 2, width: 750, height: 1000 });
	return sharp(data, { raw: { width, height, channels: 3 } }).resize({ ...size, fit: 'fill', kernel: 'nearest' }).png({ compressionLevel: 3 }).toBuffer();
}
