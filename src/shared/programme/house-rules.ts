/** As many as a hall reads and keeps in mind. */
export const mostRules = 5;

/** How people go about with each other on an evening, until its facilitator writes others. */
export const defaultRules = [
	'Laat elkaar uitpraten.',
	'Praat over de wijk, niet over personen.',
	'U mag het met elkaar oneens zijn.',
	'Zet het geluid van uw telefoon uit.',
	'Maak geen foto’s van anderen.'
] as const;
