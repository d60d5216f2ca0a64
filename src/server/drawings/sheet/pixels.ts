/** A picture in memory: `data` holds red, green and blue (0 to 255, sRGB) of each pixel, row by row from the top left. */
export type Pixels = { data: Uint8Array; width: number; height: number };

/** One value for each pixel, in the same order. */
export type Plane = { data: Float32Array; width: number; height: number };

export function planeOf(width: number, height: number): Plane {
	return { data: new Float32Array(width * height), width, height };
}

/** Brightness as the eye weighs the three colours (ITU-R BT.601), 0 to 255. */
export function brightness(red: number, green: number, blue: number): number {
	return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** The mean over a square of `2 × radius + 1` pixels, smaller at the borders; twice, which is close to a Gaussian. */
export function blurred(plane: Plane, radius: number): Plane {
	const across = (from: Plane) => meanAlong(from, radius, from.width, from.height, 1, from.width);
	const down = (from: Plane) => meanAlong(from, radius, from.height, from.width, from.width, 1);
	return down(across(down(across(plane))));
}

/** A running mean along each of `lines` lines of `length` pixels, `step` apart in memory. */
function meanAlong(plane: Plane, radius: number, length: number, lines: number, step: number, lineStep: number): Plane {
	const result = planeOf(plane.width, plane.height);
	const [from, to] = [plane.data, result.data];
	for (let line = 0; line < lines; line++) {
		const start = line * lineStep;
		let sum = 0;
		let count = 0;
		for (; count < Math.min(radius, length); count++) sum += from[start + count * step]!;
		for (let index = 0; index < length; index++) {
			const enters = index + radius;
			if (enters < length) {
				sum += from[start + enters * step]!;
				count++;
			}
			const leaves = enters - 2 * radius - 1;
			if (leaves >= 0) {
				sum -= from[start + leaves * step]!;
				count--;
			}
			to[start + index * step] = sum / count;
		}
	}
	return result;
}

/** Mean pixels over whole blocks: a smaller picture of at most `side` pixels on its longest side; the same one where it is small. */
export function shrunk(picture: Pixels, side: number): Pixels {
	const scale = Math.min(1, side / Math.max(picture.width, picture.height));
	if (scale === 1) return picture;
	const width = Math.max(1, Math.round(picture.width * scale));
	const height = Math.max(1, Math.round(picture.height * scale));
	const data = new Uint8Array(width * height * 3);
	const { data: from } = picture;
	for (let y = 0; y < height; y++) {
		const top = Math.floor((y * picture.height) / height);
		const bottom = Math.max(top + 1, Math.floor(((y + 1) * picture.height) / height));
		for (let x = 0; x < width; x++) {
			const left = Math.floor((x * picture.width) / width);
			const right = Math.max(left + 1, Math.floor(((x + 1) * picture.width) / width));
			let [red, green, blue] = [0, 0, 0];
			for (let row = top; row < bottom; row++) {
				const end = (row * picture.width + right) * 3;
				for (let at = (row * picture.width + left) * 3; at < end; at += 3) {
					red += from[at]!;
					green += from[at + 1]!;
					blue += from[at + 2]!;
				}
			}
			const count = (bottom - top) * (right - left);
			const to = (y * width + x) * 3;
			data[to] = Math.round(red / count);
			data[to + 1] = Math.round(green / count);
			data[to + 2] = Math.round(blue / count);
		}
	}
	return { data, width, height };
}

/** The value between four pixels of a plane, that of its border outside. */
export function between({ data, width, height }: Plane, x: number, y: number): number {
	const [left, top] = [Math.max(0, Math.min(width - 1, x)), Math.max(0, Math.min(height - 1, y))];
	const [x0, y0] = [Math.floor(left), Math.floor(top)];
	const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
	const above = data[y0 * width + x0]! * (1 - left + x0) + data[y0 * width + x1]! * (left - x0);
	const below = data[y1 * width + x0]! * (1 - left + x0) + data[y1 * width + x1]! * (left - x0);
	return above * (1 - top + y0) + below * (top - y0);
}
