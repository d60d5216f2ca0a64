/**
 * The nine main themes. Colour and icon are those of the look: white on each colour is at least 5:1, and a full dot
 * on a card as well. The name is what residents read, and what a file may say in its column 'hoofdthema'.
 * Icons are names of Tabler's outline set; what the look calls 'dots-circle' is 'dots-circle-horizontal' there.
 */
export const mainThemes = [
	{ key: 'openbare-ruimte', name: 'Openbare ruimte', colour: '#2F7D32', icon: 'trees' },
	{ key: 'verkeer', name: 'Verkeer', colour: '#0B6BB5', icon: 'bike' },
	{ key: 'samenleven', name: 'Samenleven', colour: '#B4491F', icon: 'users-group' },
	{ key: 'voorzieningen', name: 'Voorzieningen', colour: '#7A3E9D', icon: 'building-store' },
	{ key: 'overlast', name: 'Overlast', colour: '#8A6100', icon: 'volume' },
	{ key: 'veiligheid', name: 'Veiligheid', colour: '#C21E3A', icon: 'shield-check' },
	{ key: 'gemeente-en-politie', name: 'Gemeente en politie', colour: '#3B4A6B', icon: 'building-community' },
	{ key: 'toekomst', name: 'Toekomst', colour: '#00786F', icon: 'sunrise' },
	{ key: 'overig', name: 'Overig', colour: '#5C554A', icon: 'dots-circle-horizontal' }
] as const;

export type MainTheme = (typeof mainThemes)[number]['key'];

/** The keys in their fixed order: the order in which lists and filters show them. */
export const mainThemeKeys = mainThemes.map((theme) => theme.key);

const byLetters = new Map<string, MainTheme>(mainThemes.map(({ key, name }) => [letters(name), key]));

/**
 * Which main theme a text names. Case, spaces, hyphens, underscores, '&' for 'en' and accents make no difference.
 * @returns its key, or null where the text names none (an empty text included).
 */
export function mainThemeOf(text: string): MainTheme | null {
	return byLetters.get(letters(text)) ?? null;
}

function letters(text: string): string {
	return text
		.normalize('NFD')
		.toLowerCase()
		.replaceAll('&', 'en')
		.replace(/[^a-z]/g, '');
}
