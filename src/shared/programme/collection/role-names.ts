import type { ProgrammeRole } from './roles.ts';

/** What staff read a role as, and what who has it may do. */
export const roleNames: Record<ProgrammeRole, { name: string; does: string }> = {
	projectLeader: { name: 'projectleider', does: 'kiest mensen en verkenners, leest alles, deelt in' },
	checker: { name: 'controleur', does: 'leest en keurt uitspraken, deelt in' },
	facilitator: { name: 'gespreksleider', does: 'deelt nagelezen uitspraken in' }
};
