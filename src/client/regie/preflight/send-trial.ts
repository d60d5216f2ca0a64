import * as v from 'valibot';
import { trialPictureAnswer, type TrialPictureAnswer } from '#shared/protocol/preflight.ts';
import { refuse } from '#shared/protocol/refusals.ts';

/** As large as a drawing from a tablet, in pixels. */
const width = 2400;
const height = 1600;
/** How long it may take, in ms. */
const waitAtMost = 120_000;

/** A drawing that nobody made: lines and dots in colours, so that it weighs what a real one does. */
export function trialPicture(): Promise<Blob | null> {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const pen = canvas.getContext('2d');
	if (!pen) return Promise.resolve(null);
	pen.fillStyle = '#fbf5e6';
	pen.fillRect(0, 0, width, height);
	pen.lineWidth = 14;
	for (let line = 0; line < 60; line += 1) {
		pen.strokeStyle = `hsl(${line * 47} 70% 35%)`;
		pen.beginPath();
		pen.moveTo((line * 397) % width, 0);
		pen.bezierCurveTo((line * 211) % width, height / 3, (line * 571) % width, height / 1.5, (line * 131) % width, height);
		pen.stroke();
	}
	pen.fillStyle = '#17130e';
	pen.font = `bold ${height / 6}px sans-serif`;
	pen.textAlign = 'center';
	pen.fillText('Proef', width / 2, height / 2);
	return new Promise((settle) => canvas.toBlob(settle, 'image/png'));
}

/** Sends it the way that drawings go. `upload.broken` where the line broke, or no answer came. */
export async function sendTrial(seat: string, picture: Blob): Promise<TrialPictureAnswer> {
	try {
		const response = await fetch(`/api/trial-picture?${new URLSearchParams({ seat })}`, { method: 'PUT', body: picture, signal: AbortSignal.timeout(waitAtMost) });
		const parsed = v.safeParse(trialPictureAnswer, await response.json());
		return parsed.success ? parsed.output : refuse('server.fault');
	} catch {
		return refuse('upload.broken');
	}
}
