/** '12,3 GB', '640 MB', '12 kB': in thousands, as the makers of disks count. */
export function bytesInWords(bytes: number): string {
	const [by, unit] = bytes >= 1e9 ? [1e9, 'GB'] : bytes >= 1e6 ? [1e6, 'MB'] : [1e3, 'kB'];
	return `${(bytes / by).toLocaleString('nl-NL', { maximumFractionDigits: bytes >= 1e7 && unit === 'MB' ? 0 : 1 })} ${unit}`;
}
