import type { ParticipantView } from '#shared/views/views.ts';
import { Phone, type PhoneStart } from './phone.svelte.ts';

/** A participant of this device at whom nobody looks now. */
export interface Unattended {
	phone: Phone;
	/** Closes its line. */
	close: () => void;
}

/**
 * Opens the line of a participant of whom only the seat is known; the line brings the rest. What its page kept here is
 * sent, and its dots are offered to a server that was put back to before they were given.
 */
export function unattended(seat: string, participant: string): Unattended {
	const view: ParticipantView = { evening: { title: '', area: '', date: '', code: '' }, themes: {}, drawings: {}, rounds: {}, comments: {}, approval: 'before' };
	const start: PhoneStart = { role: 'participant', seat, snapshot: { epoch: '', seq: 0, view }, own: { epoch: '', seq: 0, participant, ballots: {}, comments: {}, supported: [] } };
	const phone = new Phone(start);
	return { phone, close: phone.open() };
}
