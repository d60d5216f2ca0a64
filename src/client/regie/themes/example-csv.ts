import { writeCsv } from '#shared/programme/csv.ts';

/** A sheet to start from: every column, and three themes that show how it is filled. */
export function exampleCsv(): string {
	return writeCsv([
		['nummer', 'thema', 'hoofdthema', 'toelichting', 'keer genoemd', 'uitspraak 1', 'uitspraak 2'],
		[1, 'Straatverlichting', 'Openbare ruimte', 'Vooral bij de sporthal en in de stegen.', 31, 'Het fietspad is ’s avonds pikdonker.', 'Drie lantaarns zijn al weken kapot.'],
		[2, 'Te hard rijden', 'Verkeer', '', 24, 'Auto’s rijden hier veel te hard.', ''],
		[3, 'Plek voor jongeren', 'Voorzieningen', 'Binnen en buiten.', 18, '', '']
	]);
}
