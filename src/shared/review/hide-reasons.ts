/**
 * Why a comment is hidden: a person picks one. `name` is for those who review; what its writer reads stands in
 * src/messages (`hidden_<key>`). In the order in which they are offered: the key 1 picks the first.
 */
export const hideReasons = [
	{ key: 'names', name: 'Noemt iemand' },
	{ key: 'accuses', name: 'Beschuldigt iemand' },
	{ key: 'insults', name: 'Scheldt of kwetst' },
	{ key: 'health', name: 'Gezondheid of afkomst' },
	{ key: 'repeats', name: 'Staat er al' },
	{ key: 'elsewhere', name: 'Gaat niet over de wijk' },
	{ key: 'other', name: 'Anders' }
] as const;

export type HideReason = (typeof hideReasons)[number]['key'];
export const hideReasonKeys = hideReasons.map(({ key }) => key);

/** 'Noemt iemand', as those who review read it. */
export function reasonName(reason: HideReason): string {
	return hideReasons.find(({ key }) => key === reason)!.name;
}
