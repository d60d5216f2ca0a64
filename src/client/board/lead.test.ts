import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Hands } from '#server/live/hands.ts';
import type { HandMessage, HandsMessage, LeadMessage } from '#shared/protocol/hands.ts';
import { Camera } from './camera.svelte.ts';
import { pan, type Size, type Viewpoint } from './geometry.ts';
import { Lead } from './lead.svelte.ts';
import type { Stage } from './stage.ts';
import { Together } from './together.svelte.ts';

/** A facilitator's page, as far as it leads and follows. */
interface Page {
	together: Together;
	lead: Lead;
	camera: Camera;
	stage: { view: Viewpoint; travel: (view: Viewpoint) => void };
	/** The zoom that it led with last. */
	ledWith: number | null;
}

let server: Hands;
let pages: Page[];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Opens pages with windows of these sizes at one evening's board. */
function open(...sizes: Size[]): void {
	pages = [];
	server = new Hands({
		hands: (_, message) => pages.forEach((_, index) => hands(index, message)),
		hand: (_, message, from) => pages.forEach(({ together }, index) => String(index) !== from && together.heard(message)),
		held: () => {}
	});
	const hands = (index: number, message: HandsMessage) => {
		pages[index]!.together.listed(message);
		pages[index]!.lead.told(message);
	};
	for (const [index, size] of sizes.entries()) {
		const sender = { seat: String(index), socket: String(index), name: null };
		const live = {
			status: 'live',
			tellHand: (message: HandMessage) => server.hear('evening', sender, message),
			lead: (message: LeadMessage) => server.lead('evening', sender, message)
		} as unknown as ConstructorParameters<typeof Together>[0];
		const stage = {
			size,
			overlays: [{ x: 0, y: 0, width: size.width, height: 90 }],
			view: { x: 0, y: 0, zoom: 0.57 },
			get goal() {
				return this.view;
			},
			travel(view: Viewpoint) {
				this.view = view;
				camera.viewed(view);
			}
		};
		const camera: Camera = new Camera({ value: null } as ConstructorParameters<typeof Camera>[0], () => {});
		camera.stage = stage as unknown as Stage;
		camera.viewed(stage.view);
		const together = new Together(live);
		pages.push({ together, lead: new Lead(live, together, () => camera.goalZoom, () => {}), camera, stage, ledWith: null });
	}
	for (const { together } of pages) together.beat();
}

/** What Board.svelte does when something changed, until all is told. */
function settle(): void {
	for (const { lead, camera } of pages) if (lead.begins) camera.lead(lead.begins.at, lead.begins.zoom);
	look();
}
function look(): void {
	const leader = pages.find(({ lead }) => lead.leading);
	const window = leader?.camera.window;
	if (leader && window) leader.together.look(window);
	vi.advanceTimersByTime(100);
	for (const { lead, camera } of pages) if (lead.view) camera.follow(lead.view);
}

const windows = fc.array(fc.record({ width: fc.integer({ min: 360, max: 1920 }), height: fc.integer({ min: 380, max: 1400 }) }), { minLength: 2, maxLength: 4 });
const exchange = fc.oneof(fc.constant('giveBack' as const), fc.nat({ max: 3 }));
const push = fc.record({ dx: fc.integer({ min: -300, max: 300 }), dy: fc.integer({ min: -300, max: 300 }) });

describe('who leads again', () => {
	/** The first page leads, all others follow; then this happens. @returns the middle of what was looked at, before that and after it */
	function run(sizes: Size[], steps: ('giveBack' | number | { dx: number; dy: number })[]) {
		open(...sizes);
		pages[0]!.lead.take();
		settle();
		for (const { lead } of pages) lead.follow();
		look();
		const before = pages.map(({ camera }) => camera.middle);
		for (const step of steps) {
			const leader = pages.find(({ lead }) => lead.leading)!;
			leader.ledWith = leader.camera.goalZoom;
			if (typeof step === 'object') {
				leader.stage.travel(pan(leader.stage.view, step.dx, step.dy));
				look();
				continue;
			}
			if (step === 'giveBack' && leader.lead.before) leader.lead.giveBack();
			else pages[step === 'giveBack' ? 0 : step % pages.length]!.lead.take();
			settle();
			const { ledWith, camera } = pages.find(({ lead }) => lead.leading)!;
			if (ledWith !== null) expect(camera.goalZoom).toBeCloseTo(ledWith, 9);
		}
		const after = pages.map(({ camera }) => camera.middle);
		server.stop();
		return { before, after };
	}

	it('has the zoom that they led with, however often others took over, and pushed the paper', () => {
		fc.assert(fc.property(windows, fc.array(fc.oneof(exchange, push), { maxLength: 30 }), (sizes, steps) => void run(sizes, steps)));
	});

	it('sees in the middle what all looked at last', () => {
		fc.assert(
			fc.property(windows, fc.array(exchange, { maxLength: 30 }), (sizes, steps) => {
				const { before, after } = run(sizes, steps);
				for (const [index, { x, y }] of after.entries()) expect(Math.hypot(x - before[index]!.x, y - before[index]!.y)).toBeLessThan(1e-6);
			})
		);
	});
});
