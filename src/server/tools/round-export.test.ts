import { expect, it } from 'vitest';
import { facilitator, Hall } from '#shared/evening/test-hall.ts';
import { nobody } from '#shared/evening/help.ts';
import { readPabulib } from '#shared/programme/pabulib.ts';
import { helpCsv } from './help-export.ts';
import { exportRound, formatExport, type ExportFormat } from './round-export.ts';

it('the cards of hulp of melden are counted for the whole evening, in JSON and in a file of their own', () => {
	const hall = new Hall();
	hall.round('closed');
	for (const situation of ['home', 'danger', 'home'] as const) hall.do(nobody, { type: 'help.ask', situation });
	const exported = exportRound(hall.state, hall.textOf);
	if ('ok' in exported) throw new Error('The round is closed');
	expect(exported.help).toContainEqual({ situation: 'geweld thuis', shown: 2 });
	expect(exported.help).toContainEqual({ situation: 'discriminatie', shown: 0 });
	// Results are often published: small numbers about trouble at home do not belong in them.
	for (const format of ['csv', 'pb'] as const) expect(formatExport(exported, format)).not.toContain('geweld thuis');
	const rows = helpCsv(hall.state).trim().split(/\r?\n/);
	expect(rows).toHaveLength(12);
	expect(rows[0]).toMatch(/situatie[;,]keer getoond/);
	expect(rows.find((row) => row.startsWith('geweld thuis'))).toMatch(/[;,]2$/);
});

it('papers are added up and told apart in JSON and CSV; in .pb, where each line is somebody’s ballot, it says that they are not there', () => {
	const hall = new Hall();
	const round = hall.round('open');
	hall.dots(hall.resident('ans'), round, '1', 2);
	hall.do(facilitator, { type: 'paper.count', paper: 'paper-one', round, table: 'Tafel 1', people: 4, dots: { 1: 3, 2: 5 } });
	hall.do(facilitator, { type: 'round.close', round });
	const exported = exportRound(hall.state, hall.textOf);
	if ('ok' in exported) throw new Error('The round is closed');
	const as = (format: ExportFormat) => formatExport(exported, format);

	expect(JSON.parse(as('json'))).toMatchObject({
		counts: { voted: 1, onPaper: 4 },
		themes: [{ number: 1, dots: 2, paper: 3 }, { number: 2, dots: 0, paper: 5 }],
		papers: [{ table: 'Tafel 1', people: 4, dots: { 1: 3, 2: 5 } }]
	});
	const rows = as('csv').trim().split(/\r?\n/).map((row) => row.split(/[;,]/));
	expect(rows[0]!.slice(3, 7)).toEqual(['stippen', 'telefoon', 'papier', 'stemmen']);
	expect(rows.slice(1).map((row) => row.slice(3, 7))).toEqual([['5', '2', '3', '1'], ['5', '0', '5', '0']]);
	expect(as('csv')).toContain('papier met de hand geteld');
	const read = readPabulib(as('pb'));
	if (!read.ok) throw new Error(JSON.stringify(read.errors));
	expect(read.file.ballots.map(({ dots }) => dots)).toEqual([{ 1: 2 }]);
	expect(as('pb')).toContain('zonder 4 papieren stemmen');
});
