import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Treatment } from '../protocol/commands.ts';
import { refuse } from '../protocol/refusals.ts';
import { mostStages } from '../protocol/text.ts';
import { missingForPublication } from '../views/publication.ts';
import { filesOf, picturesOf } from './drawing.ts';
import { facilitator, Hall, illustrator, moderator, versionCalled } from './test-hall.ts';
import { histories, play, startedHall } from './test-history.ts';

vi.setConfig({ testTimeout: 600_000 });

let hall: Hall;
beforeEach(() => {
	hall = new Hall();
});

const seenBy = (role: 'participant' | 'screen' | 'illustrator' | 'facilitator', drawing: string) => hall.view(role).drawings[drawing];

describe('a drawing that is offered', () => {
	it('is seen by regie and illustrators only', () => {
		const drawing = hall.drawing('offered');
		expect(seenBy('facilitator', drawing)).toMatchObject({ status: 'offered', title: 'Het bankje' });
		expect(seenBy('illustrator', drawing)).toBeDefined();
		expect(seenBy('participant', drawing)).toBeUndefined();
		expect(seenBy('screen', drawing)).toBeUndefined();
	});

	it('hangs once a person ticked that nobody is recognisable, at a theme that is there', () => {
		const drawing = hall.drawing('offered');
		const place = (theme: number, checked: boolean) => hall.give(facilitator, { type: 'drawing.place', drawing, version: `version-${drawing}`, theme, checked });
		expect(place(1, false)).toEqual(refuse('drawing.notChecked'));
		expect(place(99, true)).toEqual(refuse('theme.unknown', { theme: 99 }));
		expect(place(2, true)).toMatchObject({ ok: true });
		expect(seenBy('participant', drawing)).toMatchObject({ theme: 2, version: `version-${drawing}` });
		expect(seenBy('participant', drawing)).not.toHaveProperty('status');
	});

	it('hangs as the version that was looked at, or not at all', () => {
		const drawing = hall.drawing('offered');
		const place = (name: string) => hall.give(facilitator, { type: 'drawing.place', drawing, version: versionCalled(name).id, theme: 1, checked: true });
		// Sent while regie looked at the first.
		hall.do(illustrator, { type: 'drawing.replace', drawing, version: versionCalled('nieuw') });
		expect(place(drawing)).toEqual(refuse('drawing.otherVersion'));
		expect(seenBy('screen', drawing)).toBeUndefined();
		expect(place('nieuw')).toMatchObject({ ok: true });
		expect(seenBy('screen', drawing)?.version).toBe('version-nieuw');
	});

	it('hangs at once where regie allows that, if it was sent for a theme', () => {
		hall.do(facilitator, { type: 'evening.hangAtOnce', atOnce: true });
		const offer = (drawing: string, theme: number | null) => hall.do(illustrator, { type: 'drawing.offer', drawing, version: versionCalled(drawing), theme, title: '', credit: '' });
		offer('drawing-1', 2);
		offer('drawing-2', null);
		offer('drawing-3', 99);
		expect(seenBy('screen', 'drawing-1')).toMatchObject({ theme: 2 });
		for (const drawing of ['drawing-2', 'drawing-3']) expect(seenBy('screen', drawing)).toBeUndefined();
		hall.do(facilitator, { type: 'evening.hangAtOnce', atOnce: false });
		offer('drawing-4', 2);
		expect(seenBy('screen', 'drawing-4')).toBeUndefined();
	});

	it('keeps no theme that is not there', () => {
		hall.do(illustrator, { type: 'drawing.offer', drawing: 'drawing-1', version: versionCalled('a'), theme: 99, title: '', credit: '' });
		expect(seenBy('facilitator', 'drawing-1')).not.toHaveProperty('theme');
	});

	it('gets the theme that its maker suggests, and loses it again; a description without one leaves it', () => {
		const drawing = hall.drawing('offered');
		const describe = (theme?: number | null) =>
			hall.give(illustrator, { type: 'drawing.describe', drawing, title: 'Bank', alt: '', credit: '', ...(theme !== undefined && { theme }) });
		describe(2);
		describe();
		expect(seenBy('facilitator', drawing)).toMatchObject({ theme: 2, title: 'Bank' });
		describe(null);
		expect(seenBy('facilitator', drawing)).not.toHaveProperty('theme');
		expect(describe(99)).toEqual(refuse('theme.unknown', { theme: 99 }));
	});

	it('never takes the place of one that is there', () => {
		const drawing = hall.drawing();
		const again = { type: 'drawing.offer' as const, drawing, version: versionCalled('b'), theme: null, title: '', credit: '' };
		expect(hall.give(illustrator, again)).toEqual(refuse('message.invalid'));
	});

	it('is not taken from an illustrator after the evening', () => {
		hall.do(facilitator, { type: 'evening.close', closed: true });
		const late = { type: 'drawing.offer' as const, drawing: 'drawing-1', version: versionCalled('a'), theme: null, title: '', credit: '' };
		expect(hall.give(illustrator, late)).toEqual(refuse('evening.closed'));
		expect(hall.give(facilitator, late)).toMatchObject({ ok: true });
	});
});

describe('a drawing on the wall', () => {
	it('is not cut by corners that cross, which do no harm to a photo that is shown as it was', () => {
		const drawing = hall.drawing('wall');
		const crop = (cleaned: boolean) => {
			const photo = { cleaned, corners: [[0.5, 0.5], [1, 0], [0.1, 0.1], [0, 1]] as Treatment['corners'], turn: 0 as const, contrast: 50, found: true };
			return hall.give(illustrator, { type: 'drawing.crop', drawing, from: `version-${drawing}`, version: { ...versionCalled('bijgesneden'), photo } });
		};
		expect(crop(true)).toEqual(refuse('message.invalid'));
		expect(seenBy('screen', drawing)?.version).toBe(`version-${drawing}`);
		expect(crop(false)).toMatchObject({ ok: true });
	});

	it('can be replaced: the new version has an address of its own', () => {
		const drawing = hall.drawing();
		hall.do(illustrator, { type: 'drawing.replace', drawing, version: versionCalled('nieuw') });
		expect(seenBy('screen', drawing)?.version).toBe('version-nieuw');
		expect(seenBy('facilitator', drawing)?.versions).toBe(2);
	});

	it('is moved or found good only as the version that was looked at', () => {
		const drawing = hall.drawing();
		hall.do(illustrator, { type: 'drawing.replace', drawing, version: versionCalled('tweede') });
		const good = (name: string) => hall.give(facilitator, { type: 'drawing.place', drawing, version: versionCalled(name).id, theme: 1, checked: true });
		hall.do(illustrator, { type: 'drawing.replace', drawing, version: versionCalled('derde') });
		expect(good('tweede')).toEqual(refuse('drawing.otherVersion'));
		expect(seenBy('facilitator', drawing)).toHaveProperty('replaced');
		expect(good('derde')).toMatchObject({ ok: true });
		expect(seenBy('facilitator', drawing)).not.toHaveProperty('replaced');
	});

	it('can be described, and stays undescribed where nothing was typed', () => {
		const drawing = hall.drawing();
		hall.do(illustrator, { type: 'drawing.describe', drawing, title: 'Bank', alt: 'Twee mensen op een bank', credit: '' });
		expect(seenBy('participant', drawing)).toMatchObject({ title: 'Bank', alt: 'Twee mensen op een bank' });
		expect(seenBy('participant', drawing)).not.toHaveProperty('credit');
	});

	it('lists what is missing before it is published; that there are no words in it is said, not guessed', () => {
		const drawing = hall.drawing();
		const missing = () => missingForPublication(seenBy('facilitator', drawing)!);
		expect(missing()).toEqual(['alt', 'lettering', 'licence']);
		const command = hall.newId('command');
		hall.give(facilitator, { type: 'drawing.describe', drawing, title: 'Bank', alt: 'Een bank', credit: 'Noor', lettering: ' ', licence: 'by-nc-nd' }, command);
		expect(missing()).toEqual([]);
		expect(seenBy('participant', drawing)).toMatchObject({ lettering: '', licence: 'by-nc-nd' });
		// Left out, they stay.
		hall.do(illustrator, { type: 'drawing.describe', drawing, title: 'De bank', alt: 'Een bank', credit: 'Noor' });
		expect(seenBy('participant', drawing)).toMatchObject({ title: 'De bank', lettering: '' });
		hall.do(illustrator, { type: 'drawing.describe', drawing, title: 'De bank', alt: 'Een bank', credit: 'Noor', lettering: 'Kom erbij!' });
		expect(seenBy('participant', drawing)).toMatchObject({ lettering: 'Kom erbij!' });
	});

	it('stands for other themes as well: once a card, not for one that is gone, and not on the screen where one is hidden', () => {
		hall.do(facilitator, { type: 'theme.add', themes: [4, 5, 6].map((number) => ({ number, title: `Thema ${number}`, main: 'overig' as const })) });
		const drawing = hall.drawing();
		const own = seenBy('facilitator', drawing)!.theme!;
		const command = hall.newId('command');
		hall.give(illustrator, { type: 'drawing.describe', drawing, title: 'Bank', alt: '', credit: '', also: [own, 6, 4, 5, 4, 99] }, command);
		expect(seenBy('participant', drawing)?.also).toEqual([4, 5, 6]);
		hall.do(facilitator, { type: 'theme.hide', themes: [6], hidden: true });
		expect(seenBy('screen', drawing)?.also).toEqual([4, 5]);
		hall.do(facilitator, { type: 'theme.remove', themes: [6] });
		hall.do(facilitator, { type: 'theme.merge', themes: [5], into: 4 });
		expect(seenBy('participant', drawing)?.also).toEqual([4]);
		hall.do(facilitator, { type: 'drawing.describe', drawing, title: 'Bank', alt: '', credit: '', also: [] });
		expect(seenBy('participant', drawing)).not.toHaveProperty('also');
	});

	it('stays at its theme, whatever its maker suggests', () => {
		const drawing = hall.drawing();
		const { theme } = seenBy('screen', drawing)!;
		hall.do(illustrator, { type: 'drawing.describe', drawing, title: 'Bank', alt: '', credit: '', theme: theme === 1 ? 2 : 1 });
		expect(seenBy('screen', drawing)).toMatchObject({ theme, title: 'Bank' });
	});

	it('can be taken down: then only its makers and regie see it', () => {
		const drawing = hall.drawing();
		hall.do(facilitator, { type: 'drawing.takeDown', drawing });
		expect(seenBy('screen', drawing)).toBeUndefined();
		expect(seenBy('illustrator', drawing)?.status).toBe('offered');
	});

	it('can be withdrawn: then nobody sees it, and nothing else happens to it', () => {
		const drawing = hall.drawing();
		hall.do(illustrator, { type: 'drawing.withdraw', drawing });
		for (const role of ['participant', 'screen', 'illustrator', 'facilitator'] as const) expect(seenBy(role, drawing)).toBeUndefined();
		const place = { type: 'drawing.place' as const, drawing, version: versionCalled(drawing).id, theme: 1, checked: true };
		expect(hall.give(facilitator, place)).toEqual(refuse('drawing.withdrawn'));
		expect(hall.give(illustrator, { type: 'drawing.replace', drawing, version: versionCalled('b') })).toEqual(refuse('drawing.withdrawn'));
		expect(hall.give(illustrator, { type: 'drawing.withdraw', drawing })).toMatchObject({ ok: true, events: [] });
	});
});

describe('two who replace the same drawing at the same moment', () => {
	const replace = (drawing: string, name: string, from: string | undefined, stage = false) =>
		hall.give(illustrator, { type: 'drawing.replace', drawing, version: versionCalled(name), ...(from !== undefined && { from: versionCalled(from).id }), ...(stage && { stage: true }) });

	it('the second is refused, until it says that it means the first’s', () => {
		const drawing = hall.drawing();
		expect(replace(drawing, 'eerste', drawing)).toHaveProperty('events');
		expect(replace(drawing, 'tweede', drawing)).toEqual(refuse('drawing.otherVersion'));
		expect(seenBy('screen', drawing)?.version).toBe('version-eerste');
		expect(replace(drawing, 'tweede', 'eerste')).toHaveProperty('events');
		expect(seenBy('screen', drawing)?.version).toBe('version-tweede');
	});

	it('a stage goes on top of what came: nothing is written over. Who names no version replaces what stands there', () => {
		const drawing = hall.drawing();
		replace(drawing, 'inkt', drawing, true);
		expect(replace(drawing, 'kleur', drawing, true)).toHaveProperty('events');
		expect(seenBy('screen', drawing)).toMatchObject({ version: 'version-kleur', stages: [{ id: `version-${drawing}` }, { id: 'version-inkt' }] });
		// A stage that nobody saw coming would be written over by a replacement.
		expect(replace(drawing, 'anders', 'inkt')).toEqual(refuse('drawing.otherVersion'));
		expect(replace(drawing, 'anders', undefined)).toHaveProperty('events');
	});
});

describe('a series', () => {
	const step = (drawing: string, name: string) => hall.do(illustrator, { type: 'drawing.replace', drawing, version: versionCalled(name), stage: true });
	const place = (drawing: string, version: string, stages: string[] = []) =>
		hall.give(facilitator, { type: 'drawing.place', drawing, version: versionCalled(version).id, stages: stages.map((one) => versionCalled(one).id), theme: 1, checked: true });
	const keep = (drawing: string, version: string, stages: string[]) =>
		hall.give(illustrator, { type: 'drawing.stages', drawing, version: versionCalled(version).id, stages: stages.map((one) => versionCalled(one).id) });
	const stages = (drawing: string, role: 'participant' | 'screen' | 'illustrator' | 'facilitator' = 'screen') => seenBy(role, drawing)?.stages?.map(({ id }) => id.slice('version-'.length));

	it('keeps the version before as a stage, for whoever sees the drawing; a replacement does not', () => {
		const drawing = hall.drawing();
		step(drawing, 'inkt');
		step(drawing, 'kleur');
		for (const role of ['participant', 'screen', 'illustrator', 'facilitator'] as const) expect(stages(drawing, role)).toEqual([drawing, 'inkt']);
		expect(seenBy('screen', drawing)).toMatchObject({ version: 'version-kleur', stages: [{ id: `version-${drawing}`, width: 1600, height: 1200 }, {}] });
		expect(seenBy('facilitator', drawing)).toHaveProperty('replaced');
		hall.do(illustrator, { type: 'drawing.replace', drawing, version: versionCalled('kleur-2') });
		expect(seenBy('screen', drawing)?.version).toBe('version-kleur-2');
		expect(stages(drawing)).toEqual([drawing, 'inkt']);
		expect(filesOf(hall.replayed())).toContain('inkt-s');
	});

	it('has so many stages at most', () => {
		const drawing = hall.drawing();
		for (let count = 1; count < mostStages; count += 1) step(drawing, `stap-${count}`);
		expect(hall.give(illustrator, { type: 'drawing.replace', drawing, version: versionCalled('te-veel'), stage: true })).toEqual(refuse('drawing.tooManyStages', { most: mostStages }));
		expect(stages(drawing)).toHaveLength(mostStages - 1);
	});

	it('loses a stage, gets another order, and never one that it has not; not under a stage that nobody saw coming', () => {
		const drawing = hall.drawing();
		step(drawing, 'inkt');
		step(drawing, 'kleur');
		expect(keep(drawing, 'inkt', [])).toEqual(refuse('drawing.otherVersion'));
		keep(drawing, 'kleur', ['inkt', drawing, 'inkt', 'vreemd']);
		expect(stages(drawing)).toEqual(['inkt', drawing]);
		keep(drawing, 'kleur', ['inkt']);
		keep(drawing, 'kleur', [drawing, 'inkt']);
		expect(stages(drawing)).toEqual(['inkt']);
		keep(drawing, 'kleur', []);
		expect(seenBy('participant', drawing)).not.toHaveProperty('stages');
	});

	it('hangs only as the stages that were looked at', () => {
		const drawing = hall.drawing('offered');
		step(drawing, 'inkt');
		expect(place(drawing, 'inkt')).toEqual(refuse('drawing.otherVersion'));
		expect(place(drawing, 'inkt', [drawing, 'weggehaald'])).toMatchObject({ ok: true });
		expect(stages(drawing)).toEqual([drawing]);
	});

	it('gets a stage back by undo, unless the drawing was found good without it', () => {
		const drawing = hall.drawing();
		step(drawing, 'inkt');
		step(drawing, 'kleur');
		const command = hall.newId('command');
		const takeOut = () => hall.give(facilitator, { type: 'drawing.stages', drawing, version: 'version-kleur', stages: [`version-${drawing}`] }, command);
		takeOut();
		expect(hall.give(facilitator, { type: 'undo', command })).toMatchObject({ ok: true });
		expect(stages(drawing)).toEqual([drawing, 'inkt']);
		const again = hall.do(facilitator, { type: 'drawing.stages', drawing, version: 'version-kleur', stages: [`version-${drawing}`] });
		place(drawing, 'kleur', [drawing]);
		expect(hall.give(facilitator, { type: 'undo', command: again })).toEqual(refuse('undo.changedSince'));
	});

	it('undoes a new stage: the one before hangs again, and is no stage any more', () => {
		const drawing = hall.drawing();
		const command = step(drawing, 'inkt');
		hall.do(facilitator, { type: 'undo', command });
		expect(seenBy('screen', drawing)?.version).toBe(`version-${drawing}`);
		expect(stages(drawing)).toBeUndefined();
		expect(seenBy('facilitator', drawing)).not.toHaveProperty('replaced');
	});

	it('is played on the screen under the drawing’s own name; phones hear only what is shown', () => {
		const drawing = hall.drawing();
		hall.do(facilitator, { type: 'screen.show', show: { mode: 'drawing', drawing, played: 1 } });
		expect(hall.view('screen').show).toEqual({ mode: 'drawing', drawing, played: 1 });
		expect(hall.view('participant').now).toEqual({ mode: 'drawing', drawing });
	});
});

describe('what a drawing was made from', () => {
	const describe = (drawing: string, from?: ({ comment: string } | { theme: number; quote: string })[]) =>
		hall.do(illustrator, { type: 'drawing.describe', drawing, title: 'Bank', alt: '', credit: '', ...(from && { from }) });
	const quotes = (...words: string[]) => hall.do(facilitator, { type: 'theme.edit', theme: 1, set: { quotes: words } });

	it('is told to all but the screen, in the order that was chosen, and stays where nothing is said of it', () => {
		quotes('Er is geen bank.', 'Het is er donker.');
		const comment = hall.comment(hall.resident('ans'), 'Zet er een bankje.');
		const drawing = hall.drawing();
		describe(drawing, [{ theme: 1, quote: 'Het is er donker.' }, { comment }, { comment }, { theme: 1, quote: 'Stond er nooit.' }, { comment: 'comment-unknown' }]);
		describe(drawing);
		const from = [{ text: 'Het is er donker.', theme: 1 }, { text: 'Zet er een bankje.', theme: 1, comment }];
		for (const role of ['participant', 'illustrator', 'facilitator'] as const) expect(seenBy(role, drawing)?.from).toEqual(from);
		expect(seenBy('screen', drawing)).not.toHaveProperty('from');
		describe(drawing, []);
		expect(seenBy('facilitator', drawing)).not.toHaveProperty('from');
	});

	it('follows a quote that moves, and loses one that is changed', () => {
		quotes('Er is geen bank.', 'Het is er donker.');
		const drawing = hall.drawing();
		describe(drawing, [{ theme: 1, quote: 'Er is geen bank.' }]);
		const from = () => seenBy('participant', drawing)?.from?.map(({ text }) => text);
		quotes('Het is er donker.', 'Er is geen bank.');
		expect(from()).toEqual(['Er is geen bank.']);
		const changed = quotes('Het is er donker.', 'Er staat geen bank.');
		expect(from()).toBeUndefined();
		hall.do(facilitator, { type: 'undo', command: changed });
		expect(from()).toEqual(['Er is geen bank.']);
	});

	it('is not seen while it is hidden, also not to be lost by who can’t see it, and gone once it is withdrawn', () => {
		const ans = hall.resident('ans');
		const comment = hall.comment(ans, 'Zet er een bankje.');
		const other = hall.comment(ans, 'En een prullenbak.');
		const drawing = hall.drawing();
		const from = () => seenBy('facilitator', drawing)?.from?.map((source) => source.comment);
		describe(drawing, [{ comment }]);
		const hidden = hall.do(moderator, { type: 'comment.review', comments: [comment], status: 'hidden' });
		expect(from()).toBeUndefined();
		describe(drawing, [{ comment: other }]);
		expect(from()).toEqual([other]);
		hall.do(moderator, { type: 'undo', command: hidden });
		expect(from()).toEqual([other, comment]);
		hall.do(facilitator, { type: 'theme.edit', theme: 1, set: { grave: true } });
		expect(from()).toBeUndefined();
		hall.do(facilitator, { type: 'theme.edit', theme: 1, set: { grave: false } });
		hall.do(ans, { type: 'comment.withdraw', comment });
		expect(from()).toEqual([other]);
	});

	it('is taken back as any step', () => {
		const comment = hall.comment(hall.resident('ans'), 'Zet er een bankje.');
		const drawing = hall.drawing();
		const command = describe(drawing, [{ comment }]);
		hall.do(facilitator, { type: 'undo', command });
		expect(seenBy('participant', drawing)).not.toHaveProperty('from');
	});
});

it('in every history: what hangs is what a person looked at, or regie is asked to look', () => {
	const runs = { seed: Number(process.env['SEED'] ?? 1), numRuns: Number(process.env['RUNS'] ?? 200) };
	fc.assert(
		fc.property(histories(), (steps) => {
			const hall = startedHall();
			const looked = new Set<string>();
			let read = hall.log.length;
			play(hall, steps, ({ type }) => {
				for (const { event } of hall.log.slice(read)) {
					if (type === 'drawing.place' && event.type === 'drawing.changed') for (const { id } of picturesOf(hall.state.entries.drawing.get(event.id)!)) looked.add(id);
				}
				read = hall.log.length;
				for (const drawing of hall.state.entries.drawing.values()) {
					if (drawing.status === 'wall' && drawing.replaced === null) for (const { id } of picturesOf(drawing)) expect(looked).toContain(id);
				}
			});
		}),
		runs
	);
});

it('what is done to a drawing that never was is refused', () => {
	expect(hall.give(illustrator, { type: 'drawing.withdraw', drawing: 'drawing-x' })).toEqual(refuse('drawing.unknown'));
});
