/** A theme code of the default list, as 'A5'. */
type Code = string;

export type Example = {
	area: string;
	/** The programme's other areas: nothing was collected there yet. */
	otherAreas: string[];
	title: string;
	/** The practice round, which is never reported. */
	practice: { title: string; lines: string[] };
	/** `mentioned`: how often it was named in the made-up harvest. */
	themes: { code: Code; mentioned: number }[];
	comments: { code: Code; approved: boolean; text: string }[];
	/** `file` stands in `drawings/` beside this file, as a picture (.png) with its source (.svg). */
	drawings: { file: string; code: Code; title: string; alt: string; credit: string; licence: string }[];
};

const ours = { credit: 'Wijkverhaal', licence: 'CC BY' };

/** Where the pictures of the example stand. */
export const exampleDrawings = new URL('./drawings/', import.meta.url);

/**
 * The programme that stands ready after the first start, and its one evening: what it holds, as plain data. All of it is made up; no
 * comment holds a name or an address. Themes are codes of the default list, and get the numbers 1 to 24 in this
 * order. `approved` comments are on the phones, the others wait for the facilitator.
 */
export const example: Example = {
	area: 'Oude Kom',
	otherAreas: ['Havenkwartier', 'De Dijk', 'Molenbuurt', 'Polderzicht', 'Lange Weide', 'Nieuwe Meer'],
	title: 'Gebiedsavond Oude Kom',
	practice: { title: 'Koffie of thee?', lines: ['Koffie', 'Thee'] },
	themes: [
		{ code: 'A1', mentioned: 31 },
		{ code: 'A2', mentioned: 47 },
		{ code: 'A4', mentioned: 28 },
		{ code: 'A5', mentioned: 39 },
		{ code: 'A6', mentioned: 26 },
		{ code: 'B1', mentioned: 58 },
		{ code: 'B2', mentioned: 52 },
		{ code: 'B3', mentioned: 33 },
		{ code: 'B5', mentioned: 29 },
		{ code: 'B7', mentioned: 35 },
		{ code: 'C1', mentioned: 44 },
		{ code: 'C2', mentioned: 37 },
		{ code: 'C3', mentioned: 22 },
		{ code: 'C7', mentioned: 18 },
		{ code: 'D1', mentioned: 16 },
		{ code: 'D4', mentioned: 41 },
		{ code: 'D6', mentioned: 49 },
		{ code: 'E4', mentioned: 12 },
		{ code: 'E7', mentioned: 24 },
		{ code: 'E8', mentioned: 9 },
		{ code: 'F5', mentioned: 11 },
		{ code: 'F9', mentioned: 27 },
		{ code: 'G2', mentioned: 34 },
		{ code: 'H2', mentioned: 20 }
	],
	comments: [
		{ code: 'A1', approved: true, text: 'De geveltuintjes in onze straat zijn een feest om te zien.' },
		{ code: 'A1', approved: true, text: 'Ik wil best een perkje verzorgen. Wie doet er mee?' },
		{ code: 'A2', approved: true, text: 'Sinds de nieuwe container is het hier veel netter.' },
		{ code: 'A2', approved: true, text: 'De meeuwen trekken de zakken open. Dan waait alles over de straat.' },
		{ code: 'A2', approved: true, text: 'Elke eerste zaterdag ruimen wij samen op. U bent welkom!' },
		{ code: 'A4', approved: true, text: 'Met mijn rollator kom ik niet langs de boomwortels.' },
		{ code: 'A4', approved: false, text: 'De stoep bij het plein is keurig opgeknapt.' },
		{ code: 'A5', approved: true, text: 'Achter de sporthal is het na vijven aardedonker.' },
		{ code: 'A5', approved: true, text: 'Ik heb de kapotte lamp gemeld. Na drie weken was het nog donker.' },
		{ code: 'A5', approved: true, text: 'Niet te fel, graag. Wij zien hier nog sterren.' },
		{ code: 'A6', approved: true, text: 'De schommel mist al een jaar een ketting.' },
		{ code: 'A6', approved: true, text: 'Ik ben handig en wil helpen met schuren en verven.' },
		{ code: 'A6', approved: false, text: 'Graag ook iets voor kinderen in een rolstoel.' },
		{ code: 'B1', approved: true, text: 'Op de dijk halen auto’s de fietsers veel te krap in.' },
		{ code: 'B1', approved: true, text: 'Zet er bloembakken neer. Dan gaat het vanzelf langzamer.' },
		{ code: 'B1', approved: true, text: 'Sinds het bord met de smiley rijden mensen echt rustiger.' },
		{ code: 'B2', approved: true, text: 'Op zaterdag staat de kade vol met auto’s van bezoekers.' },
		{ code: 'B2', approved: true, text: 'Wij delen al twee jaar een auto met de buren. Een aanrader!' },
		{ code: 'B3', approved: true, text: 'De kinderen lopen nu samen naar school. Dat werkt heel goed.' },
		{ code: 'B3', approved: true, text: 'Ik kan op dinsdag en donderdag helpen met oversteken.' },
		{ code: 'B3', approved: false, text: 'Rond half negen durf ik daar niet te fietsen.' },
		{ code: 'B5', approved: true, text: 'Na zeven uur gaat er geen bus meer terug.' },
		{ code: 'B5', approved: true, text: 'De chauffeurs van de buurtbus zijn altijd vriendelijk. Geweldig.' },
		{ code: 'B5', approved: true, text: 'Ik heb tijd over en wil de buurtbus wel rijden.' },
		{ code: 'B7', approved: true, text: 'Ik schrik elke keer als er een fatbike langs schiet.' },
		{ code: 'B7', approved: false, text: 'Mijn zoon rijdt er ook op. Praat eerst eens met de jongens.' },
		{ code: 'C1', approved: true, text: 'Toen ik ziek was, stond er elke dag soep voor de deur.' },
		{ code: 'C1', approved: true, text: 'In ons blok kent iedereen elkaar, ook de nieuwe mensen.' },
		{ code: 'C1', approved: true, text: 'Ik wil in juni wel een straatdiner regelen.' },
		{ code: 'C2', approved: true, text: 'De koffie in het buurthuis is mijn uitje van de week.' },
		{ code: 'C2', approved: true, text: 'Op zondag is alles dicht. Juist dan zoek ik gezelschap.' },
		{ code: 'C3', approved: true, text: 'Bel eens aan bij wie u lang niet zag. Dat doet goed.' },
		{ code: 'C3', approved: true, text: 'Ik eet graag samen. Aan mijn tafel is plek voor vier.' },
		{ code: 'C7', approved: true, text: 'De optocht met lampionnen was dit jaar prachtig.' },
		{ code: 'D1', approved: true, text: 'Een broodkar op het plein zou al schelen.' },
		{ code: 'D4', approved: true, text: 'Wij willen een plek met een dak. Meer hoeft niet.' },
		{ code: 'D4', approved: true, text: 'Vraag het de jongeren zelf. Ze hebben goede ideeën.' },
		{ code: 'D4', approved: true, text: 'Ik geef graag gitaarles in het oude clubhuis.' },
		{ code: 'D6', approved: true, text: 'Mijn dochter zoekt al vier jaar een huis in het dorp.' },
		{ code: 'D6', approved: false, text: 'Splits de grote huizen. Dan kunnen ouderen hier blijven.' },
		{ code: 'E7', approved: true, text: 'Samen naar één mooie show kijken lijkt mij leuk.' },
		{ code: 'F9', approved: true, text: 'Ik voel me hier veilig, ook na een late dienst.' },
		{ code: 'F9', approved: true, text: 'Door de tunnel ga ik alleen als er iemand meeloopt.' },
		{ code: 'G2', approved: true, text: 'Binnen twee dagen was het gat in de weg gedicht. Top!' },
		{ code: 'G2', approved: true, text: 'Stuur een kort bericht als iets klaar is. Meer vraag ik niet.' },
		{ code: 'H2', approved: true, text: 'De oude haven is van ons allemaal. Daar ben ik trots op.' }
	],
	drawings: [
		{
			...ours,
			file: 'dijk.png',
			code: 'B1',
			title: 'Rustig aan op de dijk',
			alt: 'Een auto rijdt veel te hard voorbij, langs een bord met 30. Een vrouw op de fiets schrikt en zwaait. Een schaap kijkt toe. Zij roept: ‘Hé, rustig aan! Hier fiets ik ook.’ De auto doet: ‘Vroem!’'
		},
		{
			...ours,
			file: 'lantaarn.png',
			code: 'A5',
			title: 'Nog steeds donker',
			alt: 'Het is nacht. Een man met een hond schijnt met een zaklamp op een kapotte lantaarn. Er hangt een spin aan de lamp. De man zegt: ‘Hij doet het nog steeds niet…’ De hond zegt: ‘Woef?’'
		},
		{
			...ours,
			file: 'bankje.png',
			code: 'D4',
			title: 'Eerst een dak',
			alt: 'Drie jongeren zitten in de regen op een bankje, met een telefoon, een paraplu en een skateboard. Een meisje vraagt: ‘Zullen we iets leuks doen?’ Een jongen zegt: ‘Eerst een dak…’'
		},
		{
			...ours,
			file: 'soep.png',
			code: 'C1',
			title: 'Soep voor de buren',
			alt: 'Een oude vrouw brengt een dampende pan soep naar haar zieke buurman. Hij staat in zijn badjas in de deur en lacht. Zij zegt: ‘Ik had weer veel te veel soep. Lust u wat?’ Hij zegt: ‘Hatsjoe! Heel graag!’'
		},
		{
			...ours,
			file: 'bus.png',
			code: 'B5',
			title: 'De buurtbus komt',
			alt: 'Een gele buurtbus rijdt over een witte ophaalbrug. Een oude man wacht bij de halte en zwaait. Hij zegt: ‘Daar is hij! Mooi op tijd.’ De chauffeur zegt: ‘Stap maar in!’'
		},
		{
			...ours,
			file: 'speeltuin.png',
			code: 'A6',
			title: 'De schommel is kapot',
			alt: 'Een meisje houdt de gebroken ketting van een schommel vast. Een man met een baard komt met een gereedschapskist. Zij zegt: ‘Alweer kapot…’ Hij zegt: ‘Ik help wel even. Dan doet hij het weer!’'
		}
	]
};
