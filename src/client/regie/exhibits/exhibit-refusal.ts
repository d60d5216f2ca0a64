import * as m from '#client/paraglide/messages.js';
import type { Refusal, RefusalCode } from '#shared/protocol/refusals.ts';
import { refusalText } from '../refusal-text.ts';

/** What is wrong with a file that should come on the screen: it is no drawing, and may be a PDF. */
const texts: Partial<Record<RefusalCode, () => string>> = {
	'drawing.empty': m.exhibit_empty,
	'drawing.notAPicture': m.exhibit_notAPicture,
	'drawing.truncated': m.exhibit_truncated,
	'drawing.svg': m.exhibit_svg,
	'drawing.kind': m.exhibit_kind,
	'drawing.project': m.exhibit_project,
	'drawing.tooManyPixels': m.exhibit_tooManyPixels,
	'drawing.tooWide': m.exhibit_tooWide,
	'drawing.tooLarge': m.exhibit_tooLarge,
	'drawing.tooSlow': m.exhibit_tooSlow
};

/** What a refusal of a picture or a PDF says to a facilitator: what is wrong and what to do now. */
export function exhibitRefusal(refusal: Pick<Refusal, 'code' | 'parameters'>): string {
	return texts[refusal.code]?.() ?? refusalText(refusal);
}
