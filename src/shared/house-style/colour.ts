/** The names that themes use; any other colour is written in figures. */
const named: Record<string, string> = {
	black: '#000000',
	white: '#ffffff',
	red: '#ff0000',
	green: '#008000',
	blue: '#0000ff',
	yellow: '#ffff00',
	orange: '#ffa500',
	gray: '#808080',
	grey: '#808080',
	navy: '#000080',
	teal: '#008080',
	maroon: '#800000',
	purple: '#800080',
	silver: '#c0c0c0'
};

/**
 * A CSS colour as `#rrggbb`: `#rgb`, `#rrggbb`, `rgb()`, `hsl()` and some names.
 * @returns null for any other, and for one that lets through what is behind it: its contrast can't be told.
 */
export function readColour(text: string): string | null {
	const value = text.trim().toLowerCase();
	if (Object.hasOwn(named, value)) return named[value]!;
	const [, hex] = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(value) ?? [];
	if (hex !== undefined) {
		const digits = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
		return digits.length === 6 || digits.endsWith('ff') ? `#${digits.slice(0, 6)}` : null;
	}
	const [, model, inside = ''] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(value) ?? [];
	if (model === undefined) return null;
	const parts = inside.split(/[\s,/]+/).filter(Boolean);
	if (parts.length < 3 || parts.length > 4 || (parts[3] !== undefined && part(parts[3], 1) !== 1)) return null;
	const [one, two, three] = parts as [string, string, string];
	const channels = model === 'rgb' ? [part(one, 255), part(two, 255), part(three, 255)] : ofHsl(degrees(one), part(two, 100) / 100, part(three, 100) / 100);
	if (channels.some((channel) => !(channel >= 0 && channel <= 255))) return null;
	return written(channels);
}

/** A number, or a percentage of `whole`; NaN for what is neither. */
function part(text: string, whole: number): number {
	const [, number, percent] = /^(\d*\.?\d+)(%?)$/.exec(text) ?? [];
	return percent === '%' ? (Number(number) / 100) * whole : Number(number);
}

function degrees(text: string): number {
	return Number(/^(-?\d*\.?\d+)(deg)?$/.exec(text)?.[1]);
}

/** Channels of 0 to 255, as CSS Color 4 computes them. */
function ofHsl(hue: number, saturation: number, lightness: number): number[] {
	return [0, 8, 4].map((n) => {
		const k = (n + (((hue % 360) + 360) % 360) / 30) % 12;
		return 255 * (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
	});
}

/** `share` of `over` on `under`, both `#rrggbb`. */
export function mix(under: string, over: string, share: number): string {
	const above = channelsOf(over);
	return written(channelsOf(under).map((channel, index) => channel * (1 - share) + above[index]! * share));
}

/** The contrast of two colours of `#rrggbb`: 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
	const [red, green, blue] = channelsOf(colour).map((channel) => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: string): number[] {
	return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function written(channels: number[]): string {
	return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}
