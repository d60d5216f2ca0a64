import type { RejectReason } from './state.ts';

/** Why a statement is not used, as the resident who said it reads it. */
export const rejectWords: Record<RejectReason, string> = {
	names: 'Er staat een naam of adres in.',
	accusation: 'Er staat een beschuldiging in.',
	abuse: 'Er staan scheldwoorden of bedreigingen in.',
	elsewhere: 'Dit hoort bij een ander loket.',
	empty: 'Er staat te weinig om iets mee te doen.',
	double: 'Dit staat er al.'
};
