import sharp, { type Sharp } from 'sharp';
import type { PanelFrame, Treatment } from '#shared/protocol/commands.ts';
import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import { escaped } from '../markup.ts';
import type { PictureFileKind } from './kind.ts';
import { decodeForCutting } from './photo.ts';
import { openPicture, type Picture } from './picture.ts';
import { examine, treated } from './render.ts';

/** What is wanted of a drawing, for a strip on paper or on a page of its own. */
export interface PanelPictureJob {
	/** The file that it is made from. */
	path: string;
	/** Of a photo: what was done with it. */
	treatment: Treatment | undefined;
	/** Null for all of the drawing. */
	frame: PanelFrame | null;
	/** The size that the frame gets, in pixels; less where the file has less. */
	box: { width: number; height: number };
	/** `print`: as sharp as it can be. `page`: small enough for a page that is sent on. */
	use: 'print' | 'page';
	/** All that the picture says besides: who drew it, and who may use it; '' for what nobody said. */
	rights: { credit: string; licence: string };
}

export type PanelPicture = { ok: true; bytes: Uint8Array<ArrayBuffer>; type: 'png' | 'jpeg' | 'webp'; width: number; height: number };

/** From this longest side of a photo it is cleaned at most, in pixels: a sheet on A4 at 300 dpi and more, within the memory of the thread. */
const mostSide = 5000;
/** A photo is this much larger than the sheet in it, at least. */
const aroundSheet = 1.4;
/** Files in which lines are as sharp as they were drawn. */
const lossless = new Set<PictureFileKind>(['png', 'gif', 'tiff']);
/** A PNG with more bytes than this for a pixel is a painting: as a JPEG it looks the same, and is far smaller. */
const lineArtBytes = 0.6;

/**
 * Makes the picture of a panel from the file of its drawing, which is left as it is.
 * @param timeLimitMs the time each of the steps may take at most; beyond it `drawing.tooSlow`
 */
export async function renderPanel(job: PanelPictureJob, timeLimitMs: number): Promise<PanelPicture | Refusal> {
	const file = examine(job.path);
	if ('ok' in file) return file;
	const seconds = Math.ceil(timeLimitMs / 1000);
	try {
		const picture = await openPicture(job.path, file.kind, seconds);
		if ('ok' in picture) return picture;
		const upright = job.treatment ? await cleaned(picture, job, job.treatment, seconds) : picture;
		const made = cut(upright, job).timeout({ seconds }).withXmp(xmpOf(job.rights));
		const [type, { data, info }] = job.use === 'page' ? ['webp' as const, await made.webp({ quality: 88, preset: 'drawing' }).toBuffer({ resolveWithObject: true })] : await encoded(made, lossless.has(file.kind) && !job.treatment);
		return { ok: true, bytes: new Uint8Array(data), type, width: info.width, height: info.height };
	} catch (error) {
		const tooSlow = error instanceof Error && error.message.startsWith('timeout:');
		return refuse(tooSlow ? 'drawing.tooSlow' : 'drawing.notAPicture');
	}
}

type Upright = Pick<Picture, 'open' | 'width' | 'height'>;

async function cleaned(picture: Picture, { frame, box }: PanelPictureJob, treatment: Treatment, seconds: number): Promise<Upright> {
	const whole = { width: box.width / (frame?.width ?? 1), height: box.height / (frame?.height ?? 1) };
	const longest = Math.max(whole.width, whole.height);
	const scale = Math.min(1, mostSide / longest);
	const largest = { width: Math.ceil(whole.width * scale), height: Math.ceil(whole.height * scale) };
	const decoded = decodeForCutting(picture, Math.ceil(Math.min(mostSide, longest * aroundSheet)));
	const { data, info } = await treated(picture, treatment, largest, seconds, decoded);
	return { open: () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } }), width: info.width, height: info.height };
}

/** Made smaller first and cut after that: a JPEG is then decoded no larger than is needed, also one that lies on its side. */
function cut({ open, width, height }: Upright, { frame, box }: PanelPictureJob): Sharp {
	const part = frame ?? { x: 0, y: 0, width: 1, height: 1 };
	const scale = Math.min(1, box.width / (part.width * width), box.height / (part.height * height));
	const whole = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
	const picture = open().resize({ ...whole, fit: 'fill' }).toColourspace('srgb');
	if (frame === null) return picture;
	const left = Math.min(whole.width - 1, Math.round(part.x * whole.width));
	const top = Math.min(whole.height - 1, Math.round(part.y * whole.height));
	const least = (size: number, room: number) => Math.max(1, Math.min(room, Math.round(size)));
	return picture.extract({ left, top, width: least(part.width * whole.width, whole.width - left), height: least(part.height * whole.height, whole.height - top) });
}

async function encoded(picture: Sharp, mayBeLineArt: boolean) {
	if (mayBeLineArt) {
		const drawn = await picture.clone().png({ compressionLevel: 8 }).toBuffer({ resolveWithObject: true });
		if (drawn.info.size <= lineArtBytes * drawn.info.width * drawn.info.height) return ['png', drawn] as const;
	}
	return ['jpeg', await picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer({ resolveWithObject: true })] as const;
}

/** The one thing that a picture says besides what it shows (XMP, ISO 16684-1, with Dublin Core's creator and rights). */
export function xmpOf({ credit, licence }: PanelPictureJob['rights']): string {
	const creator = credit && `<dc:creator><rdf:Seq><rdf:li>${escaped(credit)}</rdf:li></rdf:Seq></dc:creator>`;
	const rights = licence && `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escaped(licence)}</rdf:li></rdf:Alt></dc:rights>`;
	return (
		'<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${creator}${rights}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`
	);
}
