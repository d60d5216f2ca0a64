/**
 * The stopkaart: whom to call for what this tool is no desk for. Only what holds for the whole country; what has no
 * `number` is for the municipality's own desk. What residents read is a message in each language: `help_<situation>` names
 * the situation, `help_<situation>_for` says what the number is for.
 */
export const helpNumbers = [
	{ situation: 'danger', name: '112', number: '112' },
	{ situation: 'police', name: 'Politie', number: '0900-8844' },
	{ situation: 'anonymous', name: 'Meld Misdaad Anoniem', number: '0800-7000' },
	{ situation: 'home', name: 'Veilig Thuis', number: '0800-2000' },
	{ situation: 'suicide', name: '113', number: '0800-0113' },
	{ situation: 'confused', name: 'Meldpunt Zorgwekkend Gedrag', number: '0800-1205' },
	{ situation: 'child', name: 'Kindertelefoon', number: '0800-0432' },
	{ situation: 'discrimination', name: 'discriminatie.nl', number: '0800-0880' },
	{ situation: 'victim', name: 'Slachtofferhulp', number: '0900-0101' },
	{ situation: 'repair', name: null, number: null },
	{ situation: 'premises', name: 'Meld Misdaad Anoniem', number: '0800-7000' }
] as const;

export type HelpSituation = (typeof helpNumbers)[number]['situation'];

/** What staff and exports call each situation. Apart from the numbers: phones carry those. */
export const helpNames: Record<HelpSituation, string> = {
	danger: 'nu gevaar',
	police: 'overlast of wijkagent',
	anonymous: 'anoniem melden',
	home: 'geweld thuis',
	suicide: 'zelfdoding',
	confused: 'iemand verward',
	child: 'kind wil praten',
	discrimination: 'discriminatie',
	victim: 'slachtoffer',
	repair: 'kapot of vuil op straat',
	premises: 'verdacht pand'
};
export const helpSituations = Object.keys(helpNames) as HelpSituation[];

/** ISO date on which a person last called or looked up every number: do so again before each programme. */
export const helpNumbersChecked = '2026-11-01';
