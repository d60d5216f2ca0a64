/**
 * The stopkaart: whom to call for what this tool is no desk for. Only what holds for the whole country; what stands
 * behind `situation` is a message (`help_<situation>`) in each language.
 */
export const helpNumbers = [
	{ situation: 'danger', name: '112', number: '112' },
	{ situation: 'police', name: 'Politie', number: '0900-8844' },
	{ situation: 'anonymous', name: 'Meld Misdaad Anoniem', number: '0800-7000' },
	{ situation: 'home', name: 'Veilig Thuis', number: '0800-2000' },
	{ situation: 'suicide', name: '113', number: '0800-0113' },
	{ situation: 'confused', name: 'Meldpunt Zorgwekkend Gedrag', number: '0800-1205' },
	{ situation: 'child', name: 'Kindertelefoon', number: '0800-0432' },
	{ situation: 'discrimination', name: 'Meldpunt discriminatie', number: '0800-0880' },
	{ situation: 'victim', name: 'Slachtofferhulp', number: '0900-0101' }
] as const;

/** ISO date on which a person last called or looked up every number: do so again before each programme. */
export const helpNumbersChecked = '2026-11-01';
