import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareEvening } from '../evening.ts';
import { evenings } from './content.ts';

it.each(Object.entries(evenings))('the evening of %s themes that is looked at can still be made', async (_, evening) => {
	const dataDir = await mkdtemp(join(tmpdir(), 'wijkverhaal-shots-'));
	const { comments, rounds } = await prepareEvening(dataDir, evening);
	expect(comments).toHaveLength(evening.comments?.length ?? 0);
	expect(rounds).toHaveLength(3);
	await rm(dataDir, { recursive: true });
});
