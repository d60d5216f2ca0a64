import { clockTime } from '#client/ui/clock-time.ts';
import { dutchDay, longDay } from '#shared/programme/dutch-day.ts';
import type { FollowerState } from '#shared/protocol/standby.ts';

/** A copy that is older than this, in ms, while the other laptop is not heard of, is no fresh one. */
const freshFor = 20_000;

/** How the copy stands, in words. @param now by the clock of the laptop that has it, ms since 1970 */
export function copyInWords({ copyAt, heardAt, trouble }: FollowerState, now: number): { kind: 'ok' | 'info' | 'warning' | 'error'; words: string } {
	const kept = copyAt === null ? 'Er is nog geen kopie.' : `De kopie is van ${when(copyAt, now)}.`;
	switch (trouble) {
		case 'code':
			return { kind: 'error', words: `De eerste laptop heeft nu een andere code. ${kept} Geef de opdracht met de nieuwe code.` };
		case 'version':
			return { kind: 'error', words: `De eerste laptop heeft een andere versie van Wijkverhaal. ${kept} Zet op allebei dezelfde.` };
		case 'full':
			return { kind: 'error', words: `De schijf van deze laptop is vol. ${kept} Maak ruimte.` };
		case 'fault':
			return { kind: 'error', words: `Er ging iets mis bij het kopiëren. ${kept} Het wordt steeds opnieuw geprobeerd.` };
		case 'away': {
			const since = heardAt === null ? 'De eerste laptop antwoordt niet.' : `De eerste laptop antwoordt niet meer, al ${duration(now - heardAt)}.`;
			return { kind: copyAt === null || now - (heardAt ?? copyAt) > freshFor ? 'error' : 'warning', words: `${since} ${kept}` };
		}
		case null:
			if (heardAt === null) return { kind: 'info', words: `De eerste laptop wordt gezocht. ${kept}` };
			if (copyAt === null) return { kind: 'info', words: 'De eerste kopie wordt gehaald.' };
			return { kind: 'ok', words: `Deze laptop volgt. ${kept}` };
	}
}

/** For which kind of computer a command is, and how. @param platform as `process.platform` */
export function systemName(platform: string): string {
	switch (platform) {
		case 'win32':
			return ' (Windows: open Opdrachtprompt als administrator)';
		case 'darwin':
			return ' (Mac: open Terminal)';
		default:
			return ' in een terminal';
	}
}

function when(at: number, now: number): string {
	const ago = now - at;
	if (ago < 10_000) return 'zojuist';
	if (ago < 3_600_000) return `${clockTime(at)} uur, ${duration(ago)} geleden`;
	return `${longDay(dutchDay(at))}, ${clockTime(at)} uur`;
}

/** In steps of ten seconds: it is read aloud whenever it changes. */
function duration(ms: number): string {
	const seconds = Math.floor(ms / 10_000) * 10;
	if (seconds < 10) return 'enkele seconden';
	if (seconds < 60) return `${seconds} seconden`;
	const minutes = Math.floor(seconds / 60);
	return minutes === 1 ? '1 minuut' : `${minutes} minuten`;
}
