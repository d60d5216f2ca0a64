import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TestCollection } from './test-collection.ts';
import { themesOf, totalsOf, whereIs } from './totals.ts';

const forms = ['form-0001', 'form-0002', 'form-0003'];
const questions = ['goed', 'beter'];
const form = fc.constantFrom(...forms);
const statement = fc.tuple(form, fc.constantFrom(...questions)).map(([one, question]) => `${one}.${question}`);
const themes = fc.uniqueArray(fc.constantFrom('A1', 'A2', 'B1', 'C3'), { maxLength: 3 });

const step = fc.oneof(
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('receive' as const), form, answers: fc.dictionary(fc.constantFrom(...questions), fc.constantFrom('Meer licht.', 'Het park.', 'Een brug.', ' ')) }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), form }) },
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('approve' as const), statement, text: fc.constantFrom(undefined, 'Redelijk gezegd.', 'Anders gezegd.') }) },
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('quarantine' as const), statement }) },
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('reject' as const), statement }) },
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('place' as const), statement, themes }) },
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('merge' as const), statement, into: statement }) },
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('split' as const), statement }) },
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('undo' as const), back: fc.nat(3) }) }
);

it('every statement received is in one place, whatever people do; no word of a withdrawn one is left, and every word has a field that names it', () => {
	fc.assert(
		fc.property(fc.array(step, { minLength: 30, maxLength: 80 }), (steps) => {
			const collection = new TestCollection();
			const given: string[] = [];
			for (const one of forms) {
				collection.receive(one, { goed: 'Het park.', beter: 'Meer licht.' });
				for (const question of questions) collection.approve(`${one}.${question}`);
			}
			for (const one of steps) {
				const known = 'statement' in one ? collection.state.entries.statement.get(one.statement) : undefined;
				if ('statement' in one && (!known || known.raw === null)) continue;
				const version = known?.version ?? 1;
				const outcome =
					one.do === 'receive' ? collection.receive(one.form, one.answers)
					: one.do === 'withdraw' ? collection.give({ type: 'form.withdraw', form: one.form })
					: one.do === 'approve' ? collection.approve(one.statement, one.text)
					: one.do === 'quarantine' ? collection.give({ type: 'statement.quarantine', statement: one.statement, version })
					: one.do === 'reject' ? collection.give({ type: 'statement.reject', statement: one.statement, version, reason: 'names' })
					: one.do === 'place' ? collection.place(one.statement, ...one.themes)
					: one.do === 'merge' ? collection.give({ type: 'statement.merge', statement: one.statement, into: one.into })
					: one.do === 'split' ? collection.give({ type: 'statement.split', statement: one.statement })
					: collection.give({ type: 'undo', command: given.at(-1 - one.back) ?? 'none' });
				if (outcome.ok && one.do !== 'undo') given.push(outcome.id);

				const { received, placed, notYet, rejected, quarantined, withdrawn } = totalsOf(collection.state, 'oude-kom');
				expect(placed + notYet + rejected + quarantined + withdrawn).toBe(received);
			}
			const { statement: statements, form: received } = collection.state.entries;
			const named = new Set<string | null>();
			for (const each of statements.values()) {
				for (const text of [each.raw, each.clean, ...each.earlier]) named.add(text);
				if (each.mergedInto !== null) expect(statements.get(each.mergedInto)).toMatchObject({ status: 'approved', mergedInto: null });
				if (whereIs(collection.state, each) !== 'placed') expect(themesOf(collection.state, each)).toEqual([]);
				expect(each.clean === null || collection.texts.has(each.clean)).toBe(true);
				if (each.status === 'approved') expect(each.clean).not.toBeNull();
			}
			for (const one of received.values()) for (const value of Object.values(one.answers)) if ('text' in value) named.add(value.text);
			expect([...collection.texts.keys()].filter((text) => !named.has(text))).toEqual([]);
		}),
		{ numRuns: 2000 }
	);
});
