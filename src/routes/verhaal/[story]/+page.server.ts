import { error } from '@sveltejs/kit';
import { longDay } from '#shared/programme/dutch-day.ts';
import { readable } from '#shared/programme/collection/story-view.ts';
import { drawingAlt } from '#shared/views/drawing-alt.ts';
import { publishedDrawing, storyNow } from '#server/story/stories.ts';
import type { PageServerLoad } from './$types';

/** A story for everybody who has its address. It is made of what stands now: what is withdrawn is gone from it at once. */
export const load: PageServerLoad = ({ locals, params, setHeaders }) => {
	const { app } = locals;
	const story = storyNow(app, params.story);
	if (story?.takenBack) error(410, 'story.takenBack');
	if (!story?.published) error(404);
	setHeaders({ 'Cache-Control': 'private, no-store' });
	return {
		story,
		area: app.programme.areaName(app.collection.state.entries.story.get(params.story)!.area) ?? '',
		day: story.evening ? longDay(story.evening.date) : null,
		paragraphs: readable(story).map((paragraph) => {
			const drawing = paragraph.theme?.drawing === undefined ? null : publishedDrawing(app, story, paragraph.theme.drawing);
			return {
				...paragraph,
				drawing: drawing && { path: `/verhaal/${story.id}/tekening/${drawing.id}`, alt: drawingAlt(drawing), width: drawing.width, height: drawing.height, credit: drawing.credit ?? '', lettering: drawing.lettering ?? '' }
			};
		})
	};
};
