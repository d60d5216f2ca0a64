import { longest } from '#shared/protocol/text.ts';

const mark = ' (kopie)';

/** What a copy of an evening is called until somebody says otherwise. */
export function copyTitle(title: string): string {
	// One that is too long would be refused, though nobody typed it.
	return title.slice(0, longest.title - mark.length).trimEnd() + mark;
}
