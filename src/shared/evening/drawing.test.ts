import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { refuse } from '../protocol/refusals.ts';
import { missingForPublication } from '../views/publication.ts';
import { facilitator, Hall, illustrator, versionCalled } from './test-hall.ts';
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

it('in every history: what hangs is what a person looked at, or regie is asked to look', () => {
	const runs = { seed: Number(process.env['SEED'] ?? 1), numRuns: Number(process.env['RUNS'] ?? 200) };
	fc.assert(
		fc.property(histories(), (steps) => {
			const hall = startedHall();
			const looked = new Set<string>();
			let read = hall.log.length;
			play(hall, steps, ({ type }) => {
				for (const { event } of hall.log.slice(read)) {
					if (type === 'drawing.place' && event.type === 'drawing.changed') looked.add(hall.state.entries.drawing.get(event.id)!.version.id);
				}
				read = hall.log.length;
				for (const { status, replaced, version } of hall.state.entries.drawing.values()) {
					if (status === 'wall' && replaced === null) expect(looked).toContain(version.id);
				}
			});
		}),
		runs
	);
});

it('what is done to a drawing that never was is refused', () => {
	expect(hall.give(illustrator, { type: 'drawing.withdraw', drawing: 'drawing-x' })).toEqual(refuse('drawing.unknown'));
});
