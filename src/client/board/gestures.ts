import type { Board } from './board.svelte.ts';
import { bandHeight, pan, toBoard, zoomAt, type Point } from './geometry.ts';
import type { Group } from './grouping.ts';

/** What the hand is doing. Points are pixels of the stage, unless they say otherwise. */
type Doing =
	| { kind: 'nothing' }
	| { kind: 'pressing'; at: Point; on: Thing; adding: boolean; touch: boolean }
	| { kind: 'carrying'; fromBoard: Point }
	| { kind: 'stretching'; fromBoard: Point; adding: boolean }
	| { kind: 'panning'; last: Point }
	| { kind: 'pinching'; middle: Point; spread: number };

/** What a press is on: a card by its number, a note, a group's area, or paper. */
type Thing = number | { note: string } | Group | null;
const nothing: Doing = { kind: 'nothing' };
/** A press that moves less than this is no drag, in pixels. */
const slop = { mouse: 4, touch: 9 };
/** Two presses within this time are one on a title, a band or a group, ms. */
const doubleWithin = 400;
/** So near to the edge, in pixels, a carried card pushes the paper on; at most so many pixels a frame. */
const pushFrom = 36;
const pushBy = 14;

/**
 * Mouse, pen and fingers on the stage: choose, carry, stretch a band, pan and zoom. Pointer events of our own: fabric's
 * know no two fingers.
 * @param panning whether a drag pans now (the space bar is down)
 * @returns stops listening
 */
export function listenToGestures(host: HTMLElement, board: Board, panning: () => boolean): () => void {
	const pointers = new Map<number, Point>();
	let doing: Doing = nothing;
	let pushing = 0;
	let lastPress = { on: null as number | string | null, at: 0 };
	const stop = new AbortController();
	const listen = <Type extends keyof HTMLElementEventMap>(
		type: Type,
		hear: (event: HTMLElementEventMap[Type]) => void,
		options: AddEventListenerOptions = {}
	) => host.addEventListener(type, hear, { ...options, signal: stop.signal });

	const at = (event: MouseEvent): Point => {
		const { left, top } = host.getBoundingClientRect();
		return { x: event.clientX - left, y: event.clientY - top };
	};
	const become = (next: Doing) => {
		doing = next;
		host.dataset['doing'] = next.kind;
	};
	const look = (dx: number, dy: number) => board.camera.look(pan(board.camera.view, dx, dy));

	/** The second finger ends what the first began. */
	const abandon = () => {
		if (doing.kind === 'carrying') board.hand.giveUp();
		if (doing.kind === 'stretching') board.unstretch(true);
		become(nothing);
	};
	const follow = (point: Point) => {
		const onBoard = toBoard(board.camera.view, point);
		if (doing.kind === 'carrying') board.hand.carry({ x: onBoard.x - doing.fromBoard.x, y: onBoard.y - doing.fromBoard.y }, onBoard);
		if (doing.kind === 'stretching') board.stretch(doing.fromBoard, onBoard, doing.adding);
	};
	/** Goes on while a card or band is held against the edge. */
	const push = () => {
		pushing = 0;
		const [point] = pointers.values();
		if (!point || (doing.kind !== 'carrying' && doing.kind !== 'stretching')) return;
		const dx = pushOf(point.x, host.clientWidth);
		const dy = pushOf(point.y, host.clientHeight);
		if (dx !== 0 || dy !== 0) {
			look(dx, dy);
			follow(point);
		}
		pushing = requestAnimationFrame(push);
	};
	const beginDrag = (pressed: Extract<Doing, { kind: 'pressing' }>) => {
		const fromBoard = toBoard(board.camera.view, pressed.at);
		if (pressed.on !== null) {
			if (typeof pressed.on === 'number') board.take(pressed.on, pressed.adding);
			else if ('note' in pressed.on) board.takeNote(pressed.on.note, pressed.adding);
			else board.takeGroup(pressed.on, pressed.adding);
			become({ kind: 'carrying', fromBoard });
		} else if (pressed.touch && !board.picking) {
			become({ kind: 'panning', last: pressed.at });
			return;
		} else become({ kind: 'stretching', fromBoard, adding: pressed.adding });
		pushing ||= requestAnimationFrame(push);
	};
	/** Two presses: on its title that is typed, on its band or where it shows no title the theme opens. */
	const pressTwice = (number: number, point: Point) => {
		const { view } = board.camera;
		const place = board.hand.places.get(number);
		if (place && toBoard(view, point).y - place.y > bandHeight(view.zoom)) board.write(number);
		else board.open(number);
	};
	const press = ({ on, adding, at }: Extract<Doing, { kind: 'pressing' }>, now: number) => {
		const id = typeof on === 'object' && on !== null ? ('note' in on ? on.note : on.id) : on;
		const twice = id !== null && id === lastPress.on && now - lastPress.at < doubleWithin;
		lastPress = { on: twice ? null : id, at: now };
		if (on === null) {
			if (!adding) board.chooseNone();
		} else if (typeof on === 'object' && 'note' in on) {
			if (twice) board.writeNote(on.note);
			else board.chooseNote(on.note, adding);
		} else if (typeof on === 'object') {
			if (!twice) board.chooseGroup(on, adding);
			else if (on.folded) board.groups.fold(on, false);
			else board.renameGroup(on.id);
		} else if (twice) pressTwice(on, at);
		else board.choose(on, adding);
	};
	const under = (point: Point): Thing => {
		const note = board.camera.noteUnder(point);
		if (note !== null) return { note };
		const top = board.camera.under(point);
		if (typeof top === 'number') return top;
		return board.groups.byId.get(top ?? '') ?? board.groupUnder(toBoard(board.camera.view, point));
	};

	listen('pointerdown', (event) => {
		void board.writing.finish();
		pointers.set(event.pointerId, at(event));
		host.setPointerCapture(event.pointerId);
		if (pointers.size === 2) {
			abandon();
			become({ kind: 'pinching', ...pinch(pointers) });
			return;
		}
		if (pointers.size > 2 || doing.kind !== 'nothing') return;
		if (event.button !== 0 || panning()) {
			become({ kind: 'panning', last: at(event) });
			return;
		}
		const adding = event.shiftKey || event.ctrlKey || event.metaKey || board.picking;
		become({ kind: 'pressing', at: at(event), on: under(at(event)), adding, touch: event.pointerType === 'touch' });
	});
	listen('pointermove', (event) => {
		if (pointers.has(event.pointerId)) move(event);
		else host.dataset['over'] = overOf(under(at(event)));
		board.together.point(toBoard(board.camera.view, at(event)));
	});
	listen('pointerleave', () => board.together.point(null));
	const overOf = (thing: Thing) => {
		if (thing === null) return 'paper';
		const isHeld = typeof thing === 'number' ? board.hand.held.has(thing) : 'note' in thing && board.hand.heldNotes.has(thing.note);
		return isHeld ? 'held' : 'card';
	};
	const move = (event: PointerEvent) => {
		const point = at(event);
		pointers.set(event.pointerId, point);
		if (doing.kind === 'pressing') {
			const far = Math.hypot(point.x - doing.at.x, point.y - doing.at.y);
			if (far < (doing.touch ? slop.touch : slop.mouse)) return;
			beginDrag(doing);
		}
		if (doing.kind === 'panning') {
			look(point.x - doing.last.x, point.y - doing.last.y);
			doing.last = point;
		} else if (doing.kind === 'pinching' && pointers.size >= 2) {
			const { middle, spread } = pinch(pointers);
			const pushed = pan(board.camera.view, middle.x - doing.middle.x, middle.y - doing.middle.y);
			board.camera.look(zoomAt(pushed, middle, pushed.zoom * (spread / doing.spread)));
			become({ kind: 'pinching', middle, spread });
		} else follow(point);
	};
	listen('pointerup', (event) => {
		if (!pointers.has(event.pointerId)) return;
		// Where it is let go counts, also where no move was heard just before.
		move(event);
		pointers.delete(event.pointerId);
		if (doing.kind === 'pinching') {
			const [left] = pointers.values();
			become(left ? { kind: 'panning', last: left } : nothing);
			return;
		}
		if (pointers.size > 0) return;
		const done = doing;
		become(nothing);
		if (done.kind === 'pressing') press(done, event.timeStamp);
		if (done.kind === 'carrying') board.hand.drop();
		if (done.kind === 'stretching') board.unstretch();
	});
	// Taken over by the system (a notification, a gesture of its own), or let go outside the window.
	for (const lost of ['pointercancel', 'lostpointercapture'] as const) {
		listen(lost, (event) => {
			if (pointers.delete(event.pointerId)) abandon();
		});
	}
	listen(
		'wheel',
		(event) => {
			event.preventDefault();
			const { x, y } = wheelPixels(event);
			if (event.ctrlKey || event.metaKey) {
				// A notch of a mouse is a hundred pixels, a pinch on a touchpad a few.
				const by = Math.exp(-Math.max(-60, Math.min(60, y)) * 0.007);
				board.camera.look(zoomAt(board.camera.view, at(event), board.camera.view.zoom * by));
			} else if (event.shiftKey && x === 0) look(-y, 0);
			else look(-x, -y);
		},
		{ passive: false }
	);
	// The middle button would start the browser's own scrolling, the right one its menu.
	listen('mousedown', (event) => event.button === 1 && event.preventDefault());
	listen('contextmenu', (event) => event.preventDefault());
	become(nothing);

	return () => {
		stop.abort();
		cancelAnimationFrame(pushing);
		abandon();
	};
}

function pinch(pointers: ReadonlyMap<number, Point>): { middle: Point; spread: number } {
	const [a, b] = [...pointers.values()] as [Point, Point];
	return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, spread: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) };
}

function pushOf(at: number, length: number): number {
	if (at < pushFrom) return Math.min(1, (pushFrom - at) / pushFrom) * pushBy;
	if (at > length - pushFrom) return -Math.min(1, (at - length + pushFrom) / pushFrom) * pushBy;
	return 0;
}

function wheelPixels({ deltaX, deltaY, deltaMode }: WheelEvent): Point {
	const unit = deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1;
	return { x: deltaX * unit, y: deltaY * unit };
}
