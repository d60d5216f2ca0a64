import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { photoOf } from '#server/drawings/sheet/test-photos.ts';
import { percentiles } from '#server/tools/percentiles.ts';
import type { SimulatedHall } from '#server/tools/simulated-hall.ts';
import { againstFloor, atMost, type Benchmark } from './figure.ts';
import { toTheWall } from './send-drawing.ts';
import { needConnections, openHall, startRealServer } from './servers.ts';

const phoneCount = 300;
const themeCount = 24;
/** Times that each picture is sent. */
const times = 10;
/** Dots that the hall gives in a second. */
const dotsPerSecond = 60;
/** How long it votes without uploads, in ms. */
const before = 20_000;
/** Real photos of 12 megapixels, where they are; elsewhere one is made. */
const folder = resolve('../shared/drawings/heic');

/** From a photo's last byte to the wall, while a hall of phones votes; and what their dots wait for it. */
export const uploads: Benchmark = {
	name: 'uploads',
	async measure(say, ending) {
		needConnections(phoneCount);
		const pictures = await picturesToSend();
		const server = await startRealServer(ending);
		const { hall, round } = await openHall(server, themeCount, ending);
		await hall.connectPhones(round, phoneCount, () => {});
		const voting = vote(hall);
		await new Promise((next) => setTimeout(next, before));
		const quiet = voting.taken();

		const taken = new Map<string, number[]>();
		for (let time = 0; time < times; time += 1) {
			for (const { kind, bytes } of pictures) {
				taken.set(kind, [...(taken.get(kind) ?? []), await toTheWall(hall, bytes)]);
			}
		}
		const busy = voting.taken();
		await voting.end();
		say(`dots: ${quiet.length} without uploads, p95 ${percentiles(quiet).p95} ms; ${busy.length} with, p95 ${percentiles(busy).p95} ms`);
		return [
			...[...taken].map(([kind, ms]) => {
				const { p50, p95 } = percentiles(ms);
				say(`${kind} of 12 megapixels, ${ms.length} times: p50 ${p50} ms, p95 ${p95} ms`);
				return atMost({ name: `${kind}-to-wall-p95`, value: p95, unit: 'ms', most: kind === 'heic' ? 3000 : 2000 });
			}),
			againstFloor({ name: 'dots-while-uploading-p95', value: percentiles(busy).p95, unit: 'ms', floor: percentiles(quiet).p95, most: 1.2 })
		];
	}
};

async function picturesToSend(): Promise<{ kind: string; bytes: Buffer }[]> {
	if (existsSync(folder)) {
		const files = (await readdir(folder)).filter((file) => /\.(heic|jpe?g)$/i.test(file));
		const kindOf = (file: string) => (/heic$/i.test(file) ? 'heic' : 'jpeg');
		const kinds = new Map(files.map((file) => [kindOf(file), file]));
		return Promise.all([...kinds].map(async ([kind, file]) => ({ kind, bytes: await readFile(join(folder, file)) })));
	}
	const { data, width, height } = photoOf({ seed: 1, width: 3000, height: 4000 });
	return [{ kind: 'jpeg', bytes: await sharp(data, { raw: { width, height, channels: 3 } }).withExif({ IFD0: { Make: 'Camera' } }).jpeg({ quality: 90 }).toBuffer() }];
}

/** Dots of a hall, evenly, until it is ended. `taken`: ms of the answers since it was asked last. */
function vote(hall: SimulatedHall): { taken(): number[]; end(): Promise<void> } {
	let ended = false;
	let answered: number[] = [];
	const voting = (async () => {
		const began = performance.now();
		const underWay = new Set<Promise<void>>();
		for (let count = 0; !ended; count += 1) {
			const phone = hall.phones[count % phoneCount]!;
			// One dot on a theme, and off again the next time round.
			const dots = Math.floor(count / phoneCount) % 2 === 0 ? 1 : 0;
			const giving = phone.give(String(1 + (count % themeCount)), dots).then(({ ms }) => void answered.push(ms)).finally(() => underWay.delete(giving));
			underWay.add(giving);
			await new Promise((next) => setTimeout(next, Math.max(0, began + ((count + 1) * 1000) / dotsPerSecond - performance.now())));
		}
		await Promise.all(underWay);
	})();
	return {
		taken() {
			const now = answered;
			answered = [];
			return now;
		},
		end() {
			ended = true;
			return voting;
		}
	};
}
