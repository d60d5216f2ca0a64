import { expect, it } from 'vitest';
import type { FollowerState } from '#shared/protocol/standby.ts';
import { copyInWords } from './words.ts';

const now = Date.UTC(2026, 10, 24, 19, 14, 30);
const following: FollowerState = { from: 'http://192.168.1.10:3000', addresses: [], heardAt: now, copyAt: now, trouble: null, takingOver: false };
const said = (change: Partial<FollowerState>) => copyInWords({ ...following, ...change }, now);

it('says how old the copy is, in steps that can be read aloud', () => {
	expect(said({})).toEqual({ kind: 'ok', words: 'Deze laptop volgt. De kopie is van zojuist.' });
	expect(said({ copyAt: now - 9_000 }).words).toContain('van zojuist');
	expect(said({ copyAt: now - 27_000 }).words).toContain('van 20:14 uur, 20 seconden geleden');
	expect(said({ copyAt: now - 65_000 }).words).toContain('1 minuut geleden');
	expect(said({ copyAt: now - 26 * 3_600_000 }).words).toContain('maandag 23 november 2026, 18:14 uur');
});

it('before the first copy there is none to be had', () => {
	expect(said({ copyAt: null, heardAt: null })).toMatchObject({ kind: 'info', words: expect.stringContaining('wordt gezocht') });
	expect(said({ copyAt: null })).toMatchObject({ kind: 'info', words: 'De eerste kopie wordt gehaald.' });
});

it('a laptop that does not answer is a warning at first, and then an alarm', () => {
	const away = (ms: number) => said({ trouble: 'away', heardAt: now - ms, copyAt: now - ms });
	expect(away(5_000)).toEqual({ kind: 'warning', words: 'De eerste laptop antwoordt niet meer, al enkele seconden. De kopie is van zojuist.' });
	expect(away(40_000)).toMatchObject({ kind: 'error', words: expect.stringContaining('al 40 seconden') });
	expect(said({ trouble: 'away', heardAt: null, copyAt: null })).toEqual({ kind: 'error', words: 'De eerste laptop antwoordt niet. Er is nog geen kopie.' });
});

it.each(['code', 'version', 'full', 'fault'] as const)('%s: says what to do, and that the copy is still there', (trouble) => {
	expect(said({ trouble })).toMatchObject({ kind: 'error', words: expect.stringContaining('De kopie is van zojuist.') });
});
