import { beforeEach, describe, expect, it } from 'vitest';
import { Places } from './places.ts';

const server = { 1: { x: 0, y: 0 }, 2: { x: 360, y: 0 } };
const moved = { ...server, 1: { x: 50, y: 60 } };
const toThere = new Map([[1, { x: 50, y: 60 }]]);

let places: Places<number>;
beforeEach(() => {
	places = new Places(Number);
});
const at = (theme: number, view = server, seq = 10, now = 0) => places.all(view, seq, now).get(theme);

describe('a card lies', () => {
	it('where the server has it', () => {
		expect(at(2)).toMatchObject({ x: 360, y: 0, own: false });
	});
	it('in the hand, while it is dragged', () => {
		places.drag(toThere);
		expect(at(1)).toMatchObject({ x: 50, y: 60, own: true });
		places.drag(null);
		expect(at(1)).toMatchObject({ x: 0, y: 0, own: false });
	});
	it('nowhere, when its theme is gone', () => {
		places.drag(new Map([[9, { x: 1, y: 1 }]]));
		expect([...places.all(server, 10, 0).keys()]).toEqual([1, 2]);
	});
});

describe('an own move', () => {
	it('that no hand made goes there before one’s eyes, until a hand takes the card', () => {
		places.sent('a', toThere, true);
		expect(at(1)).toMatchObject({ x: 50, y: 60, own: false });
		places.drag(toThere);
		expect(at(1)).toMatchObject({ x: 50, y: 60, own: true });
	});
	it('does not jump back between the drop and the server’s own places', () => {
		places.sent('a', toThere);
		expect(at(1)).toMatchObject({ x: 50, y: 60, own: true });
		places.answered('a', 11, 0);
		// The answer came before the frame.
		expect(at(1, server, 10)).toMatchObject({ x: 50, y: 60 });
		expect(at(1, moved, 11)).toMatchObject({ x: 50, y: 60, own: false });
	});
	it('goes back when it is refused', () => {
		places.sent('a', toThere);
		places.refused('a');
		expect(at(1)).toMatchObject({ x: 0, y: 0, own: false });
	});
	it('gives way to a later move of another facilitator: the last one holds for both', () => {
		places.sent('a', toThere);
		places.answered('a', 11, 0);
		expect(at(1, { ...server, 1: { x: 900, y: 900 } }, 12)).toMatchObject({ x: 900, y: 900 });
	});
	it('is not believed for ever where no frame follows', () => {
		places.sent('a', toThere);
		places.answered('a', 11, 0);
		expect(at(1, server, 10, 5000)).toMatchObject({ x: 0, y: 0 });
	});
	it('stands while there is no answer, however long the line is down', () => {
		places.sent('a', toThere);
		expect(at(1, server, 10, 600_000)).toMatchObject({ x: 50, y: 60 });
	});
	it('of two under way the later one shows', () => {
		places.sent('a', toThere);
		places.sent('b', new Map([[1, { x: 70, y: 70 }]]));
		places.answered('a', 11, 0);
		expect(at(1, moved, 11)).toMatchObject({ x: 70, y: 70, own: true });
	});
});

describe('another facilitator’s hint', () => {
	const hint = new Map([[1, { x: 33, y: 44 }]]);
	it('shows the card on its way, held by another', () => {
		places.hinted('bo', hint, true, server, 0);
		expect(at(1)).toMatchObject({ x: 33, y: 44, own: false });
		expect(places.held(server, 0)).toEqual(new Map([[1, 'bo']]));
	});
	it('stays where it was let go, in nobody’s hand, until the move itself comes', () => {
		places.hinted('bo', hint, false, server, 0);
		// The next beat tells of an empty hand.
		places.letGo('bo');
		expect(at(1)).toMatchObject({ x: 33, y: 44 });
		expect(places.held(server, 0)).toEqual(new Map());
	});
	it('ends with the move itself', () => {
		places.hinted('bo', hint, true, server, 0);
		expect(at(1, moved, 11)).toMatchObject({ x: 50, y: 60 });
		expect(places.held(moved, 0)).toEqual(new Map());
	});
	it('of where it was let go is forgotten when nothing follows', () => {
		places.hinted('bo', hint, false, server, 0);
		expect(at(1, server, 10, 3000)).toMatchObject({ x: 0, y: 0 });
	});
	it('holds a card that is held still as long as that hand is heard of, and 5 seconds more', () => {
		places.hinted('bo', hint, true, server, 0);
		places.hinted('bo', hint, true, server, 4000);
		expect(at(1, server, 10, 9000 - 1)).toMatchObject({ x: 33, y: 44 });
		expect(at(1, server, 10, 9000)).toMatchObject({ x: 0, y: 0 });
		expect(places.held(server, 9000)).toEqual(new Map());
	});
	it('ends when that hand lets go without a move, and no other hand does that', () => {
		places.hinted('bo', hint, true, server, 0);
		places.letGo('anna');
		expect(at(1)).toMatchObject({ x: 33, y: 44 });
		places.letGo('bo');
		expect(at(1)).toMatchObject({ x: 0, y: 0 });
	});
	it('of a hand tells all that is in it: what is not named any more was let go', () => {
		places.hinted('bo', new Map([...hint, [2, { x: 5, y: 5 }]]), true, server, 0);
		places.hinted('bo', hint, true, server, 0);
		expect(at(2)).toMatchObject({ x: 360, y: 0 });
		expect(at(1)).toMatchObject({ x: 33, y: 44 });
	});
	it('does not take a card out of the own hand', () => {
		places.drag(toThere);
		places.hinted('bo', hint, true, server, 0);
		expect(at(1)).toMatchObject({ x: 50, y: 60, own: true });
	});
	it('about a theme that is not here says nothing', () => {
		places.hinted('bo', new Map([[99, { x: 1, y: 1 }]]), true, server, 0);
		expect(places.all(server, 10, 0).has(99)).toBe(false);
	});
});

it('where a card is expected: where the server has it, and where own moves under way lay it', () => {
	expect(places.expected(1, server)).toEqual([{ x: 0, y: 0 }]);
	places.sent('a', toThere);
	places.sent('b', new Map([[1, { x: 70, y: 70 }]]));
	expect(places.expected(1, server)).toEqual([{ x: 50, y: 60 }, { x: 70, y: 70 }, { x: 0, y: 0 }]);
	expect(places.expected(99, server)).toEqual([]);
});
