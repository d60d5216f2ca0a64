import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { protocolVersion } from '#shared/protocol/version.ts';
import { direct, prepareEvening, type Direction, type Prepared } from './evening.ts';
import { Line } from './line.ts';
import { startServer, type TestServer } from './server.ts';

// The page that shows another's program how to take part: exactly its code, against a real server.

const ROOT = resolve(import.meta.dirname, '..');
const PAGE = join(ROOT, 'src/shared/protocol/README.md');

let dataDir: string;
let program: string;
let evening: Prepared;
let server: TestServer;
let direction: Direction;

beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-readme-'));
	evening = await prepareEvening(dataDir, { themes: 4, rounds: [{ budget: 5, most: 2 }] });
	server = await startServer({ dataDir });
	direction = await direct(server.local, evening.facilitator);
	// In a folder from which Node finds socket.io-client, as in the folder of whoever installed it.
	const folder = join(ROOT, 'node_modules/.cache/protocol-readme');
	await mkdir(folder, { recursive: true });
	program = join(folder, 'take-part.mjs');
	const blocks = [...(await readFile(PAGE, 'utf8')).matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code!);
	expect(blocks).toHaveLength(1);
	await writeFile(program, blocks[0]!);
});
afterAll(async () => {
	direction?.close();
	await server?.stop();
	await rm(dataDir, { recursive: true, force: true });
});

/** Runs the program of the page. `said` is told of each line as it comes. */
async function run(code: string, said: (line: string) => void = () => {}): Promise<{ output: string; errors: string; code: number | null }> {
	const child = spawn(process.execPath, [program, server.local, code], { stdio: ['ignore', 'pipe', 'pipe'] });
	const result = { output: '', errors: '' };
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		result.output += text;
		for (const line of text.trim().split('\n')) said(line);
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => (result.errors += text));
	const exit = await new Promise<number | null>((settle) => child.once('close', settle));
	return { ...result, code: exit };
}

it('the program joins, gives dots and a comment, and is up to date again after a gap', async () => {
	// Something for the gap: what the hall looks at changes when the comment is in.
	const { output, errors, code } = await run(evening.code, (line) => {
		if (line.startsWith('Comment')) void direction.do({ type: 'screen.show', show: { mode: 'theme', theme: 2 } });
	});
	expect(errors).toBe('');
	expect(output.trim().split('\n')).toEqual([
		'Gebiedsavond Oude Kom: 4 themes',
		'1 dots on theme 1',
		'2 dots on theme 1',
		expect.stringMatching(/^Comment (waiting|sent)$/),
		expect.stringMatching(/^Up to date again: \d+ -> \d+$/)
	]);
	expect(code).toBe(0);
	await direction.do({ type: 'round.close', round: evening.rounds[0]! });
	const regie = await new Line<'facilitator'>({ address: server.local, ...evening.facilitator }).open();
	expect(regie.view.rounds[evening.rounds[0]!]?.totals).toEqual({ 1: 2, 2: 0, 3: 0, 4: 0 });
	expect(Object.values(regie.view.comments).map(({ text, status }) => [text, status])).toEqual([['A bench would be nice here.', 'waiting']]);
	regie.close();
});

it('is told in one word why it cannot join', async () => {
	const { errors, code } = await run('ZZZZZ');
	expect(errors).toContain('code.unknown');
	expect(code).toBe(1);
});

it('the page names the version of the wire', async () => {
	expect(await readFile(PAGE, 'utf8')).toContain(`version: ${protocolVersion},`);
});
