import { describe, expect, it } from 'vitest';
import { planThemes, readThemes } from './theme-import.ts';

const pb = `META
key;value
vote_type;approval
num_projects;2
num_votes;1
PROJECTS
project_id;cost;votes;name
a;0;1;Speeltuin
b;0;0;Lantaarns
VOTES
voter_id;vote
1;a,nergens
`;
const titles = ({ rows }: { rows: { title: string }[] }) => rows.map(({ title }) => title);

describe('themes out of a .pb file', () => {
	it('do not ask for right ballots, and say nothing about them', () => {
		expect(titles(readThemes(pb, 'pb'))).toEqual(['Speeltuin', 'Lantaarns']);
		expect(readThemes(pb, 'pb')).toMatchObject({ errors: [], warnings: [] });
	});

	it('are read wherever the ballots stand in the file', () => {
		const [, meta, projects, votes] = /^(META[^]*)(PROJECTS[^]*)(VOTES[^]*)$/.exec(pb) ?? [];
		expect(titles(readThemes(`${meta}${votes}${projects}`, 'pb'))).toEqual(['Speeltuin', 'Lantaarns']);
	});

	it('with a wrong line keep the others, and name the line', () => {
		const read = readThemes(pb.replace('b;0;', 'a;0;'), 'pb');
		expect(titles(read)).toEqual(['Speeltuin']);
		expect(read.errors).toMatchObject([{ unit: 'line', row: 9, code: 'pb-project-twice' }]);
	});

	it('without a name are named by their line', () => {
		const read = readThemes(pb.replace('Lantaarns', ''), 'pb');
		expect(titles(read)).toEqual(['Speeltuin']);
		expect(read.errors).toMatchObject([{ unit: 'line', row: 9, code: 'title-missing' }]);
	});

	it('are none in a file that is something else', () => {
		const read = readThemes('nummer;thema\n1;Speeltuin', 'pb');
		expect(read.rows).toEqual([]);
		expect(read.errors.length).toBeGreaterThan(0);
	});
});

it('a row of a sheet that is wrong is named as a row, and the others stand', () => {
	const read = readThemes('nummer;thema\n1;Speeltuin\n1;Lantaarns\n3;Parkeren', 'csv');
	expect(titles(read)).toEqual(['Speeltuin', 'Parkeren']);
	expect(read.errors).toMatchObject([{ unit: 'row', row: 3, code: 'number-twice' }]);
});

it('pasted lines are named as lines', () => {
	expect(readThemes('Speeltuin\n0. Lantaarns', 'lines').errors).toMatchObject([{ unit: 'line', row: 2 }]);
});

describe('held against the evening', () => {
	const { rows } = readThemes('7. Speeltuin\nParkeren\n9. Te hard  rijden', 'lines');

	it('a number that was given clashes; a row without a number never does', () => {
		expect(planThemes(rows, new Set([7, 8]), []).map(({ clash }) => clash)).toEqual([true, false, false]);
	});

	it('a title that is there already is told, whatever its capitals and spaces', () => {
		expect(planThemes(rows, new Set(), ['te hard rijden ']).map(({ twin }) => twin)).toEqual([false, false, true]);
	});
});
