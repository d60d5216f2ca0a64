import * as v from 'valibot';
import { askText, NoAnswer } from './asking.ts';
import { leaderState, programVersion } from './leader.ts';

/**
 * Asks a laptop whether it can be followed with this code.
 * @returns the origins by which phones reach it; else why not
 */
export async function greet(from: string, code: string): Promise<string[] | 'away' | 'code' | 'version'> {
	try {
		const { version, addresses } = v.parse(leaderState, JSON.parse(await askText(from, code, { method: 'GET', path: '/api/standby/state', body: '' })));
		return version === programVersion ? addresses : 'version';
	} catch (error) {
		if (error instanceof v.ValiError) return 'version';
		if (!(error instanceof NoAnswer)) throw error;
		return error.why === 'away' ? 'away' : 'code';
	}
}
