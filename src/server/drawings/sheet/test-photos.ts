import { homographyOf, mapped, type Corners, type Point } from './geometry.ts';
import type { Pixels } from './pixels.ts';

/**
 * Photos of drawn sheets as a seed makes them, with what is true of them: tables of many kinds, slanting light, shadows,
 * sheets that are turned, bent, held, or drawn on up to their edge.
 */

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
	let state = seed * 0x9e3779b9;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export type Table = 'dark' | 'light' | 'wood' | 'checked' | 'stones' | 'white';
type Colour = readonly [number, number, number];

export interface SheetPhoto extends Pixels {
	corners: Corners;
	/** Width to height of the sheet. */
	proportion: number;
	/** The colour on the sheet itself, in even light; `across` and `down` from 0 to 1. */
	drawn(across: number, down: number): Colour;
}

export interface Scene {
	seed: number;
	width?: number;
	height?: number;
	table?: Table;
	/** How far the sheet is turned, in degrees. */
	turned?: number;
	/** The part of the sheet's width that its far side lost. */
	perspective?: number;
	/** How far the sides are bent, as a part of the sheet's height. */
	bent?: number;
	/** Large coloured fills up to the edge. */
	filled?: boolean;
	shadow?: boolean;
	finger?: boolean;
	/** Standard deviation of the noise of a pixel. */
	noise?: number;
	landscape?: boolean;
	/** Nothing lies on the table. */
	empty?: boolean;
}

const ink: Colour = [20, 18, 22];
const paper: Colour = [250, 249, 246];
export const saturated: readonly Colour[] = [
	[214, 30, 40],
	[28, 96, 200],
	[250, 205, 20],
	[30, 140, 60],
	[130, 50, 160],
	[245, 130, 20]
];

export function photoOf(scene: Scene): SheetPhoto {
	const chance = chanceOf(scene.seed);
	const between = (low: number, high: number) => low + chance() * (high - low);
	const { width = 960, height = 1280, table = 'wood', turned = between(-12, 12), perspective = between(0, 0.2), bent = 0, noise = 4 } = scene;
	const proportion = scene.landscape ? Math.SQRT2 : Math.SQRT1_2;
	const corners = placed({ width, height, proportion, turned, perspective, chance });
	const toSheet = homographyOf(corners, [
		{ x: 0, y: 0 },
		{ x: 1, y: 0 },
		{ x: 1, y: 1 },
		{ x: 0, y: 1 }
	]);
	const drawn = drawingOf(chance, scene.filled ?? false, proportion);
	const ground = tableOf(table, chance, Math.max(width, height));
	const light = lightOf(chance, scene.shadow ?? false, width, height);
	const held = corners[Math.floor(chance() * 4)]!;
	const thumb = Math.max(width, height) * 0.035;
	const data = new Uint8Array(width * height * 3);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const on = mapped(toSheet, { x, y });
			// A sheet that does not lie flat: its sides bow, its corners stay.
			const across = on.x + bent * Math.sin(Math.PI * Math.max(0, Math.min(1, on.y)));
			const down = on.y + bent * Math.sin(Math.PI * Math.max(0, Math.min(1, on.x)));
			const isOn = !scene.empty && across >= 0 && down >= 0 && across < 1 && down < 1;
			let colour = isOn ? drawn(across, down) : ground(x, y);
			if (scene.finger && Math.hypot(x - held.x, y - held.y) < thumb) colour = [205, 150, 120];
			const shine = light(x, y);
			for (let channel = 0; channel < 3; channel++) {
				const grain = noise * (chance() + chance() + chance() - 1.5) * 2;
				data[(y * width + x) * 3 + channel] = Math.max(0, Math.min(255, Math.round(colour[channel]! * shine[channel]! + grain)));
			}
		}
	}
	return { data, width, height, corners, proportion, drawn };
}

function placed(options: { width: number; height: number; proportion: number; turned: number; perspective: number; chance: () => number }): Corners {
	const { width, height, proportion, turned, perspective, chance } = options;
	const angle = (turned * Math.PI) / 180;
	const upright: Point[] = [
		{ x: -proportion * (1 - perspective), y: -1 },
		{ x: proportion * (1 - perspective), y: -1 },
		{ x: proportion, y: 1 },
		{ x: -proportion, y: 1 }
	];
	const round = upright.map(({ x, y }) => ({ x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) }));
	const reach = { x: Math.max(...round.map(({ x }) => Math.abs(x))), y: Math.max(...round.map(({ y }) => Math.abs(y))) };
	const scale = Math.min(width / reach.x, height / reach.y) * (0.34 + 0.1 * chance());
	const room = { x: width / 2 - reach.x * scale, y: height / 2 - reach.y * scale };
	const shift = { x: width / 2 + room.x * (chance() - 0.5), y: height / 2 + room.y * (chance() - 0.5) };
	return round.map(({ x, y }) => ({ x: x * scale + shift.x, y: y * scale + shift.y })) as Corners;
}

/** Strokes, circles and fills; `filled` begins at the edge of the paper itself. Always a black bar, for its ink. */
function drawingOf(chance: () => number, filled: boolean, proportion: number): (across: number, down: number) => Colour {
	const hue = () => saturated[Math.floor(chance() * saturated.length)]!;
	const discs = Array.from({ length: 5 }, () => ({ x: 0.2 + chance() * 0.6, y: 0.2 + chance() * 0.5, radius: 0.04 + chance() * 0.09, colour: hue() }));
	const strokes = Array.from({ length: 6 }, () => ({ y: 0.12 + chance() * 0.7, slope: chance() * 0.5 - 0.25, wave: chance() * 6 }));
	const framed = chance() < 0.4;
	const fills = filled ? [hue(), hue()] : [];
	return (across, down) => {
		if (across > 0.2 && across < 0.5 && down > 0.9 && down < 0.93) return ink;
		for (const { x, y, radius, colour } of discs) {
			const far = Math.hypot((across - x) * proportion, down - y);
			if (far < radius) return far > radius - 0.006 ? ink : colour;
		}
		if (across > 0.1 && across < 0.9) {
			for (const { y, slope, wave } of strokes) if (Math.abs(down - y - slope * across - 0.02 * Math.sin(wave + across * 20)) < 0.003) return ink;
		}
		if (framed && Math.max(Math.abs(across - 0.5), Math.abs(down - 0.5)) > 0.44 && Math.max(Math.abs(across - 0.5), Math.abs(down - 0.5)) < 0.446) return ink;
		if (fills.length > 0 && down < 0.3) return fills[0]!;
		if (fills.length > 0 && across > 0.75 && down > 0.5 && down < 0.85) return fills[1]!;
		return paper;
	};
}

function tableOf(table: Table, chance: () => number, side: number): (x: number, y: number) => Colour {
	const shade = (colour: Colour, factor: number): Colour => [colour[0] * factor, colour[1] * factor, colour[2] * factor];
	const phase = chance() * 10;
	const angle = chance() * Math.PI;
	const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
	switch (table) {
		case 'dark':
			return (x, y) => shade([52, 46, 44], 1 + 0.05 * Math.sin(x / 31 + phase) * Math.sin(y / 23));
		case 'light':
			return (x, y) => shade([202, 192, 172], 1 + 0.02 * Math.sin(x / 40 + phase + y / 90));
		case 'white':
			return () => [228, 227, 224];
		case 'wood': {
			const plank = side / 6;
			return (x, y) => {
				const [along, over] = [x * cosine + y * sine, y * cosine - x * sine];
				const grain = 0.07 * Math.sin(over / 3 + 3 * Math.sin(along / 170 + phase)) + 0.05 * Math.sin(over / 11);
				return shade([142, 98, 60], (over % plank + plank) % plank < 2.5 ? 0.5 : 1 + grain + 0.06 * Math.sin(Math.floor(over / plank) * 5));
			};
		}
		case 'checked': {
			const check = side / 24;
			return (x, y) => {
				const [along, over] = [x * cosine + y * sine, y * cosine - x * sine];
				const stripes = Number((along / check) & 1) + Number((over / check) & 1);
				return stripes === 0 ? [235, 232, 226] : stripes === 1 ? [206, 110, 104] : [170, 34, 38];
			};
		}
		case 'stones': {
			const stone = side / 12;
			return (x, y) => {
				const [column, row] = [Math.floor(x / stone), Math.floor(y / stone)];
				const joint = x % stone < 3 || y % stone < 3;
				return joint ? [120, 116, 110] : shade([168, 160, 150], 0.86 + 0.2 * chanceOf(column * 57 + row * 131 + 7)());
			};
		}
	}
}

/** Light from one side, of a lamp's colour, with a soft shadow and where asked that of a phone with a rather sharp edge. */
function lightOf(chance: () => number, shadow: boolean, width: number, height: number): (x: number, y: number) => Colour {
	const angle = chance() * 2 * Math.PI;
	const fall = 0.15 + 0.25 * chance();
	const warm = chance() * 0.22;
	const spot = { x: chance() * width, y: chance() * height, size: Math.max(width, height) * (0.15 + 0.15 * chance()) };
	const edge = { angle: chance() * 2 * Math.PI, offset: (chance() - 0.5) * 0.4 * width, soft: 0.006 * width + chance() * 0.03 * width };
	return (x, y) => {
		const [over, up] = [(x - width / 2) / width, (y - height / 2) / height];
		let bright = 0.8 + fall * (over * Math.cos(angle) + up * Math.sin(angle));
		bright *= 1 - 0.25 * Math.exp(-((x - spot.x) ** 2 + (y - spot.y) ** 2) / (2 * spot.size ** 2));
		if (shadow) {
			const far = (x - width / 2) * Math.cos(edge.angle) + (y - height / 2) * Math.sin(edge.angle) - edge.offset;
			bright *= 1 - 0.35 / (1 + Math.exp(-far / edge.soft));
		}
		return [bright, bright * (1 - warm / 3), bright * (1 - warm)];
	};
}
