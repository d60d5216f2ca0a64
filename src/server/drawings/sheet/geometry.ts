export type Point = { x: number; y: number };

/** A sheet's corners: top left, top right, bottom right, bottom left. */
export type Corners = [Point, Point, Point, Point];

/** The line of all points with `x × cos(angle) + y × sin(angle) = distance`; `angle` in radians, `distance` in pixels. */
export type Line = { angle: number; distance: number };

/** Where two lines cross; null where they hardly do. */
export function crossing(one: Line, other: Line): Point | null {
	const determinant = Math.sin(other.angle - one.angle);
	if (Math.abs(determinant) < 0.05) return null;
	return {
		x: (one.distance * Math.sin(other.angle) - other.distance * Math.sin(one.angle)) / determinant,
		y: (other.distance * Math.cos(one.angle) - one.distance * Math.cos(other.angle)) / determinant
	};
}

/** Twice the area of a triangle; positive where the three go round with the clock (y points down). */
export function turnOf(a: Point, b: Point, c: Point): number {
	return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

export function lengthOf(a: Point, b: Point): number {
	return Math.hypot(b.x - a.x, b.y - a.y);
}

/** The area inside four corners, in square pixels. */
export function areaOf([a, b, c, d]: Corners): number {
	return Math.abs(turnOf(a, b, c) + turnOf(a, c, d)) / 2;
}

/** Whether the corners go round with the clock and no corner points inwards or lies on a side. */
export function isConvex(corners: Corners): boolean {
	return corners.every((corner, index) => turnOf(corner, corners[(index + 1) % 4]!, corners[(index + 2) % 4]!) > 0);
}

/**
 * Four corners in any order, put in order. The top left one is such that the sheet is turned by 45 degrees at most: a
 * photo is taken with its top up.
 */
export function inOrder(points: readonly Point[]): Corners {
	const middle = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
	const round = [...points].sort((a, b) => Math.atan2(a.y - middle.y, a.x - middle.x) - Math.atan2(b.y - middle.y, b.x - middle.x));
	const orders = [0, 1, 2, 3].map((first) => [0, 1, 2, 3].map((index) => round[(first + index) % 4]!) as Corners);
	return orders.reduce((best, order) => (leansOf(order) < leansOf(best) ? order : best));
}

/** How far the way from the left side to the right one is turned, in radians. */
function leansOf([topLeft, topRight, bottomRight, bottomLeft]: Corners): number {
	return Math.abs(Math.atan2(topRight.y + bottomRight.y - topLeft.y - bottomLeft.y, topRight.x + bottomRight.x - topLeft.x - bottomLeft.x));
}

function mean(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A projective map as nine numbers, row by row; the last is 1. */
export type Homography = readonly number[];

/**
 * The projective map that takes each point of `from` to that of `to`: four pairs give eight linear equations (Hartley and
 * Zisserman, Multiple View Geometry, 4.1), solved by elimination. @throws RangeError where three points lie on a line
 */
export function homographyOf(from: Corners, to: Corners): Homography {
	const rows = from.flatMap(({ x, y }, index) => {
		const { x: u, y: v } = to[index]!;
		return [
			[x, y, 1, 0, 0, 0, -u * x, -u * y, u],
			[0, 0, 0, x, y, 1, -v * x, -v * y, v]
		];
	});
	return [...solve(rows), 1];
}

export function mapped([a, b, c, d, e, f, g, h, i]: Homography, { x, y }: Point): Point {
	const depth = g! * x + h! * y + i!;
	return { x: (a! * x + b! * y + c!) / depth, y: (d! * x + e! * y + f!) / depth };
}

/** Gaussian elimination with pivots; each row ends with its right-hand side. @throws RangeError without one solution */
function solve(rows: number[][]): number[] {
	const size = rows.length;
	for (let column = 0; column < size; column++) {
		let pivot = column;
		for (let row = column + 1; row < size; row++) if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
		[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
		const head = rows[column]!;
		if (Math.abs(head[column]!) < 1e-12) throw new RangeError('three of these points lie on a line');
		for (const row of rows) {
			if (row === head) continue;
			const factor = row[column]! / head[column]!;
			for (let index = column; index <= size; index++) row[index]! -= factor * head[index]!;
		}
	}
	return rows.map((row, index) => row[size]! / row[index]!);
}
