// Stands for Paraglide's runtime in the residents' script (vite.config.ts): that one looks for cookies and addresses,
// in a kilobyte that a hall's weak wifi must carry. A page is in the language that the server wrote it in, also where
// another tab chose another since: its texts would else change halfway.
import type { Locale } from '#client/paraglide/runtime.js';

export const experimentalStaticLocale = undefined;

export function getLocale(): Locale {
	return document.documentElement.lang as Locale;
}
