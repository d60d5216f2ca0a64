import type { MergePatch } from '../protocol/frames.ts';

/**
 * The changes from one view to a later one, as a JSON Merge Patch (RFC 7396). Views are plain data without null;
 * a part that is the same object in both is passed over, so that the cost goes with what changed.
 * @returns null where nothing changed.
 */
export function difference(before: object, after: object): MergePatch | null {
	const changes: MergePatch = {};
	let any = false;
	const old = before as Record<string, unknown>;
	const young = after as Record<string, unknown>;
	for (const key of Object.keys(old)) {
		// Own keys only: an id may be the name of something that every object inherits.
		if ((Object.hasOwn(young, key) && young[key] !== undefined) || old[key] === undefined) continue;
		changes[key] = null;
		any = true;
	}
	for (const key of Object.keys(young)) {
		const was = Object.hasOwn(old, key) ? old[key] : undefined;
		const is = young[key];
		if (was === is || is === undefined) continue;
		if (isRecord(was) && isRecord(is)) {
			const inner = difference(was, is);
			if (inner === null) continue;
			changes[key] = inner;
		} else {
			if (Array.isArray(was) && Array.isArray(is) && JSON.stringify(was) === JSON.stringify(is)) continue;
			changes[key] = is;
		}
		any = true;
	}
	return any ? changes : null;
}

/**
 * Applies a JSON Merge Patch. Neither argument is changed; what the patch does not touch stays the same object,
 * so that a page redraws only what changed.
 */
export function applyPatch<View>(view: View, patch: MergePatch): View {
	const result: Record<string, unknown> = isRecord(view) ? { ...view } : {};
	for (const key of Object.keys(patch)) {
		const value = patch[key];
		// A patch from the wire may name '__proto__': defining it is harmless, assigning it is not.
		if (value === null) delete result[key];
		else if (isRecord(value)) define(result, key, applyPatch(Object.hasOwn(result, key) ? result[key] : {}, value));
		else define(result, key, value);
	}
	return result as View;
}

function define(target: Record<string, unknown>, key: string, value: unknown): void {
	if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
	else target[key] = value;
}

function isRecord(value: unknown): value is MergePatch {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
