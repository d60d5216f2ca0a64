import { titleKey } from '../title-key.ts';

/** A theme that can be ticked: by its code, or by its title. */
export interface ThemeName {
	id: string;
	title: string;
}

/**
 * Reads themes as people type them: codes or titles, with a semicolon, a line or a comma between them. A title may hold
 * a comma of its own.
 * @returns the codes, and what is no theme as it was typed.
 */
export function readThemeNames(typed: string, themes: readonly ThemeName[]): { themes: string[]; unknown: string[] } {
	const found = new Set<string>();
	const unknown: string[] = [];
	const find = (text: string): ThemeName | undefined => {
		const key = titleKey(text);
		// 'A1 Groen en bomen', as our own files write it.
		return themes.find(({ id, title }) => key === id.toLowerCase() || key === titleKey(title) || key === `${id.toLowerCase()} ${titleKey(title)}`);
	};
	for (const part of typed.split(/[;|\n]/).map((one) => one.trim()).filter(Boolean)) {
		const whole = find(part);
		if (whole) found.add(whole.id);
		else {
			for (const one of part.split(',').map((each) => each.trim()).filter(Boolean)) {
				const theme = find(one);
				if (theme) found.add(theme.id);
				else unknown.push(one);
			}
		}
	}
	return { themes: [...found], unknown };
}
