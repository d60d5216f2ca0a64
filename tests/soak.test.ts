import { expect, it } from 'vitest';
import { Chance } from './chance.ts';
import { soakForms } from './soak/soak.ts';

it('of talks on phones whose line comes and goes, whose tabs die, with a server that is started again, none is lost nor double', async () => {
	const chance = new Chance(20261124);
	const { trouble, ...figures } = await soakForms({ phones: 3, forms: 8, chance: () => chance.next(), say: () => {} });
	expect(figures).toEqual({ sent: 24, received: 24, lost: 0, double: 0, outOfOrder: 0 });
	expect(trouble.restarts).toBeGreaterThan(0);
	expect(trouble.offline).toBeGreaterThan(0);
	expect(trouble.killed).toBeGreaterThan(0);
}, 240_000);
