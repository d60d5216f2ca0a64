import * as m from '#client/paraglide/messages.js';
import type { MainTheme } from '#shared/programme/main-theme.ts';

const names: Record<MainTheme, () => string> = {
	'openbare-ruimte': m.main_openbare_ruimte,
	verkeer: m.main_verkeer,
	samenleven: m.main_samenleven,
	voorzieningen: m.main_voorzieningen,
	overlast: m.main_overlast,
	veiligheid: m.main_veiligheid,
	'gemeente-en-politie': m.main_gemeente_en_politie,
	toekomst: m.main_toekomst,
	overig: m.main_overig
};

/** A main theme's name in the reader's language. */
export function mainName(main: MainTheme): string {
	return names[main]();
}
