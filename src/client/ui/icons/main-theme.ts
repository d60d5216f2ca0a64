import type { MainTheme } from '#shared/programme/main-theme.ts';
import { bike } from './bike.ts';
import { buildingCommunity } from './building-community.ts';
import { buildingStore } from './building-store.ts';
import { dotsCircleHorizontal } from './dots-circle-horizontal.ts';
import { shieldCheck } from './shield-check.ts';
import { sunrise } from './sunrise.ts';
import { trees } from './trees.ts';
import { usersGroup } from './users-group.ts';
import { volume } from './volume.ts';

/** The icon path of each main theme, as named in the shared list. */
export const mainThemeIcons: Record<MainTheme, string> = {
	'openbare-ruimte': trees,
	verkeer: bike,
	samenleven: usersGroup,
	voorzieningen: buildingStore,
	overlast: volume,
	veiligheid: shieldCheck,
	'gemeente-en-politie': buildingCommunity,
	toekomst: sunrise,
	overig: dotsCircleHorizontal
};
