import { fieldOf, joinCells, lineBreak, readSections } from './pabulib-sections.ts';
import type { Section } from './pabulib-sections.ts';
import { rowError } from './row-error.ts';
import type { RowError } from './row-error.ts';

/**
 * Pabulib's format for real ballots: the sections META, PROJECTS and VOTES, each with a header row, cells between
 * semicolons, one line a row. Described in D. Stolicki, S. Szufa, N. Talmon, 'Pabulib: A Participatory Budgeting
 * Library', 2020 (arXiv:2012.06539). In PROJECTS `votes` counts ballots that name a project, `score` its points.
 */
export type PabulibFile = {
	/** META in file order, key to value, without interpretation. */
	meta: Record<string, string>;
	voteType: VoteType;
	projects: PabulibProject[];
	ballots: PabulibBallot[];
};
export type VoteType = 'approval' | 'ordinal' | 'cumulative' | 'scoring';
export type PabulibProject = {
	id: string;
	name: string;
	cost?: number;
	votes?: number;
	score?: number;
	category?: string;
	description?: string;
};
/** `dots`: project id to a whole number of at least 1. A project without dots is not in it. */
export type PabulibBallot = { voter: string; dots: Record<string, number> };

export type PabulibResult =
	| { ok: true; file: PabulibFile; warnings: RowError[] }
	| { ok: false; errors: RowError[]; warnings: RowError[] };

/** 'choose-1' is an approval ballot of length one; newer files of the library use it. */
const voteTypes = new Map<string, VoteType>([
	['approval', 'approval'],
	['choose-1', 'approval'],
	['ordinal', 'ordinal'],
	['cumulative', 'cumulative'],
	['scoring', 'scoring']
]);

/**
 * Reads a `.pb` file. Dots: approval 1 for each project named, cumulative and scoring the points, ordinal the
 * position counted from the end (the library's own score: of three, 3, 2 and 1).
 * A file without VOTES is read as well (it may hold themes only), with a warning.
 * @returns the file, or every error with its line; nothing is read in part.
 */
export function readPabulib(text: string): PabulibResult {
	const errors: RowError[] = [];
	const warnings: RowError[] = [];
	const sections = readSections(text, errors);
	const lastRow = text.split(/\r\n|\n|\r/).length;
	for (const name of ['META', 'PROJECTS'] as const) {
		if (!sections.has(name)) errors.push(rowError(lastRow, 'pb-section-missing', { section: name }));
	}
	if (!sections.has('VOTES')) warnings.push(rowError(lastRow, 'pb-section-missing', { section: 'VOTES' }));

	const meta = readMeta(sections.get('META'));
	const votes = sections.get('VOTES');
	const voteType = readVoteType(sections.get('META'), votes, meta, errors, warnings);
	const projects = readProjects(sections.get('PROJECTS'), errors);
	const ballots = voteType === null ? [] : readBallots(votes, voteType, new Set(projects.map(({ id }) => id)), errors);

	if (errors.length > 0 || voteType === null) return { ok: false, errors: errors.sort(byRow), warnings };
	// A file that was cut off or edited by hand shows it here, and nowhere else.
	const counts = [['num_projects', projects.length], ['num_votes', ballots.length]] as const;
	for (const [key, found] of counts) {
		const stated = meta.get(key);
		if (stated === undefined || Number(stated.value) === found) continue;
		warnings.push(rowError(stated.row, 'pb-count-differs', { key, stated: stated.value, found }));
	}
	const plainMeta = Object.fromEntries([...meta].map(([key, { value }]) => [key, value]));
	return { ok: true, file: { meta: plainMeta, voteType, projects, ballots }, warnings: warnings.sort(byRow) };
}

/**
 * Writes a `.pb` file with LF line ends. Where any theme got several dots on one ballot, `vote_type` is cumulative
 * and VOTES has a column `points`; else it is approval. `num_projects`, `num_votes` and `vote_type` follow from the
 * content; all other META is written as given. A line feed within a text becomes a space: the format has one line a row.
 * @throws on a project id that the format can't hold (empty, with a comma or spaces around it), an id or voter that
 * stands there twice, and dots for an unknown project: those are mistakes of the caller.
 */
export function writePabulib(file: Omit<PabulibFile, 'voteType'>): string {
	const ids = new Set<string>();
	for (const { id } of file.projects) {
		if (!isProjectId(id) || ids.has(id)) throw new Error(`not a project id, or used twice: ${JSON.stringify(id)}`);
		ids.add(id);
	}
	const voters = new Set(file.ballots.map(({ voter }) => voter));
	if (voters.size < file.ballots.length || voters.has('')) throw new Error('a voter id is empty or used twice');

	const cumulative = file.ballots.some(({ dots }) => Object.values(dots).some((count) => count > 1));
	const meta = new Map(Object.entries(file.meta));
	meta.set('num_projects', String(file.projects.length));
	meta.set('num_votes', String(file.ballots.length));
	meta.set('vote_type', cumulative ? 'cumulative' : 'approval');

	const lines = ['META', 'key;value'];
	for (const [key, value] of meta) lines.push(joinCells([key, value]));

	const optional = (['votes', 'score', 'name', 'category', 'description'] as const).filter(
		(column) => column === 'name' || file.projects.some((project) => project[column] !== undefined)
	);
	lines.push('PROJECTS', ['project_id', 'cost', ...optional].join(';'));
	for (const project of file.projects) {
		const rest = optional.map((column) => String(project[column] ?? ''));
		lines.push(joinCells([project.id, String(project.cost ?? ''), ...rest]));
	}

	lines.push('VOTES', cumulative ? 'voter_id;vote;points' : 'voter_id;vote');
	for (const { voter, dots } of file.ballots) {
		for (const id of Object.keys(dots)) if (!ids.has(id)) throw new Error(`dots for an unknown project: ${id}`);
		const given = file.projects.filter(({ id }) => Object.hasOwn(dots, id) && dots[id] !== 0).map(({ id }) => id);
		const cells = [voter, given.join(',')];
		if (cumulative) cells.push(given.map((id) => dots[id]).join(','));
		lines.push(joinCells(cells));
	}
	return `${lines.join('\n')}\n`;
}

/** What the ballots add up to: for each project the number of ballots that name it (`votes`) and its dots (`score`). */
export function countBallots(file: Pick<PabulibFile, 'projects' | 'ballots'>): Map<string, { votes: number; score: number }> {
	const counted = new Map(file.projects.map(({ id }) => [id, { votes: 0, score: 0 }]));
	for (const { dots } of file.ballots) {
		for (const [id, count] of Object.entries(dots)) {
			const total = counted.get(id);
			if (total === undefined || count === 0) continue;
			total.votes += 1;
			total.score += count;
		}
	}
	return counted;
}

function readMeta(section: Section | undefined): Map<string, { row: number; value: string }> {
	const meta = new Map<string, { row: number; value: string }>();
	for (const { row, cells } of section?.lines ?? []) {
		const key = fieldOf(cells, section, 'key');
		if (key !== '') meta.set(key, { row, value: fieldOf(cells, section, 'value') });
	}
	return meta;
}

function readVoteType(
	section: Section | undefined,
	votes: Section | undefined,
	meta: Map<string, { row: number; value: string }>,
	errors: RowError[],
	warnings: RowError[]
): VoteType | null {
	const stated = meta.get('vote_type');
	if (stated === undefined) {
		if (section !== undefined) warnings.push(rowError(section.row, 'pb-vote-type-missing', {}));
		return votes?.columns.has('points') ? 'cumulative' : 'approval';
	}
	const voteType = voteTypes.get(stated.value.toLowerCase()) ?? null;
	if (voteType === null) errors.push(rowError(stated.row, 'pb-vote-type-unknown', { value: stated.value }));
	const pointed = voteType === 'cumulative' || voteType === 'scoring';
	if (pointed && votes !== undefined && votes.columns.size > 0 && !votes.columns.has('points')) {
		errors.push(rowError(votes.row, 'pb-column-missing', { section: 'VOTES', column: 'points' }));
		return null;
	}
	return voteType;
}

function readProjects(section: Section | undefined, errors: RowError[]): PabulibProject[] {
	const firsts = new Map<string, number>();
	const projects: PabulibProject[] = [];
	for (const { row, cells } of section?.lines ?? []) {
		const field = (name: string): string => fieldOf(cells, section, name);
		const number = (column: string): number | undefined => {
			const value = field(column);
			if (value === '') return undefined;
			const read = Number(value.replace(',', '.'));
			if (Number.isFinite(read) && read >= 0) return read;
			errors.push(rowError(row, 'pb-number-invalid', { column, value }));
			return undefined;
		};
		const id = field('project_id');
		const first = firsts.get(id);
		if (!isProjectId(id)) errors.push(rowError(row, 'pb-project-id-invalid', { value: id }));
		else if (first !== undefined) errors.push(rowError(row, 'pb-project-twice', { project: id, first }));
		else firsts.set(id, row);
		const project: PabulibProject = { id, name: field('name') };
		for (const column of ['cost', 'votes', 'score'] as const) {
			const read = number(column);
			if (read !== undefined) project[column] = read;
		}
		for (const column of ['category', 'description'] as const) {
			if (field(column) !== '') project[column] = field(column);
		}
		projects.push(project);
	}
	return projects;
}

function readBallots(
	section: Section | undefined,
	voteType: VoteType,
	projects: ReadonlySet<string>,
	errors: RowError[]
): PabulibBallot[] {
	const firsts = new Map<string, number>();
	const ballots: PabulibBallot[] = [];
	for (const { row, cells } of section?.lines ?? []) {
		const voter = fieldOf(cells, section, 'voter_id');
		const first = firsts.get(voter);
		if (voter === '') errors.push(rowError(row, 'pb-voter-missing', {}));
		// Two lines of one voter would be two ballots of one resident.
		else if (first !== undefined) errors.push(rowError(row, 'pb-voter-twice', { voter, first }));
		else firsts.set(voter, row);

		const named = listOf(fieldOf(cells, section, 'vote'));
		const points = pointsOf(voteType, named, listOf(fieldOf(cells, section, 'points')), row, errors);
		const dots = new Map<string, number>();
		for (const [place, project] of named.entries()) {
			if (project === '') errors.push(rowError(row, 'pb-vote-empty', {}));
			else if (!projects.has(project)) errors.push(rowError(row, 'pb-vote-unknown-project', { project }));
			else if (dots.has(project)) errors.push(rowError(row, 'pb-vote-twice', { project }));
			else dots.set(project, points[place] ?? 0);
		}
		// fromEntries, since a project called __proto__ can't be set by assignment.
		ballots.push({ voter, dots: Object.fromEntries([...dots].filter(([, count]) => count > 0)) });
	}
	return ballots;
}

function pointsOf(voteType: VoteType, named: string[], stated: string[], row: number, errors: RowError[]): number[] {
	if (voteType === 'approval') return named.map(() => 1);
	if (voteType === 'ordinal') return named.map((_, place) => named.length - place);
	if (stated.length !== named.length) {
		errors.push(rowError(row, 'pb-points-count', { projects: named.length, points: stated.length }));
		return [];
	}
	return stated.map((value) => {
		const count = Number(value);
		if (value !== '' && Number.isSafeInteger(count) && count >= 0) return count;
		errors.push(rowError(row, 'pb-points-invalid', { value }));
		return 0;
	});
}

function listOf(text: string): string[] {
	return text.trim() === '' ? [] : text.split(',').map((part) => part.trim());
}

function byRow(one: RowError, other: RowError): number {
	return one.row - other.row;
}

/** VOTES names projects in a list with commas, so that an id can hold neither a comma nor spaces around it. */
function isProjectId(id: string): boolean {
	return id !== '' && id === id.trim() && !id.includes(',') && id.search(lineBreak) === -1;
}
