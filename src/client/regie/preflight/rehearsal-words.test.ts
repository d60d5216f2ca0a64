import { expect, it } from 'vitest';
import { rehearsalInWords } from './rehearsal-words.ts';

const clock = () => '19:20';
const outcome = { phones: 100, dots: 430, refused: 0, mismatches: 0, ackMs: 45, screenMs: 120 };

it('says how far it is', () => {
	expect(rehearsalInWords({ phase: 'running', phones: 100, progress: { step: 'connecting', done: 40, of: 100 } }, clock).state).toBe('Oefening: 40 van 100 telefoons verbonden.');
	expect(rehearsalInWords({ phase: 'running', phones: 100, progress: { step: 'voting', done: 7, of: 100 } }, clock).state).toBe('Oefening: 7 van 100 telefoons hebben gestemd.');
});

it('says what came of it', () => {
	expect(rehearsalInWords({ phase: 'done', at: 0, outcome }, clock)).toEqual({
		kind: 'ok',
		state: 'Klaar om 19:20. 100 telefoons gaven 430 stippen: geen één geweigerd. Op 95 van de 100 telefoons was een stip na 45 ms opgeslagen. Op het scherm stond ze na 120 ms.'
	});
	expect(rehearsalInWords({ phase: 'done', at: 0, outcome: { ...outcome, refused: 3 } }, clock).kind).toBe('warning');
	expect(rehearsalInWords({ phase: 'done', at: 0, outcome: { ...outcome, ackMs: 2400 } }, clock).state).toContain('Dat is traag.');
});

it('says why it ended before', () => {
	expect(rehearsalInWords({ phase: 'ended', at: 0, why: 'roundOpened' }, clock)).toEqual({ kind: 'warning', state: 'De oefening stopte om 19:20, want er ging een stemronde open.' });
});
