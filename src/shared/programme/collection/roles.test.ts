import { describe, expect, it } from 'vitest';
import { mayGive, mayReadRaw, programmeRoles, rolesFor, type CollectionRole } from './roles.ts';
import { TestCollection } from './test-collection.ts';

const everybody: CollectionRole[] = [...programmeRoles, 'scout', 'resident'];

/** Role × command: P project leader, C checker, F facilitator, S scout, R resident. */
const table = `
scout.add            P . . . .
scout.rename         P . . . .
scout.remove         P . . . .
form.receive         P C . S R
form.withdraw        P . . . R
batch.receive        P C . . .
batch.withdraw       P C . . .
statement.approve    P C . . .
statement.quarantine P C . . .
statement.reject     P C . . .
statement.place      P C F . .
statement.merge      P C F . .
statement.split      P C F . .
theme.add            P C F . .
theme.rename         P C F . .
theme.remove         P C F . .
story.begin          P C F . .
story.title          P C F . .
story.remove         P C F . .
story.publish        P . . . .
story.takeBack       P . . . .
paragraph.add        P C F . .
paragraph.write      P C F . .
paragraph.sources    P C F . .
paragraph.cut        P C F . .
paragraph.move       P C F . .
paragraph.release    P C F . .
theme.sent           . . . . .
notice.write         P . . . .
format.write         P . . . .
undo                 P C F . .
`;

describe('who may give which command', () => {
	const rows = table.trim().split('\n').map((line) => line.trim().split(/\s+/));

	it('names every command', () => {
		expect(rows.map(([type]) => type).sort()).toEqual(Object.keys(mayGive).sort());
	});

	it.each(rows)('%s: %s %s %s %s %s', (type, ...marks) => {
		const may = everybody.filter((_, index) => marks[index] !== '.');
		expect([...mayGive[type as keyof typeof mayGive]].sort()).toEqual(may.sort());
	});

	it('a form from paper is taken back by a checker too, who may have typed it in', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', { goed: 'Het park.' }, { origin: 'paper' });
		collection.receive('form-0002', { goed: 'Het park.' });
		expect(rolesFor(collection.state, { id: 'command-1', type: 'form.withdraw', form: 'form-0001' })).toContain('checker');
		expect(rolesFor(collection.state, { id: 'command-1', type: 'form.withdraw', form: 'form-0002' })).not.toContain('checker');
	});

	it('a step is taken back by those who may take it', () => {
		const collection = new TestCollection();
		collection.receive('form-0001', { goed: 'Het park.' });
		const approved = collection.approve('form-0001.goed');
		if (!approved.ok) throw new Error(approved.code);
		expect(rolesFor(collection.state, { id: 'undo-0001', type: 'undo', command: approved.id })).toEqual(['projectLeader', 'checker']);
	});
});

it('two roles read what was written down', () => {
	expect(programmeRoles.filter((role) => mayReadRaw([role]))).toEqual(['projectLeader', 'checker']);
});
