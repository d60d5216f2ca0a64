import { clockTime } from '#client/ui/clock-time.ts';
import type { FollowerSeen } from '#shared/protocol/standby.ts';

/** A laptop that follows asks every second; after this long without, in ms, it does not follow any more. */
const lostAfter = 15_000;

/** How the laptop that follows stands. @param isPrepared there is a code. @param now server time, ms since 1970 */
export function standbyInWords(isPrepared: boolean, follower: FollowerSeen | null, now: number): { kind: 'info' | 'ok' | 'warning' | 'error'; state: string } {
	if (!follower) return { kind: 'info', state: isPrepared ? 'Er volgt nog geen laptop.' : 'Er is geen reservelaptop. Nodig is hij niet, wel veilig.' };
	const { since, at, copyAt } = follower;
	if (now - at > lostAfter) return { kind: 'error', state: `De reservelaptop volgt niet meer, sinds ${clockTime(at)} uur.` };
	if (copyAt === null && now - since > lostAfter) return { kind: 'warning', state: 'De reservelaptop volgt, maar heeft nog geen kopie. Kijk op die laptop wat er is.' };
	if (copyAt === null) return { kind: 'info', state: 'De reservelaptop haalt zijn eerste kopie.' };
	// Not by the second: it is read aloud whenever it changes.
	if (now - copyAt > lostAfter) return { kind: 'warning', state: `De reservelaptop volgt, maar heeft sinds ${clockTime(copyAt)} uur geen nieuwe kopie.` };
	return { kind: 'ok', state: 'De reservelaptop volgt. Zijn kopie is hoogstens tien seconden oud.' };
}
