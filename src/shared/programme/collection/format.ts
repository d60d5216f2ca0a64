/** One question of an ophaalformat. Its id names the answer in a form, and the statement that comes of it. */
export interface Question {
	id: string;
	/** Under which heading it stands: one of the format's blocks. */
	block: string;
	/** `open` answers are statements; `choice` is one of the options; `themes` one to three; `place` words for a spot. */
	kind: 'open' | 'choice' | 'themes' | 'place';
	label: string;
	hint?: string;
	options?: readonly { id: string; label: string }[];
	/** For `themes` and `place`: the open questions that they are about. */
	about?: readonly string[];
	/** What an open answer tells the story: what is good, what can be better, what people see ahead, what they offer or ask. */
	tells?: 'area' | 'praise' | 'better' | 'future' | 'help';
}

/** What scouts ask, in the order in which they ask it. */
export interface Format {
	blocks: readonly { id: string; title: string }[];
	questions: readonly Question[];
}

/** A theme is ticked at most this often by one respondent. */
export const mostTicked = 3;

/** The longest answer to an open question, in UTF-16 units. */
export const longestAnswer = 4000;
/** The longest words for a place. */
export const longestPlace = 200;

/** The ophaalformat that a programme begins with. */
export const defaultFormat: Format = {
	blocks: [
		{ id: 'start', title: 'Start' },
		{ id: 'verhaal', title: 'Verhaal' },
		{ id: 'leefbaarheid', title: 'Leefbaarheid' },
		{ id: 'veiligheid', title: 'Veiligheid' },
		{ id: 'toekomst', title: 'Toekomst' },
		{ id: 'zelf', title: 'Zelf doen' }
	],
	questions: [
		{
			id: 'hoelang',
			block: 'start',
			kind: 'choice',
			label: 'Hoe lang woont of werkt u hier al?',
			options: [
				{ id: 'kort', label: '0 tot 2 jaar' },
				{ id: 'langer', label: '3 tot 10 jaar' },
				{ id: 'lang', label: 'Meer dan 10 jaar' }
			]
		},
		{ id: 'vertellen', block: 'verhaal', kind: 'open', label: 'Wat vertelt u aan iemand die uw wijk niet kent?', tells: 'area' },
		{ id: 'trots', block: 'verhaal', kind: 'open', label: 'Waar bent u trots op?', tells: 'praise' },
		{ id: 'veranderd', block: 'verhaal', kind: 'open', label: 'Wat is er veranderd?', tells: 'area' },
		{ id: 'goed', block: 'leefbaarheid', kind: 'open', label: 'Wat gaat hier goed?', tells: 'praise' },
		{ id: 'beter', block: 'leefbaarheid', kind: 'open', label: 'Wat kan beter?', tells: 'better' },
		{ id: 'beterwaar', block: 'leefbaarheid', kind: 'place', label: 'Waar in de wijk is dat?', hint: 'Bijvoorbeeld: bij de haven. Geen huisnummer.', about: ['goed', 'beter'] },
		{ id: 'beterthema', block: 'leefbaarheid', kind: 'themes', label: 'Bij welk thema hoort dat?', about: ['goed', 'beter'] },
		{ id: 'veilig', block: 'veiligheid', kind: 'open', label: 'Waar en wanneer voelt u zich veilig?', hint: 'Noem geen namen of huisnummers.', tells: 'praise' },
		{ id: 'onveilig', block: 'veiligheid', kind: 'open', label: 'Waar en wanneer voelt u zich niet veilig?', hint: 'Noem geen namen of huisnummers.', tells: 'better' },
		{ id: 'helpen', block: 'veiligheid', kind: 'open', label: 'Wat zou helpen?', hint: 'Noem geen namen of huisnummers.', tells: 'better' },
		{ id: 'veiligwaar', block: 'veiligheid', kind: 'place', label: 'Waar in de wijk is dat?', hint: 'Bijvoorbeeld: op het plein. Geen huisnummer.', about: ['veilig', 'onveilig', 'helpen'] },
		{ id: 'veiligthema', block: 'veiligheid', kind: 'themes', label: 'Bij welk thema hoort dat?', about: ['veilig', 'onveilig', 'helpen'] },
		{ id: 'toekomst', block: 'toekomst', kind: 'open', label: 'Het is vijf jaar later en het gaat goed in uw wijk. Wat ziet u dan?', tells: 'future' },
		{ id: 'zelf', block: 'zelf', kind: 'open', label: 'Wat kunt of wilt u zelf doen?', tells: 'help' },
		{ id: 'gemeente', block: 'zelf', kind: 'open', label: 'Wat moet de gemeente doen?', tells: 'help' },
		{ id: 'politie', block: 'zelf', kind: 'open', label: 'Wat moet de politie doen?', tells: 'help' }
	]
};
