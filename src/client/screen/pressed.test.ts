import { describe, expect, test } from 'vitest';
import type { ScreenView } from '#shared/views/views.ts';
import { asPressed, commandFor } from './pressed.ts';

const view: ScreenView = {
	evening: { title: 'Gebiedsavond', area: 'Oude Kom', date: '2026-03-12', code: 'VDM47' },
	themes: {},
	drawings: {},
	rounds: {},
	comments: {},
	sent: {},
	show: { mode: 'theme', theme: 7 },
	joined: 0
};
const turn = (subject: string, held: number | null) => ({ id: 'command-1', type: 'screen.turn' as const, subject, held });
const blank = (blank: boolean) => ({ id: 'command-2', type: 'screen.blank' as const, blank });

describe('what was pressed shows before the server answers', () => {
	test('the last press counts', () => {
		expect(asPressed(view, [turn('theme 7', 2), turn('theme 7', 4)]).show).toEqual({ mode: 'theme', theme: 7, held: 4 });
		expect(asPressed({ ...view, show: { mode: 'theme', theme: 7, held: 4 } }, [turn('theme 7', null)]).show).toEqual({ mode: 'theme', theme: 7 });
		expect(asPressed(view, [blank(true)]).blank).toBe(true);
		expect(asPressed({ ...view, blank: true }, [blank(true), blank(false)])).not.toHaveProperty('blank');
	});
	test('and only on the picture that it was meant for', () => {
		expect(asPressed(view, [turn('theme 8', 2)])).toEqual(view);
		expect(asPressed({ ...view, show: { mode: 'join' } }, [turn('join', 2)]).show).toEqual({ mode: 'join' });
	});
});

describe('a click', () => {
	const shown = { subject: 'theme 7', page: 0, count: 2, first: 0, before: null, after: 3 };
	test('turns to the page beside the one that stands there', () => {
		expect(commandFor('next', false, shown)).toEqual({ type: 'screen.turn', subject: 'theme 7', held: 3 });
		expect(commandFor('previous', false, { ...shown, before: 0 })).toEqual({ type: 'screen.turn', subject: 'theme 7', held: 0 });
	});
	test('does nothing where there is none, or where nobody sees it', () => {
		expect(commandFor('previous', false, shown)).toBeNull();
		expect(commandFor('next', false, null)).toBeNull();
		expect(commandFor('next', true, shown)).toBeNull();
	});
	test('blanks, and brings back what was there', () => {
		expect(commandFor('blank', false, null)).toEqual({ type: 'screen.blank', blank: true });
		expect(commandFor('blank', true, null)).toEqual({ type: 'screen.blank', blank: false });
	});
});
