import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countBallots, readPabulib, writePabulib } from './pabulib.ts';
import type { PabulibFile } from './pabulib.ts';

const small = `META
key;value
description;Buurtbudget
vote_type;approval
num_projects;2
num_votes;3
PROJECTS
project_id;cost;votes;name;category
7;1000;2;Speeltuin;Jeugd
3;20.5;1;"Bankjes; en bomen";
VOTES
voter_id;vote
v1;7,3
v2;7
v3;
`;

describe('reading a .pb file', () => {
	it('gives META, the projects in file order and one ballot a line', () => {
		expect(fileOf(small)).toEqual({
			meta: { description: 'Buurtbudget', vote_type: 'approval', num_projects: '2', num_votes: '3' },
			voteType: 'approval',
			projects: [
				{ id: '7', name: 'Speeltuin', cost: 1000, votes: 2, category: 'Jeugd' },
				{ id: '3', name: 'Bankjes; en bomen', cost: 20.5, votes: 1 }
			],
			ballots: [
				{ voter: 'v1', dots: { 7: 1, 3: 1 } },
				{ voter: 'v2', dots: { 7: 1 } },
				{ voter: 'v3', dots: {} }
			]
		});
	});

	it('reads CRLF, a byte-order mark, empty lines and cells that a sheet program added', () => {
		const sheet = `\uFEFF${small}`
			.replace('META\n', 'META;;;;\n\n')
			.replace('VOTES\n', 'votes;;\n')
			.replaceAll('\n', '\r\n');
		expect(fileOf(sheet)).toEqual(fileOf(small));
	});

	it('reads a doubled quotation mark as one, and one inside a cell as text', () => {
		const names = fileOf(
			small.replace('Speeltuin', 'De "Oude" Kom').replace('"Bankjes; en bomen"', '"Zeg ""ja"";"')
		).projects.map(({ name }) => name);
		expect(names).toEqual(['De "Oude" Kom', 'Zeg "ja";']);
	});

	it.each([
		['cumulative', 'v1;7,3;4,1', { 7: 4, 3: 1 }],
		['scoring', 'v1;7,3;0,5', { 3: 5 }],
		['cumulative', 'v1;;', {}]
	])('takes the points of a %s ballot %j as dots', (type, line, dots) => {
		expect(fileOf(pointed(type, line)).ballots).toEqual([{ voter: 'v1', dots }]);
	});

	it('counts an ordinal ballot from its end, as the library scores it', () => {
		const ordinal = small.replace('vote_type;approval', 'vote_type;ordinal').replace('v1;7,3', 'v1;3,7');
		expect(fileOf(ordinal).ballots[0]).toEqual({ voter: 'v1', dots: { 3: 2, 7: 1 } });
	});

	it('keeps a project that bears the name of a part of every object', () => {
		const file = fileOf(small.replace('\n7;', '\n__proto__;').replaceAll(';7', ';__proto__'));
		expect(Object.entries(file.ballots[1]?.dots ?? {})).toEqual([['__proto__', 1]]);
	});

	it('reads a file with themes and no votes, and says so', () => {
		const result = readPabulib(small.slice(0, small.indexOf('VOTES')));
		expect(result).toMatchObject({ ok: true, file: { ballots: [] } });
		expect(result.warnings.map(({ code, params }) => [code, params])).toEqual([
			['pb-count-differs', { key: 'num_votes', stated: '3', found: 0 }],
			['pb-section-missing', { section: 'VOTES' }]
		]);
	});

	it('warns where a file holds fewer ballots than it states', () => {
		expect(readPabulib(small.replace('v3;\n', '')).warnings).toEqual([
			{ row: 6, code: 'pb-count-differs', params: { key: 'num_votes', stated: '3', found: 2 } }
		]);
	});

	it('warns where the kind of vote is not stated', () => {
		const result = readPabulib(small.replace('vote_type;approval\n', ''));
		expect(result).toMatchObject({ ok: true, file: { voteType: 'approval' } });
		expect(result.warnings.map(({ code }) => code)).toEqual(['pb-vote-type-missing']);
	});
});

describe('a wrong .pb file is refused with the line and what is wrong', () => {
	it.each([
		['another kind of text', 'Beste bewoner,\nkom ook!\n', [[1, 'pb-line-outside-section'], [3, 'pb-section-missing'], [3, 'pb-section-missing']]],
		['no text at all', '', [[1, 'pb-section-missing'], [1, 'pb-section-missing']]],
		['a section twice', `${small}VOTES\nvoter_id;vote\n`, [[16, 'pb-section-twice']]],
		['a header without a column that is needed', small.replace('voter_id;vote', 'voter_id;stem'), [[12, 'pb-column-missing']]],
		['an unknown kind of vote', small.replace('approval', 'borda'), [[4, 'pb-vote-type-unknown']]],
		['points without a column', small.replace('approval', 'cumulative'), [[12, 'pb-column-missing']]],
		['a semicolon in a name without quotes', small.replace('"Bankjes; en bomen"', 'Bankjes; en bomen;Groen'), [[10, 'cells-beyond-header']]],
		['a quotation mark that stays open', small.replace('"Bankjes; en bomen"', '"Bankjes'), [[10, 'quote-mark-open'], [13, 'pb-vote-unknown-project']]],
		['a project without an id', small.replace('\n3;20.5', '\n;20.5').replace('7,3', '7'), [[10, 'pb-project-id-invalid']]],
		['an id with a comma', small.replace('\n3;20.5', '\n"3,4";20.5').replace('7,3', '7'), [[10, 'pb-project-id-invalid']]],
		['a project twice', small.replace('\n3;20.5', '\n7;20.5').replace('7,3', '7'), [[10, 'pb-project-twice']]],
		['a count that is no number', small.replace(';1000;2;', ';1000;veel;'), [[9, 'pb-number-invalid']]],
		['a voter without an id', small.replace('v2;', ';'), [[14, 'pb-voter-missing']]],
		['a voter twice', small.replace('v2;', 'v1;'), [[14, 'pb-voter-twice']]],
		['a vote for an unknown project', small.replace('v2;7', 'v2;8'), [[14, 'pb-vote-unknown-project']]],
		['a project twice on one ballot', small.replace('7,3', '7,7'), [[13, 'pb-vote-twice']]],
		['fewer points than projects', pointed('cumulative', 'v1;7,3;4'), [[10, 'pb-points-count']]],
		['half a point', pointed('cumulative', 'v1;7,3;4,0.5'), [[10, 'pb-points-invalid']]],
		['points below zero', pointed('scoring', 'v1;7,3;4,-1'), [[10, 'pb-points-invalid']]]
	])('%s', (_, text, expected) => {
		const result = readPabulib(text);
		expect(result.ok).toBe(false);
		if (!result.ok) expect(result.errors.map(({ row, code }) => [row, code])).toEqual(expected);
	});
});

describe('writing a .pb file', () => {
	const projects = [{ id: '7', name: 'Speeltuin', cost: 1 }, { id: '3', name: 'Bankjes', cost: 1 }];

	it('is an approval vote where no ballot has several dots on a theme', () => {
		const text = writePabulib({ meta: { description: 'Proef' }, projects, ballots: [{ voter: '1', dots: { 7: 1, 3: 1 } }] });
		expect(text).toBe(
			'META\nkey;value\ndescription;Proef\nnum_projects;2\nnum_votes;1\nvote_type;approval\n' +
				'PROJECTS\nproject_id;cost;name\n7;1;Speeltuin\n3;1;Bankjes\nVOTES\nvoter_id;vote\n1;7,3\n'
		);
	});

	it('is a cumulative vote with points where one has', () => {
		const text = writePabulib({ meta: {}, projects, ballots: [{ voter: '1', dots: { 7: 3, 3: 1 } }, { voter: '2', dots: {} }] });
		expect(text).toContain('vote_type;cumulative\n');
		expect(text).toMatch(/VOTES\nvoter_id;vote;points\n1;7,3;3,1\n2;;\n$/);
	});

	it('puts a text of several lines on one', () => {
		const text = writePabulib({ meta: {}, projects: [{ id: '1', name: 'Bomen\r\nen\nbankjes' }], ballots: [] });
		expect(text).toContain('1;;Bomen en bankjes\n');
	});

	it.each([
		['an id with a comma', { projects: [{ id: '1,2', name: '' }], ballots: [] }],
		['an id twice', { projects: [...projects, ...projects], ballots: [] }],
		['a voter twice', { projects, ballots: [{ voter: '1', dots: {} }, { voter: '1', dots: {} }] }],
		['dots for an unknown project', { projects, ballots: [{ voter: '1', dots: { 8: 1 } }] }]
	])('takes %s for a mistake in the program', (_, file) => {
		expect(() => writePabulib({ meta: {}, ...file })).toThrow();
	});

	it('reads back as equal themes, in order, and equal ballots', () => {
		fc.assert(
			fc.property(anyFile, (file) => {
				const back = fileOf(writePabulib(file));
				expect(back.projects).toEqual(file.projects.map(onOneLine));
				expect(back.ballots).toEqual(file.ballots);
				for (const [key, value] of Object.entries(file.meta)) expect(back.meta[key]).toBe(value);
			}),
			{ numRuns: 500, seed: 20181106 }
		);
	});
});

const folder = '../shared/ballots';
const published = [
	['Netherlands_Amsterdam_166.pb', 426],
	['Netherlands_Amsterdam_490.pb', 2791],
	['Netherlands_Amsterdam_588.pb', 212],
	['Netherlands_Assen_2024.pb', 84]
] as const;

describe('real votes', () => {
	it.skipIf(!existsSync(folder)).each(published)('%s adds up to the published votes', (name, residents) => {
		const result = readPabulib(readFileSync(`${folder}/${name}`, 'utf8'));
		expect(result.warnings).toEqual([]);
		if (!result.ok) throw new Error(JSON.stringify(result.errors));
		expect(result.file.ballots).toHaveLength(residents);
		const counted = countBallots(result.file);
		for (const { id, votes } of result.file.projects) expect(counted.get(id), id).toEqual({ votes, score: votes });
		const back = fileOf(writePabulib(result.file));
		expect(back).toEqual(result.file);
	});
});

function fileOf(text: string): PabulibFile {
	const result = readPabulib(text);
	if (!result.ok) throw new Error(JSON.stringify(result.errors));
	return result.file;
}

function pointed(type: string, line: string): string {
	return `META\nkey;value\nvote_type;${type}\nPROJECTS\nproject_id;name\n7;Speeltuin\n3;Bankjes\nVOTES\nvoter_id;vote;points\n${line}\n`;
}

function onOneLine<Project extends PabulibFile['projects'][number]>(project: Project): Project {
	const read = Object.entries(project).map(([key, value]) => [
		key,
		typeof value === 'string' ? value.replace(/\r\n|[\n\v\f\r\u001C-\u001E\u0085\u2028\u2029]/g, ' ') : value
	]);
	return Object.fromEntries(read);
}

/** Texts with what trips a reader: the separator, quotation marks, line ends, spaces at the ends, section names. */
const anyText = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 30 }),
	fc.string({ unit: fc.constantFrom(';', '"', ',', '\n', '\r\n', ' ', 'a', '\u00A0', '\uFEFF', 'é'), maxLength: 12 }),
	fc.constantFrom('VOTES', 'META', 'Projects', '=1+1', '')
);
const anyId = fc.oneof(
	fc.string({ minLength: 1, maxLength: 8 }).filter((id) => id === id.trim() && id !== '' && !id.includes(',')),
	fc.nat(99_999).map(String),
	fc.constantFrom('VOTES', '__proto__', '"7"', ';')
);
const anyFile: fc.Arbitrary<Omit<PabulibFile, 'voteType'>> = fc
	.uniqueArray(
		fc.record(
			{
				id: anyId,
				name: anyText,
				cost: fc.nat(),
				votes: fc.nat(),
				score: fc.nat(),
				category: anyText.filter((text) => text !== ''),
				description: anyText.filter((text) => text !== '')
			},
			{ requiredKeys: ['id', 'name'] }
		),
		{ selector: ({ id }) => id, minLength: 1, maxLength: 8 }
	)
	.chain((projects) =>
		fc.record({
			meta: fc.dictionary(fc.constantFrom('description', 'unit', 'country'), fc.string({ minLength: 1, unit: fc.constantFrom('a', ' ', ';', '"') })),
			projects: fc.constant(projects),
			ballots: fc.uniqueArray(
				fc.record({
					voter: anyId,
					dots: fc
						.array(fc.tuple(fc.constantFrom(...projects.map(({ id }) => id)), fc.integer({ min: 1, max: 12 })), { maxLength: 6 })
						.map((entries) => Object.fromEntries(new Map(entries)))
				}),
				{ selector: ({ voter }) => voter, maxLength: 12 }
			)
		})
	);
