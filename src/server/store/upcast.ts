import { eventVersion } from '#shared/evening/events.ts';

/**
 * Brings an event as it was written to the present version. Each step that changes an event's shape adds an
 * upcaster here and a fixture log beside the test; neither is ever removed.
 * @throws where a newer program wrote the event.
 */
export function upcast(type: string, version: number, body: object): { type: string } {
	if (version > eventVersion) throw new Error(`Event ${type} has version ${version}, newer than this program`);
	return { type, ...body };
}
