import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse as refusal } from '#shared/protocol/refusals.ts';
import type { App } from '../app.ts';
import { browserOf } from '../access/cookie.ts';
import { sendRendition } from '../drawings/serve.ts';
import { publishedDrawing, storyNow } from '../story/stories.ts';
import { refuse, REFUSALS } from './answer.ts';
import { sendRefusal } from './api.ts';

/** `GET /verhaal/<story>/a4.pdf` and `GET /verhaal/<story>/tekening/<drawing>`: of a published story for all, else for those who make it. */
export async function answerStory(app: App, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const path = (request.url ?? '/').split('?', 1)[0]!;
	const [, id, file, drawing] = /^\/verhaal\/([A-Za-z0-9_-]+)\/(a4\.pdf|tekening\/([A-Za-z0-9_-]+))$/.exec(path) ?? [];
	if (id === undefined || request.method !== 'GET') return false;
	const mayRead = () => {
		const story = app.collection.state.entries.story.get(id);
		return story !== undefined && !story.removed && (story.published || isStaff(app, request, story.area));
	};
	if (!mayRead()) {
		refuse(request, response, REFUSALS.storyOfOthers);
		return true;
	}
	if (file === 'a4.pdf') {
		const made = await app.storyPapers.make(id);
		// While it was made the story may have been taken back.
		if (!mayRead() || made === 'gone') refuse(request, response, REFUSALS.storyOfOthers);
		else if (typeof made === 'string') refuse(request, response, made === 'full' ? REFUSALS.full : REFUSALS.storyFailed);
		else {
			response.setHeader('Content-Type', 'application/pdf');
			response.setHeader('Content-Length', made.length);
			response.setHeader('Cache-Control', 'private, no-store');
			response.setHeader('Content-Disposition', 'inline; filename="verhaal.pdf"');
			response.end(made);
		}
		return true;
	}
	const story = storyNow(app, id)!;
	const version = publishedDrawing(app, story, drawing!) && app.evenings.get(story.evening!.id)?.state.entries.drawing.get(drawing!)?.version;
	const picture = version && (await app.drawings.open(version.files.screen));
	if (!picture) sendRefusal(response, refusal('drawing.unknown'));
	else await sendRendition(response, picture, 'image/webp');
	return true;
}

function isStaff(app: App, request: IncomingMessage, area: string): boolean {
	const browser = browserOf(app.key, request.headers, app.seats.isCarried);
	const account = browser === null ? null : app.staff.accountOf(browser);
	return account !== null && app.programme.rolesOf(account.id, area).length > 0;
}
