/** How others may use a drawing, as its maker agrees to. The first is the default that is offered. */
export const licences = [
	{ key: 'municipality', name: 'Gemeente, voor dit programma' },
	{ key: 'by-nc-nd', name: 'CC BY-NC-ND: iedereen, met naam, niet te koop, onveranderd' },
	{ key: 'by', name: 'CC BY: iedereen, met naam' }
] as const;

export type Licence = (typeof licences)[number]['key'];
export const licenceKeys = licences.map(({ key }) => key) as [Licence, ...Licence[]];
