import { expect, it } from 'vitest';
import { refusalText as textForAll } from '#client/ui/refusal-text.ts';
import { refusalText } from './refusal-text.ts';

it('a facilitator is not told to tell the facilitator: a full disk says what to do with it', () => {
	expect(refusalText({ code: 'disk.full' })).toMatch(/Maak ruimte/);
	expect(refusalText({ code: 'disk.full' })).not.toMatch(/gespreksleider/);
	expect(textForAll({ code: 'disk.full' })).toMatch(/gespreksleider/);
	expect(refusalText({ code: 'theme.unknown', parameters: { theme: 7 } })).toBe(textForAll({ code: 'theme.unknown', parameters: { theme: 7 } }));
});
