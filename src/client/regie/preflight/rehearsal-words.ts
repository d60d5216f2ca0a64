import type { RehearsalState } from '#shared/protocol/preflight.ts';

/** A phone that waits longer than this for 'opgeslagen' seems broken, in ms. */
const slow = 1000;

/** How a rehearsal stands. @param clock says a server time, ms since 1970, as a time of day */
export function rehearsalInWords(rehearsal: RehearsalState, clock: (at: number) => string): { kind: 'info' | 'ok' | 'warning'; state: string } {
	switch (rehearsal.phase) {
		case 'none':
			return { kind: 'info', state: 'Nog niet geoefend sinds de server startte.' };
		case 'running': {
			const { step, done, of } = rehearsal.progress;
			return { kind: 'info', state: step === 'connecting' ? `Oefening: ${done} van ${of} telefoons verbonden.` : `Oefening: ${done} van ${of} telefoons hebben gestemd.` };
		}
		case 'ended':
			switch (rehearsal.why) {
				case 'stopped':
					return { kind: 'info', state: `De oefening is gestopt om ${clock(rehearsal.at)}. Haar avond is weg.` };
				case 'roundOpened':
					return { kind: 'warning', state: `De oefening stopte om ${clock(rehearsal.at)}, want er ging een stemronde open.` };
				case 'fault':
					return { kind: 'warning', state: `De oefening brak af om ${clock(rehearsal.at)}. Probeer het opnieuw, met minder telefoons.` };
			}
		case 'done': {
			const { phones, dots, refused, mismatches, ackMs, screenMs } = rehearsal.outcome;
			const lost = refused > 0 || mismatches > 0;
			const times = `Op 95 van de 100 telefoons was een stip na ${Math.round(ackMs)} ms opgeslagen. Op het scherm stond ze na ${Math.round(screenMs)} ms.`;
			const result = `${phones} telefoons gaven ${dots} stippen: ${refused === 0 ? 'geen één geweigerd' : `${refused} geweigerd`}.`;
			return {
				kind: lost || ackMs > slow ? 'warning' : 'ok',
				state: `Klaar om ${clock(rehearsal.at)}. ${result} ${times}${mismatches > 0 ? ` Bij ${mismatches} thema’s klopt het totaal niet.` : ''}${ackMs > slow ? ' Dat is traag. Sluit andere programma’s op de server.' : ''}`
			};
		}
	}
}
