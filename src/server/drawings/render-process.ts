import type { Treatment } from '#shared/protocol/commands.ts';
import { prepareHeic } from './heic.ts';
import { renderPanel, type PanelPicture, type PanelPictureJob } from './panel-picture.ts';
import { renderDrawing, restrictDecoders, type RenderResult } from './render.ts';

/** What the server sends: one file at a time. `panel`: one picture for a strip; else the renditions of a drawing. */
export type RenderJob = { timeLimitMs: number } & ({ panel: PanelPictureJob } | { path: string; treatment: Treatment | undefined });

/** What it hears back; `crashed` is the last of this process. */
export type RenderNews = RenderResult | PanelPicture | { crashed: string };

const tell = (news: RenderNews, then: () => void = () => {}) => process.send!(news, then);

restrictDecoders();
prepareHeic();

process.on('message', (job: RenderJob) => {
	const made = 'panel' in job ? renderPanel(job.panel, job.timeLimitMs) : renderDrawing(job.path, job.timeLimitMs, job.treatment);
	made.then(
		(result) => tell(result),
		// Whatever throws here is a bug: it ends this process, and the server starts another.
		(error: unknown) => tell({ crashed: error instanceof Error ? String(error.stack) : String(error) }, () => process.exit(1))
	);
});
// The server is gone.
process.on('disconnect', () => process.exit());
