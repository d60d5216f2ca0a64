import { describe, expect, it } from 'vitest';
import { refuse } from '../protocol/refusals.ts';
import { views } from '../views/views.ts';
import { facilitator, Hall, illustrator, projector } from './test-hall.ts';
import { mostPanels } from './strip.ts';

const part = { x: 0, y: 0, width: 0.5, height: 1 };

/** An evening with two drawings on the wall. */
function hung() {
	const hall = new Hall();
	const [bench, bus] = [hall.drawing('wall'), hall.drawing('wall')];
	let count = 0;
	const add = (drawing: string, { frame = null, before = null }: { frame?: typeof part | null; before?: string | null } = {}) => {
		const panel = `panel-number-${++count}`;
		expect(hall.give(illustrator, { type: 'panel.add', panels: [{ panel, drawing, frame }], before }).ok).toBe(true);
		return panel;
	};
	const strip = () => views.illustrator(hall.state, hall.textOf).strip;
	const order = () => strip().panels.map(({ id }) => id);
	return { hall, bench, bus, add, strip, order };
}

describe('the strip of the evening', () => {
	it('has panels in order, each a drawing or a part of one; one is moved before another, or to the end', () => {
		const { hall, bench, bus, add, strip, order } = hung();
		const first = add(bench);
		const last = add(bus, { frame: part });
		const second = add(bench, { frame: { ...part, x: 0.5 }, before: last });
		expect(strip().panels).toEqual([{ id: first, drawing: bench }, { id: second, drawing: bench, frame: { ...part, x: 0.5 } }, { id: last, drawing: bus, frame: part }]);
		hall.give(facilitator, { type: 'panel.move', panel: first, before: last });
		expect(order()).toEqual([second, first, last]);
		hall.give(illustrator, { type: 'panel.move', panel: second, before: null });
		expect(order()).toEqual([first, last, second]);
	});

	it('takes drawings of the wall only, and so many panels and no more', () => {
		const { hall, bench } = hung();
		const offered = hall.drawing('offered');
		const panels = (count: number, drawing: string) => Array.from({ length: count }, (_, index) => ({ panel: `of-${drawing}-${index}`, drawing, frame: null }));
		expect(hall.give(illustrator, { type: 'panel.add', panels: panels(1, offered), before: null })).toEqual(refuse('drawing.notOnWall'));
		expect(hall.give(illustrator, { type: 'panel.add', panels: panels(mostPanels, bench), before: null }).ok).toBe(true);
		expect(hall.give(illustrator, { type: 'panel.add', panels: [{ panel: 'one-too-many', drawing: bench, frame: null }], before: null })).toEqual(refuse('panel.tooMany', { most: mostPanels }));
	});

	it('leaves out what does not hang any more, also on the screen, and has it again when it does', () => {
		const { hall, bench, bus, add, order } = hung();
		const [first, second] = [add(bench), add(bus)];
		hall.give(facilitator, { type: 'screen.show', show: { mode: 'strip', held: 1 } });
		const withdrawn = hall.do(facilitator, { type: 'drawing.withdraw', drawing: bus });
		expect(order()).toEqual([first]);
		const screen = () => views.screen(hall.state, hall.textOf);
		expect([screen().show, screen().strip?.panels.map(({ id }) => id)]).toEqual([{ mode: 'strip', held: 0 }, [first]]);
		hall.give(facilitator, { type: 'drawing.takeDown', drawing: bench });
		expect([screen().show, screen().strip]).toEqual([{ mode: 'welcome' }, undefined]);
		hall.do(facilitator, { type: 'undo', command: withdrawn });
		expect(order()).toEqual([second]);
	});

	it('stands on the screen only with panels, which a clicker turns; phones hear that it stands there and no more', () => {
		const { hall, bench, bus, add } = hung();
		expect(hall.give(facilitator, { type: 'screen.show', show: { mode: 'strip' } })).toEqual(refuse('strip.empty'));
		add(bench);
		const second = add(bus);
		hall.give(illustrator, { type: 'panel.edit', panel: second, set: { caption: 'De bus komt.' } });
		hall.give(facilitator, { type: 'screen.show', show: { mode: 'strip' } });
		expect(hall.give(projector, { type: 'screen.turn', subject: 'strip', held: 1 }).ok).toBe(true);
		expect(hall.give(projector, { type: 'screen.turn', subject: 'strip', held: 2 })).toEqual(refuse('panel.unknown'));
		expect(views.participant(hall.state, hall.textOf).now).toEqual({ mode: 'strip' });
		expect(JSON.stringify(views.participant(hall.state, hall.textOf))).not.toContain('De bus komt.');
	});

	it('illustrators take back what they did to it, and nothing else that they did', () => {
		const { hall, bench, add, strip } = hung();
		const panel = add(bench);
		const caption = hall.give(illustrator, { type: 'panel.edit', panel, set: { caption: 'Een bank' } }, 'caption-step');
		expect(caption.ok && strip().panels[0]?.caption).toBe('Een bank');
		expect(hall.give(illustrator, { type: 'undo', command: 'caption-step' }).ok).toBe(true);
		expect(strip().panels[0]).toEqual({ id: panel, drawing: bench });
		hall.give(illustrator, { type: 'drawing.withdraw', drawing: bench }, 'withdraw-step');
		expect(hall.give(illustrator, { type: 'undo', command: 'withdraw-step' })).toEqual(refuse('undo.unknown'));
	});
});
