import { error, fail, redirect } from '@sveltejs/kit';
import { nanoid } from 'nanoid';
import { storyParts, type StoryPart } from '#shared/programme/collection/state.ts';
import { paragraphsOf } from '#shared/programme/collection/story.ts';
import type { CollectionCommand } from '#shared/programme/collection/commands.ts';
import { otherSources, publishedDrawing, storyNow } from '#server/story/stories.ts';
import { statusOf } from '#server/web/api.ts';
import { joinOrigin } from '#server/web/join-origin.ts';
import { staffOfPage } from '../../area.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A story with all that it comes from, to keep, cut, order and rewrite. Undo goes by the address: `?gedaan=`. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = staffOfPage(locals, params.area, url);
	const { app } = locals;
	const story = storyOf(locals.app, params);
	const done = url.searchParams.get('gedaan');
	const step = done === null ? undefined : app.collection.state.steps.get(done);
	const drawings = story.paragraphs.flatMap(({ theme }) => theme?.drawing ?? []);
	return {
		...of,
		account: account.name,
		story,
		others: Object.fromEntries(story.paragraphs.map((paragraph) => [paragraph.id, otherSources(app, paragraph)])),
		/** Drawings that lack what they need outside the hall: they are not on the page yet. */
		unready: drawings.filter((drawing) => publishedDrawing(app, story, drawing) === null).length,
		address: `${joinOrigin(app, url)}/verhaal/${story.id}`,
		done: done === 'ongedaan' ? { did: 'undo', command: null } : step && !step.undone ? { did: step.did, command: done } : null
	};
};

function storyOf(app: App.Locals['app'], { area, story: id }: { area: string; story: string }) {
	const story = app.collection.state.entries.story.get(id)?.area === area ? storyNow(app, id) : null;
	if (!story) error(404);
	return story;
}

export const actions: Actions = {
	title: (event) => give(event, async (form) => ({ type: 'story.title', story: event.params.story, title: form('title') })),
	publish: (event) => give(event, async () => ({ type: 'story.publish', story: event.params.story })),
	takeBack: (event) => give(event, async () => ({ type: 'story.takeBack', story: event.params.story })),
	remove: (event) => give(event, async () => ({ type: 'story.remove', story: event.params.story })),
	add: (event) =>
		give(event, async (form) => {
			const after = form('after');
			return { type: 'paragraph.add', story: event.params.story, paragraph: nanoid(12), part: storyParts.find((part) => part === form('part')) ?? ('about' satisfies StoryPart), text: form('text'), after: after === '' ? null : after };
		}),
	write: (event) => give(event, async (form) => ({ type: 'paragraph.write', paragraph: form('paragraph'), text: form('text'), was: form('was') })),
	release: (event) => give(event, async (form) => ({ type: 'paragraph.release', paragraph: form('paragraph') })),
	cut: (event) => give(event, async (form) => ({ type: 'paragraph.cut', paragraph: form('paragraph'), cut: form('cut') === 'yes' })),
	sources: (event) =>
		give(event, async (form, all) => ({ type: 'paragraph.sources', paragraph: form('paragraph'), sources: all('source'), quoted: form('quoted') === 'on' })),
	/** One place towards the beginning or the end. */
	move: (event) =>
		give(event, async (form) => {
			const paragraph = form('paragraph');
			const others = paragraphsOf(event.locals.app.collection.state, event.params.story).map(([id]) => id);
			const at = others.indexOf(paragraph);
			const after = form('to') === 'up' ? (others[at - 2] ?? null) : (others[at + 1] ?? others.at(-1)!);
			return { type: 'paragraph.move', paragraph, after };
		}),
	undo: (event) => give(event, async (form) => ({ type: 'undo', command: form('command') }))
};

type Given = CollectionCommand extends infer Command ? (Command extends CollectionCommand ? Omit<Command, 'id'> : never) : never;

async function give(event: RequestEvent, make: (form: (name: string) => string, all: (name: string) => string[]) => Promise<Given>) {
	const { locals, params, request, url } = event;
	const { account } = staffOfPage(locals, params.area, url);
	storyOf(locals.app, params);
	const data = await request.formData();
	const text = (name: string) => String(data.get(name) ?? '');
	const given = await make(text, (name) => data.getAll(name).map(String));
	const command = { ...given, id: nanoid() } as CollectionCommand;
	const outcome = await locals.app.collection.submit(command, { account: account.id });
	const paragraph = text('paragraph');
	if (!outcome.ok) return fail(statusOf(outcome), { refusal: outcome, at: paragraph === '' ? given.type : paragraph, text: text('text') });
	if (command.type === 'story.remove') redirect(303, `/regie/ophalen/${params.area}/verhaal?gedaan=${command.id}`);
	redirect(303, `/regie/ophalen/${params.area}/verhaal/${params.story}?gedaan=${command.type === 'undo' ? 'ongedaan' : command.id}`);
}
