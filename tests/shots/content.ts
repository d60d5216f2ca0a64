import type { CommandInput } from '#shared/protocol/commands.ts';
import { someThemes } from '../evening.ts';

type ThemeInput = CommandInput<'theme.add'>['themes'][number];

const longTitles = [
	'Verkeersveiligheidsmaatregelen rondom de basisschool',
	'Onderhoudswerkzaamheden aan het buurtontmoetingscentrum',
	'Jeugdwerkloosheidsbestrijdingsprogramma',
	'Meervoudigepersoonlijkheidsstoornissenpoli in de buurt',
	'Ouderenmishandelingspreventie en mantelzorgondersteuning',
	'Wateroverlastbestrijding bij de Burgemeester Van Baarstraat'
];

/** Themes for looking at: the product's list with its main themes mixed, where asked with long Dutch words in front. */
export function themesFor(count: number, longWords: boolean): ThemeInput[] {
	const list = someThemes(Math.max(count, 53));
	// A stride that has no factor in common with the list's length takes each theme once.
	const mixed = Array.from({ length: count }, (_, index) => list[(index * 11) % list.length]!);
	return mixed.map((theme, index) => (longWords && index < longTitles.length ? { ...theme, title: longTitles[index]! } : theme));
}

const sentences = [
	'Drie lantaarns zijn al weken kapot.',
	'Ik loop hier graag, maar niet na tien uur ’s avonds.',
	'Mijn kinderen missen een plek om te voetballen.',
	'Wij helpen graag met het opknappen van het plein.',
	'De bus komt nog maar één keer per uur. Voor mijn moeder is dat echt een probleem, zij kan niet meer ver lopen.',
	'Mooi dat er weer een buurtfeest was!'
];

/** Comments spread over the themes; every third one waits. */
export function commentsFor(count: number, themes: number) {
	return Array.from({ length: count }, (_, index) => ({
		theme: (index % Math.min(themes, 12)) + 1,
		text: sentences[index % sentences.length]!,
		status: index % 3 === 2 ? ('waiting' as const) : ('approved' as const)
	}));
}

/** A hall of 82 ballots of five dots, more for the first options than for the last, with ties. */
export function ballotsFor(options: number): Record<string, number>[] {
	return Array.from({ length: 82 }, (_, voter) => {
		const dots: Record<string, number> = {};
		for (let dot = 0; dot < 5; dot += 1) {
			const option = String(1 + (Math.floor((voter * 7 + dot * 13) ** 1.3) % Math.max(1, Math.ceil(options / (1 + (voter % 3))))));
			if ((dots[option] ?? 0) < 2) dots[option] = (dots[option] ?? 0) + 1;
		}
		return dots;
	});
}
