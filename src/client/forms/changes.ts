/** Some of a draft's fields, with what stands in them now; of a record of fields those that changed. */
export type Changes<Draft extends object> = Partial<Draft>;

/** The fields of `now` that differ from `base`. A field of a record that is gone counts as empty. */
export function changesSince<Draft extends object>(base: Draft, now: Draft): Changes<Draft> {
	const changes: Record<string, unknown> = {};
	const [before, after] = [base as Record<string, unknown>, now as Record<string, unknown>];
	for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
		const [was, is] = [before[key], after[key]];
		if (isRecord(was) && isRecord(is)) {
			const inside = changesSince(was, is);
			if (Object.keys(inside).length > 0) changes[key] = inside;
		} else if (JSON.stringify(was ?? '') !== JSON.stringify(is ?? '')) changes[key] = is ?? '';
	}
	return changes as Changes<Draft>;
}

/** `base` with these changes made. */
export function withChanges<Draft extends object>(base: Draft, changes: Changes<Draft>): Draft {
	const made: Record<string, unknown> = { ...(base as Record<string, unknown>) };
	for (const [key, change] of Object.entries(changes)) made[key] = isRecord(change) && isRecord(made[key]) ? withChanges(made[key], change) : change;
	return made as Draft;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
