import type { CommandInput } from '#shared/protocol/commands.ts';
import { someThemes, type EveningToMake } from '../evening.ts';

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
function themesFor(count: number, longWords: boolean): ThemeInput[] {
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

/** Comments spread over the first themes of which may be spoken in the hall; every third one waits. */
function commentsFor(count: number, themes: ThemeInput[]) {
	const open = themes.flatMap(({ grave }, index) => (grave ? [] : [index + 1])).slice(0, 12);
	return Array.from({ length: count }, (_, index) => ({
		theme: open[index % open.length]!,
		text: sentences[index % sentences.length]!,
		status: index % 3 === 2 ? ('waiting' as const) : ('approved' as const)
	}));
}

/** A hall of 82 ballots of five dots, more for the first options than for the last, with ties. */
function ballotsFor(options: number): Record<string, number>[] {
	return Array.from({ length: 82 }, (_, voter) => {
		const dots: Record<string, number> = {};
		for (let dot = 0; dot < 5; dot += 1) {
			const option = String(1 + (Math.floor((voter * 7 + dot * 13) ** 1.3) % Math.max(1, Math.ceil(options / (1 + (voter % 3))))));
			if ((dots[option] ?? 0) < 2) dots[option] = (dots[option] ?? 0) + 1;
		}
		return dots;
	});
}

/** Themes and comments of each evening that is looked at; the last one has long words. */
const sizes = [
	{ name: '05', themes: 5, comments: 0, longWords: false },
	{ name: '24', themes: 24, comments: 40, longWords: false },
	{ name: '60', themes: 60, comments: 300, longWords: true }
];

/** The evenings that are looked at, by name: a practice round that was shown, a round that was closed, and an open one. */
export const evenings: Record<string, EveningToMake> = Object.fromEntries(
	sizes.map(({ name, themes: count, comments, longWords }) => {
		const themes = themesFor(count, longWords);
		const inRound = themes.map((_, index) => index + 1).slice(0, 15);
		const cups: Record<string, number>[] = [{ a: 1 }, { b: 1 }, { a: 1 }];
		const practice = { title: 'Koffie of thee?', lines: ['Koffie', 'Thee'], ballots: cups, budget: 1, most: 1 };
		const evening: EveningToMake = {
			themes,
			comments: commentsFor(comments, themes),
			rounds: [
				{ ...practice, phase: 'shown' },
				{ title: 'Waar zet u uw stippen?', themes: inRound, phase: 'closed', ballots: ballotsFor(inRound.length) },
				{ title: 'Wat doen we het eerst?', themes: inRound, phase: 'open' }
			],
			commands: [{ type: 'evening.present', present: 64 }]
		};
		return [name, evening];
	})
);
