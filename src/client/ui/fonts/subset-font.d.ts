/** The package brings no types; these are the options that subset.ts uses. */
declare module 'subset-font' {
	export default function subsetFont(
		font: Uint8Array,
		text: string,
		options: {
			targetFormat: 'woff2' | 'truetype';
			noHinting?: boolean;
			keepFeatures?: string[];
			variationAxes?: Record<string, number | { min: number; max: number }>;
		}
	): Promise<Uint8Array>;
}
