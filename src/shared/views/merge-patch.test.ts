import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch, difference } from './merge-patch.ts';

describe('the difference of two views', () => {
	it('is null where nothing changed, also when the parts are other objects', () => {
		expect(difference({ a: { b: [1] } }, { a: { b: [1] } })).toBeNull();
	});

	it('names what changed, deep inside, and nothing else', () => {
		const before = { a: { b: 1, c: 2 }, d: { e: 1 } };
		expect(difference(before, { a: { b: 1, c: 3 }, d: { e: 1 } })).toEqual({ a: { c: 3 } });
	});

	it('deletes by null, and replaces arrays whole', () => {
		expect(difference({ a: 1, b: [1, 2] }, { b: [2] })).toEqual({ a: null, b: [2] });
	});

	it('takes what is undefined for absent', () => {
		expect(difference({ a: undefined, b: 1 }, { b: undefined })).toEqual({ b: null });
	});

	it('does not take what every object inherits for an entry', () => {
		expect(difference({ toString: { id: 'a' } }, {})).toEqual({ toString: null });
		expect(difference({}, { constructor: 1 })).toEqual({ constructor: 1 });
	});
});

describe('applying a patch', () => {
	it('changes neither argument, and leaves what it does not touch the same object', () => {
		const view = { a: { b: 1 }, c: { d: 1 } };
		const patch = { c: { d: 2 } };
		const after = applyPatch(view, patch);
		expect(after).toEqual({ a: { b: 1 }, c: { d: 2 } });
		expect(after.a).toBe(view.a);
		expect([view, patch]).toEqual([{ a: { b: 1 }, c: { d: 1 } }, { c: { d: 2 } }]);
	});

	it('does what RFC 7396 shows in its appendix', () => {
		const cases: [object, object, object][] = [
			[{ a: 'b' }, { a: 'c' }, { a: 'c' }],
			[{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
			[{ a: 'b' }, { a: null }, {}],
			[{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
			[{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
			[{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
			[{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
			[{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
			[{ e: null }, { a: 1 }, { e: null, a: 1 }],
			[{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }]
		];
		for (const [target, patch, result] of cases) expect(applyPatch(target, patch as Record<string, unknown>)).toEqual(result);
	});

	it('from the wire never reaches a prototype', () => {
		const after = applyPatch({}, JSON.parse('{"__proto__": {"polluted": true}, "a": {"__proto__": {"polluted": true}}}'));
		expect('polluted' in after).toBe(false);
		expect('polluted' in {}).toBe(false);
	});
});

it('the difference, applied to the earlier view, is the later one', () => {
	const key = fc.oneof(fc.constantFrom('a', 'b', 'c', 'toString', 'constructor', 'valueOf'), fc.string({ maxLength: 3 })).filter((key) => key !== '__proto__');
	const view = fc.letrec<{ part: unknown; record: Record<string, unknown> }>((tie) => ({
		record: fc.dictionary(key, tie('part'), { maxKeys: 5, noNullPrototype: true }),
		part: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.nat(3), fc.boolean(), fc.string({ maxLength: 2 }), fc.array(fc.nat(3), { maxLength: 3 }), tie('record'))
	})).record;
	fc.assert(
		fc.property(view, view, (before, after) => {
			const changes = difference(before, after);
			// As it arrives: through JSON.
			const arrived = JSON.parse(JSON.stringify(changes)) as Record<string, unknown> | null;
			expect(arrived === null ? before : applyPatch(before, arrived)).toEqual(after);
		})
	);
});
