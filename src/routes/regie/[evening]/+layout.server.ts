import { startOfRegie } from './start.server.ts';
import type { LayoutServerLoad } from './$types';

/** Regie of one evening. */
export const load: LayoutServerLoad = ({ locals, params, url }) => startOfRegie(locals, params, url);
