/**
 * How large a theme's text is to who sits in the last row. ISO 9241-303 asks for capitals of 16 minutes of arc at least.
 * Text that must be read stands in 65 of the 1,080 lines of the picture; a capital of its type is 0.66 of that.
 */
const textLines = 65 / 1080;
const capital = 0.66;
const leastMinutes = 16;

/** Width by height, where nobody knows the projector's. */
export const usualPicture = 16 / 9;

export interface Legibility {
	/** Of a capital at the last seat, in minutes of arc. */
	minutes: number;
	enough: boolean;
	/** Up to here it is large enough, in metres, rounded down to tenths. */
	readableUpTo: number;
	/** The picture must be this wide for the last seat, in metres, rounded up to tenths. */
	widthNeeded: number;
}

/**
 * @param width of the picture, in metres
 * @param farthest from the picture to the last seat, in metres
 * @param shape of the picture: its width by its height
 */
export function legibility(width: number, farthest: number, shape: number = usualPicture): Legibility {
	const perMetre = heightOfText(shape) * capital;
	const angle = 2 * Math.tan((leastMinutes / 60 / 2) * (Math.PI / 180));
	const minutes = (2 * Math.atan((perMetre * width) / farthest / 2) * 180 * 60) / Math.PI;
	const readableUpTo = Math.floor(((perMetre * width) / angle) * 10 + 1e-9) / 10;
	const widthNeeded = Math.ceil(((farthest * angle) / perMetre) * 10 - 1e-9) / 10;
	return { minutes, enough: minutes >= leastMinutes, readableUpTo, widthNeeded };
}

/** In a picture of one metre wide. Text goes by the height, and in a picture taller than 4:3 by the width. */
function heightOfText(shape: number): number {
	return textLines / Math.max(shape, 4 / 3);
}
