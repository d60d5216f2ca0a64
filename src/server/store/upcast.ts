import { eventVersion } from '#shared/evening/events.ts';

/**
 * Brings an event as it was written to the present version. Each step that changes an event's shape adds an
 * upcaster here and a fixture log beside the test; neither is ever removed.
 * @throws where a newer program wrote the event.
 */
export function upcast(type: string, version: number, body: object): { type: string } {
	if (version > eventVersion) throw new Error(`Event ${type} has version ${version}, newer than this program`);
	let event: { type: string; fields?: object } = { type, ...body };
	for (let step = version; step < eventVersion; step += 1) event = steps[step]!(event);
	return event;
}

/** Brings an event from that version to the next. */
const steps: Record<number, (event: { type: string; fields?: object }) => { type: string; fields?: object }> = {
	/** On the board themes had no group and no lock, and were not hidden. */
	1: (event) => (event.type === 'theme.added' ? { ...event, fields: { ...event.fields, group: null, locked: false, hidden: false } } : event),
	/** Themes were not merged. */
	2: (event) => (event.type === 'theme.added' ? { ...event, fields: { ...event.fields, into: null } } : event)
};
