/** What takes typed letters for itself. */
const typing = 'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select, [contenteditable="true"]';

/**
 * The single key that a shortcut may answer to, letters in lower case ('b', 'arrowdown'); null where the key is meant
 * for something else: a field, a dialog, a combination with Ctrl, Alt or Command, or a key that is held down.
 */
export function pressedKey(event: KeyboardEvent): string | null {
	if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
	if (event.target instanceof Element && event.target.closest(`${typing}, dialog[open]`)) return null;
	return event.key.toLowerCase();
}
