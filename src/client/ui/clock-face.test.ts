import { expect, test } from 'vitest';
import { clockFace, clockWords } from './clock-face.ts';

test('its face has minutes and seconds, and shows nothing left only when nothing is left', () => {
	expect([300_000, 299_001, 61_000, 1, 0, 180 * 60_000].map(clockFace)).toEqual(['5:00', '5:00', '1:01', '0:01', '0:00', '180:00']);
});

test('it is spoken at its start, one minute before its end, and at its end', () => {
	const spoken = (seconds: number) => clockWords({ deadline: 300_000 }, seconds * 1000);
	const heard = Array.from({ length: 310 }, (_, second) => spoken(second));
	expect([...new Set(heard)]).toEqual(['De klok loopt.', 'Nog één minuut.', 'De tijd is om.']);
	expect([spoken(239), spoken(240), spoken(299), spoken(300)]).toEqual(['De klok loopt.', 'Nog één minuut.', 'Nog één minuut.', 'De tijd is om.']);
	expect(clockWords({ left: 60_000 }, 0)).toBe('');
});
