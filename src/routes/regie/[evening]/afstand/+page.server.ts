import { startOfRegie } from '../start.server.ts';
import type { PageServerLoad } from './$types';

/** The remote stands without regie's shell around it, so what that has it asks for itself. */
export const load: PageServerLoad = ({ locals, params, url }) => startOfRegie(locals, params, url);
