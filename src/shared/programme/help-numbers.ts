/**
 * The stopkaart: whom to call for what this tool is no desk for. Only what holds for the whole country; what has
 * no `number` is for the municipality's own desk. `called`: what staff and exports call the situation. What residents read
 * is a message in each language: `help_<situation>` names the situation, `help_<situation>_for` says what the number is for.
 */
export const helpNumbers = [
	{ situation: 'danger', called: 'nu gevaar', name: '112', number: '112' },
	{ situation: 'police', called: 'overlast of wijkagent', name: 'Politie', number: '0900-8844' },
	{ situation: 'anonymous', called: 'anoniem melden', name: 'Meld Misdaad Anoniem', number: '0800-7000' },
	{ situation: 'home', called: 'geweld thuis', name: 'Veilig Thuis', number: '0800-2000' },
	{ situation: 'suicide', called: 'zelfdoding', name: '113', number: '0800-0113' },
	{ situation: 'confused', called: 'iemand verward', name: 'Meldpunt Zorgwekkend Gedrag', number: '0800-1205' },
	{ situation: 'child', called: 'kind wil praten', name: 'Kindertelefoon', number: '0800-0432' },
	{ situation: 'discrimination', called: 'discriminatie', name: 'discriminatie.nl', number: '0800-0880' },
	{ situation: 'victim', called: 'slachtoffer', name: 'Slachtofferhulp', number: '0900-0101' },
	{ situation: 'repair', called: 'kapot of vuil op straat', name: null, number: null },
	{ situation: 'premises', called: 'verdacht pand', name: 'Meld Misdaad Anoniem', number: '0800-7000' }
] as const;

export type HelpSituation = (typeof helpNumbers)[number]['situation'];
export const helpSituations = helpNumbers.map(({ situation }) => situation);

/** ISO date on which a person last called or looked up every number: do so again before each programme. */
export const helpNumbersChecked = '2026-11-01';
