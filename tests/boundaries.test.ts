import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

// Which part of the house imports which. SvelteKit does not stop a page that imports server code here.

const SRC = resolve(import.meta.dirname, '../src');

/** What a file imports: paths under src ('shared/evening/state.ts'), or the names of packages. */
interface Imports {
	/** Needed when the file runs. */
	values: string[];
	/** Types alone; gone once it is compiled. */
	types: string[];
	reexports: string[];
}

const house = new Map<string, Imports>();

beforeAll(async () => {
	for await (const name of glob('**/*.{ts,svelte}', { cwd: SRC })) {
		if (name.startsWith('client/paraglide/') || name.endsWith('.d.ts')) continue;
		house.set(name, importsOf(name, await readFile(join(SRC, name), 'utf8')));
	}
});

function importsOf(file: string, text: string): Imports {
	const imports: Imports = { values: [], types: [], reexports: [] };
	// A statement of its own at the start of a line, over as many lines as it takes; or import('…') anywhere.
	for (const [, keyword, type, clause = '', name] of text.matchAll(/^\s*(import|export)\s+(type\s)?([^'";=()]*?from\s*)?'([^']+)'/gm)) {
		const target = resolved(file, name!);
		const onlyTypes = type !== undefined || /^\{\s*(type\s+[\w$]+(\s+as\s+\w+)?\s*,?\s*)+\}\s*from/.test(clause);
		(onlyTypes ? imports.types : imports.values).push(target);
		if (keyword === 'export') imports.reexports.push(target);
	}
	for (const [, name] of text.matchAll(/\bimport\('([^']+)'\)/g)) imports.values.push(resolved(file, name!));
	return imports;
}

function resolved(file: string, name: string): string {
	if (name.startsWith('.')) return relative(SRC, resolve(SRC, dirname(file), name.split('?', 1)[0]!));
	if (name.startsWith('#')) return name.slice(1).split('?', 1)[0]!;
	return name;
}

/** Where a file stands: 'shared', 'server', 'client', 'routes', 'messages', or 'package' for what is not ours. */
function partOf(name: string): string {
	return existsSync(join(SRC, name)) || /^(shared|server|client|routes|messages)\//.test(name) ? name.split('/', 1)[0]! : 'package';
}

const isFabric = (name: string) => name === 'fabric' || name.startsWith('fabric/');
const isTest = (name: string) => /\.test\.ts$|(^|\/)test-[\w-]+\.ts$/.test(name);
/** Runs on the server: form actions, load functions, endpoints, the hook. */
const isOnServer = (name: string) => /\.server\.ts$|\+server\.ts$/.test(name);
const filesIn = (part: string) => [...house].filter(([name]) => name.startsWith(`${part}/`) && !isTest(name));

/** Everything that runs once this file runs. */
function closureOf(entry: string): string[] {
	const reached = new Set<string>([entry]);
	for (const name of reached) for (const next of house.get(name)?.values ?? []) reached.add(next);
	return [...reached];
}

it('the walk finds what is there', () => {
	expect(house.size).toBeGreaterThan(100);
	expect(house.get('server/app.ts')?.values).toContain('server/live/evenings.ts');
	expect(house.get('server/app.ts')?.types).toContain('server/config.ts');
	for (const [name, { values, types }] of house) {
		const lost = [...values, ...types].filter((target) => /\.(ts|svelte)$/.test(target) && !existsSync(join(SRC, target)));
		expect(lost, name).toEqual([]);
	}
});

describe('imports run one way', () => {
	const allowed: Record<string, string[]> = {
		shared: ['shared', 'package'],
		server: ['server', 'shared', 'messages', 'package'],
		client: ['client', 'shared', 'messages', 'package']
	};

	it.each(Object.keys(allowed))('%s', (part) => {
		const wrong = filesIn(part).flatMap(([name, { values, types }]) =>
			[...values, ...types].filter((target) => !allowed[part]!.includes(partOf(target))).map((target) => `${name} -> ${target}`)
		);
		expect(wrong).toEqual([]);
	});

	it('shared is pure: no Node, no browser, no Svelte', () => {
		const packages = new Set(filesIn('shared').flatMap(([, { values }]) => values).filter((target) => partOf(target) === 'package'));
		expect([...packages].filter((name) => name.startsWith('node:') || /^(svelte|socket\.io|@sveltejs)/.test(name))).toEqual([]);
	});

	it('pages know nothing of the server; what runs on the server beside them may', () => {
		const wrong = filesIn('routes')
			.filter(([name]) => !isOnServer(name))
			.flatMap(([name, { values, types }]) => [...values, ...types].filter((target) => partOf(target) === 'server').map((target) => `${name} -> ${target}`));
		expect(wrong).toEqual([]);
	});

	it('nobody imports a route', () => {
		const wrong = [...house].flatMap(([name, { values }]) => values.filter((target) => target.startsWith('routes/') && !name.startsWith('routes/')));
		expect(wrong).toEqual([]);
	});
});

describe('what runs in a browser', () => {
	const pages = () => [...house.keys()].filter((name) => /^routes\/.*\+(page|layout|error)(\.ts|\.svelte)$/.test(name));

	it('reaches no server code and nothing of Node', () => {
		const wrong = pages().flatMap((page) => closureOf(page).filter((name) => name.startsWith('server/') || name.startsWith('node:')).map((name) => `${page} -> ${name}`));
		expect(wrong).toEqual([]);
	});

	it('reaches fabric in regie only: a resident’s phone does not carry it', () => {
		const others = pages().filter((page) => !page.startsWith('routes/regie/'));
		expect(others.length).toBeGreaterThan(3);
		expect(closureOf('routes/regie/[evening]/bord/+page.svelte').some(isFabric)).toBe(true);
		expect(others.filter((page) => closureOf(page).some((name) => isFabric(name) || name.startsWith('client/board/')))).toEqual([]);
	});

	it('reaches fabric through the board alone', () => {
		const importers = [...house].filter(([name, { values }]) => values.some(isFabric) && !name.startsWith('client/board/'));
		expect(importers.map(([name]) => name)).toEqual([]);
	});
});

it('no scripts of the built pages need each other: one would run before what it is made from is there', async () => {
	const folder = resolve(SRC, '../build/client/_app/immutable');
	const needs = new Map<string, string[]>();
	for await (const name of glob('**/*.js', { cwd: folder })) {
		const text = await readFile(join(folder, name), 'utf8');
		needs.set(name, Array.from(text.matchAll(/(?:from|import)"(\.[^"]+)"/g), ([, other]) => join(dirname(name), other!)));
	}
	expect([...needs.values()].flat().length).toBeGreaterThan(100);
	// What is left after taking away, time and again, what needs nothing that is left.
	for (let before = 0; before !== needs.size; ) {
		before = needs.size;
		for (const [name, others] of needs) if (!others.some((other) => needs.has(other))) needs.delete(name);
	}
	expect([...needs.keys()]).toEqual([]);
});

it('what runs beside pages on the server shares the one app: it makes no second copy of it', () => {
	// Pages are bundled apart: an evening or a queue imported there would be another than the sockets'; admission is a function.
	const wrong = filesIn('routes')
		.filter(([name]) => isOnServer(name))
		.concat([['hooks.server.ts', house.get('hooks.server.ts')!]])
		.flatMap(([name]) => closureOf(name).filter((target) => /^server\/(app|main|live\/(?!admission).*)\.ts$/.test(target)).map((target) => `${name} -> ${target}`));
	expect(wrong).toEqual([]);
});

it('everything is imported from the file that defines it', () => {
	const barrels = [...house].filter(([, { reexports }]) => reexports.length > 0);
	expect(barrels.map(([name]) => name)).toEqual([]);
});
