import { refuse, type Refusal } from '#shared/protocol/refusals.ts';
import type { FormFileAsk, FormFileCheck, FormFileLine, FormFileLook, FormFileTaken } from '#shared/protocol/form-file.ts';

export type FileAnswer = FormFileLook | FormFileCheck | FormFileTaken | (Refusal & { check?: FormFileCheck });

/**
 * Sends a file of forms to be looked at, checked, or taken in. The file goes along each time: the server keeps none.
 * @param tell hears how far the server is, from 0 to 1
 * @returns what it answers; `upload.broken` where the line broke or nothing of ours answered.
 */
export async function sendFile(file: File, ask: FormFileAsk, area: string, tell: (progress: number) => void): Promise<FileAnswer> {
	try {
		const query = new URLSearchParams({ ask: JSON.stringify(ask), name: file.name });
		const response = await fetch(`/api/form-file/${area}?${query}`, { method: 'POST', body: file });
		if (!response.ok || response.body === null) return (await response.json()) as Refusal;
		let rest = '';
		let last: FileAnswer | null = null;
		for (const reader = response.body.pipeThrough(new TextDecoderStream()).getReader(); ; ) {
			const { done, value } = await reader.read();
			if (done) break;
			const lines = (rest + value).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) {
				const said = JSON.parse(line) as FormFileLine;
				if ('progress' in said) tell(said.progress);
				else last = said;
			}
		}
		return last ?? refuse('upload.broken');
	} catch {
		return refuse('upload.broken');
	}
}
