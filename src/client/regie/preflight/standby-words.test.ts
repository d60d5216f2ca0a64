import { expect, it } from 'vitest';
import { standbyInWords } from './standby-words.ts';

const now = Date.UTC(2026, 10, 24, 19, 14, 30);

it('says whether a laptop follows, and since when one does not any more', () => {
	expect(standbyInWords(false, null, now).kind).toBe('info');
	expect(standbyInWords(true, null, now)).toEqual({ kind: 'info', state: 'Er volgt nog geen laptop.' });
	expect(standbyInWords(true, { since: now, at: now, copyAt: null }, now)).toEqual({ kind: 'info', state: 'De reservelaptop haalt zijn eerste kopie.' });
	expect(standbyInWords(true, { since: 0, at: now, copyAt: now - 9_000 }, now)).toEqual({ kind: 'ok', state: 'De reservelaptop volgt. Zijn kopie is hoogstens tien seconden oud.' });
	expect(standbyInWords(true, { since: 0, at: now, copyAt: now - 60_000 }, now)).toEqual({ kind: 'warning', state: 'De reservelaptop volgt, maar heeft sinds 20:13 uur geen nieuwe kopie.' });
	expect(standbyInWords(true, { since: 0, at: now - 60_000, copyAt: now - 60_000 }, now)).toEqual({ kind: 'error', state: 'De reservelaptop volgt niet meer, sinds 20:13 uur.' });
	expect(standbyInWords(true, { since: now - 60_000, at: now, copyAt: null }, now)).toMatchObject({ kind: 'warning', state: expect.stringContaining('nog geen kopie') });
});
