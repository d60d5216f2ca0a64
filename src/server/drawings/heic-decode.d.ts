/** Of heic-decode 2.1: those that are published (2.0) know no `width` and `height` before a picture is decoded. */
declare module 'heic-decode' {
	const decode: {
		/** @throws where it is no HEIC, or holds none. */
		all(file: { buffer: Uint8Array }): Promise<{ width: number; height: number; decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> }> }[]>;
	};
	export default decode;
}
