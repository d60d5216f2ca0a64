import * as v from 'valibot';
import { refuse } from '#shared/protocol/refusals.ts';
import { eveningFileAnswer, type EveningFileAnswer } from '#shared/protocol/upload.ts';

/**
 * Sends the file of an evening. @param replace the id of the evening that it may take the place of
 * @returns what the server answers; `eveningFile.broken` where no answer came.
 */
export async function sendEveningFile(file: File, replace: string | null): Promise<EveningFileAnswer> {
	try {
		const response = await fetch(`/api/evening-file${replace === null ? '' : `?replace=${encodeURIComponent(replace)}`}`, {
			method: 'PUT',
			// By its own type some browsers name it after its ending: nothing that we would judge it by.
			headers: { 'content-type': 'application/octet-stream' },
			body: file
		});
		return v.parse(eveningFileAnswer, await response.json());
	} catch {
		// The line broke, what answered is not our server, or the file was taken away meanwhile.
		return refuse('eveningFile.broken');
	}
}
